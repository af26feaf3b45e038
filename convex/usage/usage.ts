import { v } from "convex/values";
import { guardedQuery, internalMutation, signedInQuery } from "../lib/functions";
import { endBroadcast } from "../streams/broadcasts.model";
import { vPlanName } from "./schema";
import { readUsage } from "./usage.access";
import * as Usage from "./usage.model";
import { vUsage } from "./usage.view";

/** What an agent's streams have used this month, and what it comes to at the end of it. */
export const read = guardedQuery({
  policy: readUsage,
  args: { now: v.number() },
  returns: vUsage,
  handler: (ctx, { now }) => Usage.readUsage(ctx, ctx.subject.tenantId, now),
});

/** The same for a page. `now` is the page's clock, to the hour: the projection needs no better one. */
export const watch = signedInQuery({
  policy: readUsage,
  args: { now: v.number() },
  returns: vUsage,
  handler: (ctx, { now }) => Usage.readUsage(ctx, ctx.subject.tenantId, now),
});

/** Ends a broadcast whose agent has used up its hours and the grace after them. */
export const cut = internalMutation({
  args: { streamId: v.id("streams"), broadcastId: v.id("broadcasts") },
  returns: v.null(),
  handler: async (ctx, { streamId, broadcastId }) => {
    const stream = await ctx.db.get(streamId);
    const isRunning = stream?.state.kind === "live" && stream.state.broadcastId === broadcastId;
    // The operator may have set another plan in between.
    if (isRunning && !(await Usage.mayPublish(ctx, stream.tenantId)).allowed) {
      await endBroadcast(ctx, streamId, "quota");
    }
    return null;
  },
});

/** For the operator: puts an agent, by its username, on a plan. Answers the plan it was on. */
export const setPlan = internalMutation({
  args: { username: v.string(), plan: vPlanName },
  returns: vPlanName,
  handler: async (ctx, { username, plan }) => {
    const agent = await ctx.db
      .query("agents")
      .withIndex("by_username", (q) => q.eq("username", username))
      .unique();
    if (!agent) throw new Error(`There is no agent called ${username}.`);
    const before = await Usage.planNameOf(ctx, agent.tenantId);
    await Usage.setPlan(ctx, agent.tenantId, plan);
    return before;
  },
});
