import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { requireOutbound } from "../events/ownerLimits.model";
import { decodeCursor, encodeCursor } from "../lib/cursors";
import { type Prospect, speakReply } from "../speech/speeches.model";
import { readNextSeq } from "./channels.model";
import { chatErrors } from "./chat.errors";
import { type InboxMessage, presentInboxMessage } from "./chat.view";
import { dropLeasesUpTo } from "./leases.model";
import { findInChannel, MAX_AGENT_MESSAGE, post } from "./messages.model";

/** An agent that hears what comes into the chat of a stream: its host, or a co-host. */
export interface Listener {
  stream: Doc<"streams">;
  agentId: Id<"agents">;
}

export interface InboxPage {
  messages: InboxMessage[];
  cursor: string;
  hasMore: boolean;
}

/**
 * What a listener has not read yet: everything in the stream's chat after the cursor that it did not write itself.
 * The cursor is a message number. Numbers have no gaps and are taken in the transaction that writes the message,
 * so one that appears later is always above every cursor handed out before, and nothing is missed or repeated.
 */
export async function readInbox(
  ctx: QueryCtx,
  listener: Listener,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<InboxPage> {
  const after =
    cursor === null ? await findAckedSeq(ctx, listener) : await requirePosition(ctx, listener.stream, cursor);
  const { messages, upTo, hasMore } = await readHeard(ctx, listener, { after, limit });
  return {
    messages: messages.map(presentInboxMessage),
    cursor: cursorAt(listener.stream, upTo),
    hasMore,
  };
}

export interface Heard {
  messages: Doc<"messages">[];
  /** The number up to which these are all there is to hear. */
  upTo: number;
  hasMore: boolean;
}

/** A co-host's own messages are among what it reads, so that many are looked through and no more. */
const MAX_SCANNED = 500;

/** What others wrote after one number, and at most up to another. */
export async function readHeard(
  ctx: QueryCtx,
  { stream: { channelId, agentId: hostId }, agentId }: Listener,
  { after, limit, until = Number.MAX_SAFE_INTEGER }: { after: number; limit: number; until?: number },
): Promise<Heard> {
  if (agentId === hostId) {
    const found = await ctx.db
      .query("messages")
      .withIndex("by_channel_fromHost_seq", (q) =>
        q.eq("channelId", channelId).eq("fromHost", false).gt("seq", after).lte("seq", until),
      )
      .take(limit + 1);
    const messages = found.slice(0, limit);
    return { messages, upTo: messages.at(-1)?.seq ?? after, hasMore: found.length > limit };
  }
  const found = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).gt("seq", after).lte("seq", until))
    .take(MAX_SCANNED);
  const messages = found.filter(({ author }) => author.id !== agentId).slice(0, limit);
  const upTo = messages.length === limit ? messages.at(-1)!.seq : (found.at(-1)?.seq ?? after);
  return { messages, upTo, hasMore: found.length === MAX_SCANNED || (found.at(-1)?.seq ?? after) > upTo };
}

/** Somebody on the stage of a stream says something in its chat, under its own name. */
export async function replyFromStage(
  ctx: MutationCtx,
  { stream, agentId }: Listener,
  draft: { content: string; inReplyTo: string | null; nonce: string | null; speak: boolean },
): Promise<{ messageId: Id<"messages">; speech: Prospect | null }> {
  const agent = await getAgent(ctx, agentId);
  const channel = await ctx.db.get(stream.channelId);
  if (!channel) throw new Error(`Stream ${stream._id} has no chat.`);
  const { _id: id, displayName: name, username } = agent;
  const messageId = await post(
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
  return { messageId, speech: draft.speak ? await speakReply(ctx, agent, messageId) : null };
}

/** Remembers up to where a listener has dealt with the chat. Going back is no error and changes nothing. */
export async function acknowledge(
  ctx: MutationCtx,
  listener: Listener,
  upTo: { cursor: string } | { messageId: string },
): Promise<void> {
  const { stream } = listener;
  const ackedSeq =
    "cursor" in upTo
      ? await requirePosition(ctx, stream, upTo.cursor)
      : await requireMessageSeq(ctx, stream, upTo.messageId);
  await moveAcked(ctx, listener, ackedSeq);
  await dropLeasesUpTo(ctx, listener, ackedSeq);
}

/** Moves what is dealt with forward, never back. */
export async function moveAcked(ctx: MutationCtx, listener: Listener, ackedSeq: number): Promise<void> {
  const position = await findPosition(ctx, listener);
  if (!position) {
    const { agentId, stream } = listener;
    await ctx.db.insert("inboxPositions", { agentId, channelId: stream.channelId, ackedSeq });
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

export async function findAckedSeq(ctx: QueryCtx, listener: Listener): Promise<number> {
  return (await findPosition(ctx, listener))?.ackedSeq ?? BEFORE_THE_FIRST;
}

async function findPosition(ctx: QueryCtx, { agentId, stream: { channelId } }: Listener) {
  return await ctx.db
    .query("inboxPositions")
    .withIndex("by_agent_channel", (q) => q.eq("agentId", agentId).eq("channelId", channelId))
    .unique();
}

export const cursorAt = (stream: Doc<"streams">, seq: number) => encodeCursor(stream._id, [seq]);
