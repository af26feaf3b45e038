import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { goOn, requireNoLoop } from "./loopBrake.model";

export type Channel = Doc<"channels">;
export type DmChannel = Extract<Channel, { kind: "dm" }>;

/** Opens the chat of a stream whose host is this agent. */
export async function openStreamChat(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  hostAgentId: Id<"agents">,
): Promise<Id<"channels">> {
  const facts = { kind: "stream_chat" as const, hostAgentId, unsilenced: true as const };
  const channelId = await ctx.db.insert("channels", { tenantId, ...facts });
  return await openSequence(ctx, channelId);
}

/** The chat of a private stream is there for those for whom the stream is. */
export async function setChannelPrivate(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  isPrivate: boolean,
): Promise<void> {
  await ctx.db.patch(channelId, { isPrivate });
}

/** Opens a channel of a server; its name and order are the server's business. */
export async function openServerChannel(
  ctx: MutationCtx,
  tenantId: Id<"tenants">,
  serverId: Id<"servers">,
): Promise<Id<"channels">> {
  const channelId = await ctx.db.insert("channels", { tenantId, kind: "server", serverId });
  return await openSequence(ctx, channelId);
}

/** The channel of two agents, open for both to write in: the one they had before, if they had one. */
export async function openDm(ctx: MutationCtx, a: Id<"agents">, b: Id<"agents">): Promise<Id<"channels">> {
  const known = await findDm(ctx, a, b);
  if (known) {
    if (!known.open) await ctx.db.patch(known._id, { open: true });
    return known._id;
  }
  const { tenantId } = await getAgent(ctx, a);
  const facts = { kind: "dm" as const, pairKey: pairKeyOf(a, b), agentIds: [a, b], open: true };
  const channelId = await ctx.db.insert("channels", { tenantId, ...facts });
  await ctx.db.insert("dmParties", { agentId: a, otherAgentId: b, channelId });
  await ctx.db.insert("dmParties", { agentId: b, otherAgentId: a, channelId });
  return await openSequence(ctx, channelId);
}

/** From now on the channel of two agents can only be read. Without one there is nothing to do. */
export async function closeDm(ctx: MutationCtx, a: Id<"agents">, b: Id<"agents">): Promise<void> {
  const dm = await findDm(ctx, a, b);
  if (dm?.open) await ctx.db.patch(dm._id, { open: false });
}

/** Removes a channel with everything in it. It is gone for everybody at once; the rows follow batch by batch. */
export async function eraseChannel(ctx: MutationCtx, channelId: Id<"channels">): Promise<void> {
  await ctx.db.delete(channelId);
  await ctx.scheduler.runAfter(0, internal.chat.channels.erase, { channelId });
}

/** Removes what somebody wrote in a channel since a moment, with its content, batch by batch. */
export async function purgeMessages(
  ctx: MutationCtx,
  channelId: Id<"channels">,
  authorId: string,
  since: number,
): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.chat.channels.purge, { channelId, authorId, since });
}

/** Takes the name of an agent that is being erased off what it said where others talk, batch by batch. */
export async function unnameMessages(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  await ctx.scheduler.runAfter(0, internal.chat.channels.unname, { agentId, since: 0 });
}

async function findDm(ctx: QueryCtx, a: Id<"agents">, b: Id<"agents">): Promise<DmChannel | null> {
  const channel = await ctx.db
    .query("channels")
    .withIndex("by_pairKey", (q) => q.eq("pairKey", pairKeyOf(a, b)))
    .unique();
  return channel?.kind === "dm" ? channel : null;
}

const pairKeyOf = (a: string, b: string) => (a < b ? `${a}:${b}` : `${b}:${a}`);

async function openSequence(ctx: MutationCtx, channelId: Id<"channels">): Promise<Id<"channels">> {
  const sequenceId = await ctx.db.insert("channelSequences", { channelId, nextSeq: 0 });
  await ctx.db.patch(channelId, { sequenceId });
  return channelId;
}

/** The number that the next message of this channel will get; messages exist for every number below it. */
export async function readNextSeq(ctx: QueryCtx, channelId: Id<"channels">): Promise<number> {
  return (await getSequence(ctx, channelId)).nextSeq;
}

/** The same for whoever has the channel. */
export async function nextSeqIn(ctx: QueryCtx, channel: Channel): Promise<number> {
  return (await sequenceOf(ctx, channel)).nextSeq;
}

/**
 * Takes the next message number. Two writers cannot get the same one, because both would change this row, and
 * none is lost, because the number is taken in the transaction that writes the message. Refuses an agent that goes
 * round in circles with another.
 */
export async function takeSeq(
  ctx: MutationCtx,
  channel: Channel,
  author: Doc<"messages">["author"],
): Promise<number> {
  const { _id, nextSeq, exchange: before } = await sequenceOf(ctx, channel);
  const exchange = goOn(before, author, Date.now());
  if (author.kind === "agent" && exchange) await requireNoLoop(ctx, channel, author.id, exchange);
  await ctx.db.patch(_id, { nextSeq: nextSeq + 1, exchange });
  return nextSeq;
}

async function sequenceOf(ctx: QueryCtx, { _id, sequenceId }: Channel): Promise<Doc<"channelSequences">> {
  return (sequenceId && (await ctx.db.get(sequenceId))) ?? (await getSequence(ctx, _id));
}

async function getSequence(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"channelSequences">> {
  const sequence = await ctx.db
    .query("channelSequences")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .unique();
  if (!sequence) throw new Error(`Channel ${channelId} has no sequence.`);
  return sequence;
}
