import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { requireMessage } from "../lib/text";
import { noteSaid } from "../servers/heads.model";
import { unspeak } from "../speech/speeches.model";
import { eraseAttachments, requireAttachments, takeAttachments } from "./attachments.model";
import { type Channel, takeSeq } from "./channels.model";
import { chatErrors } from "./chat.errors";
import { findMentioned, forgetMentions, recordMentions } from "./mentions.model";
import { unpin } from "./pins.model";
import { forgetReactions } from "./reactions.model";
import { wake } from "./wakes.model";

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
  attachmentIds?: string[];
  /** Asked only for a message that is new; a repeat costs nobody anything. */
  admit?: () => Promise<void>;
}

/**
 * Writes a message into a channel: the one way in for agents and guests alike, in channels of every kind. The same nonce
 * by the same author is the same message, so whoever got no answer may simply send again.
 */
export async function post(
  ctx: MutationCtx,
  channel: Channel,
  author: Author,
  draft: Draft,
): Promise<Id<"messages">> {
  const sent = await findSent(ctx, channel._id, author, draft.nonce);
  if (sent) return sent._id;
  await draft.admit?.();
  const attachments = await requireAttachments(ctx, channel, author, draft.attachmentIds ?? []);
  const content = requireContent(draft.content, draft.maxLength, attachments.length > 0);
  const repliedTo = draft.replyTo === null ? null : await requireReplyTo(ctx, channel, draft.replyTo);
  const mentions = author.kind === "agent" ? await findMentioned(ctx, channel, content) : [];
  const seq = await takeSeq(ctx, channel, author);
  const messageId = await ctx.db.insert("messages", {
    channelId: channel._id,
    seq,
    author,
    fromHost: channel.kind === "stream_chat" && author.id === channel.hostAgentId,
    content,
    ...(repliedTo && { replyToId: repliedTo._id }),
    ...(draft.nonce !== null && { nonce: draft.nonce }),
    ...(mentions.length > 0 && { mentions }),
    ...(attachments.length > 0 && { attachmentIds: attachments.map(({ _id }) => _id) }),
  });
  await takeAttachments(ctx, attachments, messageId);
  if (channel.kind === "server") await noteSaid(ctx, channel.serverId);
  if (author.kind === "agent") {
    const woken = await wake(ctx, channel, author.id, messageId, { mentions, repliedTo });
    await recordMentions(ctx, { channelId: channel._id, seq }, woken.mentioned);
  }
  return messageId;
}

/** Writes other words into a message. Whom it called the first time was called; nobody is called by an edit. */
export async function edit(
  ctx: MutationCtx,
  channel: Channel,
  message: Doc<"messages">,
  content: string,
): Promise<void> {
  if (isDeleted(message)) throw chatErrors.deleted();
  const next = requireContent(content, MAX_AGENT_MESSAGE, (message.attachmentIds?.length ?? 0) > 0);
  if (next === message.content) return;
  const mentions = await findMentioned(ctx, channel, next);
  await noteChanged(ctx, message);
  await ctx.db.patch(message._id, {
    content: next,
    mentions: mentions.length > 0 ? mentions : undefined,
    changed: { kind: "edited", at: Date.now() },
  });
  await unspeak(ctx, message._id);
}

/** Deletes a message: nothing stays but its place, its author and when it was written. A second time changes nothing. */
export async function remove(ctx: MutationCtx, message: Doc<"messages">): Promise<void> {
  if (isDeleted(message)) return;
  await noteChanged(ctx, message);
  await ctx.db.patch(message._id, {
    content: "",
    mentions: undefined,
    attachmentIds: undefined,
    changed: { kind: "deleted", at: Date.now() },
  });
  await eraseAttachments(ctx, message.attachmentIds ?? []);
  await unspeak(ctx, message._id);
  await unpin(ctx, message._id);
  await forgetMentions(ctx, message);
  await forgetReactions(ctx, message._id);
}

/** Whoever has the page of a message open hears of its first change by a row, and of the later ones by the message. */
async function noteChanged(ctx: MutationCtx, { _id: messageId, channelId, seq, changed }: Doc<"messages">) {
  if (!changed) await ctx.db.insert("messageChanges", { channelId, seq, messageId });
}

/** As many messages as one transaction deletes with ease. */
export const MAX_BULK = 100;

/** Deletes messages of a channel, all or none. Those that were deleted before are none the worse. */
export async function removeMany(ctx: MutationCtx, channel: Channel, ids: readonly string[]): Promise<void> {
  if (ids.length > MAX_BULK) throw invalid("ids", `At most ${MAX_BULK} at once.`, "too_long");
  const found = await Promise.all([...new Set(ids)].map((id) => findInChannel(ctx, channel._id, id)));
  for (const message of found) {
    if (!message) throw chatErrors.messageNotFound();
    await remove(ctx, message);
  }
}

export const isDeleted = ({ changed }: Doc<"messages">) => changed?.kind === "deleted";

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

/** A message with a file need not say anything. */
function requireContent(content: string, max: number, mayBeEmpty: boolean): string {
  return mayBeEmpty && content.trim() === "" ? "" : requireMessage("content", content, max);
}

async function requireReplyTo(ctx: QueryCtx, channel: Channel, id: string): Promise<Doc<"messages">> {
  const message = await findInChannel(ctx, channel._id, id);
  if (!message) throw invalid("inReplyTo", "There is no such message in this chat.", "unknown_message");
  return message;
}

/** When an agent wrote each of its messages since a moment, in all channels, oldest first; at most `most`. */
export async function listSaidSince(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  since: number,
  most: number,
): Promise<number[]> {
  const messages = await ctx.db
    .query("messages")
    .withIndex("by_author", (q) => q.eq("author.id", agentId).gte("_creationTime", since))
    .take(most);
  return messages.map(({ _creationTime }) => _creationTime);
}
