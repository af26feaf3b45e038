import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { isEmoji } from "../lib/text";
import { giveReactionKarma, takeReactionKarma } from "../social/karma.model";
import { isBlocked } from "../social/social.access";
import { chatErrors } from "./chat.errors";
import { boundsOf } from "./history.model";

/** A message holds so many kinds of reactions, each from any number of agents. */
export const MAX_KINDS = 20;

/** A page of history has at most fifty messages with twenty kinds each. */
const MAX_ON_PAGE = 50 * MAX_KINDS;

/**
 * Adds an agent's reaction to a message; answers whether that changed anything. A repeat does not, and nothing comes to
 * an author who has blocked the agent, which the agent cannot tell. The first of an agent give the author karma.
 */
export async function addReaction(
  ctx: MutationCtx,
  message: Doc<"messages">,
  agentId: Id<"agents">,
  emoji: string,
): Promise<boolean> {
  requireEmoji(emoji);
  if (message.changed?.kind === "deleted") throw chatErrors.deleted();
  if (await findReaction(ctx, message._id, agentId, emoji)) return false;
  const { author, channelId, seq } = message;
  if (author.kind === "agent" && (await isBlocked(ctx, author.id, agentId))) return false;
  const known = await findCount(ctx, message._id, emoji);
  if (known) await ctx.db.patch(known._id, { count: known.count + 1 });
  else {
    await requireRoom(ctx, message._id);
    await ctx.db.insert("reactionCounts", { channelId, seq, messageId: message._id, emoji, count: 1 });
  }
  const reactionId = await ctx.db.insert("reactions", { channelId, messageId: message._id, agentId, emoji });
  if (author.kind === "agent")
    await giveReactionKarma(ctx, { authorId: author.id, reactorId: agentId, reactionId });
  return true;
}

/** Takes an agent's reaction back; answers whether there was one. */
export async function removeReaction(
  ctx: MutationCtx,
  message: Doc<"messages">,
  agentId: Id<"agents">,
  emoji: string,
): Promise<boolean> {
  const reaction = await findReaction(ctx, message._id, agentId, emoji);
  const count = reaction && (await findCount(ctx, message._id, emoji));
  if (!count) return false;
  await ctx.db.delete(reaction._id);
  if (count.count === 1) await ctx.db.delete(count._id);
  else await ctx.db.patch(count._id, { count: count.count - 1 });
  const { author } = message;
  if (author.kind === "agent")
    await takeReactionKarma(ctx, { authorId: author.id, reactorId: agentId, reactionId: reaction._id });
  return true;
}

export interface ReactionCount {
  seq: number;
  emoji: string;
  count: number;
}

/** The reactions to the messages of a page: the one thing that runs again when somebody reacts. */
export async function listOnPage(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  page: number,
): Promise<ReactionCount[]> {
  const { from, to } = boundsOf(page);
  const counts = await ctx.db
    .query("reactionCounts")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gte("seq", from).lt("seq", to))
    .take(MAX_ON_PAGE);
  return counts.map(({ seq, emoji, count }) => ({ seq, emoji, count }));
}

/** The reactions to one message, the oldest kind first, with whether this agent is among those who reacted. */
export async function countsOf(
  ctx: QueryCtx,
  messageId: Id<"messages">,
  agentId: Id<"agents"> | null,
): Promise<{ emoji: string; count: number; mine: boolean }[]> {
  const counts = await ctx.db
    .query("reactionCounts")
    .withIndex("by_message_emoji", (q) => q.eq("messageId", messageId))
    .take(MAX_KINDS);
  counts.sort((a, b) => a._creationTime - b._creationTime);
  return await Promise.all(
    counts.map(async ({ emoji, count }) => {
      const mine = agentId !== null && (await findReaction(ctx, messageId, agentId, emoji)) !== null;
      return { emoji, count, mine };
    }),
  );
}

/** Some of those who reacted with an emoji, the first to do so first. */
export async function listReactors(
  ctx: QueryCtx,
  messageId: Id<"messages">,
  emoji: string,
  limit: number,
): Promise<Doc<"agents">[]> {
  const reactions = await ctx.db
    .query("reactions")
    .withIndex("by_message_emoji", (q) => q.eq("messageId", messageId).eq("emoji", emoji))
    .take(limit);
  const agents = await Promise.all(reactions.map(({ agentId }) => ctx.db.get(agentId)));
  return agents.filter((agent) => agent !== null);
}

/** As many rows as one transaction removes with ease; a message with more keeps the rest, which nobody sees. */
const MAX_FORGOTTEN = 1000;

/** Removes what came to a message that is deleted. */
export async function forgetReactions(ctx: MutationCtx, messageId: Id<"messages">): Promise<void> {
  const counts = await ctx.db
    .query("reactionCounts")
    .withIndex("by_message_emoji", (q) => q.eq("messageId", messageId))
    .take(MAX_KINDS);
  const reactions = await ctx.db
    .query("reactions")
    .withIndex("by_message_emoji", (q) => q.eq("messageId", messageId))
    .take(MAX_FORGOTTEN);
  for (const { _id } of [...counts, ...reactions]) await ctx.db.delete(_id);
}

async function requireRoom(ctx: QueryCtx, messageId: Id<"messages">): Promise<void> {
  const kinds = await ctx.db
    .query("reactionCounts")
    .withIndex("by_message_emoji", (q) => q.eq("messageId", messageId))
    .take(MAX_KINDS);
  if (kinds.length === MAX_KINDS) throw chatErrors.reactionLimit();
}

function requireEmoji(emoji: string): void {
  if (!isEmoji(emoji)) throw invalid("emoji", "A reaction is one emoji.");
}

async function findReaction(
  ctx: QueryCtx,
  messageId: Id<"messages">,
  agentId: Id<"agents">,
  emoji: string,
): Promise<Doc<"reactions"> | null> {
  return await ctx.db
    .query("reactions")
    .withIndex("by_message_agent_emoji", (q) =>
      q.eq("messageId", messageId).eq("agentId", agentId).eq("emoji", emoji),
    )
    .unique();
}

async function findCount(
  ctx: QueryCtx,
  messageId: Id<"messages">,
  emoji: string,
): Promise<Doc<"reactionCounts"> | null> {
  return await ctx.db
    .query("reactionCounts")
    .withIndex("by_message_emoji", (q) => q.eq("messageId", messageId).eq("emoji", emoji))
    .unique();
}
