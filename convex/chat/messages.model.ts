import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import { requireMessage } from "../lib/text";
import { getReadableChannel, takeSeq } from "./channels.model";
import { type MessageView, presentMessages } from "./chat.view";

/** Messages on one shared page of history, and in the live tail of a chat. */
export const PAGE_SIZE = 50;

export const MAX_AGENT_MESSAGE = 4000;
export const MAX_GUEST_MESSAGE = 2000;

/** Short and printable: it travels in URLs, logs and answers. */
const NONCE = /^[\x21-\x7e]{1,64}$/;

export type Author = Doc<"messages">["author"];

export interface Draft {
  content: string;
  maxLength: number;
  nonce: string | null;
  replyTo: string | null;
  /** Asked only for a message that is new; a repeat costs nobody anything. */
  admit?: () => Promise<void>;
}

/**
 * Writes a message into a channel: the one way in for agents and guests alike. The same nonce by the same author
 * is the same message, so whoever got no answer may simply send again.
 */
export async function post(
  ctx: MutationCtx,
  channel: Doc<"channels">,
  author: Author,
  draft: Draft,
): Promise<Id<"messages">> {
  const sent = await findSent(ctx, channel._id, author, draft.nonce);
  if (sent) return sent._id;
  await draft.admit?.();
  const content = requireMessage("content", draft.content, draft.maxLength);
  const replyToId = draft.replyTo === null ? undefined : await requireReplyTo(ctx, channel, draft.replyTo);
  const messageId = await ctx.db.insert("messages", {
    channelId: channel._id,
    seq: await takeSeq(ctx, channel._id),
    author,
    fromHost: author.id === channel.hostAgentId,
    content,
    replyToId,
    nonce: draft.nonce ?? undefined,
  });
  await recordEvent(ctx, {
    kind: "message.created",
    tenantId: channel.tenantId,
    actor: author.kind === "agent" ? { kind: "agent", id: author.id } : { kind: "guest", id: author.id },
    subject: { kind: "message", id: messageId },
  });
  return messageId;
}

/** The message this author already sent under this nonce, if any. */
async function findSent(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  author: Author,
  nonce: string | null,
): Promise<Doc<"messages"> | null> {
  if (nonce === null) return null;
  if (!NONCE.test(nonce)) throw invalid("nonce", "A nonce is 1 to 64 printable ASCII characters, no spaces.");
  return await ctx.db
    .query("messages")
    .withIndex("by_author_nonce", (q) =>
      q.eq("channelId", channelId).eq("author.id", author.id).eq("nonce", nonce),
    )
    .first();
}

/** The message with this id in this channel; null for ids of other channels, other tables, or no id at all. */
export async function findInChannel(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  id: string,
): Promise<Doc<"messages"> | null> {
  const messageId = ctx.db.normalizeId("messages", id);
  const message = messageId && (await ctx.db.get(messageId));
  return message?.channelId === channelId ? message : null;
}

/** The newest messages, oldest first. It asks for the same thing for every viewer, so they share one answer. */
export async function listLatest(ctx: QueryCtx, channelId: Id<"channels">): Promise<MessageView[]> {
  const channel = await getReadableChannel(ctx, channelId);
  const newest = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) => q.eq("channelId", channel._id))
    .order("desc")
    .take(PAGE_SIZE);
  return await presentMessages(ctx, newest.reverse());
}

/** The messages numbered `page * 50` to `page * 50 + 49`, oldest first: a full page never changes its members. */
export async function listPage(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  page: number,
): Promise<MessageView[]> {
  const channel = await getReadableChannel(ctx, channelId);
  if (!Number.isSafeInteger(page) || page < 0) throw invalid("page", "Pages are numbered 0, 1, 2, …");
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_channel_seq", (q) =>
      q
        .eq("channelId", channel._id)
        .gte("seq", page * PAGE_SIZE)
        .lt("seq", (page + 1) * PAGE_SIZE),
    )
    .take(PAGE_SIZE);
  return await presentMessages(ctx, messages);
}

async function requireReplyTo(ctx: QueryCtx, channel: Doc<"channels">, id: string): Promise<Id<"messages">> {
  const message = await findInChannel(ctx, channel._id, id);
  if (!message) throw invalid("inReplyTo", "There is no such message in this chat.", "unknown_message");
  return message._id;
}
