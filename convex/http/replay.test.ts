import { describe, expect, test, vi } from "vitest";
import * as z from "zod";
import { api as functions, internal } from "../_generated/api";
import { ADA_WALLET, anAgent, aWorld, bearer, chatOf, post } from "../world.setup";
import { aKit, json } from "./kit.setup";
import { ProblemError } from "./problems";
import { anyone, type Idempotency } from "./route";

const KEY = { "Idempotency-Key": "a-word-of-my-own" };

/** A route that counts how often its work was done, and does what the test says. */
function counting(idempotency: Idempotency, work: () => Promise<{ n: number }> = async () => ({ n: 1 })) {
  let runs = 0;
  const kit = aKit((api) =>
    api.post("/things/{id}", {
      id: "makeThing",
      tag: "system",
      summary: "Makes a thing",
      caller: anyone,
      limits: [],
      unknownFields: "refuse",
      idempotency,
      body: z.object({ size: z.number(), colour: z.string().optional() }),
      reply: { status: 201, shape: z.object({ n: z.number() }) },
      errors: ["name_taken", "unavailable"],
      async run(_ctx, { headers }) {
        runs++;
        headers.set("Location", "/things/1");
        return await work();
      },
    }),
  );
  return { ...kit, runs: () => runs };
}

describe("a request with an Idempotency-Key", () => {
  test("50 twins at once have one effect; those that come too early are told to wait", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { send, runs } = counting("accepted", async () => {
      await gate;
      return { n: 7 };
    });
    const twins = Array.from({ length: 50 }, () => send("/things/1", json({ size: 1 }, KEY)));
    const early = Promise.all(twins.map(async (twin) => (await twin).status));
    await vi.waitFor(() => expect(runs()).toBe(1));
    open();
    const statuses = await early;
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(49);
    expect(runs()).toBe(1);
  });

  test("is answered again as it was the first time, headers too, and says so", async () => {
    const { send, runs } = counting("accepted");
    const first = await send("/things/1", json({ size: 1, colour: "red" }, KEY));
    const again = await send("/things/1", json('{"colour":"red",  "size":1}', KEY));
    expect(first.headers.get("idempotency-replayed")).toBeNull();
    expect(again.headers.get("idempotency-replayed")).toBe("true");
    expect(again.headers.get("location")).toBe("/things/1");
    expect([again.status, await again.json()]).toEqual([first.status, await first.json()]);
    expect(runs()).toBe(1);
  });

  test("with another body or path is refused, and nothing happens", async () => {
    const { send, runs } = counting("accepted");
    await send("/things/1", json({ size: 1 }, KEY));
    for (const [path, body] of [
      ["/things/1", { size: 2 }],
      ["/things/2", { size: 1 }],
    ] as const) {
      const answer = await send(path, json(body, KEY));
      expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
        422,
        "idempotency_key_reused",
      ]);
    }
    expect(runs()).toBe(1);
  });

  test("of another caller is another request", async () => {
    const { send, runs } = counting("accepted");
    await send("/things/1", json({ size: 1 }, KEY));
    await send("/things/1", { ...json({ size: 1 }, KEY), ip: "198.51.100.1" });
    expect(runs()).toBe(2);
  });

  test("is the same with another credential of the same caller", async () => {
    const { send, runs } = counting("accepted");
    await send("/things/1", json({ size: 1 }, { ...KEY, Authorization: "Bearer of-yesterday" }));
    const again = await send("/things/1", json({ size: 1 }, { ...KEY, Authorization: "Bearer of-today" }));
    expect([again.status, again.headers.get("idempotency-replayed"), runs()]).toEqual([201, "true", 1]);
  });

  test("a refusal that would come again is kept; one that may go better is not", async () => {
    const refusing = (code: "name_taken" | "unavailable" | "rate_limited") =>
      counting("accepted", async () => {
        throw new ProblemError({ code, detail: "No." });
      });
    for (const [code, runsWanted, status] of [
      ["name_taken", 1, 409],
      ["unavailable", 2, 503],
      ["rate_limited", 2, 429],
    ] as const) {
      const { send, runs } = refusing(code);
      await send("/things/1", json({ size: 1 }, KEY));
      const again = await send("/things/1", json({ size: 1 }, KEY));
      expect(again.status).toBe(status);
      expect(again.headers.get("idempotency-replayed")).toBe(runsWanted === 1 ? "true" : null);
      expect(runs(), code).toBe(runsWanted);
    }
  });

  test("a body that was not valid uses no key up", async () => {
    const { send, runs } = counting("accepted");
    expect((await send("/things/1", json({ size: "big" }, KEY))).status).toBe(422);
    expect((await send("/things/1", json({ size: 1 }, KEY))).status).toBe(201);
    expect(runs()).toBe(1);
  });

  test("is recognised for a day, and then swept", async () => {
    const { t, send, runs } = counting("accepted");
    await send("/things/1", json({ size: 1 }, KEY));
    vi.setSystemTime(Date.now() + 24 * 60 * 60_000 - 1000);
    await send("/things/1", json({ size: 1 }, KEY));
    expect(runs()).toBe(1);
    vi.setSystemTime(Date.now() + 2000);
    await send("/things/1", json({ size: 1 }, KEY));
    expect(runs()).toBe(2);
    vi.setSystemTime(Date.now() + 25 * 60 * 60_000);
    await t.mutation(internal.http.idempotency.sweep, {});
    expect(await t.run((ctx) => ctx.db.query("idempotencyKeys").collect())).toEqual([]);
  });

  test("one that a crash cut off begins anew once its process must be gone", async () => {
    const { t, send, runs } = counting("accepted");
    await send("/things/1", json({ size: 1 }, KEY));
    await t.run(async (ctx) => {
      const row = await ctx.db.query("idempotencyKeys").first();
      const state = { kind: "running" as const, attempt: "of a dead process", startedAt: Date.now() };
      await ctx.db.patch(row!._id, { state });
    });
    expect((await send("/things/1", json({ size: 1 }, KEY))).status).toBe(409);
    vi.setSystemTime(Date.now() + 11 * 60_000);
    expect((await send("/things/1", json({ size: 1 }, KEY))).status).toBe(201);
    expect(runs()).toBe(2);
  });

  test.each(["short", "x".repeat(65), "with space", 'a"quote"inside'])("%j is no key", async (key) => {
    const { send, runs } = counting("accepted");
    const answer = await send("/things/1", json({ size: 1 }, { "Idempotency-Key": key }));
    expect([answer.status, runs()]).toEqual([400, 0]);
  });

  test("may be quoted as the draft has it", async () => {
    const { send, runs } = counting("required");
    await send("/things/1", json({ size: 1 }, { "Idempotency-Key": '"a-word-of-my-own"' }));
    await send("/things/1", json({ size: 1 }, KEY));
    expect(runs()).toBe(1);
  });

  test("where one is required, a request without is refused", async () => {
    const { send, runs } = counting("required");
    const answer = await send("/things/1", json({ size: 1 }));
    expect(await answer.json()).toMatchObject({ status: 400, code: "idempotency_key_required" });
    expect(runs()).toBe(0);
  });
});

