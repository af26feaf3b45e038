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
export async function readUnread(
  ctx: QueryCtx,
  reader: { name: string; agentId: Id<"agents"> | null },
  channelId: Id<"channels">,
): Promise<Unread> {
  const readSeq = (await findPosition(ctx, reader.name, channelId))?.readSeq ?? BEFORE_THE_FIRST;
  const unreadCount = (await readNextSeq(ctx, channelId)) - 1 - readSeq;
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
  return { readSeq, unreadCount: Math.min(unreadCount, MAX_COUNTED), mentionCount: mentions.length };
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
