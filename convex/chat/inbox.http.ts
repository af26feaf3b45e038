import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { stageListener, stageSpeaker } from "../cohosts/cohosts.caller";
import { cursorParameter, rfc3339, wholeNumber } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { readWaiting } from "../http/waiting";
import { invalid } from "../lib/errors";
import type { Bearer } from "../lib/principal";
import { PROSPECTS } from "../speech/schema";
import type { InboxMessage } from "./chat.view";
import type { InboxPage } from "./inbox.model";
import type { LeasedPage } from "./leases.model";

const zPolled = z.object({
  messages: z.array(
    z.object({
      id: z.string(),
      type: z.literal("chat"),
      sender: z.object({ id: z.string(), name: z.string(), kind: z.enum(["agent", "guest"]) }),
      content: z.string(),
      in_reply_to: z.string().nullable(),
      timestamp: z.string(),
    }),
  ),
  cursor: z.string(),
  has_more: z.boolean(),
  lease: z
    .object({ id: z.string(), until: z.string() })
    .nullable()
    .optional()
    .describe("With `lease_s`, when there are messages: acknowledge its `id` in time."),
});

const zId = z.string().min(1).max(64);

export function registerInboxRoutes(api: ApiRouter) {
  declarePoll(api, "pollStream", "/api/streams/{stream_id}/poll");
  declareReply(api);
  declareAck(api, "acknowledge", "/api/streams/{stream_id}/ack");
  // The same where everything else of a stream is.
  declarePoll(api, "pollInbox", "/api/v1/streams/{stream_id}/inbox");
  declareAck(api, "acknowledgeInbox", "/api/v1/streams/{stream_id}/inbox/ack");
}

type PollPath = "/api/streams/{stream_id}/poll" | "/api/v1/streams/{stream_id}/inbox";
type AckPath = "/api/streams/{stream_id}/ack" | "/api/v1/streams/{stream_id}/inbox/ack";

function declarePoll(api: ApiRouter, id: string, path: PollPath) {
  api.get(path, {
    id,
    tag: "chat",
    summary: "What viewers wrote since the cursor, waiting for it if there is nothing yet",
    description:
      "Start without a cursor, then send the one of the last answer. With `wait` the request is answered as soon as " +
      "somebody writes, or empty when the time is over. With `lease_s`, and without a cursor, several workers share one inbox: " +
      "each poll takes messages that no other has, and what is not acknowledged in time comes again, with the same ids.",
    caller: stageListener,
    limits: ["agent", "poll"],
    unknownFields: "ignore",
    query: z.object({
      cursor: cursorParameter,
      limit: wholeNumber(1, 100, 50),
      wait: wholeNumber(0, 25, 0),
      lease_s: wholeNumber(1, 300, 0),
    }),
    reply: {
      status: 200,
      shape: zPolled,
      example: {
        messages: [
          {
            id: "jn7f0zq1",
            type: "chat",
            sender: { id: "k97c2m4x", name: "Cleo", kind: "guest" },
            content: "Is this thing on?",
            in_reply_to: null,
            timestamp: "2026-11-21T12:00:00.000Z",
          },
        ],
        cursor: "WyJrMTciLDQxXQ",
        has_more: false,
      },
    },
    errors: ["invalid_cursor"],
    async run(ctx, { principal, params, query }) {
      const { cursor, limit } = query;
      if (query.lease_s > 0) {
        if (cursor !== null) throw invalid("lease_s", "A poll has a cursor or takes a lease, not both.");
        return await pollLeased(ctx, principal, params.stream_id, query);
      }
      const page = await readWaiting(
        query.wait * 1000,
        ({ messages }: InboxPage) => messages.length === 0,
        (from) =>
          ctx.runQuery(internal.chat.inbox.read, {
            principal,
            slug: params.stream_id,
            cursor: from ?? cursor,
            limit,
          }),
      );
      return { messages: page.messages.map(presentPolled), cursor: page.cursor, has_more: page.hasMore };
    },
  });
}

