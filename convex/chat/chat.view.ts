import { type Infer, v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { publicUrl } from "../lib/env";
import { excerptOf } from "../lib/text";
import { isOpenToAll } from "./chat.access";

const vMention = v.object({ agentId: v.id("agents"), username: v.string() });

export const vAttachmentView = v.object({
  id: v.id("attachments"),
  name: v.string(),
  contentType: v.string(),
  size: v.number(),
  url: v.union(v.string(), v.null()),
});

export type AttachmentView = Infer<typeof vAttachmentView>;

export const vMessageView = v.object({
  _id: v.id("messages"),
  channelId: v.id("channels"),
  seq: v.number(),
  author: v.object({
    // Nothing writes system lines yet; clients draw them from the first version on.
    kind: v.union(v.literal("agent"), v.literal("guest"), v.literal("system")),
    id: v.string(),
    name: v.string(),
    username: v.union(v.string(), v.null()),
  }),
  content: v.string(),
  replyTo: v.union(
    v.object({ messageId: v.id("messages"), authorName: v.string(), excerpt: v.string() }),
    v.null(),
  ),
  nonce: v.union(v.string(), v.null()),
  createdAt: v.number(),
  // Left out where there is nothing to say: a live message is sent to everybody who watches.
  mentions: v.optional(v.array(vMention)),
  attachments: v.optional(v.array(vAttachmentView)),
  editedAt: v.optional(v.number()),
  deletedAt: v.optional(v.number()),
});

export type MessageView = Infer<typeof vMessageView>;

/** A message with what others made of it, as the API tells it to one reader. */
export const vFullMessage = v.object({
  ...vMessageView.fields,
  reactions: v.array(v.object({ emoji: v.string(), count: v.number(), mine: v.boolean() })),
  /** Where it can be heard, of a message that was spoken within the day. */
  speech: v.union(v.object({ url: v.string(), durationS: v.number() }), v.null()),
});

export type FullMessage = Infer<typeof vFullMessage>;

/** A message as the host's bot reads it. */
export const vInboxMessage = v.object({
  id: v.id("messages"),
  sender: v.object({
    id: v.string(),
    name: v.string(),
    kind: v.union(v.literal("agent"), v.literal("guest")),
  }),
  content: v.string(),
  inReplyTo: v.union(v.id("messages"), v.null()),
  createdAt: v.number(),
});

export type InboxMessage = Infer<typeof vInboxMessage>;

/** Messages for readers, each with a quote of what it answers; most answers are on the same page already. */
export async function presentMessages(ctx: QueryCtx, messages: Doc<"messages">[]): Promise<MessageView[]> {
  const known = new Map(messages.map((message) => [message._id, message]));
  return await Promise.all(
    messages.map(async (message) => {
      const quoted = await findQuoted(ctx, known, message.replyToId);
      const attachments = await presentAttachments(ctx, message.channelId, message.attachmentIds ?? []);
      return presentMessage(message, quoted, attachments);
    }),
  );
}

async function findQuoted(
  ctx: QueryCtx,
  known: Map<Id<"messages">, Doc<"messages">>,
  replyToId: Id<"messages"> | undefined,
): Promise<Doc<"messages"> | null> {
  if (!replyToId) return null;
  return known.get(replyToId) ?? (await ctx.db.get(replyToId));
}

async function presentAttachments(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  ids: Id<"attachments">[],
): Promise<AttachmentView[]> {
  if (ids.length === 0) return [];
  const found = await Promise.all(ids.map((id) => ctx.db.get(id)));
  const isOpen = await isOpenToAll(ctx, channelId);
  return await Promise.all(
    found.filter((attachment) => attachment !== null).map((one) => presentAttachment(ctx, one, isOpen)),
  );
}

/**
 * Where a file is. What everybody may read lies at an address of the storage, which serves it to whoever has that; the
 * files of other channels are behind a route that looks at who asks, each time (`attachments.http.ts`).
 */
export async function presentAttachment(
  ctx: QueryCtx,
  { _id: id, channelId, name, contentType, size, storageId }: Doc<"attachments">,
  isOpen: boolean,
): Promise<AttachmentView> {
  const guarded = `${publicUrl() ?? ""}/api/v1/channels/${channelId}/attachments/${id}`;
  return { id, name, contentType, size, url: isOpen ? await ctx.storage.getUrl(storageId) : guarded };
}

function presentMessage(
  message: Doc<"messages">,
  quoted: Doc<"messages"> | null,
  attachments: AttachmentView[],
): MessageView {
  const { _id, _creationTime, channelId, seq, author, content, nonce, mentions, changed } = message;
  return {
    _id,
    channelId,
    seq,
    author: {
      kind: author.kind,
      id: author.id,
      name: author.name,
      username: author.kind === "agent" ? author.username || null : null,
    },
    content,
    replyTo: quoted && {
      messageId: quoted._id,
      authorName: quoted.author.name,
      excerpt: excerptOf(quoted.content),
    },
    nonce: nonce ?? null,
    createdAt: _creationTime,
    ...(mentions && mentions.length > 0 && { mentions }),
    ...(attachments.length > 0 && { attachments }),
    ...(changed && { [`${changed.kind}At`]: changed.at }),
  };
}

export function presentInboxMessage(message: Doc<"messages">): InboxMessage {
  const { kind, id, name } = message.author;
  return {
    id: message._id,
    sender: { id, name, kind },
    content: message.content,
    inReplyTo: message.replyToId ?? null,
    createdAt: message._creationTime,
  };
}
