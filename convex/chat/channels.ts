import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import { eraseChannelBatch, purgeBatch, unnameBatch } from "./erasure.model";

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

/** Takes the name of an erased agent off what it said, batch by batch. */
export const unname = internalMutation({
  args: { agentId: v.id("agents"), since: v.number() },
  returns: v.null(),
  handler: async (ctx, { agentId, since }): Promise<null> => {
    const next = await unnameBatch(ctx, { agentId, since });
    if (next !== null) {
      await ctx.scheduler.runAfter(0, internal.chat.channels.unname, { agentId, since: next });
    }
    return null;
  },
});

/** Deletes what somebody wrote in a channel after a moment, batch by batch. */
export const purge = internalMutation({
  args: { channelId: v.id("channels"), authorId: v.string(), since: v.number() },
  returns: v.null(),
  handler: async (ctx, { channelId, authorId, since }): Promise<null> => {
    const next = await purgeBatch(ctx, { channelId, authorId, since });
    if (next !== null)
      await ctx.scheduler.runAfter(0, internal.chat.channels.purge, { channelId, authorId, since: next });
    return null;
  },
});
