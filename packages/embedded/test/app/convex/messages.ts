import { paginationOptsValidator } from "convex/server";
import { v } from "convex/values";
import { mutation, query } from "./builders.model";

/** The newest `n` messages of a room, newest first. */
export const list = query({
  args: { room: v.string(), n: v.number() },
  handler: (ctx, { room, n }) =>
    ctx.db
      .query("messages")
      .withIndex("by_room_seq", (q) => q.eq("room", room))
      .order("desc")
      .take(n),
});

export const size = query({
  args: { room: v.string() },
  handler: async (ctx, { room }) =>
    (
      await ctx.db
        .query("messages")
        .withIndex("by_room_seq", (q) => q.eq("room", room))
        .collect()
    ).length,
});

/** Messages after a sequence number, oldest first. */
export const since = query({
  args: { room: v.string(), after: v.number(), n: v.number() },
  handler: (ctx, { room, after, n }) =>
    ctx.db
      .query("messages")
      .withIndex("by_room_seq", (q) => q.eq("room", room).gt("seq", after))
      .take(n),
});

export const send = mutation({
  args: { room: v.string(), body: v.string() },
  handler: async (ctx, { room, body }) => {
    const last = await ctx.db
      .query("messages")
      .withIndex("by_room_seq", (q) => q.eq("room", room))
      .order("desc")
      .first();
    return ctx.db.insert("messages", { room, body, seq: (last?.seq ?? -1) + 1 });
  },
});

export const edit = mutation({
  args: { id: v.id("messages"), body: v.string() },
  returns: v.null(),
  handler: async (ctx, { id, body }) => {
    await ctx.db.patch(id, { body });
    return null;
  },
});

export const remove = mutation({
  args: { id: v.id("messages") },
  handler: async (ctx, { id }) => {
    await ctx.db.delete(id);
  },
});

export const page = query({
  args: { room: v.string(), paginationOpts: paginationOptsValidator },
  handler: (ctx, { room, paginationOpts }) =>
    ctx.db
      .query("messages")
      .withIndex("by_room_seq", (q) => q.eq("room", room))
      .order("desc")
      .paginate(paginationOpts),
});

export const tagged = query({
  args: { tag: v.optional(v.string()) },
  handler: (ctx, { tag }) =>
    ctx.db
      .query("messages")
      .withIndex("by_tag", (q) => q.eq("tag", tag))
      .filter((q) => q.neq(q.field("body"), "hidden"))
      .collect(),
});

/** Leaves a line in the log for every run, so that runs can be counted. */
export const loud = query({
  args: { room: v.string() },
  handler: async (ctx, { room }) => {
    console.log("counting");
    const rows = await ctx.db
      .query("messages")
      .withIndex("by_room_seq", (q) => q.eq("room", room))
      .take(100);
    return rows.length;
  },
});
