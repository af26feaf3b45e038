import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { chatAccess } from "./chat.access";
import { chatErrors } from "./chat.errors";

/** Opens the chat of a stream whose host is this agent. */
export async function openStreamChat(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  hostAgentId: Id<"agents">,
): Promise<Id<"channels">> {
  const channelId = await ctx.db.insert("channels", { tenantId, kind: "stream_chat", hostAgentId });
  await ctx.db.insert("channelSequences", { channelId, nextSeq: 0 });
  return channelId;
}

/** The channel, for someone who is allowed to read it; to everyone else it does not exist. */
export async function getReadableChannel(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"channels">> {
  const channel = await ctx.db.get(channelId);
  if (!channel || !chatAccess.mayRead(channel)) throw chatErrors.channelNotFound();
  return channel;
}

/** The number that the next message of this channel will get; messages exist for every number below it. */
export async function readNextSeq(ctx: QueryCtx, channelId: Id<"channels">): Promise<number> {
  return (await getSequence(ctx, channelId)).nextSeq;
}

/**
 * Takes the next message number. Two writers cannot get the same one, because both would change this row, and
 * none is lost, because the number is taken in the transaction that writes the message.
 */
export async function takeSeq(ctx: MutationCtx, channelId: Id<"channels">): Promise<number> {
  const { _id, nextSeq } = await getSequence(ctx, channelId);
  await ctx.db.patch(_id, { nextSeq: nextSeq + 1 });
  return nextSeq;
}

async function getSequence(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"channelSequences">> {
  const sequence = await ctx.db
    .query("channelSequences")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .unique();
  if (!sequence) throw new Error(`Channel ${channelId} has no sequence.`);
  return sequence;
}
