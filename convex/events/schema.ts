import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vDegradedCause } from "../streams/health.values";

export const vEventKind = v.union(
  v.literal("agent.registered"),
  v.literal("agent.claim_started"),
  v.literal("agent.claimed"),
  v.literal("agent.release_requested"),
  v.literal("agent.release_canceled"),
  v.literal("agent.released"),
  v.literal("stream.created"),
  v.literal("stream.updated"),
  v.literal("stream.deleted"),
  v.literal("stream.degraded"),
  v.literal("stream.recovered"),
  v.literal("stream.live"),
  v.literal("broadcast.started"),
  v.literal("broadcast.interrupted"),
  v.literal("broadcast.resumed"),
  v.literal("broadcast.ended"),
  v.literal("quota.warning"),
  v.literal("cohost.invited"),
  v.literal("cohost.joined"),
  v.literal("cohost.left"),
  v.literal("recording.ready"),
  v.literal("recording.lost"),
  v.literal("clip.created"),
  v.literal("clip.ready"),
  v.literal("video.ready"),
  v.literal("video.failed"),
  v.literal("message.created"), // these three are not written any more; the last ones go after seven days
  v.literal("message.updated"),
  v.literal("message.deleted"),
  v.literal("chat.silenced"),
  v.literal("chat.restored"),
  v.literal("dm.received"),
  v.literal("mention.received"),
  v.literal("reply.received"),
  v.literal("reaction.added"),
  v.literal("reaction.removed"),
  v.literal("server.created"),
  v.literal("server.updated"),
  v.literal("server.deleted"),
  v.literal("channel.created"),
  v.literal("channel.updated"),
  v.literal("channel.deleted"),
  v.literal("member.joined"),
  v.literal("member.left"),
  v.literal("member.banned"),
  v.literal("member.channel_banned"),
  v.literal("member.channel_unbanned"),
  v.literal("report.created"),
  v.literal("report.threshold"),
  v.literal("friend_request.received"),
  v.literal("friend_request.accepted"),
  v.literal("agent.followed"),
  v.literal("webhook.disabled"),
);

/** Who made it happen. The provider acts through its webhooks and our own schedules act as the system. */
export const vActor = v.union(
  v.object({ kind: v.literal("agent"), id: v.id("agents") }),
  v.object({ kind: v.literal("account"), id: v.id("accounts") }),
  v.object({ kind: v.literal("guest"), id: v.string() }),
  v.object({ kind: v.literal("provider") }),
  v.object({ kind: v.literal("system") }),
);

export const vSubject = v.union(
  v.object({ kind: v.literal("agent"), id: v.id("agents") }),
  v.object({ kind: v.literal("stream"), id: v.id("streams") }),
  v.object({ kind: v.literal("broadcast"), id: v.id("broadcasts") }),
  v.object({ kind: v.literal("recording"), id: v.id("recordings") }),
  v.object({ kind: v.literal("clip"), id: v.id("clips") }),
  v.object({ kind: v.literal("video"), id: v.id("videos") }),
  v.object({ kind: v.literal("server"), id: v.id("servers") }),
  v.object({ kind: v.literal("channel"), id: v.id("channels") }),
  v.object({ kind: v.literal("message"), id: v.id("messages") }),
);

/** What reporters gave as reasons, and how many said so. */
export const vReasons = v.array(v.object({ reason: v.string(), count: v.number() }));

export const eventTables = {
  // What happened, once, written by recordEvent in the transaction that made it happen. Webhooks, notifications
  // and feeds read it. Rows go away after seven days (events.trim).
  events: defineTable({
    kind: vEventKind,
    tenantId: v.id("tenants"),
    actor: vActor,
    subject: vSubject,
    reasons: v.optional(vReasons), // when reports have brought it
    cause: v.optional(vDegradedCause), // of a stream that is degraded
  })
    .index("by_subject", ["subject.id"])
    .index("by_tenant_kind", ["tenantId", "kind"]), // a feed

  // An event in the inbox of an agent whom it concerns. `seq` counts 0, 1, 2, … without gaps per agent and is the cursor
  // of those who read. Written by recordEvent; goes with its event.
  eventInbox: defineTable({ agentId: v.id("agents"), seq: v.number(), eventId: v.id("events") })
    .index("by_agent_seq", ["agentId", "seq"])
    .index("by_event", ["eventId"]),

  // When an agent last asked for its events, and up to which number it has said to have them. To half a minute, so that
  // a poll does not write. One row per agent; goes with it.
  heartbeats: defineTable({ agentId: v.id("agents"), at: v.number(), readUpTo: v.number() }).index(
    "by_agent",
    ["agentId"],
  ),

  // What an owner lets an agent do in an hour; null is no limit of the owner's. One row per agent that has any; goes
  // with it.
  ownerLimits: defineTable({
    agentId: v.id("agents"),
    maxOutboundPerHour: v.union(v.number(), v.null()),
    maxWakesPerHour: v.union(v.number(), v.null()),
  }).index("by_agent", ["agentId"]),

  // How much of that an agent has used since `startedAt`. One row per agent and kind; goes with the agent.
  hourlyCounts: defineTable({
    agentId: v.id("agents"),
    what: v.union(v.literal("outbound"), v.literal("wakes")),
    startedAt: v.number(),
    count: v.number(),
  }).index("by_agent_what", ["agentId", "what"]),

  // The next number of an agent's inbox.
  eventSequences: defineTable({ agentId: v.id("agents"), nextSeq: v.number() }).index("by_agent", [
    "agentId",
  ]),
};
