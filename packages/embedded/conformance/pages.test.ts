import { expect, test } from "vitest";
import { aRawClient, updatesIn } from "../test/rawClient.ts";
import { api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client } = target;
const { messages, samples } = api;

interface Page {
  page: { body: string; a: number; _id: string }[];
  isDone: boolean;
  continueCursor: string;
  splitCursor?: string | null;
  pageStatus?: string | null;
}

const send = (room: string, body: string) => client.mutation(messages.send, { room, body });
const pageOf = (room: string, paginationOpts: object) =>
  client.query(messages.page, { room, paginationOpts } as never) as Promise<Page>;
const bodies = ({ page }: Page) => page.map(({ body }) => body);

async function aRoom(count: number): Promise<string> {
  const room = unique("pages");
  for (let i = 0; i < count; i++) await send(room, `${i}`);
  return room;
}

test("SY6: pages follow each other to the end, whatever their size", async () => {
  const room = await aRoom(7);
  for (const numItems of [1, 2, 3, 7, 8]) {
    const seen: string[] = [];
    let cursor: string | null = null;
    for (let n = 0; n < 9; n++) {
      const page: Page = await pageOf(room, { numItems, cursor });
      expect(page.continueCursor).toEqual(expect.any(String));
      seen.push(...bodies(page));
      cursor = page.continueCursor;
      if (page.isDone) break;
    }
    expect(seen).toEqual(["6", "5", "4", "3", "2", "1", "0"]);
  }
});

test("SY6: the cursor of the end stays at the end", async () => {
  const room = await aRoom(2);
  const last = await pageOf(room, { numItems: 5, cursor: null });
  expect(last.isDone).toBe(true);
  expect(await pageOf(room, { numItems: 5, cursor: last.continueCursor })).toMatchObject({
    page: [],
    isDone: true,
  });
});

test("SY6: a page can be told where to end, and is then as long as it has to be", async () => {
  const room = await aRoom(9);
  const first = await pageOf(room, { numItems: 3, cursor: null });
  const second = await pageOf(room, { numItems: 3, cursor: first.continueCursor });
  const both = await pageOf(room, { numItems: 1, cursor: null, endCursor: second.continueCursor });
  expect(bodies(both)).toEqual(["8", "7", "6", "5", "4", "3"]);
  expect(both.splitCursor).toEqual(expect.any(String));
  const { splitCursor: middle } = both;
  const halves = [
    await pageOf(room, { numItems: 1, cursor: null, endCursor: middle }),
    await pageOf(room, { numItems: 1, cursor: middle, endCursor: second.continueCursor }),
  ];
  expect(halves.flatMap(bodies)).toEqual(bodies(both));
  expect(halves.every(({ page }) => page.length > 0)).toBe(true);
});

test("SY6: a page that reads its share stops early and asks to be split", async () => {
  const room = await aRoom(10);
  const short = await pageOf(room, { numItems: 8, cursor: null, maximumRowsRead: 4 });
  expect(short.page.length).toBeLessThanOrEqual(5);
  expect(short).toMatchObject({ isDone: false, pageStatus: "SplitRequired" });
});

test("SY6: a filter may leave a page short, and the next page goes on behind it", async () => {
  const group = unique("filtered");
  await client.mutation(samples.add, { group, rows: Array.from({ length: 20 }, (_, a) => ({ a })) });
  const bounds = [{ op: "eq", field: "group", value: group }];
  const filter = ["eq", ["mod", { field: "a" }, { value: 5 }], { value: 0 }];
  const seen: number[] = [];
  let cursor: string | null = null;
  for (let n = 0; n < 30; n++) {
    const paginationOpts = { numItems: 2, cursor };
    const page = (await client.query(samples.page, { bounds, filter, paginationOpts } as never)) as Page;
    seen.push(...page.page.map(({ a }) => a));
    cursor = page.continueCursor;
    if (page.isDone) break;
  }
  expect(seen).toEqual([0, 5, 10, 15]);
});

