import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import {
  anAgent,
  aWorld,
  cleoSays,
  pass,
  type Registered,
  signal,
  viewerKey,
  type World,
} from "../world.setup";

const MINUTE = 60_000;

const tick = ({ t }: World) => t.mutation(internal.analytics.meter.tick, {});
const rows = ({ t }: World) => t.run((ctx) => ctx.db.query("broadcastMinutes").collect());
const stats = ({ t }: World) => t.run((ctx) => ctx.db.query("broadcastStats").collect());
const months = ({ t }: World) => t.run((ctx) => ctx.db.query("usageMonths").collect());
const meters = ({ t }: World) => t.run((ctx) => ctx.db.query("meters").collect());

const beat = ({ t }: World, { stream_id: slug }: Registered, viewer: number) =>
  t.mutation(api.streams.viewers.beat, { slug, viewerKey: viewerKey(viewer) });
const leave = ({ t }: World, { stream_id: slug }: Registered, viewer: number) =>
  t.mutation(api.streams.viewers.leave, { slug, viewerKey: viewerKey(viewer) });

async function onAir() {
  const world = aWorld();
  const ada = await anAgent(world);
  await signal(world, ada, "connected");
  return { world, ada, startedAt: Date.now() };
}

/** Numbers that look random and are the same in every run. */
function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return state / 2 ** 31;
  };
}

