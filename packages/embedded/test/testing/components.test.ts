/// <reference types="vite/types/importMeta.d.ts" />
import actionRetrier from "@convex-dev/action-retrier/test";
import aggregate from "@convex-dev/aggregate/test";
import crons from "@convex-dev/crons/test";
import migrations from "@convex-dev/migrations/test";
import persistentTextStreaming from "@convex-dev/persistent-text-streaming/test";
import presence from "@convex-dev/presence/test";
import rateLimiter from "@convex-dev/rate-limiter/test";
import shardedCounter from "@convex-dev/sharded-counter/test";
import workflow from "@convex-dev/workflow/test";
import workpool from "@convex-dev/workpool/test";
import { makeFunctionReference } from "convex/server";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { convexTest } from "../../testing/index.ts";
import schema from "../components/convex/schema.ts";

const modules = {
  ...import.meta.glob("../components/convex/*.ts"),
  "../components/convex/_generated/api.js": async () => ({}),
};

const query = (name: string) => makeFunctionReference<"query">(`work:${name}`);
const mutation = (name: string) => makeFunctionReference<"mutation">(`work:${name}`);
const action = (name: string) => makeFunctionReference<"action">(`work:${name}`);

beforeEach(() => {
  vi.useFakeTimers();
  // Components report on what they do.
  for (const level of ["log", "warn", "error"] as const)
    vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

/** The fixture app with every component registered as its package says. */
function anApp() {
  const t = convexTest(schema, modules);
  aggregate.register(t);
  rateLimiter.register(t);
  shardedCounter.register(t);
  workflow.register(t);
  workpool.register(t, "smallPool");
  workpool.register(t, "bigPool");
  actionRetrier.register(t);
  migrations.register(t);
  crons.register(t);
  presence.register(t);
  persistentTextStreaming.register(t);
  const drain = () => t.finishAllScheduledFunctions(vi.runAllTimers);
  return { t, drain, notes: () => t.query(query("notes"), {}) as Promise<string[]> };
}

test("TE7: rate-limiter, aggregate and sharded-counter count in the caller's transaction", async () => {
  const { t } = anApp();
  const verdicts = [];
  for (let i = 0; i < 4; i++) verdicts.push(await t.mutation(mutation("limit"), { key: "ada" }));
  expect(verdicts).toEqual([true, true, true, false]);
  for (const score of [5, 1, 9]) await t.mutation(mutation("addScore"), { score });
  expect(await t.query(query("rank"), { at: 1 })).toEqual({ count: 3, key: 5 });
  for (let i = 0; i < 3; i++) await t.mutation(mutation("count"), {});
  expect(await t.query(query("counted"), {})).toBe(6);
});

test("TE7: two workpools keep their work apart and call back through handles", async () => {
  const { t, drain, notes } = anApp();
  await t.mutation(mutation("enqueue"), { pool: "small", text: "from the small pool" });
  await t.mutation(mutation("enqueue"), { pool: "big", text: "from the big pool" });
  await drain();
  const all = ["done: success", "done: success", "from the big pool", "from the small pool"];
  expect((await notes()).sort()).toEqual(all);
});

test("TE7: a workflow of two steps ends with its result, and leaves Date and Math as they were", async () => {
  const { Date: date, Math: math, crypto, process } = globalThis;
  const { t, drain } = anApp();
  const id = await t.mutation(mutation("startFlow"), { a: 2 });
  await drain();
  expect(await t.query(query("flowStatus"), { id })).toMatchObject({ type: "completed", result: 4 });
  expect([Date, Math, globalThis.crypto, globalThis.process]).toEqual([date, math, crypto, process]);
});

test("TE7: action-retrier tries again, crons tick, migrations run", async () => {
  const { t, drain, notes } = anApp();
  const retried = t.action(action("retry"), {});
  await vi.waitFor(async () => {
    await drain();
    expect((await notes()).filter((text) => text === "try")).toHaveLength(2);
  });
  await drain();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await retried).toBe("success");
  await t.mutation(mutation("migrate"), { fn: "work:shout" });
  await drain();
  expect(await notes()).toEqual(["try!", "try!"]);
  await t.mutation(mutation("everySecond"), {});
  await vi.advanceTimersByTimeAsync(2_500);
  await t.finishInProgressScheduledFunctions();
  expect((await notes()).filter((text) => text === "tick")).toHaveLength(2);
});

test("TE7: presence and persistent-text-streaming answer", async () => {
  const { t } = anApp();
  const { roomToken } = (await t.mutation(mutation("heartbeat"), { room: "lobby", user: "cleo" })) as {
    roomToken: string;
  };
  await t.mutation(mutation("heartbeat"), { room: "lobby", user: "dov" });
  expect(((await t.query(query("present"), { roomToken })) as string[]).sort()).toEqual(["cleo", "dov"]);
  const id = await t.mutation(mutation("createText"), {});
  expect(await t.query(query("textOf"), { id })).toMatchObject({ text: "", status: "pending" });
});
