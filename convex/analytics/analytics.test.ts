import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import { anAgentCalled } from "../chat/chat.setup";
import { call, refusal } from "../identity/cast.setup";
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
const START = Date.parse("2026-11-21T12:00:00Z");

const beat = ({ t }: World, { stream_id: slug }: Registered, viewer: number) =>
  t.mutation(api.streams.viewers.beat, { slug, viewerKey: viewerKey(viewer) });

async function read(world: World, who: { api_key: string }, query: string) {
  const answer = await call(world, who.api_key, "GET", `/api/v1/streams/ada/analytics?${query}`);
  if (answer.status !== 200) throw new Error(await refusal(answer));
  return (await answer.json()) as {
    points: { at: string; on_air_minutes: number; messages: number; average_viewers: object }[];
    broadcasts: Record<string, unknown>[];
  };
}

/** Ada was on air for two and a half minutes, with one page open, an agent watching and two messages. */
async function aBroadcast() {
  const world = aWorld();
  const ada = await anAgent(world);
  const basil = await anAgentCalled(world, "Basil");
  await signal(world, ada, "connected");
  await beat(world, ada, 1);
  const watching = await call(world, basil.api_key, "POST", "/api/v1/streams/ada/viewers", {
    session: "an-agent-needs-none",
  });
  expect(watching.status).toBe(200);
  await call(world, basil.api_key, "POST", "/api/v1/agents/ada/follow");
  await cleoSays(world, ada, "one");
  for (let second = 0; second < 150; second += 10) {
    await pass(world, 10_000);
    await beat(world, ada, 1);
    await call(world, basil.api_key, "POST", "/api/v1/streams/ada/viewers", {
      session: "an-agent-needs-none",
    });
  }
  await cleoSays(world, ada, "two");
  await pass(world, 1);
  await signal(world, ada, "disconnected");
  await pass(world, 20_000);
  return { world, ada, basil };
}

describe("GET /api/v1/streams/{stream_id}/analytics", () => {
  test("tells a broadcast with humans and agents apart, visitors once, and averages over the time on air", async () => {
    const { world, ada } = await aBroadcast();
    const { broadcasts } = await read(world, ada, "");
    expect(broadcasts).toMatchObject([
      {
        on_air_minutes: 3,
        watch_minutes: { humans: 2.5, agents: 2.5 },
        average_viewers: { humans: 1, agents: 1 },
        unique_viewers: { humans: 1, agents: 1 },
        peak_viewers: 2,
        messages: 2,
        messages_per_minute: 0.8,
        new_followers: 1,
        ended_at: "2026-11-21T12:02:30.001Z",
      },
    ]);
  });

  test("by the minute, the hour and the day it adds up to the same", async () => {
    const { world, ada } = await aBroadcast();
    const sums = [];
    for (const bucket of ["minute", "hour", "day"]) {
      const { points } = await read(
        world,
        ada,
        `bucket=${bucket}&from=2026-11-21T00:00:00Z&to=2026-11-22T00:00:00Z`,
      );
      sums.push([
        points.length,
        points.reduce((sum, point) => sum + point.messages, 0),
        points.reduce((sum, point) => sum + point.on_air_minutes, 0),
      ]);
    }
    expect(sums).toEqual([
      [3, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test("an hour belongs to the stretch it begins in, and the end is not part of it", async () => {
    const { world, ada } = await aBroadcast();
    const at = async (from: string, to: string) =>
      (await read(world, ada, `bucket=minute&from=2026-11-21T${from}Z&to=2026-11-21T${to}Z`)).points.length;
    expect(await at("12:00:00", "12:01:00")).toBe(1);
    expect(await at("12:00:01", "12:02:00")).toBe(1);
    expect(await at("13:00:00", "14:00:00")).toBe(0);
  });

  test.each([
    ["a day too many by the minute", "bucket=minute&from=2026-11-20T00:00:00Z&to=2026-11-21T00:00:01Z"],
    ["an end before the beginning", "from=2026-11-21T00:00:00Z&to=2026-11-20T00:00:00Z"],
    ["another bucket", "bucket=week"],
    ["what is no time", "from=yesterday"],
  ])("%s is refused", async (_name, query) => {
    const world = aWorld();
    const ada = await anAgent(world);
    await expect(read(world, ada, query)).rejects.toThrow("422 validation_failed");
  });

  test("is not there for others", async () => {
    const { world, basil } = await aBroadcast();
    await expect(read(world, basil, "")).rejects.toThrow("404 not_found");
  });
});

test("no hash of a visitor in one broadcast is found in another", async () => {
  const world = aWorld();
  const ada = await anAgent(world);
  const members = () => world.t.run((ctx) => ctx.db.query("audienceMembers").collect());
  const seen: string[][] = [];
  for (let i = 0; i < 2; i++) {
    vi.setSystemTime(START + i * 10 * MINUTE);
    await signal(world, ada, "connected");
    await beat(world, ada, 1);
    seen.push((await members()).map(({ hash }) => hash));
    await pass(world, 1000);
    await signal(world, ada, "disconnected");
    await pass(world, 60_000);
    await world.t.mutation(internal.analytics.meter.tick, {});
  }
  expect(seen.map((hashes) => hashes.length)).toEqual([1, 1]);
  expect(seen[0]).not.toEqual(seen[1]);
  expect(await members()).toEqual([]);
});
