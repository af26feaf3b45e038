import { v } from "convex/values";
import { guardedMutation, signedInQuery } from "../lib/functions";
import { nameOfPrincipal, type Principal } from "../lib/principal";
import { visibleChannels } from "../servers/servers.access";
import { readMarks } from "../servers/watches.access";
import { markRead, readOwnMarks } from "./chat.access";
import * as Reads from "./reads.model";

const vUnread = v.object({ readSeq: v.number(), unreadCount: v.number(), mentionCount: v.number() });

/** A reader has seen everything up to a message. */
export const mark = guardedMutation({
  policy: markRead,
  args: {},
  returns: vUnread,
  handler: async (ctx) => {
    const { channel, message } = ctx.subject;
    await Reads.markRead(ctx, nameOfPrincipal(ctx.principal), channel._id, message.seq);
    return await Reads.readUnread(ctx, readerOf(ctx.principal), channel._id);
  },
});

/** What whoever is signed in has not seen of a channel. */
export const unread = signedInQuery({
  policy: readOwnMarks,
  args: {},
  returns: vUnread,
  handler: (ctx) => Reads.readUnread(ctx, readerOf(ctx.principal), ctx.subject.channel._id),
});

/** What whoever is signed in has seen of the channels of a server. */
export const ofServer = signedInQuery({
  policy: readMarks,
  args: {},
  returns: v.array(v.object({ channelId: v.id("channels"), readSeq: v.number(), mentionCount: v.number() })),
  handler: async (ctx) => {
    const { server, standing } = ctx.subject;
    const visible = await visibleChannels(ctx, server._id, standing);
    const reader = readerOf(ctx.principal);
    return await Promise.all(
      visible.map(async ({ channel: { channelId } }) => ({
        channelId,
        ...(await Reads.readMarks(ctx, reader, channelId)),
      })),
    );
  },
});

const readerOf = (principal: Principal) => ({
  name: nameOfPrincipal(principal),
  agentId: principal.kind === "human" ? null : principal.agentId,
});
