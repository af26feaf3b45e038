import { v } from "convex/values";
import { api } from "../api";
import { mutation, query } from "./builders.model";

const room = { room: v.string() };

/** Reads without end. */
export const manyReads = query({
  args: {},
  handler: async (ctx) => {
    for (let i = 0; i < 5_000; i++) await ctx.db.query("counters").first();
  },
});

/** Writes `count` documents of `bytes` each and reads them `times` over; what it has written is undone at the end. */
export const load = mutation({
  args: { ...room, count: v.number(), bytes: v.number(), times: v.optional(v.number()) },
  handler: async (ctx, { room, count, bytes, times = 0 }) => {
    const body = "x".repeat(bytes);
    for (let seq = 0; seq < count; seq++) await ctx.db.insert("messages", { room, body, seq });
    for (let i = 0; i < times; i++)
      await ctx.db
        .query("messages")
        .withIndex("by_room_seq", (q) => q.eq("room", room))
        .collect();
    throw new Error("within limits");
  },
});

export const manyJobs = mutation({
  args: { name: v.string(), count: v.number() },
  handler: async (ctx, { name, count }) => {
    for (let i = 0; i < count; i++) await ctx.scheduler.runAfter(0, api.kitchen.internalBump, { name });
  },
});

export const longResult = query({
  args: { bytes: v.number() },
  handler: (_, { bytes }) => Array.from({ length: Math.ceil(bytes / 1e6) }, () => "x".repeat(1e6)),
});

export const manyLines = query({
  args: { lines: v.number() },
  handler: (_, { lines }) => {
    for (let i = 0; i < lines; i++) console.log(i);
    return null;
  },
});
