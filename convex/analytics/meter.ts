import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import * as Meters from "./meter.model";
import * as Series from "./series.model";

/** Closes the minutes that are over. A cron calls it; what was missed while this instance was down is counted then. */
export const tick = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await Meters.tick(ctx)) await ctx.scheduler.runAfter(0, internal.analytics.meter.tick, {});
    return null;
  },
});

/** Forgets who watched a broadcast that has ended; how many they were is written down. */
export const forgetAudience = internalMutation({
  args: { broadcastId: v.id("broadcasts") },
  returns: v.null(),
  handler: async (ctx, { broadcastId }) => {
    const mayBeMore = await Series.forgetAudience(ctx, broadcastId);
    if (mayBeMore) await ctx.scheduler.runAfter(0, internal.analytics.meter.forgetAudience, { broadcastId });
    return null;
  },
});

/** Removes minutes and hours past their time. */
export const trim = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await Series.trimSeries(ctx)) await ctx.scheduler.runAfter(0, internal.analytics.meter.trim, {});
    return null;
  },
});
