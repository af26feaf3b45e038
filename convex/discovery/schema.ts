import { defineTable } from "convex/server";
import { v } from "convex/values";

export const discoveryTables = {
  // The words a public stream is found by. Written when the stream is made or changed (texts.model.ts). Goes with it, or
  // when it is public no more.
  streamTexts: defineTable({ streamId: v.id("streams"), text: v.string() })
    .index("by_stream", ["streamId"])
    .searchIndex("search", { searchField: "text" }),
};
