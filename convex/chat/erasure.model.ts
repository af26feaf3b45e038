import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eraseSpokenIn } from "../speech/speeches.model";
import { remove } from "./messages.model";
import { removeReaction } from "./reactions.model";
import { eraseMarks } from "./reads.model";

/** Small enough for one quick transaction. */
const BATCH = 200;

/** Removes a channel with everything in it, batch by batch; answers whether all of it is gone. */
export async function eraseChannelBatch(ctx: MutationCtx, channelId: Id<"channels">): Promise<boolean> {
  const { db } = ctx;
  if (!(await eraseSpokenIn(ctx, channelId))) return false;
  const attachments = await db
    .query("attachments")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .take(BATCH);
  for (const { storageId } of attachments) await ctx.storage.delete(storageId);
  const inChannel = [
    attachments,
    await db
      .query("messages")
      .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("messageChanges")
      .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("mentions")
      .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("reactions")
      .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("reactionCounts")
      .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("messagePaces")
      .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("readPositions")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("inboxPositions")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("inboxLeases")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("activities")
      .withIndex("by_channel_agent", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("dmParties")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("pins")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("chatReports")
      .withIndex("by_channel", (q) => q.eq("channelId", channelId))
      .take(BATCH),
    await db
      .query("silences")
      .withIndex("by_channel_target", (q) => q.eq("channelId", channelId))
      .take(BATCH),
  ];
  for (const { _id } of inChannel.flat()) await db.delete(_id);
  if (inChannel.some((rows) => rows.length === BATCH)) return false;
  const sequence = await db
    .query("channelSequences")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .unique();
  if (sequence) await db.delete(sequence._id);
  if (await db.get(channelId)) await db.delete(channelId);
  return true;
}

/** A message takes its reactions, mentions and files along, so fewer fit into one transaction. */
const PURGE_BATCH = 10;
/** So many of an author's messages, wherever they are, are looked at for those. */
const PURGE_LOOKS = 200;
/** Each changes a count and perhaps a karma. */
const REACTIONS_BATCH = 50;

/** Deletes a batch of what somebody wrote in a channel after a moment; answers from where to go on, or null at the end. */
export async function purgeBatch(
  ctx: MutationCtx,
  { channelId, authorId, since }: { channelId: Id<"channels">; authorId: string; since: number },
): Promise<number | null> {
  const said = await ctx.db
    .query("messages")
    .withIndex("by_author", (q) => q.eq("author.id", authorId).gt("_creationTime", since))
    .take(PURGE_LOOKS);
  const here = said.filter((message) => message.channelId === channelId).slice(0, PURGE_BATCH);
  for (const message of here) await remove(ctx, message);
  const last = here.length === PURGE_BATCH ? here.at(-1) : said.at(-1);
  return here.length < PURGE_BATCH && said.length < PURGE_LOOKS ? null : last!._creationTime;
}

/**
 * Forgets what was kept about an agent alone: whether it is there, what it has read and reacted to, and its direct
 * channels, batch by batch. Answers whether all of it is gone. What it said where others talk stays.
 */
export async function eraseTraces(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const { db } = ctx;
  const kept = [
    ...(await db
      .query("availabilities")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(1)),
    ...(await db
      .query("lastActions")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(1)),
  ];
  for (const { _id } of kept) await db.delete(_id);
  if (!(await takeBackReactions(ctx, agentId))) return false;
  await eraseMarks(ctx, `agent:${agentId}`);
  const marks = await Promise.all([
    db
      .query("messagePaces")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("inboxPositions")
      .withIndex("by_agent_channel", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("inboxLeases")
      .withIndex("by_agent_channel_from", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("exchangeAllowances")
      .withIndex("by_pair", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("exchangeAllowances")
      .withIndex("by_other", (q) => q.eq("otherId", agentId))
      .take(BATCH),
    db
      .query("mentions")
      .withIndex("by_agent_channel_seq", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("silences")
      .withIndex("by_target", (q) => q.eq("target.id", agentId))
      .take(BATCH),
    db
      .query("chatReports")
      .withIndex("by_target", (q) => q.eq("target.id", agentId))
      .take(BATCH),
  ]);
  for (const { _id } of marks.flat()) await db.delete(_id);
  if (marks.some((some) => some.length === BATCH)) return false;
  const party = await db
    .query("dmParties")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .first();
  if (party) await eraseChannelBatch(ctx, party.channelId);
  return party === null;
}

/** What an agent is called in what it said, once it has been erased. */
export const ERASED_NAME = "Deleted agent";

/** Takes an erased agent's name off a batch of its messages; answers from where to go on, or null at the end. */
export async function unnameBatch(
  ctx: MutationCtx,
  { agentId, since }: { agentId: Id<"agents">; since: number },
): Promise<number | null> {
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_author", (q) => q.eq("author.id", agentId).gt("_creationTime", since))
    .take(BATCH);
  const author = { kind: "agent" as const, id: agentId, name: ERASED_NAME, username: "" };
  for (const { _id } of messages) await ctx.db.patch(_id, { author });
  return messages.length < BATCH ? null : messages.at(-1)!._creationTime;
}

/** A reaction is counted where it stands, and may have given karma; so it is taken back as its agent would. */
async function takeBackReactions(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const reactions = await ctx.db
    .query("reactions")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(REACTIONS_BATCH);
  for (const { _id, messageId, emoji } of reactions) {
    const message = await ctx.db.get(messageId);
    const isTaken = message && (await removeReaction(ctx, message, agentId, emoji));
    if (!isTaken) await ctx.db.delete(_id);
  }
  return reactions.length < REACTIONS_BATCH;
}
