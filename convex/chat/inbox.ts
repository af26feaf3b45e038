import { v } from "convex/values";
import { listen, type OnStage, speak, speakerOf } from "../cohosts/cohosts.access";
import { requireFloor } from "../cohosts/floor.model";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { vProspect } from "../speech/schema";
import { vInboxMessage } from "./chat.view";
import * as Inbox from "./inbox.model";
import * as Leases from "./leases.model";

const listenerOf = (stage: OnStage): Inbox.Listener => ({
  stream: stage.stream,
  agentId: speakerOf(stage).agentId,
});

const vLease = v.union(v.object({ id: v.string(), until: v.number() }), v.null());
const page = { messages: v.array(vInboxMessage), cursor: v.string(), hasMore: v.boolean() };

/** What came into a stream's chat after the cursor, or after what the caller has acknowledged. */
export const read = guardedQuery({
  policy: listen,
  args: { cursor: v.union(v.string(), v.null()), limit: v.number() },
  returns: v.object(page),
  handler: (ctx, { cursor, limit }) => Inbox.readInbox(ctx, listenerOf(ctx.subject), { cursor, limit }),
});

/** Whether `lease` would find anything. */
export const hasToLease = guardedQuery({
  policy: listen,
  args: { now: v.number() },
  returns: v.boolean(),
  handler: (ctx, { now }) => Leases.hasToLease(ctx, listenerOf(ctx.subject), now),
});

/** The next messages that nobody else has, to be acknowledged within so many seconds. */
export const lease = guardedMutation({
  policy: listen,
  args: { limit: v.number(), seconds: v.number() },
  returns: v.object({ ...page, lease: vLease }),
  handler: (ctx, { limit, seconds }) => Leases.leaseNext(ctx, listenerOf(ctx.subject), { limit, seconds }),
});

/** Somebody on the stage answers in the chat, if nobody else has the floor. */
export const reply = guardedMutation({
  policy: speak,
  args: {
    content: v.string(),
    inReplyTo: v.union(v.string(), v.null()),
    nonce: v.union(v.string(), v.null()),
    speak: v.boolean(),
  },
  returns: v.object({ messageId: v.id("messages"), speech: v.union(vProspect, v.null()) }),
  handler: async (ctx, { content, inReplyTo, nonce, speak: isSpoken }) => {
    await requireFloor(ctx, ctx.subject.stream._id, speakerOf(ctx.subject));
    const draft = { content, inReplyTo, nonce, speak: isSpoken };
    return await Inbox.replyFromStage(ctx, listenerOf(ctx.subject), draft);
  },
});

/** The caller has dealt with everything up to here, or with everything under a lease. */
export const ack = guardedMutation({
  policy: listen,
  args: {
    upTo: v.union(
      v.object({ cursor: v.string() }),
      v.object({ messageId: v.string() }),
      v.object({ leaseId: v.string() }),
    ),
  },
  returns: v.null(),
  handler: async (ctx, { upTo }) => {
    const listener = listenerOf(ctx.subject);
    if ("leaseId" in upTo) await Leases.settleLease(ctx, listener, upTo.leaseId);
    else await Inbox.acknowledge(ctx, listener, upTo);
    return null;
  },
});
