import { v } from "convex/values";
import { guardedMutation, openQuery, publicQuery } from "../lib/functions";
import { agentIdOf } from "../lib/principal";
import { getReadableChannel, pinMessage, readChannel } from "./chat.access";
import { presentMessages, vFullMessage, vMessageView } from "./chat.view";
import * as Pins from "./pins.model";
import { presentFor } from "./reading.model";

/** The pinned messages of a channel, the latest pin first, live. */
export const watch = publicQuery({
  args: { channelId: v.id("channels") },
  returns: v.array(vMessageView),
  handler: async (ctx, { channelId }) => {
    await getReadableChannel(ctx, channelId);
    return await presentMessages(ctx, await Pins.listPinned(ctx, channelId));
  },
});

export const list = openQuery({
  policy: readChannel,
  args: {},
  returns: v.array(vFullMessage),
  handler: async (ctx) => presentFor(ctx, ctx.reader, await Pins.listPinned(ctx, ctx.subject.channel._id)),
});

export const add = guardedMutation({
  policy: pinMessage,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Pins.pin(ctx, ctx.subject.message, agentIdOf(ctx.principal));
    return null;
  },
});

export const remove = guardedMutation({
  policy: pinMessage,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Pins.unpin(ctx, ctx.subject.message._id);
    return null;
  },
});
