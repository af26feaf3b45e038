import { describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import { call } from "../identity/cast.setup";
import { aPerson, type Person } from "../servers/servers.setup";
import { anAgent, aWorld, eventKinds, pass, type Registered, signal, type World } from "../world.setup";
import { project } from "./usage.model";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const tick = ({ t }: World) => t.mutation(internal.analytics.meter.tick, {});
const setPlan = ({ t }: World, plan: "free" | "pro") =>
  t.mutation(internal.usage.usage.setPlan, { username: "ada", plan });
const broadcasts = ({ t }: World) => t.run((ctx) => ctx.db.query("broadcasts").collect());

/** Read from the table: nobody's access token lasts as long as these broadcasts. */
const warnings = ({ t }: World, { accountId }: Person) =>
  t.run(async (ctx) => {
    const all = await ctx.db.query("notices").collect();
    return all.filter((notice) => notice.accountId === accountId && notice.kind === "quota.warning");
  });

interface Usage {
  plan: string;
  limit_minutes: number | null;
  used: { ingest_minutes: number; delivered_minutes: number; cost_microusd: number };
  projected: { ingest_minutes: number };
  may_publish: boolean;
  reason: string | null;
  resets_at: string;
  streams: { stream_id: string; ingest_minutes: number }[];
}

const usageOf = async (world: World, { api_key }: Registered) =>
  (await (await call(world, api_key, "GET", "/api/v1/usage")).json()) as Usage;

/** An agent on an instance whose free plan has one hour a month. */
async function anHour() {
  const world = aWorld();
  vi.stubEnv("MOLT_FREE_HOURS", "1");
  const ada = await anAgent(world);
  return { world, ada };
}

/** Lets an agent be on air, and its minutes be counted as they pass. */
async function beOnAir(world: World, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await pass(world, MINUTE);
    await tick(world);
  }
  await pass(world, 0);
}

const rest = async (world: World, ada: Registered) => {
  await signal(world, ada, "disconnected");
  await pass(world, 20_000);
};

describe("the hours of a plan", () => {
  test("at the limit a new broadcast is refused, with a reason, until the month is over", async () => {
    const { world, ada } = await anHour();
    await signal(world, ada, "connected");
    await beOnAir(world, 60);
    await rest(world, ada);
    expect(await usageOf(world, ada)).toMatchObject({
      plan: "free",
      limit_minutes: 60,
      used: { ingest_minutes: 60 },
      may_publish: false,
      reason: expect.stringContaining("1 hour on air of this month are used up"),
      resets_at: "2026-12-01T00:00:00.000Z",
    });
    expect(await signal(world, ada, "connected")).toBe("refused");
    expect(await broadcasts(world)).toHaveLength(1);
    vi.setSystemTime(new Date("2026-12-01T00:00:00Z"));
    expect(await signal(world, ada, "connected")).toBe("started");
    expect((await usageOf(world, ada)).used.ingest_minutes).toBe(0);
  });

  test("a broadcast that runs into the limit ends after the grace, and its agent was warned at four fifths, with its owner", async () => {
    const { world, ada } = await anHour();
    const dov = await aPerson(world, "owner", { owns: [ada] });
    await signal(world, ada, "connected");
    await beOnAir(world, 47);
    expect(await eventKinds(world)).not.toContain("quota.warning");
    expect(await warnings(world, dov)).toEqual([]);
    await beOnAir(world, 1);
    expect((await eventKinds(world)).filter((kind) => kind === "quota.warning")).toHaveLength(1);
    await beOnAir(world, 21);
    expect((await broadcasts(world))[0]!.state.kind).toBe("live");
    await beOnAir(world, 2);
    expect((await broadcasts(world))[0]).toMatchObject({ state: { kind: "ended" }, endedBy: "quota" });
    expect(await warnings(world, dov)).toMatchObject([{ path: "/console/streams/ada", readAt: null }]);
    expect((await eventKinds(world)).filter((kind) => kind === "quota.warning")).toHaveLength(1);
  });

  test("without a limit nothing is refused; another plan takes hold at once, in the grace as well", async () => {
    const { world, ada } = await anHour();
    await signal(world, ada, "connected");
    await beOnAir(world, 65);
    expect(await setPlan(world, "pro")).toBe("free");
    await beOnAir(world, 20);
    expect((await broadcasts(world))[0]!.state.kind).toBe("live");
    expect(await usageOf(world, ada)).toMatchObject({ plan: "pro", limit_minutes: null, may_publish: true });
    await rest(world, ada);
    expect(await signal(world, ada, "connected")).toBe("started");
    await rest(world, ada);
    await setPlan(world, "free");
    expect(await signal(world, ada, "connected")).toBe("refused");
  });

  test("an operator's own hours count, and words that are none stop everything rather than pass for no limit", async () => {
    const { world, ada } = await anHour();
    vi.stubEnv("MOLT_FREE_HOURS", "unlimited");
    expect((await usageOf(world, ada)).limit_minutes).toBeNull();
    vi.stubEnv("MOLT_FREE_HOURS", "");
    expect((await usageOf(world, ada)).limit_minutes).toBe(2400);
    vi.stubEnv("MOLT_FREE_HOURS", "lots");
    expect((await call(world, ada.api_key, "GET", "/api/v1/usage")).status).toBe(500);
  });
});

describe("GET /api/v1/usage", () => {
  test("tells each stream, what it costs, and where the month is heading", async () => {
    const { world, ada } = await anHour();
    vi.setSystemTime(new Date("2026-11-10T12:00:00Z"));
    await signal(world, ada, "connected");
    await beOnAir(world, 19);
    const usage = await usageOf(world, ada);
    expect(usage.streams).toMatchObject([{ stream_id: "ada", ingest_minutes: 19 }]);
    expect(usage.used).toEqual({ ingest_minutes: 19, delivered_minutes: 0, cost_microusd: 19 * 5000 });
    expect(usage.projected.ingest_minutes).toBe(60);
  });

  test("counts a minute in the month in which it begins", async () => {
    const { world, ada } = await anHour();
    vi.setSystemTime(new Date("2026-11-30T23:58:30Z"));
    await signal(world, ada, "connected");
    await beOnAir(world, 3);
    const months = await world.t.run((ctx) => ctx.db.query("usageMonths").collect());
    expect(months.map(({ month, ingestMinutes }) => [month, ingestMinutes])).toEqual([
      ["2026-11", 2],
      ["2026-12", 1],
    ]);
  });

  test("what will have been used is never less than what is", () => {
    const start = Date.parse("2026-11-01T00:00:00Z");
    const used = { ingestMinutes: 30, deliveredMs: 600 };
    const at = (days: number) => project(used, "2026-11", start + days * 24 * HOUR).ingestMinutes;
    expect([at(0), at(1), at(15), at(30)]).toEqual([900, 900, 60, 30]);
  });
});
