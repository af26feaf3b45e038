import { defineSchema, defineTable } from "convex/server";
import { v } from "convex/values";

/** Each row carries the key of the operation that wrote it, so that a journal of operations can be compared. */
const key = v.string();

export default defineSchema({
  // `seq` counts all entries in the order of their commits, without a gap.
  entries: defineTable({ key, seq: v.number(), body: v.string() })
    .index("by_key", ["key"])
    .index("by_seq", ["seq"]),
  counters: defineTable({ name: v.string(), value: v.number() }).index("by_name", ["name"]),
  accounts: defineTable({ name: v.string(), balance: v.number() }).index("by_name", ["name"]),
  moves: defineTable({ key, from: v.string(), to: v.string(), amount: v.number() }).index("by_key", ["key"]),
  runs: defineTable({ key, dueAt: v.number(), ranAt: v.number() }).index("by_key", ["key"]),
  files: defineTable({ key, storageId: v.id("_storage"), sha256: v.string() }).index("by_key", ["key"]),
});
