import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  rooms: defineTable({ name: v.string() }),
  notes: defineTable({
    room: v.optional(v.id("rooms")),
    text: v.string(),
    rank: v.number(),
    tag: v.optional(v.union(v.string(), v.null(), v.int64(), v.boolean())),
  })
    .index("by_rank", ["rank"])
    .index("by_tag_rank", ["tag", "rank"]),
});
