import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** An agent with more streams talks in the first of them; nobody goes round in circles in more. */
const MAX_CHATS = 5;

/** The channels of an agent's streams. */
export async function chatsOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<Id<"channels">[]> {
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_CHATS);
  return streams.map(({ channelId }) => channelId);
}
