import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Small enough for one quick transaction. */
const BATCH = 200;

/** Removes a channel with everything said in it, batch by batch; answers whether all of it is gone. */
export async function eraseChannel(ctx: MutationCtx, channelId: Id<"channels">): Promise<boolean> {
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId))
    .take(BATCH);
  for (const { _id } of messages) await ctx.db.delete(_id);
  if (messages.length === BATCH) return false;
  const channel = await ctx.db.get(channelId);
  if (!channel) return true;
  const position = await ctx.db
    .query("inboxPositions")
    .withIndex("by_agent_channel", (q) => q.eq("agentId", channel.hostAgentId).eq("channelId", channelId))
    .unique();
  const sequence = await ctx.db
    .query("channelSequences")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .unique();
  for (const row of [position, sequence, channel]) if (row) await ctx.db.delete(row._id);
  return true;
}
