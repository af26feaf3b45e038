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
  scripts: defineTable({ title: v.string(), genre: v.optional(v.string()), year: v.optional(v.number()) })
    .index("by_genre", ["genre"])
    .searchIndex("by_title", { searchField: "title", filterFields: ["genre", "year"] }),
  vectors: defineTable({
    name: v.string(),
    embedding: v.any(),
    genre: v.optional(v.string()),
    year: v.optional(v.number()),
  }).vectorIndex("by_embedding", {
    vectorField: "embedding",
    dimensions: 3,
    filterFields: ["genre", "year"],
  }),
  // Rows of anything, one group per test.
  samples: defineTable({
    group: v.string(),
    a: v.optional(v.any()),
    b: v.optional(v.any()),
    deep: v.optional(v.any()),
  })
    .index("by_group_a_b", ["group", "a", "b"])
    .index("by_group_deep", ["group", "deep.x.y"]),
  // What random tests write and read: lists in both shapes (histories.ts), marks on a line (ranges.ts).
  lists: defineTable({ key: v.string(), values: v.array(v.number()) }).index("by_key", ["key"]),
  elements: defineTable({ key: v.string(), value: v.number() }).index("by_key", ["key"]),
  marks: defineTable({
    line: v.string(),
    place: v.optional(v.any()),
    label: v.string(),
    note: v.optional(v.string()),
  })
    .index("by_line_place", ["line", "place"])
    .index("by_label", ["label"])
    .searchIndex("by_note", { searchField: "note", filterFields: ["line"] }),
  anything: defineTable({ key: v.string(), value: v.any() })
    .index("by_key", ["key"])
    .index("by_value", ["value"]),
});
