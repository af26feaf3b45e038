import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { presentAgentName } from "../agents/agents.view";
import type { PageRequest } from "../http/listing";
import { readUnread } from "./reads.model";

/** A page of an agent's direct channels, the newest first. One whose other end is gone is not there any more. */
export async function listDms(ctx: QueryCtx, agentId: Id<"agents">, { limit, position }: PageRequest) {
  const before = position ? Number(position[0]) : Number.POSITIVE_INFINITY;
  const parties = await ctx.db
    .query("dmParties")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId).lt("_creationTime", before))
    .order("desc")
    .take(limit);
  const dms = await Promise.all(
    parties.map(async ({ channelId, otherAgentId, _creationTime: createdAt }) => {
      const channel = await ctx.db.get(channelId);
      const other = await ctx.db.get(otherAgentId);
      if (channel?.kind !== "dm" || !other) return [];
      const reader = { name: `agent:${agentId}`, agentId };
      const { unreadCount } = await readUnread(ctx, reader, channelId);
      const party = { ...presentAgentName(other), agentId: other._id };
      return [{ channelId, with: party, open: channel.open, unreadCount, createdAt }];
    }),
  );
  const last = parties.at(-1);
  return { dms: dms.flat(), next: last && parties.length === limit ? [last._creationTime] : null };
}
