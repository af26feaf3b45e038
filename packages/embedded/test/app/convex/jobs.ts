import { makeFunctionReference } from "convex/server";
import { v } from "convex/values";
import { api } from "../api";
import { action, internalAction, internalMutation, mutation, query } from "./builders.model";

const job = { id: v.id("_scheduled_functions") };

/** Schedules a function by its name, now or at a time. */
export const schedule = mutation({
  args: { name: v.string(), args: v.any(), ms: v.optional(v.number()), at: v.optional(v.number()) },
  handler: (ctx, { name, args, ms = 0, at }) => {
    const target = makeFunctionReference<"mutation">(name);
    return at === undefined
      ? ctx.scheduler.runAfter(ms, target, args)
      : ctx.scheduler.runAt(at, target, args);
  },
});

export const scheduleFromAction = action({
  args: { name: v.string(), fail: v.optional(v.boolean()) },
  handler: async (ctx, { name, fail }) => {
    const id = await ctx.scheduler.runAfter(0, api.kitchen.internalBump, { name });
    if (fail) throw new Error("too late to take it back");
    return id;
  },
});

/** Schedules in a nested mutation that fails, and goes on. */
export const scheduleInVain = mutation({
  args: { name: v.string() },
  handler: async (ctx, { name }) => {
    await ctx.runMutation(api.kitchen.bumpLater, { name, ms: 0, fail: true }).catch(() => {});
    await ctx.scheduler.runAfter(0, api.kitchen.internalBump, { name });
  },
});

export const scheduleAndCancel = mutation({
  args: { name: v.string() },
  handler: async (ctx, { name }) => {
    const id = await ctx.scheduler.runAfter(0, api.kitchen.internalBump, { name });
    await ctx.scheduler.cancel(id);
    return id;
  },
});

export const cancelFromAction = action({ args: job, handler: (ctx, { id }) => ctx.scheduler.cancel(id) });

/** Waits, then schedules by itself and in a mutation, and leaves the ids of both jobs as a message in a room. */
export const schedulesLate = internalAction({
  args: { room: v.string(), ms: v.number() },
  handler: async (ctx, { room, ms }) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    const ids = [
      await ctx.scheduler.runAfter(0, api.kitchen.internalBump, { name: room }),
      await ctx.runMutation(api.kitchen.bumpLater, { name: room, ms: 0 }),
    ];
    await ctx.runMutation(api.messages.send, { room, body: ids.join() });
  },
});

/** Counts, and schedules itself until `left` is used up. */
export const chain = internalMutation({
  args: { name: v.string(), left: v.number() },
  handler: async (ctx, { name, left }) => {
    await ctx.runMutation(api.kitchen.bump, { name });
    if (left > 0)
      await ctx.scheduler.runAfter(0, makeFunctionReference<"mutation">("jobs:chain"), {
        name,
        left: left - 1,
      });
  },
});

/** Leaves its job's id, as it and what it calls see it, as a message in a room. */
export const who = internalMutation({
  args: { room: v.string() },
  handler: async (ctx, { room }) => {
    const { scheduledFunctionId } = await ctx.meta.getRequestMetadata();
    await ctx.runMutation(api.messages.send, { room, body: String(scheduledFunctionId) });
  },
});

export const whoInAction = internalAction({
  args: { room: v.string() },
  handler: async (ctx, { room }) => {
    await ctx.runMutation(makeFunctionReference<"mutation">("jobs:who"), { room });
  },
});

export const fails = internalMutation({
  args: { name: v.string() },
  handler: async (ctx, { name }) => {
    await ctx.runMutation(api.kitchen.bump, { name });
    throw new Error("the job failed");
  },
});

export const failsInAction = internalAction({
  args: {},
  handler: async () => {
    throw new Error("the action failed");
  },
});

/** Whether the jobs of `db.system` show one by its id. */
export const listed = query({
  args: job,
  handler: async (ctx, { id }) =>
    (await ctx.db.system.query("_scheduled_functions").order("desc").take(100)).some(({ _id }) => _id === id),
});
