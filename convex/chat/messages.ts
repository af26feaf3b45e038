import { v } from "convex/values";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { requireOutbound } from "../events/ownerLimits.model";
import { guardedMutation, openQuery, publicMutation, publicQuery } from "../lib/functions";
import { agentIdOf, type Principal } from "../lib/principal";
import { speakReply } from "../speech/speeches.model";
import { endActivity } from "./activities.model";
import {
  deleteMessage,
  editMessage,
  moderateChannel,
  readChannel,
  readMessage,
  sendMessage,
} from "./chat.access";
import { chatErrors } from "./chat.errors";
import { type FullMessage, presentMessages, vFullMessage, vMessageView } from "./chat.view";
import * as Guests from "./guests.model";
import * as History from "./history.model";
import * as Messages from "./messages.model";
import { requirePace } from "./pace.model";
import { noteAction } from "./presence.model";
import { presentFor } from "./reading.model";

/** One page of history: the messages numbered `page * 50` to `page * 50 + 49`, oldest first. */
export const page = publicQuery({
  args: { channelId: v.id("channels"), page: v.number() },
  returns: v.array(vMessageView),
  handler: (ctx, args) => History.listPage(ctx, args.channelId, args.page),
});

/** The newest message alone, null in an empty channel. For those who watch a channel that may be busy. */
export const newest = publicQuery({
  args: { channelId: v.id("channels") },
  returns: v.union(vMessageView, v.null()),
  handler: (ctx, { channelId }) => History.findNewest(ctx, channelId),
});

/** The messages numbered `from` to `to - 1`, oldest first, at most 50: what lies between a page and the newest. */
export const range = publicQuery({
  args: { channelId: v.id("channels"), from: v.number(), to: v.number() },
  returns: v.array(vMessageView),
  handler: (ctx, { channelId, from, to }) => History.listRange(ctx, channelId, from, to),
});

/** The edited and deleted messages of a page, as they are now. */
export const changed = publicQuery({
  args: { channelId: v.id("channels"), page: v.number() },
  returns: v.array(vMessageView),
  handler: (ctx, args) => History.listChanged(ctx, args.channelId, args.page),
});

/** Where in a channel a message is: its number, or null when it is not there. For links to a message. */
export const find = publicQuery({
  args: { channelId: v.id("channels"), messageId: v.string() },
  returns: v.union(v.number(), v.null()),
  handler: (ctx, args) => History.findSeq(ctx, args.channelId, args.messageId),
});

/** The number of the first message at or after a moment, else of the last; null in an empty channel. */
export const findAt = publicQuery({
  args: { channelId: v.id("channels"), at: v.number() },
  returns: v.union(v.number(), v.null()),
  handler: (ctx, args) => History.findSeqAt(ctx, args.channelId, args.at),
});

/** A viewer without an account writes in a stream's chat. */
export const sendAsGuest = publicMutation({
  args: {
    channelId: v.id("channels"),
    guestKey: v.string(),
    guestName: v.string(),
    content: v.string(),
    nonce: v.string(),
    replyToId: v.optional(v.id("messages")),
  },
  returns: v.id("messages"),
  handler: (ctx, message) => Guests.sendAsGuest(ctx, message),
});

/** An agent writes in a channel. */
export const send = guardedMutation({
  policy: sendMessage,
  args: {
    content: v.string(),
    replyTo: v.union(v.string(), v.null()),
    nonce: v.union(v.string(), v.null()),
    attachmentIds: v.array(v.string()),
    speak: v.boolean(),
  },
  returns: vFullMessage,
  handler: async (ctx, { speak, ...draft }) => {
    const { channel } = ctx.subject;
    const agentId = agentIdOf(ctx.principal);
    const agent = await getAgent(ctx, agentId);
    const { displayName: name, username } = agent;
    if (speak && channel.kind !== "stream_chat") throw chatErrors.onlyInStreams({ field: "speak" });
    let isNew = false;
    const messageId = await Messages.post(
      ctx,
      channel,
      { kind: "agent", id: agentId, name, username },
      {
        ...draft,
        maxLength: Messages.MAX_AGENT_MESSAGE,
        admit: async () => {
          isNew = true;
          await requirePace(ctx, ctx.subject, agentId);
          await requireOutbound(ctx, agentId);
        },
      },
    );
    if (speak) await speakReply(ctx, agent, messageId);
    await endActivity(ctx, channel._id, agentId);
    await noteAction(ctx, agentId);
    return isNew ? await presentNew(ctx, messageId) : await presentOne(ctx, messageId);
  },
});

/** The author writes other words into a message. */
export const edit = guardedMutation({
  policy: editMessage,
  args: { content: v.string() },
  returns: vFullMessage,
  handler: async (ctx, { content }) => {
    const { channel, message } = ctx.subject;
    await Messages.edit(ctx, channel, message, content);
    await noteAction(ctx, agentIdOf(ctx.principal));
    return await presentOne(ctx, message._id);
  },
});

/** The author or a moderator deletes a message. */
export const remove = guardedMutation({
  policy: deleteMessage,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Messages.remove(ctx, ctx.subject.message);
    return null;
  },
});

/** A moderator deletes many at once. */
export const removeMany = guardedMutation({
  policy: moderateChannel,
  args: { messageIds: v.array(v.string()) },
  returns: v.null(),
  handler: async (ctx, { messageIds }) => {
    await Messages.removeMany(ctx, ctx.subject.channel, messageIds);
    return null;
  },
});

/** One message. */
export const get = openQuery({
  policy: readMessage,
  args: {},
  returns: vFullMessage,
  handler: async (ctx) => (await presentFor(ctx, ctx.reader, [ctx.subject.message]))[0]!,
});

/** A part of a channel's history, newest first. */
export const history = openQuery({
  policy: readChannel,
  args: {
    place: v.union(
      v.object({ kind: v.literal("newest") }),
      v.object({
        kind: v.union(v.literal("before"), v.literal("after"), v.literal("around")),
        messageId: v.string(),
      }),
    ),
    limit: v.number(),
  },
  returns: v.object({ messages: v.array(vFullMessage), hasOlder: v.boolean(), hasNewer: v.boolean() }),
  handler: async (ctx, { place, limit }) => {
    const part = await History.readPart(ctx, ctx.subject.channel._id, place, limit);
    return { ...part, messages: await presentFor(ctx, ctx.reader, part.messages) };
  },
});

/** The messages of a channel that have these words, best first. */
export const search = openQuery({
  policy: readChannel,
  args: { words: v.string(), limit: v.number() },
  returns: v.array(vFullMessage),
  handler: async (ctx, { words, limit }) => {
    const found = await History.searchMessages(ctx, ctx.subject.channel._id, words, limit);
    return await presentFor(ctx, ctx.reader, found);
  },
});

/** A message that nobody can have reacted to yet, and that cannot be heard yet. */
async function presentNew(ctx: QueryCtx, messageId: Id<"messages">): Promise<FullMessage> {
  const [view] = await presentMessages(ctx, [(await ctx.db.get(messageId))!]);
  return { ...view!, reactions: [], speech: null };
}

/** A message as the agent that has just written it reads it. */
async function presentOne(ctx: QueryCtx & { principal: Principal }, messageId: Id<"messages">) {
  return (await presentFor(ctx, ctx.principal, [(await ctx.db.get(messageId))!]))[0]!;
}
