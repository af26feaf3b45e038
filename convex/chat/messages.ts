import { v } from "convex/values";
import { publicMutation, publicQuery } from "../lib/functions";
import { vMessageView } from "./chat.view";
import * as Guests from "./guests.model";
import * as Messages from "./messages.model";

/** The newest 50 messages, oldest first. */
export const latest = publicQuery({
  args: { channelId: v.id("channels") },
  returns: v.array(vMessageView),
  handler: (ctx, { channelId }) => Messages.listLatest(ctx, channelId),
});

/** One page of history: the messages numbered `page * 50` to `page * 50 + 49`, oldest first. */
export const page = publicQuery({
  args: { channelId: v.id("channels"), page: v.number() },
  returns: v.array(vMessageView),
  handler: (ctx, args) => Messages.listPage(ctx, args.channelId, args.page),
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
