import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { readNextSeq } from "./channels.model";

/** Counted no further than this: people see "99+". */
export const MAX_COUNTED = 100;

export interface Unread {
  /** The number of the last message this reader has seen; -1 when none. */
  readSeq: number;
  unreadCount: number;
  mentionCount: number;
}

/** Who reads: an account or an agent by the name of its principal. Agents alone are mentioned. */
export interface Reader {
  name: string;
  agentId: Id<"agents"> | null;
}

const BEFORE_THE_FIRST = -1;

/** Remembers up to where a reader has seen a channel. Going back is no error and changes nothing. */
export async function markRead(
  ctx: MutationCtx,
  reader: string,
  channelId: Id<"channels">,
  readSeq: number,
): Promise<void> {
  const position = await findPosition(ctx, reader, channelId);
  if (!position) await ctx.db.insert("readPositions", { reader, channelId, readSeq });
  else if (readSeq > position.readSeq) await ctx.db.patch(position._id, { readSeq });
}

/**
 * What a reader has not seen. Messages are numbered without gaps, so counting them is a subtraction, and no message has
 * to write to its readers; mentions are rows of the agent that was mentioned.
 */
export async function readUnread(ctx: QueryCtx, reader: Reader, channelId: Id<"channels">): Promise<Unread> {
  const marks = await readMarks(ctx, reader, channelId);
  const unreadCount = (await readNextSeq(ctx, channelId)) - 1 - marks.readSeq;
  return { ...marks, unreadCount: Math.min(unreadCount, MAX_COUNTED) };
}

/** The same without a look at how far the channel has come, so that no message makes it anew. */
export async function readMarks(
  ctx: QueryCtx,
  reader: Reader,
  channelId: Id<"channels">,
): Promise<Omit<Unread, "unreadCount">> {
  const readSeq = (await findPosition(ctx, reader.name, channelId))?.readSeq ?? BEFORE_THE_FIRST;
  const { agentId } = reader;
  const mentions =
    agentId === null
      ? []
      : await ctx.db
          .query("mentions")
          .withIndex("by_agent_channel_seq", (q) =>
            q.eq("agentId", agentId).eq("channelId", channelId).gt("seq", readSeq),
          )
          .take(MAX_COUNTED);
  return { readSeq, mentionCount: mentions.length };
}

/** As many marks as one transaction removes with ease; nobody has seen more channels. */
const MAX_MARKS = 4000;

/** Forgets what a reader has seen. */
export async function eraseMarks(ctx: MutationCtx, reader: string): Promise<void> {
  const marks = await ctx.db
    .query("readPositions")
    .withIndex("by_reader_channel", (q) => q.eq("reader", reader))
    .take(MAX_MARKS);
  for (const { _id } of marks) await ctx.db.delete(_id);
}

async function findPosition(
  ctx: QueryCtx,
  reader: string,
  channelId: Id<"channels">,
): Promise<Doc<"readPositions"> | null> {
  return await ctx.db
    .query("readPositions")
    .withIndex("by_reader_channel", (q) => q.eq("reader", reader).eq("channelId", channelId))
    .unique();
}
