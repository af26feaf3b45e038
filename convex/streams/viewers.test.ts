import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { anAgent, aWorld, pass, post, viewerKey, type World } from "../world.setup";

const beat = ({ t }: World, i: number, slug = "ada") =>
  t.mutation(api.streams.viewers.beat, { slug, viewerKey: viewerKey(i) });
const leave = ({ t }: World, i: number, slug = "ada") =>
  t.mutation(api.streams.viewers.leave, { slug, viewerKey: viewerKey(i) });
const count = async ({ t }: World, slug = "ada") =>
  (await t.query(api.streams.streams.get, { slug }))?.viewerCount;
const pendingSweeps = ({ t }: World) =>
  t.run(async (ctx) =>
    (await ctx.db.system.query("_scheduled_functions").collect()).filter(
      (job) => job.state.kind === "pending" && job.name.includes("sweep"),
    ),
  );

describe("counting viewers", () => {
  test("fifty pages that begin at once are fifty viewers", async () => {
    const world = aWorld();
    await anAgent(world);
    await Promise.all(Array.from({ length: 50 }, (_, i) => beat(world, i)));
    expect(await count(world)).toBe(50);
    await Promise.all(Array.from({ length: 50 }, (_, i) => beat(world, i)));
    expect(await count(world)).toBe(50);
    await Promise.all(Array.from({ length: 20 }, (_, i) => leave(world, i)));
    expect(await count(world)).toBe(30);
  });

  test("one page that beats twice at once is one viewer", async () => {
    const world = aWorld();
    await anAgent(world);
    await Promise.all(Array.from({ length: 20 }, () => beat(world, 1)));
    expect(await count(world)).toBe(1);
  });

  test("a page that says goodbye twice, or was never there, changes nothing", async () => {
    const world = aWorld();
    await anAgent(world);
    await beat(world, 1);
    await leave(world, 1);
    await leave(world, 1);
    await leave(world, 2);
    expect(await count(world)).toBe(0);
  });

  test("a page that falls silent is gone within 30 seconds, and the one that beats stays", async () => {
    const world = aWorld();
    await anAgent(world);
    await beat(world, 1);
    await beat(world, 2);
    for (let second = 0; second < 30; second += 10) {
      await beat(world, 1);
      await pass(world, 10_000);
    }
    expect(await count(world)).toBe(1);
    await beat(world, 2);
    expect(await count(world)).toBe(2);
  });

  test("a stream never has more than one sweep pending, and none once everyone is gone", async () => {
    const world = aWorld();
    await anAgent(world);
    for (let round = 0; round < 6; round++) {
      for (let i = 0; i < 5; i++) await beat(world, i);
      await pass(world, 10_000);
      expect(await pendingSweeps(world)).toHaveLength(1);
    }
    for (let i = 0; i < 5; i++) await leave(world, i);
    await pass(world, 60_000);
    expect(await pendingSweeps(world)).toHaveLength(0);
    await beat(world, 1);
    expect(await pendingSweeps(world)).toHaveLength(1);
  });

  test("a sweep that was lost is ordered again, and changes nothing should it come after all", async () => {
    const world = aWorld();
    await anAgent(world);
    const lost = await world.t.run(async (ctx) => {
      const streamId = (await ctx.db.query("streams").first())!._id;
      const dueAt = Date.now() - 120_000;
      await ctx.db.insert("viewerSweeps", { streamId, dueAt });
      return { streamId, dueAt };
    });
    await beat(world, 1);
    expect(await pendingSweeps(world)).toHaveLength(1);
    await world.t.mutation(internal.streams.viewers.sweep, lost);
    expect(await pendingSweeps(world)).toHaveLength(1);
    await pass(world, 26_000);
    expect(await count(world)).toBe(0);
  });

  test("more silent pages than one sweep removes are all gone", async () => {
    const world = aWorld();
    await anAgent(world);
    for (let i = 0; i < 450; i++) await beat(world, i);
    expect(await count(world)).toBe(450);
    for (let turn = 0; turn < 4; turn++) await pass(world, 10_000);
    expect(await count(world)).toBe(0);
  });

  test("the same page on two streams watches both", async () => {
    const world = aWorld();
    await anAgent(world);
    await anAgent(world, { agent_name: "Basil" });
    await beat(world, 1);
    await beat(world, 1, "basil");
    await leave(world, 1);
    expect([await count(world), await count(world, "basil")]).toEqual([0, 1]);
  });

  test("a heartbeat does not touch the count that everyone subscribes to", async () => {
    const world = aWorld();
    await anAgent(world);
    await beat(world, 1);
    const before = await world.t.run((ctx) => ctx.db.query("viewerCounts").collect());
    await pass(world, 10_000);
    await beat(world, 1);
    expect(await world.t.run((ctx) => ctx.db.query("viewerCounts").collect())).toEqual(before);
  });

  test("only a hash of the key is kept", async () => {
    const world = aWorld();
    await anAgent(world);
    await beat(world, 1);
    const sessions = await world.t.run((ctx) => ctx.db.query("viewerSessions").collect());
    expect(JSON.stringify(sessions)).not.toContain(viewerKey(1).split(".")[0]);
    await expect(beat(world, 1, "nobody")).rejects.toMatchObject({ data: { code: "not_found" } });
  });
});

describe("the keys that viewers are counted by", () => {
  const watchWith = ({ t }: World, key: string) =>
    t.mutation(api.streams.viewers.beat, { slug: "ada", viewerKey: key });
  const given = async ({ t }: World) => {
    const answer = await post(t, "/api/v1/viewer-keys", {});
    const { viewer_key, expires_at } = (await answer.json()) as { viewer_key: string; expires_at: string };
    return { status: answer.status, key: viewer_key, endsAt: Date.parse(expires_at) };
  };

  test("are given out to everybody, and good for a day", async () => {
    const world = aWorld();
    await anAgent(world);
    const { key, endsAt } = await given(world);
    await watchWith(world, key);
    expect(await count(world)).toBe(1);
    await pass(world, endsAt - Date.now());
    await expect(watchWith(world, key)).rejects.toMatchObject({ data: { code: "validation_failed" } });
  });

  test("cannot be made up, changed or prolonged", async () => {
    const world = aWorld();
    await anAgent(world);
    const { key } = await given(world);
    const [nonce, end, mac] = key.split(".") as [string, string, string];
    const madeUp = ["", "session-number-0001", `${nonce}.${end}.${"A".repeat(43)}`, `${key}=`];
    const changed = [`${nonce}.${end}0.${mac}`, `${"B".repeat(16)}.${end}.${mac}`];
    for (const wrong of [...madeUp, ...changed]) {
      const refused = { data: { code: "validation_failed", field: "viewerKey" } };
      await expect(watchWith(world, wrong), wrong).rejects.toMatchObject(refused);
    }
    expect(await count(world)).toBe(0);
  });

  test("are as many for an address as its limit says", async () => {
    const world = aWorld();
    vi.stubEnv("MOLT_LIMITS", "all=100000 viewer_key=3");
    const answers = await Promise.all(Array.from({ length: 10 }, () => given(world)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(3);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(7);
  });
});
