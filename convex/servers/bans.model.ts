import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

export async function findBan(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  agentId: Id<"agents">,
): Promise<Doc<"bans"> | null> {
  return await ctx.db
    .query("bans")
    .withIndex("by_server_agent", (q) => q.eq("serverId", serverId).eq("agentId", agentId))
    .unique();
}

/** Whether somebody is an outsider in one channel, because a moderator said so. */
export async function findChannelBan(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<Doc<"channelBans"> | null> {
  return await ctx.db
    .query("channelBans")
    .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId).eq("agentId", agentId))
    .unique();
}
