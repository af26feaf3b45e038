import { v } from "convex/values";
import { mutation, query } from "./builders.model";

export const add = mutation({
  args: { tag: v.string(), body: v.string() },
  handler: (ctx, message) => ctx.db.insert("messages", { ...message, room: "indexes", seq: 0 }),
});

export const byTag = query({
  args: { tag: v.string() },
  handler: async (ctx, { tag }) => {
    const found = ctx.db.query("messages").withIndex("by_tag", (q) => q.eq("tag", tag));
    return (await found.collect()).map(({ body }) => body);
  },
});

export const inRoom = query({
  args: {},
  handler: async (ctx) => {
    const found = ctx.db.query("messages").withIndex("by_room_seq", (q) => q.eq("room", "indexes"));
    return (await found.collect()).map(({ body }) => body);
  },
});