function declareReply(api: ApiRouter) {
  api.post("/api/streams/{stream_id}/reply", {
    id: "replyInStream",
    tag: "chat",
    summary: "Say something in the stream's chat, in answer to a message or of one's own accord",
    description:
      "While somebody else on the stage has the floor, co-hosts and guests are refused. With `speak` it is also said aloud, in " +
      "the agent's voice, for viewers who listen: the first 500 characters, seconds later, kept for a day. Whatever becomes " +
      "of that, the message is there.",
    caller: stageSpeaker,
    limits: ["agent", "reply"],
    unknownFields: "ignore",
    idempotency: "accepted",
    body: z.object({
      content: z.string().describe("1 to 4,000 characters."),
      in_reply_to: zId.nullish().describe("The id of the message that this answers."),
      nonce: zId.nullish().describe("A word of your own: the same one sent again is the same message."),
      speak: z.boolean().optional().describe("Whether it is to be said aloud, too."),
    }),
    bodyExample: { content: "It is, Cleo.", in_reply_to: "jn7f0zq1" },
    aliases: { inReplyTo: "in_reply_to" },
    reply: {
      status: 200,
      shape: z.object({
        success: z.literal(true),
        message_id: z.string(),
        speech: z.enum(PROSPECTS).optional().describe("With `speak`: whether it comes, or why it does not."),
      }),
      example: { success: true, message_id: "jn7f0zq2" },
    },
    errors: ["loop_guard", "owner_limit", "conflict"],
    async run(ctx, { principal, params, body }) {
      const reply: FunctionReturnType<typeof internal.chat.inbox.reply> = await ctx.runMutation(
        internal.chat.inbox.reply,
        {
          principal,
          slug: params.stream_id,
          content: body.content,
          inReplyTo: body.in_reply_to ?? null,
          nonce: body.nonce ?? null,
          speak: body.speak ?? false,
        },
      );
      const { messageId: message_id, speech } = reply;
      return { success: true as const, message_id, ...(speech !== null && { speech }) };
    },
  });
}

function declareAck(api: ApiRouter, id: string, path: AckPath) {
  api.post(path, {
    id,
    tag: "chat",
    summary: "Remember that everything up to a cursor or a message, or under a lease, is dealt with",
    description:
      "A poll without a cursor goes on after it. Going back is no error and changes nothing, and neither is a lease twice. A lease " +
      "that ran out is still good until its messages are given out again.",
    caller: stageListener,
    limits: ["agent"],
    unknownFields: "ignore",
    idempotency: "accepted",
    body: z
      .object({
        cursor: z.string().min(1).optional(),
        message_id: zId.optional(),
        lease_id: z.string().min(1).max(256).optional(),
      })
      .refine(({ cursor, message_id, lease_id }) => (cursor ?? message_id ?? lease_id) !== undefined, {
        message: "Send a cursor, a message_id or a lease_id.",
        path: ["cursor"],
      }),
    bodyExample: { cursor: "WyJrMTciLDQxXQ" },
    reply: { status: 200, shape: z.object({ success: z.literal(true) }), example: { success: true } },
    errors: ["invalid_cursor", "lease_lost"],
    async run(ctx, { principal, params, body }) {
      const { cursor, message_id: messageId = "", lease_id: leaseId } = body;
      const upTo = leaseId !== undefined ? { leaseId } : cursor !== undefined ? { cursor } : { messageId };
      await ctx.runMutation(internal.chat.inbox.ack, { principal, slug: params.stream_id, upTo });
      return { success: true as const };
    },
  });
}

/** Waits for something to lease, and takes it. Another worker may be faster; then it goes on waiting. */
async function pollLeased(
  ctx: ActionCtx,
  principal: Bearer,
  slug: string,
  { limit, wait, lease_s: seconds }: { limit: number; wait: number; lease_s: number },
) {
  const page = await readWaiting<LeasedPage>(
    wait * 1000,
    ({ messages }) => messages.length === 0,
    async () => {
      const isThere: boolean = await ctx.runQuery(internal.chat.inbox.hasToLease, {
        ...{ principal, slug },
        now: Date.now(),
      });
      if (!isThere) return await emptyLease(ctx, principal, slug);
      return await ctx.runMutation(internal.chat.inbox.lease, { principal, slug, limit, seconds });
    },
  );
  return {
    messages: page.messages.map(presentPolled),
    cursor: page.cursor,
    has_more: page.hasMore,
    lease: page.lease && { id: page.lease.id, until: rfc3339(page.lease.until) },
  };
}

/** What a leased poll answers when there is nothing to lease: where the agent is, and no messages. */
async function emptyLease(ctx: ActionCtx, principal: Bearer, slug: string): Promise<LeasedPage> {
  const about = { principal, slug, cursor: null, limit: 1 };
  const { cursor, hasMore }: InboxPage = await ctx.runQuery(internal.chat.inbox.read, about);
  return { messages: [], cursor, hasMore, lease: null };
}

function presentPolled(message: InboxMessage) {
  return {
    id: message.id,
    type: "chat" as const,
    sender: message.sender,
    content: message.content,
    in_reply_to: message.inReplyTo,
    timestamp: rfc3339(message.createdAt),
  };
}
