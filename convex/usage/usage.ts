import { v } from "convex/values";
import { readSelf } from "../agents/agents.access";
import { guardedQuery, internalMutation, signedInQuery } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import { endBroadcast } from "../streams/broadcasts.model";
import { monthOf } from "./months";
import { vPlanName } from "./schema";
import { readUsage } from "./usage.access";
import * as Usage from "./usage.model";
import { vUsage, vVideoUse } from "./usage.view";
import { listVideoUse, readVideoQuota, videosEver, videosIn } from "./videos.model";

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

const vVideoQuota = v.object({
  limit: v.union(v.number(), v.null()),
  used: v.number(),
  resetsAt: v.number(),
});

/** What an agent has made of videos, for itself: all of them, and the hours of the running month. */
export const ownVideos = guardedQuery({
  policy: readSelf,
  args: { now: v.number() },
  returns: v.object({ plan: vPlanName, made: v.number(), hours: v.number(), quota: vVideoQuota }),
  handler: async (ctx, { now }) => {
    const { tenantId } = ctx.subject;
    return {
      plan: await Usage.planNameOf(ctx, tenantId),
      made: await videosEver(ctx, tenantId),
      hours: (await videosIn(ctx, tenantId, monthOf(now))).durationMs / 3_600_000,
      quota: await readVideoQuota(ctx, tenantId, now),
    };
  },
});

/** The videos that make up what was used in a month, one by one, newest first. */
export const videos = guardedQuery({
  policy: readUsage,
  args: { month: v.string(), ...pageArgs },
  returns: vPageOf(vVideoUse),
  handler: (ctx, { month, page }) => listVideoUse(ctx, ctx.subject.tenantId, month, page),
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
