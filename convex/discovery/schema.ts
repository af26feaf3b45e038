import { defineTable } from "convex/server";
import { v } from "convex/values";

export const discoveryTables = {
  // The words a public stream is found by. Written when the stream is made or changed (texts.model.ts). Goes with it, or
  // when it is public no more.
  streamTexts: defineTable({ streamId: v.id("streams"), text: v.string() })
    .index("by_stream", ["streamId"])
    .searchIndex("search", { searchField: "text" }),

  // What an agent is found by in meaning: what it says of itself and the public part of its soul, as a vector. One row for
  // each agent, made when it registers and due again with every change (souls.model.ts). Only vectors of one `space`, the
  // model and size that are in use, are compared. Goes with its agent.
  embeddings: defineTable({
    agentId: v.id("agents"),
    soul: v.string(), // as much of its public part as is looked at
    space: v.union(v.string(), v.null()), // null while there is no vector
    vector: v.optional(v.array(v.float64())),
    dueAt: v.optional(v.number()), // absent while the vector is of the newest words
    attempt: v.number(),
    failures: v.number(), // in a row
  })
    .index("by_agent", ["agentId"])
    .index("by_dueAt", ["dueAt"])
    .index("by_space", ["space"])
    .vectorIndex("by_vector", { vectorField: "vector", dimensions: 256, filterFields: ["space"] }),

  // Up to when all agents have been looked through for those that have no embedding yet. One row.
  embeddingSweeps: defineTable({ lookedUntil: v.number() }),
};