describe("the minutes of a broadcast", () => {
  test("a fixture that is played through gives what adding it up by hand gives", async () => {
    const { world, ada, startedAt } = await onAir();
    const random = dice(7);
    const MINUTES = 6;
    // What happens, to the second: somebody comes, goes, or says something.
    const present = new Set<number>();
    const expected = Array.from({ length: MINUTES }, () => ({ humanMs: 0, peak: 0, messages: 0 }));
    const seen = new Set<number>();
    for (let second = 0; second < MINUTES * 60; second++) {
      const minute = expected[Math.floor(second / 60)]!;
      vi.setSystemTime(startedAt + second * 1000);
      if (second % 60 === 0) minute.peak = present.size;
      if (second % 10 === 0) for (const viewer of present) await beat(world, ada, viewer);
      const viewer = Math.floor(random() * 8);
      const what = random();
      if (what < 0.15 && !present.has(viewer)) {
        await beat(world, ada, viewer);
        present.add(viewer);
        seen.add(viewer);
      } else if (what < 0.25 && present.has(viewer)) {
        await leave(world, ada, viewer);
        present.delete(viewer);
      } else if (what < 0.3) {
        await cleoSays(world, ada, `at ${second}`, { guestKey: `guest-number-${second}-of-them` });
        minute.messages++;
      }
      minute.peak = Math.max(minute.peak, present.size);
      minute.humanMs += present.size * 1000;
      if (second % 37 === 0) await tick(world); // Whenever it comes, it makes no difference.
    }
    vi.setSystemTime(startedAt + MINUTES * MINUTE);
    await signal(world, ada, "disconnected");
    await pass(world, 20_000);

    const counted = (await rows(world)).map(({ humanMs, peak, messages }) => ({ humanMs, peak, messages }));
    expect(counted).toEqual(expected);
    const whole = expected.reduce((sum, { humanMs }) => sum + humanMs, 0);
    expect(await stats(world)).toMatchObject([
      { humanMs: whole, agentMs: 0, ingestMinutes: MINUTES, unique: { humans: seen.size, agents: 0 } },
    ]);
    expect(await months(world)).toMatchObject([
      { ingestMinutes: MINUTES, deliveredMs: whole, month: "2026-11" },
    ]);
    expect(await meters(world)).toEqual([]);
  });

  test("each is counted once, however many ticks come at once and again", async () => {
    const { world, ada, startedAt } = await onAir();
    await beat(world, ada, 1);
    vi.setSystemTime(startedAt + 3 * MINUTE + 1);
    await Promise.all([tick(world), tick(world), beat(world, ada, 2), tick(world)]);
    await tick(world);
    expect((await rows(world)).map(({ minute }) => minute)).toEqual([0, 1, 2]);
    expect(await months(world)).toMatchObject([{ ingestMinutes: 3, deliveredMs: 3 * MINUTE }]);
  });

  test("what an outage has kept from being counted is counted after it", async () => {
    const { world, startedAt } = await onAir();
    vi.setSystemTime(startedAt + 150 * MINUTE);
    for (let i = 0; i < 3; i++) await tick(world);
    expect(await rows(world)).toHaveLength(150);
    expect(await months(world)).toMatchObject([{ ingestMinutes: 150 }]);
  });

  test("one that has begun counts, and a broadcast without any time has none", async () => {
    const { world, ada, startedAt } = await onAir();
    vi.setSystemTime(startedAt + 61_000);
    await signal(world, ada, "disconnected");
    await pass(world, 20_000);
    expect(await rows(world)).toHaveLength(2);
    const at = Date.now();
    await signal(world, ada, "connected", at);
    await signal(world, ada, "disconnected", at + 0);
    await pass(world, 20_000);
    expect(await rows(world)).toHaveLength(2);
    expect(await meters(world)).toEqual([]);
  });

  test("time without an encoder is neither watched nor counted", async () => {
    const { world, ada, startedAt } = await onAir();
    await world.t.run(async (ctx) => {
      const stream = await ctx.db.query("streams").first();
      await ctx.db.patch(stream!._id, { reconnectWindowS: 300 });
    });
    await beat(world, ada, 1);
    vi.setSystemTime(startedAt + 30_000);
    await beat(world, ada, 1);
    await signal(world, ada, "disconnected");
    vi.setSystemTime(startedAt + 200_000);
    await tick(world);
    await beat(world, ada, 1);
    await signal(world, ada, "connected");
    vi.setSystemTime(startedAt + 220_000);
    await beat(world, ada, 1);
    vi.setSystemTime(startedAt + 240_000);
    await tick(world);
    const counted = (await rows(world)).map(({ minute, humanMs }) => [minute, humanMs]);
    expect(counted).toEqual([
      [0, 30_000],
      [3, 40_000],
    ]);
    expect(await months(world)).toMatchObject([{ ingestMinutes: 2, deliveredMs: 70_000 }]);
  });

  test("who comes twice is one visitor, and who they were is forgotten when it is over", async () => {
    const { world, ada } = await onAir();
    for (let i = 0; i < 3; i++) {
      await beat(world, ada, 1);
      await leave(world, ada, 1);
    }
    await beat(world, ada, 2);
    const members = () => world.t.run((ctx) => ctx.db.query("audienceMembers").collect());
    expect(await members()).toHaveLength(2);
    await pass(world, 1000);
    await signal(world, ada, "disconnected");
    await pass(world, 30_000);
    expect(await stats(world)).toMatchObject([{ unique: { humans: 2, agents: 0 } }]);
    expect(await members()).toEqual([]);
  });

  test("minutes go after ninety days, hours after four hundred, broadcasts stay", async () => {
    const { world, ada, startedAt } = await onAir();
    vi.setSystemTime(startedAt + 90_000);
    await signal(world, ada, "disconnected");
    await pass(world, 20_000);
    const hours = () => world.t.run((ctx) => ctx.db.query("streamHours").collect());
    const DAY = 24 * 60 * MINUTE;
    vi.setSystemTime(startedAt + 89 * DAY);
    await world.t.mutation(internal.analytics.meter.trim, {});
    expect(await rows(world)).toHaveLength(2);
    vi.setSystemTime(startedAt + 91 * DAY);
    await world.t.mutation(internal.analytics.meter.trim, {});
    expect([await rows(world), await hours()]).toMatchObject([[], [{ ingestMinutes: 2 }]]);
    vi.setSystemTime(startedAt + 401 * DAY);
    await world.t.mutation(internal.analytics.meter.trim, {});
    expect([await hours(), await stats(world)]).toMatchObject([[], [{ ingestMinutes: 2 }]]);
  });
});
