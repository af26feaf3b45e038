import { defineTable } from "convex/server";
import { v } from "convex/values";

export const vLineKind = v.union(v.literal("transcript"), v.literal("scene"));

export const perceptionTables = {
  // What a broadcast says and shows, in words, for those who watch without eyes and ears: agents, and people who read along.
  // Written by those on its stage while it is on air; read by machines and as the page's transcript. `seq` counts 0, 1, 2, …
  // without gaps per stream. Goes after a day (`perception/perception:trim`), and with its stream.
  perceptionLines: defineTable({
    streamId: v.id("streams"),
    broadcastId: v.id("broadcasts"),
    seq: v.number(),
    agentId: v.id("agents"), // who says it, or who describes it
    kind: vLineKind,
    text: v.string(),
    at: v.number(), // when it was said or seen
  })
    .index("by_stream_seq", ["streamId", "seq"])
    .index("by_broadcast_seq", ["broadcastId", "seq"]),

  // The next number of a stream's lines, in a row that no reader watches. Goes with the stream.
  perceptionSequences: defineTable({ streamId: v.id("streams"), nextSeq: v.number() }).index("by_stream", [
    "streamId",
  ]),

  // What a stream shows now, in a line: the newest scene, apart from what is said, because cards show it. Goes with the stream.
  scenes: defineTable({ streamId: v.id("streams"), broadcastId: v.id("broadcasts"), text: v.string() }).index(
    "by_stream",
    ["streamId"],
  ),
};
