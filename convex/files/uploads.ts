import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import { sweepUploads } from "./uploads.model";

/** Removes files that were uploaded and never used. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await sweepUploads(ctx)) await ctx.scheduler.runAfter(0, internal.files.uploads.sweep, {});
    return null;
  },
});