describe("on the real routes", () => {
  test("registering twice with one key makes one agent, and no secret lies in the database", async () => {
    const { t } = aWorld();
    const form = { agent_name: "Ada", description: "Hosts.", owner_wallet: ADA_WALLET };
    const first = (await (await post(t, "/api/register", form, KEY)).json()) as Record<string, string>;
    const again = (await (await post(t, "/api/register", form, KEY)).json()) as Record<string, string>;
    expect(again).toEqual(first);
    expect(await t.run((ctx) => ctx.db.query("agents").collect())).toHaveLength(1);
    const rows = await t.run((ctx) => ctx.db.query("idempotencyKeys").collect());
    const stored = rows
      .map((row) => JSON.stringify(row) + (row.state.kind === "answered" ? latin1(row.state.sealed) : ""))
      .join();
    expect(stored.length).toBeGreaterThan(500);
    for (const secret of [first.agent_secret!, first.stream_key!, "a-word-of-my-own"]) {
      expect(stored).not.toContain(secret);
    }
  });

  test("a reply that is sent twice with one key is said once", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const say = () =>
      post(world.t, `/api/streams/${ada.stream_id}/reply`, { content: "Once." }, { ...bearer(ada), ...KEY });
    expect(await (await say()).json()).toEqual(await (await say()).json());
    const channelId = await chatOf(world, ada);
    expect(await world.t.query(functions.chat.messages.page, { channelId, page: 0 })).toHaveLength(1);
  });
});

function latin1(bytes: ArrayBuffer): string {
  return String.fromCharCode(...new Uint8Array(bytes));
}