test("SY6: a cursor holds its place when the row at it is deleted and others come and go", async () => {
  const group = unique("place");
  const ids = (await client.mutation(samples.add, {
    group,
    rows: Array.from({ length: 6 }, (_, a) => ({ a })),
  })) as string[];
  const page = (cursor: string | null, numItems = 3) =>
    client.query(samples.page, {
      bounds: [{ op: "eq", field: "group", value: group }],
      paginationOpts: { numItems, cursor },
    } as never) as Promise<Page>;
  const { continueCursor } = await page(null);
  await client.mutation(samples.remove, { id: ids[2] });
  await client.mutation(samples.add, { group, rows: [{ a: 1.5 }, { a: 2.5 }] });
  expect((await page(continueCursor, 9)).page.map(({ a }) => a)).toEqual([2.5, 3, 4, 5]);
});

test("SY6: a page that runs again ends where it ended, so pages neither gap nor overlap", async () => {
  const room = await aRoom(10);
  const raw = await aRawClient(target);
  const args = { room, paginationOpts: { numItems: 3, cursor: null } };
  raw.add(0, 0, "messages:page", args);
  const first = await eventually(() => updatesIn<Page>(raw.received)[0]);
  expect(bodies(first.value)).toEqual(["9", "8", "7"]);
  await send(room, "10");
  const second = await eventually(() => updatesIn<Page>(raw.received)[1]);
  expect(bodies(second.value)).toEqual(["10", "9", "8", "7"]);
  expect(second.value.continueCursor).toBe(first.value.continueCursor);
  const fresh = await aRawClient(target);
  fresh.add(0, 0, "messages:page", args, first.journal);
  const resumed = await eventually(() => updatesIn<Page>(fresh.received)[0]);
  expect(bodies(resumed.value)).toEqual(["10", "9", "8", "7"]);
  const next = await pageOf(room, { numItems: 3, cursor: first.value.continueCursor });
  expect(bodies(next)).toEqual(["6", "5", "4"]);
});

test("SY6: live pages stay neighbours while rows are written around their border", async () => {
  const group = unique("border");
  const add = (...values: number[]) =>
    client.mutation(samples.add, { group, rows: values.map((a) => ({ a })) }) as Promise<string[]>;
  const ids = await add(0, 10, 20, 30, 40, 50);
  const raw = await aRawClient(target);
  const args = (cursor: string | null) => ({
    bounds: [{ op: "eq", field: "group", value: group }],
    paginationOpts: { numItems: 3, cursor },
  });
  raw.add(0, 0, "samples:page", args(null));
  const first = await eventually(() => updatesIn<Page>(raw.received)[0]);
  raw.add(1, 1, "samples:page", args(first.value.continueCursor));
  await eventually(() => (updatesIn<Page>(raw.received).length >= 2 ? true : undefined));
  const latest = (queryId: number) => {
    const last = updatesIn<Page>(raw.received).findLast((update) => update.queryId === queryId);
    return last!.value.page.map(({ a }) => a);
  };
  const shows = (expected: number[]) =>
    eventually(() => (`${[...latest(0), ...latest(1)]}` === `${expected}` ? true : undefined));
  await add(15, 25, 19);
  await shows([0, 10, 15, 19, 20, 25, 30, 40, 50]);
  await client.mutation(samples.remove, { id: ids[2] });
  await add(20.5, 19.5);
  await shows([0, 10, 15, 19, 19.5, 20.5, 25, 30, 40, 50]);
  expect(latest(0).at(-1)).toBeLessThanOrEqual(20);
  expect(latest(1)[0]).toBeGreaterThan(20);
});

test("SY7: a cursor of another query, and a forged one, are refused in the words that clients start over at", async () => {
  const [a, b] = [await aRoom(5), await aRoom(5)];
  const { continueCursor } = await pageOf(a, { numItems: 2, cursor: null });
  for (const [room, cursor] of [
    [b, continueCursor],
    [a, "AAAA"],
    [a, `${continueCursor.slice(0, -4)}AAAA`],
  ] as const) {
    const error = await pageOf(room, { numItems: 2, cursor }).catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    const { data } = error as { data?: { paginationError?: string } };
    expect(data?.paginationError ?? (error as Error).message).toMatch(/InvalidCursor/);
  }
});

test("SY7: page sizes that make no sense, and two pages in one function, are refused", async () => {
  const room = await aRoom(1);
  await refused(pageOf(room, { numItems: 0, cursor: null }), /at least 1 document|at least one/);
  await refused(
    client.query(samples.twoPages, { paginationOpts: { numItems: 1, cursor: null } }),
    /ran multiple paginated queries/,
  );
});
