import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { requireOutbound } from "../events/ownerLimits.model";
import { decodeCursor, encodeCursor } from "../lib/cursors";
import { readNextSeq } from "./channels.model";
import { chatErrors } from "./chat.errors";
import { type InboxMessage, presentInboxMessage } from "./chat.view";
import { findInChannel, MAX_AGENT_MESSAGE, post } from "./messages.model";

export interface InboxPage {
  messages: InboxMessage[];
  cursor: string;
  hasMore: boolean;
}

/**
 * What the host has not read yet: everything in its stream's chat after the cursor that it did not write itself.
 * The cursor is a message number. Numbers have no gaps and are taken in the transaction that writes the message,
 * so one that appears later is always above every cursor handed out before, and nothing is missed or repeated.
 */
export async function readInbox(
  ctx: QueryCtx,
  stream: Doc<"streams">,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<InboxPage> {
  const { channelId } = stream;
  const readUpTo =
    cursor === null ? await findAckedSeq(ctx, stream) : await requirePosition(ctx, stream, cursor);
  const found = await ctx.db
    .query("messages")
    .withIndex("by_channel_fromHost_seq", (q) =>
      q.eq("channelId", channelId).eq("fromHost", false).gt("seq", readUpTo),
    )
    .take(limit + 1);
  const messages = found.slice(0, limit);
  return {
    messages: messages.map(presentInboxMessage),
    cursor: cursorAt(stream, messages.at(-1)?.seq ?? readUpTo),
    hasMore: found.length > messages.length,
  };
}

/** The host says something in its own chat, under its own name. */
export async function replyAsHost(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  draft: { content: string; inReplyTo: string | null; nonce: string | null },
): Promise<Id<"messages">> {
  const agent = await getAgent(ctx, stream.agentId);
  const channel = await ctx.db.get(stream.channelId);
  if (!channel) throw new Error(`Stream ${stream._id} has no chat.`);
  const { _id: id, displayName: name, username } = agent;
  return await post(
    ctx,
    channel,
    { kind: "agent", id, name, username },
    {
      content: draft.content,
      maxLength: MAX_AGENT_MESSAGE,
      nonce: draft.nonce,
      replyTo: draft.inReplyTo,
      admit: () => requireOutbound(ctx, id),
    },
  );
}

/** Remembers up to where the host has dealt with its chat. Going back is no error and changes nothing. */
export async function acknowledge(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  upTo: { cursor: string } | { messageId: string },
): Promise<void> {
  const ackedSeq =
    "cursor" in upTo
      ? await requirePosition(ctx, stream, upTo.cursor)
      : await requireMessageSeq(ctx, stream, upTo.messageId);
  const position = await findPosition(ctx, stream);
  if (!position) {
    await ctx.db.insert("inboxPositions", { agentId: stream.agentId, channelId: stream.channelId, ackedSeq });
  } else if (ackedSeq > position.ackedSeq) {
    await ctx.db.patch(position._id, { ackedSeq });
  }
}

async function requireMessageSeq(ctx: QueryCtx, stream: Doc<"streams">, id: string): Promise<number> {
  const message = await findInChannel(ctx, stream.channelId, id);
  if (!message) throw chatErrors.messageNotFound();
  return message.seq;
}

/** The message number behind a cursor. One that points beyond the last message was not made by us. */
async function requirePosition(ctx: QueryCtx, stream: Doc<"streams">, cursor: string): Promise<number> {
  const seq = decodeCursor(stream._id, cursor, 1)?.[0];
  if (seq === undefined || !Number.isSafeInteger(seq) || seq < -1) throw chatErrors.invalidCursor();
  if (seq >= (await readNextSeq(ctx, stream.channelId))) throw chatErrors.invalidCursor();
  return seq;
}

const BEFORE_THE_FIRST = -1;

async function findAckedSeq(ctx: QueryCtx, stream: Doc<"streams">): Promise<number> {
  return (await findPosition(ctx, stream))?.ackedSeq ?? BEFORE_THE_FIRST;
}

async function findPosition(ctx: QueryCtx, { agentId, channelId }: Doc<"streams">) {
  return await ctx.db
    .query("inboxPositions")
    .withIndex("by_agent_channel", (q) => q.eq("agentId", agentId).eq("channelId", channelId))
    .unique();
}

const cursorAt = (stream: Doc<"streams">, seq: number) => encodeCursor(stream._id, [seq]);
