import { defineTable } from "convex/server";
import { v } from "convex/values";

/** What was counted over some time: how long humans and agents watched together, and what happened meanwhile. */
const counted = {
  onAirMs: v.number(), // the last minute of a broadcast is seldom a whole one
  humanMs: v.number(),
  agentMs: v.number(),
  peak: v.number(), // the most that watched at once
  messages: v.number(),
  followers: v.number(), // more, or fewer, than before
};

const vWatching = v.object({ humans: v.number(), agents: v.number() });

export const analyticsTables = {
  // The clock of a broadcast that runs: who watches since when, and what has been counted of the running minute. Written
  // when somebody comes or goes, and when a minute is over; nobody watches it. Goes when the broadcast has ended and its
  // last minute is counted.
  meters: defineTable({
    broadcastId: v.id("broadcasts"),
    streamId: v.id("streams"),
    tenantId: v.id("tenants"),
    startedAt: v.number(),
    nextMinute: v.number(), // of the broadcast, from 0: those below are counted
    dueAt: v.number(), // when the next one can be
    until: v.union(v.number(), v.null()), // the end of the broadcast, once there is one
    pausedAt: v.union(v.number(), v.null()), // the encoder is away since then
    watching: vWatching,
    since: v.number(), // up to when the next three are counted
    onAirMs: v.number(),
    humanMs: v.number(),
    agentMs: v.number(),
    peak: v.number(),
    unique: vWatching,
    firstSeq: v.number(), // the first message number of the running minute
    followers: v.number(), // at its beginning
  })
    .index("by_broadcast", ["broadcastId"])
    .index("by_stream", ["streamId"])
    .index("by_dueAt", ["dueAt"]),

  // One minute of a broadcast, once. Written by its meter; read by charts of single broadcasts. Rows go after 90 days
  // (`analytics/meter:trim`), and with their stream.
  broadcastMinutes: defineTable({
    broadcastId: v.id("broadcasts"),
    streamId: v.id("streams"),
    minute: v.number(),
    at: v.number(), // when it began
    ...counted,
  })
    .index("by_broadcast_minute", ["broadcastId", "minute"])
    .index("by_stream_at", ["streamId", "at"])
    .index("by_at", ["at"]), // the oldest

  // The same for a stream and an hour (UTC), for longer stretches. Rows go after 400 days, and with their stream.
  streamHours: defineTable({
    streamId: v.id("streams"),
    at: v.number(),
    ingestMinutes: v.number(),
    ...counted,
  })
    .index("by_stream_at", ["streamId", "at"])
    .index("by_at", ["at"]),

  // A whole broadcast, written with each of its minutes. Goes with its stream.
  broadcastStats: defineTable({
    broadcastId: v.id("broadcasts"),
    streamId: v.id("streams"),
    agentId: v.id("agents"),
    startedAt: v.number(),
    endedAt: v.union(v.number(), v.null()),
    ingestMinutes: v.number(),
    unique: vWatching,
    clips: v.optional(v.number()), // made of it, during it or later, those that were deleted since among them
    ...counted,
  })
    .index("by_broadcast", ["broadcastId"])
    .index("by_stream_startedAt", ["streamId", "startedAt"])
    .index("by_agent", ["agentId"]), // to be exported

  // That somebody has watched a broadcast, so that they are counted once. The hash is of the broadcast and the key of
  // the visitor, and so says nothing about another broadcast. Goes when the broadcast has ended.
  audienceMembers: defineTable({ broadcastId: v.id("broadcasts"), hash: v.string() }).index(
    "by_broadcast_hash",
    ["broadcastId", "hash"],
  ),
};
