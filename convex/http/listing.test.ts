import { describe, expect, test } from "vitest";
import * as z from "zod";
import { aKit } from "./kit.setup";
import { type ApiRouter, anyone } from "./route";

const NUMBERS = Array.from({ length: 60 }, (_, n) => n);

function counting(api: ApiRouter, path: string, id: string, sort = "number") {
  api.list(path, {
    id,
    tag: "system",
    summary: "Numbers that are divisible",
    caller: anyone,
    limits: [],
    unknownFields: "refuse",
    query: z.object({ by: z.string().optional() }),
    item: z.object({ n: z.number() }),
    sort,
    errors: [],
    async run(_ctx, { query, page }) {
      const [after] = (page.position ?? [-1]) as [number];
      const fitting = NUMBERS.filter((n) => n > after && n % Number(query.by ?? 1) === 0);
      const items = fitting.slice(0, page.limit).map((n) => ({ n }));
      const last = items.at(-1);
      return { items, next: last && fitting.length > items.length ? [last.n] : null };
    },
  });
}

const aList = () =>
  aKit((api) => {
    counting(api, "/numbers", "listNumbers");
    counting(api, "/others", "listOthers");
    counting(api, "/users/{user}/numbers", "listUserNumbers");
  });

interface Page {
  data: { n: number }[];
  next_cursor: string | null;
  has_more: boolean;
}

describe("a listing", () => {
  test("is read page by page to its end, each item once, by cursor or by Link", async () => {
    const { send } = aList();
    const seen: number[] = [];
    let path: string | null = "/numbers?limit=25";
    for (let pages = 0; path !== null; pages++) {
      const response: Response = await send(path);
      const page = (await response.json()) as Page;
      seen.push(...page.data.map(({ n }) => n));
      expect(page.has_more).toBe(page.next_cursor !== null);
      const link = /^<http:\/\/molt\.test(.*)>; rel="next"$/.exec(response.headers.get("link") ?? "")?.[1];
      path = link ?? null;
      if (page.next_cursor) {
        expect(link).toBe(`/numbers?limit=25&cursor=${page.next_cursor}`);
      }
      expect(pages).toBeLessThan(4);
    }
    expect(seen).toEqual(NUMBERS);
  });

  test("has 25 items on a page unless told otherwise, and never more than 100", async () => {
    const { send } = aList();
    expect(((await (await send("/numbers")).json()) as Page).data).toHaveLength(25);
    for (const limit of ["0", "101", "-1", "1.5", "x", "", "1e2", "0x10"]) {
      expect((await send(`/numbers?limit=${limit}`)).status, limit).toBe(422);
    }
  });

  test("refuses a cursor that is changed, cut, made up or of another list, filter or owner", async () => {
    const { send } = aList();
    const { next_cursor } = (await (await send("/numbers?limit=5&by=2")).json()) as Page;
    const cursor = next_cursor!;
    expect((await send(`/numbers?by=2&cursor=${cursor}`)).status).toBe(200);
    const [payload, signature] = cursor.split(".") as [string, string];
    const forged = btoa("[50]").replace(/=+$/, "");
    for (const path of [
      `/others?by=2&cursor=${cursor}`,
      `/numbers?by=3&cursor=${cursor}`,
      `/numbers?cursor=${cursor}`,
      `/users/ada/numbers?by=2&cursor=${cursor}`,
      `/numbers?by=2&cursor=${forged}.${signature}`,
      `/numbers?by=2&cursor=${payload}.${signature.slice(0, -1)}`,
      `/numbers?by=2&cursor=${payload}.`,
      `/numbers?by=2&cursor=${payload}`,
      `/numbers?by=2&cursor=${"A".repeat(5000)}.A`,
      "/numbers?by=2&cursor=%00",
    ]) {
      const response = await send(path);
      expect([response.status, ((await response.json()) as { code: string }).code], path).toEqual([
        422,
        "invalid_cursor",
      ]);
    }
  });

  test("an empty cursor means the beginning", async () => {
    const { send } = aList();
    expect((await send("/numbers?cursor=")).status).toBe(200);
  });
});
