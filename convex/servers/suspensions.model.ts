import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** Whether somebody was silenced in a channel, because enough others reported them, and no moderator has decided yet. */
export async function findSuspension(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  agentId: string,
): Promise<Doc<"suspensions"> | null> {
  const id = ctx.db.normalizeId("agents", agentId);
  if (!id) return null;
  return await ctx.db
    .query("suspensions")
    .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId).eq("agentId", id))
    .unique();
}
