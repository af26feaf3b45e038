import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

export default defineSchema({
  messages: defineTable({
    room: v.string(),
    body: v.string(),
    seq: v.number(),
    tag: v.optional(v.string()),
  })
    .index("by_room_seq", ["room", "seq"])
    .index("by_tag", ["tag"]),
  counters: defineTable({ name: v.string(), value: v.number() }).index("by_name", ["name"]),
  anything: defineTable({ key: v.string(), value: v.any() })
    .index("by_key", ["key"])
    .index("by_value", ["value"]),
});
