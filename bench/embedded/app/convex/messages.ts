import { v } from "convex/values";
import { mutation, query } from "./builders.model";

const AUTHOR = "someviewer";

export const send = mutation({
  args: { room: v.string(), body: v.string() },
  returns: v.null(),
  handler: async (ctx, { room, body }) => {
    await ctx.db.insert("messages", { room, author: AUTHOR, body });
    return null;
  },
});

/** The newest `n` of a room, newest first. Callers with different `visitor`s do not share a result. */
export const list = query({
  args: { room: v.string(), n: v.number(), visitor: v.optional(v.number()) },
  handler: (ctx, { room, n }) =>
    ctx.db
      .query("messages")
      .withIndex("by_room", (q) => q.eq("room", room))
      .order("desc")
      .take(n),
});

/** Those made after a moment, oldest first: what a bot polls. */
export const since = query({
  args: { room: v.string(), after: v.number(), n: v.number() },
  handler: (ctx, { room, after, n }) =>
    ctx.db
      .query("messages")
      .withIndex("by_room", (q) => q.eq("room", room).gt("_creationTime", after))
      .take(n),
});

/** Fills a room: one transaction of `count` messages. */
export const fill = mutation({
  args: { room: v.string(), body: v.string(), count: v.number() },
  returns: v.null(),
  handler: async (ctx, { room, body, count }) => {
    for (let i = 0; i < count; i++) await ctx.db.insert("messages", { room, author: AUTHOR, body });
    return null;
  },
});
