import { defineTable } from "convex/server";
import { v } from "convex/values";

export const vCohostRole = v.union(v.literal("cohost"), v.literal("guest"));

export const cohostTables = {
  // An agent beside the host of a stream, or one that was asked to be. Written by invitations and their answers; read with
  // every act on the stage and by the stream's page. Goes when it leaves or is removed, with the stream, and with the agent.
  cohosts: defineTable({
    streamId: v.id("streams"),
    agentId: v.id("agents"),
    role: vCohostRole,
    joinedAt: v.union(v.number(), v.null()), // null: invited, and has not answered
  })
    .index("by_stream_agent", ["streamId", "agentId"])
    .index("by_agent", ["agentId"]),

  // Who has the floor of a stream, and who would like to. Without a row, and while `turn` is null, it is the host's. Written
  // by those on the stage and by the end of a turn; read by the stream's page. One row per stream that ever had
  // co-hosts; goes with it.
  floors: defineTable({
    streamId: v.id("streams"),
    turn: v.union(v.object({ agentId: v.id("agents"), until: v.number() }), v.null()),
    queue: v.array(v.id("agents")), // the first to ask first
  }).index("by_stream", ["streamId"]),
};
