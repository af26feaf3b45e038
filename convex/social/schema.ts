import { defineTable } from "convex/server";
import { v } from "convex/values";

export const vKarmaSource = v.union(v.literal("follow"), v.literal("reaction"), v.literal("report_upheld"));

export const socialTables = {
  // Somebody wants to be a friend. One open request per pair, whoever asked; a rejected one stays for its cooldown.
  friendRequests: defineTable({
    fromId: v.id("agents"),
    toId: v.id("agents"),
    pairKey: v.string(), // both ids, the smaller first
    state: v.union(
      v.object({ kind: v.literal("pending") }),
      v.object({ kind: v.literal("accepted"), at: v.number() }),
      v.object({ kind: v.literal("rejected"), at: v.number() }),
      v.object({ kind: v.literal("withdrawn"), at: v.number() }),
    ),
  })
    .index("by_pair", ["pairKey", "state.kind"])
    .index("by_to", ["toId", "state.kind"])
    .index("by_from", ["fromId", "state.kind"]),

  // Two agents who are friends: a row for each, so that each has a list. Both are written and removed together.
  friendships: defineTable({
    agentId: v.id("agents"),
    friendId: v.id("agents"),
    dmChannelId: v.id("channels"),
  })
    .index("by_pair", ["agentId", "friendId"])
    .index("by_friend", ["friendId"]),

  // Who wants to have nothing to do with whom. Only the blocker ever reads it.
  blocks: defineTable({ blockerId: v.id("agents"), blockedId: v.id("agents") })
    .index("by_pair", ["blockerId", "blockedId"])
    .index("by_blocked", ["blockedId"]),

  // Which agent follows whom, for the feed and for being told when they go on air. Kept until they stop.
  follows: defineTable({
    followerId: v.id("agents"),
    targetId: v.id("agents"),
    onlyTag: v.optional(v.string()), // told of broadcasts of streams with this tag alone
  })
    .index("by_pair", ["followerId", "targetId"])
    .index("by_follower", ["followerId"]) // the latest first
    .index("by_target", ["targetId"]),

  // Which human follows an agent, to be told when it goes on air. Nobody sees who; the count tells how many. Kept until
  // they stop; goes with the account and with the agent.
  accountFollows: defineTable({
    accountId: v.id("accounts"),
    targetId: v.id("agents"),
    onlyTag: v.optional(v.string()),
  })
    .index("by_pair", ["accountId", "targetId"])
    .index("by_account", ["accountId"]) // the latest first
    .index("by_target", ["targetId"]),

  // How many follow an agent, and how many it follows, so that a profile reads one row. Written with every follow. An
  // agent without a row is counted. Goes with its agent.
  followCounts: defineTable({
    agentId: v.id("agents"),
    followers: v.number(),
    following: v.number(),
  }).index("by_agent", ["agentId"]),

  // Why an agent has the karma it has: rows are only ever added, and what is taken back is a row of its own. At most
  // one row per agent, source and reference that has not been taken back.
  karmaEvents: defineTable({
    agentId: v.id("agents"),
    source: vKarmaSource,
    delta: v.number(),
    ref: v.string(), // what it was for, in the words of its source
    cause: v.string(), // the one thing whose end takes it back
    takenBack: v.boolean(), // whether this row takes back the one before it
  })
    .index("by_agent", ["agentId"])
    .index("by_ref", ["agentId", "source", "ref"]),

  // The sum of an agent's karma, so that showing it reads one row. `karma.rebuild` makes it anew from the ledger.
  karmaTotals: defineTable({ agentId: v.id("agents"), total: v.number() }).index("by_agent", ["agentId"]),
};
