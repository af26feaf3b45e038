import { ActionRetrier } from "@convex-dev/action-retrier";
import { TableAggregate } from "@convex-dev/aggregate";
import { Crons } from "@convex-dev/crons";
import { Migrations } from "@convex-dev/migrations";
import { PersistentTextStreaming } from "@convex-dev/persistent-text-streaming";
import { Presence } from "@convex-dev/presence";
import { MINUTE, RateLimiter } from "@convex-dev/rate-limiter";
import { ShardedCounter } from "@convex-dev/sharded-counter";
import { WorkflowManager } from "@convex-dev/workflow";
import { Workpool } from "@convex-dev/workpool";
import { componentsGeneric, makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { action, internalAction, internalMutation, mutation, query } from "./builders.model";

// Without generated types a component's reference fits wherever one is asked for.
const components = componentsGeneric() as unknown as Record<string, never>;
const ref = {
  note: makeFunctionReference<"mutation">("work:note") as never,
  done: makeFunctionReference<"mutation">("work:done") as never,
  plus: makeFunctionReference<"action">("work:plus") as never,
  flow: makeFunctionReference<"mutation">("work:flow") as never,
  flaky: makeFunctionReference<"action">("work:flaky") as never,
  notes: makeFunctionReference<"query">("work:notes"),
};

const limits = new RateLimiter(components.rateLimiter!, {
  three: { kind: "fixed window", rate: 3, period: MINUTE },
});
export const limit = mutation({
  args: { key: v.string() },
  handler: async (ctx, { key }) => (await limits.limit(ctx, "three", { key })).ok,
});

const scores = new TableAggregate<{ Key: number; DataModel: never; TableName: never }>(
  components.aggregate!,
  {
    sortKey: (document: { score: number }) => document.score,
  } as never,
);
export const addScore = mutation({
  args: { score: v.number() },
  handler: async (ctx, { score }) => {
    const id = await ctx.db.insert("scores", { score });
    await scores.insert(ctx, (await ctx.db.get(id)) as never);
  },
});
export const rank = query({
  args: { at: v.number() },
  handler: async (ctx, { at }) => ({ count: await scores.count(ctx), key: (await scores.at(ctx, at)).key }),
});

/** Empties the tables of the app, and the aggregate with them. */
export const startOver = mutation({
  args: {},
  handler: async (ctx) => {
    for (const table of ["scores", "notes"] as const)
      for (const { _id } of await ctx.db.query(table).take(1000)) await ctx.db.delete(_id);
    await scores.clear(ctx);
  },
});

const counter = new ShardedCounter<string>(components.shardedCounter!);
export const count = mutation({ args: {}, handler: (ctx) => counter.add(ctx, "visits", 2) });
export const counted = query({ args: {}, handler: (ctx) => counter.count(ctx, "visits") });

const smallPool = new Workpool(components.smallPool!, { maxParallelism: 2 });
const bigPool = new Workpool(components.bigPool!, { maxParallelism: 8 });
export const enqueue = mutation({
  args: { pool: v.union(v.literal("small"), v.literal("big")), text: v.string() },
  handler: async (ctx, { pool, text }) => {
    await (pool === "small" ? smallPool : bigPool).enqueueMutation(
      ctx,
      ref.note,
      { text } as never,
      { onComplete: ref.done } as never,
    );
  },
});
export const note = internalMutation({
  args: { text: v.string() },
  handler: async (ctx, { text }) => {
    await ctx.db.insert("notes", { text });
  },
});
export const done = internalMutation({
  args: { workId: v.string(), context: v.optional(v.any()), result: v.any() },
  handler: async (ctx, { result }) => {
    await ctx.db.insert("notes", { text: `done: ${result.kind}` });
  },
});
export const notes = query({
  args: {},
  handler: async (ctx): Promise<string[]> => (await ctx.db.query("notes").collect()).map(({ text }) => text),
});

const workflow = new WorkflowManager(components.workflow!);
interface Step {
  runAction(fn: never, args: object): Promise<number>;
}
export const flow = workflow.define({
  args: { a: v.number() },
  handler: async (step: Step, { a }: { a: number }): Promise<number> => {
    const once = await step.runAction(ref.plus, { a });
    return step.runAction(ref.plus, { a: once });
  },
} as never);
export const plus = internalAction({ args: { a: v.number() }, handler: async (_, { a }) => a + 1 });
export const startFlow = mutation({
  args: { a: v.number() },
  handler: (ctx, { a }): Promise<string> => workflow.start(ctx, ref.flow, { a } as never),
});
export const flowStatus = query({
  args: { id: v.string() },
  handler: (ctx, { id }) => workflow.status(ctx, id as never),
});

const retrier = new ActionRetrier(components.actionRetrier!, { initialBackoffMs: 20 });
/** Fails until it has been tried twice. */
export const flaky = internalAction({
  args: {},
  handler: async (ctx) => {
    await ctx.runMutation(ref.note, { text: "try" } as never);
    const tries = ((await ctx.runQuery(ref.notes, {})) as string[]).filter((text) => text === "try");
    if (tries.length < 2) throw new Error("not yet");
  },
});
export const retry = action({
  args: {},
  handler: async (ctx) => {
    const id = await retrier.run(ctx, ref.flaky, {} as never);
    for (let i = 0; i < 100; i++) {
      const status = await retrier.status(ctx, id);
      if (status.type === "completed") return status.result.type;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    return "never";
  },
});

const crons = new Crons(components.crons!);
export const everySecond = mutation({
  args: {},
  handler: (ctx): Promise<string> =>
    crons.register(ctx, { kind: "interval", ms: 1000 }, ref.note, { text: "tick" } as never),
});

export const noMore = mutation({
  args: { id: v.string() },
  handler: (ctx, { id }) => crons.delete(ctx, { id }),
});

const presence = new Presence(components.presence!);
export const heartbeat = mutation({
  args: { room: v.string(), user: v.string() },
  handler: (ctx, { room, user }) => presence.heartbeat(ctx, room, user, `session of ${user}`, 10_000),
});
export const present = query({
  args: { roomToken: v.string() },
  handler: async (ctx, { roomToken }) => (await presence.list(ctx, roomToken)).map(({ userId }) => userId),
});

const texts = new PersistentTextStreaming(components.persistentTextStreaming!);
export const createText = mutation({ args: {}, handler: (ctx): Promise<string> => texts.createStream(ctx) });
export const textOf = query({
  args: { id: v.string() },
  handler: (ctx, { id }) => texts.getStreamBody(ctx, id as never),
});

export const migrations = new Migrations(components.migrations!);
export const shout = migrations.define({
  table: "notes",
  migrateOne: (_: unknown, { text }: { text: string }) => ({ text: `${text}!` }),
} as never);
export const migrate = migrations.runner();
