import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { findCohost } from "../cohosts/cohosts.model";
import type { Reader } from "../lib/principal";

/** Whether somebody is the host of a stream, by any of its credentials, or the human who owns it. */
export function isHostOrOwner(host: Doc<"agents">, principal: Reader): boolean {
  return principal.kind === "human"
    ? host.ownerAccountId === principal.accountId
    : principal.agentId === host._id;
}

/** Whether a private stream is there for somebody: also for those on its stage, and who was asked onto it. */
export async function isInsider(
  ctx: QueryCtx,
  stream: Pick<Doc<"streams">, "_id" | "agentId">,
  principal: Reader | null,
): Promise<boolean> {
  if (!principal) return false;
  // The secret of one stream is good for that one, whatever else its agent has.
  if (principal.kind === "stream" && principal.streamId !== stream._id) return false;
  const host = await ctx.db.get(stream.agentId);
  if (host !== null && isHostOrOwner(host, principal)) return true;
  return principal.kind === "agent" && (await findCohost(ctx, stream._id, principal.agentId)) !== null;
}

/** The stream whose chat a channel is. */
export async function findByChannel(
  ctx: QueryCtx,
  channelId: Id<"channels">,
): Promise<Doc<"streams"> | null> {
  return await ctx.db
    .query("streams")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .unique();
}
