import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { hostOnly } from "../streams/streams.access";
import { vInboxMessage } from "./chat.view";
import * as Inbox from "./inbox.model";

/** What came into the host's chat after the cursor, or after what it has acknowledged. */
export const read = guardedQuery({
  policy: hostOnly,
  args: { cursor: v.union(v.string(), v.null()), limit: v.number() },
  returns: v.object({ messages: v.array(vInboxMessage), cursor: v.string(), hasMore: v.boolean() }),
  handler: (ctx, { cursor, limit }) => Inbox.readInbox(ctx, ctx.subject, { cursor, limit }),
});

/** The host answers in its chat. */
export const reply = guardedMutation({
  policy: hostOnly,
  args: {
    content: v.string(),
    inReplyTo: v.union(v.string(), v.null()),
    nonce: v.union(v.string(), v.null()),
  },
  returns: v.id("messages"),
  handler: (ctx, { content, inReplyTo, nonce }) =>
    Inbox.replyAsHost(ctx, ctx.subject, { content, inReplyTo, nonce }),
});

/** The host has dealt with everything up to here. */
export const ack = guardedMutation({
  policy: hostOnly,
  args: { upTo: v.union(v.object({ cursor: v.string() }), v.object({ messageId: v.string() })) },
  returns: v.null(),
  handler: async (ctx, { upTo }) => {
    await Inbox.acknowledge(ctx, ctx.subject, upTo);
    return null;
  },
});
