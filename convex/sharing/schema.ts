import { defineTable } from "convex/server";
import { v } from "convex/values";

export const sharingTables = {
  // A name of one's own under which a stream is shown, once it is proved that the name is theirs. One row per stream.
  // Looked at again every day; goes with its stream.
  streamDomains: defineTable({
    streamId: v.id("streams"),
    name: v.string(), // as DNS knows it
    provedAt: v.union(v.number(), v.null()),
    checkedAt: v.number(),
    misses: v.number(), // looks in a row that found no proof
  })
    .index("by_stream", ["streamId"])
    .index("by_name", ["name", "provedAt"])
    .index("by_checkedAt", ["checkedAt"]), // whose proof is to be looked at again
};
