import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { getReadableChannel } from "./chat.access";
import { chatErrors } from "./chat.errors";
import { type MessageView, presentMessages } from "./chat.view";
import { findInChannel } from "./messages.model";

/** Messages on one shared page of history. */
export const PAGE_SIZE = 50;

/** As many edited and deleted messages of one page are told; more than a page has there cannot be. */
const MAX_CHANGED = PAGE_SIZE;

/**
 * The newest message alone: what a busy channel sends to everybody for each message. Whoever misses one, because two
 * came at once, sees the gap in `seq` and asks for the range.
 */
export async function findNewest(ctx: QueryCtx, channelId: Id<"channels">): Promise<MessageView | null> {
  const channel = await getReadableChannel(ctx, channelId);
  const newest = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channel._id))
    .order("desc")
    .first();
  return newest && (await presentMessages(ctx, [newest]))[0]!;
}

/** The messages numbered `page * 50` to `page * 50 + 49`, oldest first: a full page never changes its members. */
export async function listPage(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  page: number,
): Promise<MessageView[]> {
  const { from, to } = boundsOf(page);
  return await listRange(ctx, channelId, from, to);
}

/** The messages numbered `from` to `to - 1`, at most a page of them, oldest first. Once written they stay the same. */
export async function listRange(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  from: number,
  to: number,
): Promise<MessageView[]> {
  const channel = await getReadableChannel(ctx, channelId);
  if (!isRange(from, to)) throw invalid("to", `A range has 1 to ${PAGE_SIZE} numbers.`);
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channel._id).gte("seq", from).lt("seq", to))
    .take(PAGE_SIZE);
  return await presentMessages(ctx, messages);
}

/**
 * What became of a page since its messages were written: those that were edited or deleted, as they are now. It is the
 * one thing that runs again for an edit where the page itself was not asked for.
 */
export async function listChanged(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  page: number,
): Promise<MessageView[]> {
  const channel = await getReadableChannel(ctx, channelId);
  const { from, to } = boundsOf(page);
  const changes = await ctx.db
    .query("messageChanges")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channel._id).gte("seq", from).lt("seq", to))
    .take(MAX_CHANGED);
  const changed = await Promise.all(changes.map(({ messageId }) => ctx.db.get(messageId)));
  return await presentMessages(
    ctx,
    changed.filter((message) => message !== null),
  );
}

/** The numbers on a page. */
export function boundsOf(page: number): { from: number; to: number } {
  if (!Number.isSafeInteger(page) || page < 0 || page > MAX_PAGE)
    throw invalid("page", "Pages are numbered 0, 1, 2, …");
  return { from: page * PAGE_SIZE, to: (page + 1) * PAGE_SIZE };
}

const MAX_PAGE = Math.floor(Number.MAX_SAFE_INTEGER / PAGE_SIZE) - 1;

const isRange = (from: number, to: number) =>
  Number.isSafeInteger(from) && Number.isSafeInteger(to) && from >= 0 && to > from && to - from <= PAGE_SIZE;

/** Which part of a channel's history: the newest, or what lies before, after or around a message. */
export type Place = { kind: "newest" } | { kind: "before" | "after" | "around"; messageId: string };

export interface HistoryPart {
  /** Newest first. */
  messages: Doc<"messages">[];
  hasOlder: boolean;
  hasNewer: boolean;
}

/**
 * A part of the history. Places are message numbers, which have no gaps and no twins, so parts that follow one another
 * neither lose nor repeat a message, whatever the clock said; a deleted message still marks its place.
 */
export async function readPart(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  place: Place,
  limit: number,
): Promise<HistoryPart> {
  if (place.kind === "newest") return await readAround(ctx, channelId, { older: limit, newer: 0 }, null);
  const anchor = await findInChannel(ctx, channelId, place.messageId);
  if (!anchor) throw chatErrors.messageNotFound();
  const { seq } = anchor;
  if (place.kind === "before") return await readAround(ctx, channelId, { older: limit, newer: 0 }, seq);
  if (place.kind === "after") return await readAround(ctx, channelId, { older: 0, newer: limit }, seq + 1);
  const newer = Math.floor(limit / 2);
  return await readAround(ctx, channelId, { older: limit - newer, newer }, seq + 1);
}

/** So many messages below a number and so many from it on; without a number, below the end. */
async function readAround(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  counts: { older: number; newer: number },
  at: number | null,
): Promise<HistoryPart> {
  const older = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => {
      const inChannel = q.eq("channelId", channelId);
      return at === null ? inChannel : inChannel.lt("seq", at);
    })
    .order("desc")
    .take(counts.older + 1);
  const newer =
    at === null
      ? []
      : await ctx.db
          .query("messages")
          .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gte("seq", at))
          .take(counts.newer + 1);
  return {
    messages: [...newer.slice(0, counts.newer).reverse(), ...older.slice(0, counts.older)],
    hasOlder: older.length > counts.older,
    hasNewer: newer.length > counts.newer,
  };
}

/** The number of a message of this channel; null when there is none with this id. */
export async function findSeq(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  messageId: string,
): Promise<number | null> {
  const channel = await getReadableChannel(ctx, channelId);
  return (await findInChannel(ctx, channel._id, messageId))?.seq ?? null;
}

/** The number of the first message written at or after a moment; after the last one, of the last; null in an empty channel. */
export async function findSeqAt(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  at: number,
): Promise<number | null> {
  const channel = await getReadableChannel(ctx, channelId);
  const last = await findLastSeq(ctx, channel._id);
  return last === null ? null : Math.min(await findSeqFrom(ctx, channel._id, at), last);
}

/**
 * How many messages a channel had before a moment, which is the number of the first one at or after it. Numbers and times
 * rise together, so halving finds it in some twenty looks at any length. For those who have looked who may read.
 */
export async function findSeqFrom(ctx: QueryCtx, channelId: Id<"channels">, at: number): Promise<number> {
  const last = await findLastSeq(ctx, channelId);
  let [low, high] = [0, last === null ? 0 : last + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const message = await ctx.db
      .query("messages")
      .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gte("seq", middle))
      .first();
    if (message && message._creationTime < at) low = message.seq + 1;
    else high = middle;
  }
  return low;
}

async function findLastSeq(ctx: QueryCtx, channelId: Id<"channels">): Promise<number | null> {
  const last = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId))
    .order("desc")
    .first();
  return last?.seq ?? null;
}

/** The messages of a channel that have these words, best first. */
export async function searchMessages(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  words: string,
  limit: number,
): Promise<Doc<"messages">[]> {
  return await ctx.db
    .query("messages")
    .withSearchIndex("search_content", (q) => q.search("content", words).eq("channelId", channelId))
    .take(limit);
}
