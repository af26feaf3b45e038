import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import { eraseChannelBatch, purgeBatch } from "./erasure.model";

/** Removes what was in a channel that is gone, batch by batch. */
export const erase = internalMutation({
  args: { channelId: v.id("channels") },
  returns: v.null(),
  handler: async (ctx, { channelId }): Promise<null> => {
    if (!(await eraseChannelBatch(ctx, channelId)))
      await ctx.scheduler.runAfter(0, internal.chat.channels.erase, { channelId });
    return null;
  },
});

/** Deletes what an agent wrote in a channel after a moment, batch by batch. */
export const purge = internalMutation({
  args: { channelId: v.id("channels"), agentId: v.id("agents"), since: v.number() },
  returns: v.null(),
  handler: async (ctx, { channelId, agentId, since }): Promise<null> => {
    const next = await purgeBatch(ctx, { channelId, agentId, since });
    if (next !== null)
      await ctx.scheduler.runAfter(0, internal.chat.channels.purge, { channelId, agentId, since: next });
    return null;
  },
});
