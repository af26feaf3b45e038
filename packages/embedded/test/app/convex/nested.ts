import type { DataModelFromSchemaDefinition, GenericQueryCtx } from "convex/server";
import { v } from "convex/values";
import { api } from "../api";
import { mutation, query } from "./builders.model";
import type schema from "./schema";

type QueryCtx = GenericQueryCtx<DataModelFromSchemaDefinition<typeof schema>>;
const { nested } = api;

export const write = mutation({
  args: { count: v.number() },
  handler: async (ctx, { count }) => {
    for (let i = 0; i < count; i++) await ctx.db.insert("counters", { name: "nested", value: i });
  },
});

export const read = query({
  args: { count: v.number() },
  handler: async (ctx, { count }) => (await ctx.db.query("counters").take(count)).length,
});

/** Gets written and read first, so that limits prove to count from the call on. */
export const limited = mutation({
  args: { kind: v.union(v.literal("read"), v.literal("write")), count: v.number(), limits: v.any() },
  handler: async (ctx, { kind, count, limits }) => {
    for (let i = 0; i < 3; i++) await ctx.db.insert("counters", { name: "outer", value: i });
    await ctx.db.query("counters").take(3);
    const options = { transactionLimits: limits };
    const refused = await (kind === "read"
      ? ctx.runQuery(nested.read, { count }, options)
      : ctx.runMutation(nested.write, { count }, options)
    ).then(
      () => null,
      (error: Error) => error.message,
    );
    const { documentsWritten } = await ctx.meta.getTransactionMetrics();
    return { refused, documentsWritten };
  },
});

/** A nested mutation that is refused while its caller goes on writing. */
export const besideAnother = mutation({
  args: {},
  handler: async (ctx) => {
    const refused = ctx.runMutation(
      nested.write,
      { count: 9 },
      { transactionLimits: { documentsWritten: 5 } },
    );
    await Promise.all([
      refused.catch(() => null),
      (async () => {
        for (let i = 0; i < 20; i++) await ctx.db.insert("counters", { name: "outer", value: i });
      })(),
    ]);
    return await namesOfOurs(ctx);
  },
});

/** Writes, and then waits for what never comes. */
export const stuck = mutation({
  args: {},
  handler: async (ctx) => {
    await ctx.db.insert("counters", { name: "stuck", value: 0 });
    await new Promise(() => {});
  },
});

/** Returns while a nested mutation is still at work. */
export const leaving = mutation({
  args: { count: v.union(v.number(), v.null()) },
  handler: async (ctx, { count }) => {
    await ctx.db.insert("counters", { name: "outer", value: 0 });
    const left =
      count === null ? ctx.runMutation(nested.stuck, {}) : ctx.runMutation(nested.write, { count });
    left.catch(() => null);
  },
});

/** Goes on after its end: step by step, after a nested mutation, or after work on another thread. */
export const lingering = mutation({
  args: { after: v.union(v.literal("steps"), v.literal("nested"), v.literal("thread")), count: v.number() },
  handler: async (ctx, { after, count }) => {
    const linger = async () => {
      if (after === "nested") await ctx.runMutation(nested.write, { count: 1 });
      if (after === "thread")
        await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
      for (let i = 0; i < count; i++) {
        // Longer than the runtime's own steps between two calls.
        for (let step = 0; step < 50; step++) await null;
        await ctx.db.insert("counters", { name: "outer", value: i });
      }
    };
    void linger();
  },
});

/** Writes, and is undone. */
export const undone = mutation({
  args: {},
  handler: async (ctx) => {
    for (let i = 0; i < 20; i++) await ctx.db.insert("counters", { name: "undone", value: i });
    // Long enough for others to write in the meantime, if they could.
    await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, ["encrypt"]);
    throw new Error("undone");
  },
});

export const names = query({
  args: {},
  handler: namesOfOurs,
});

/** The names above, without the counter of the cron. */
async function namesOfOurs(ctx: QueryCtx): Promise<string[]> {
  const rows = await ctx.db
    .query("counters")
    .withIndex("by_name", (q) => q.gte("name", "nested"))
    .collect();
  return rows.map(({ name }) => name);
}
