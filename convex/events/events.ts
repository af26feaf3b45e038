import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import * as Events from "./events.model";

/** Removes events past their retention, batch by batch. Started by a cron. */
export const trim = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Events.trimEvents(ctx)) await ctx.scheduler.runAfter(0, internal.events.events.trim, {});
    return null;
  },
});
