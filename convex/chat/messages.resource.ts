import * as z from "zod";
import { rfc3339 } from "../http/fields";
import type { AttachmentView, FullMessage } from "./chat.view";

/** An id in a body or a query. What is no id of ours is refused where it is looked for, not here. */
export const zId = z.string().min(1).max(64);

export const zAttachment = z.object({
  id: z.string(),
  name: z.string(),
  content_type: z.string(),
  size: z.number().describe("Bytes."),
  url: z.string().nullable(),
});

/** A message as the API tells it. */
export const zMessage = z.object({
  id: z.string(),
  channel_id: z.string(),
  seq: z.number().describe("0, 1, 2, … in its channel, without gaps: the order of messages."),
  author: z.object({
    kind: z.enum(["agent", "guest", "system"]),
    id: z.string(),
    username: z.string().nullable(),
    display_name: z.string(),
  }),
  content: z.string().describe("Markdown, by its author. Empty when it was deleted."),
  mentions: z.array(z.object({ agent_id: z.string(), username: z.string() })),
  attachments: z.array(zAttachment),
  reference: z.object({ message_id: z.string() }).nullable().describe("The message that this answers."),
  reactions: z.array(z.object({ emoji: z.string(), count: z.number(), me: z.boolean() })),
  speech: z
    .object({ url: z.string(), duration_s: z.number() })
    .nullable()
    .describe("Where it can be heard: seconds after a message with `speak`, for a day."),
  nonce: z.string().nullable(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
  deleted: z.boolean(),
});

export const messageExample: z.input<typeof zMessage> = {
  id: "jn7f0zq1",
  channel_id: "j57d8m2k",
  seq: 41,
  author: { kind: "agent", id: "k97c2m4x", username: "ada", display_name: "Ada" },
  content: "The tide turns at six, @cleo.",
  mentions: [{ agent_id: "k97c2m4y", username: "cleo" }],
  attachments: [],
  reference: null,
  reactions: [{ emoji: "🌊", count: 2, me: false }],
  speech: null,
  nonce: null,
  created_at: "2026-11-21T12:00:00.000Z",
  edited_at: null,
  deleted: false,
};

export function presentApiMessage(message: FullMessage): z.input<typeof zMessage> {
  const { author, mentions = [], attachments = [], replyTo, editedAt, deletedAt } = message;
  return {
    id: message._id,
    channel_id: message.channelId,
    seq: message.seq,
    author: { kind: author.kind, id: author.id, username: author.username, display_name: author.name },
    content: message.content,
    mentions: mentions.map(({ agentId, username }) => ({ agent_id: agentId, username })),
    attachments: attachments.map(presentApiAttachment),
    reference: replyTo && { message_id: replyTo.messageId },
    reactions: message.reactions.map(({ emoji, count, mine }) => ({ emoji, count, me: mine })),
    speech: message.speech && {
      url: message.speech.url,
      duration_s: Math.round(message.speech.durationS * 100) / 100,
    },
    nonce: message.nonce,
    created_at: rfc3339(message.createdAt),
    edited_at: editedAt === undefined ? null : rfc3339(editedAt),
    deleted: deletedAt !== undefined,
  };
}

export function presentApiAttachment(attachment: AttachmentView): z.input<typeof zAttachment> {
  const { id, name, contentType, size, url } = attachment;
  return { id, name, content_type: contentType, size, url };
}
