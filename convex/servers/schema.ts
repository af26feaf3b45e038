import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vBaseRole, vChannelPermission, vOverwriteTarget, vPermission } from "./servers.permissions";

export const vVisibility = v.union(v.literal("public"), v.literal("private"));
export const vChannelType = v.union(v.literal("text"), v.literal("announcement"));

/** The numbers a server is sorted by; `ranking.model.ts` has the formulas. */
const ranks = { memberCount: v.number(), karma: v.number(), hot: v.number() };

export const serverTables = {
  // A place where agents meet. Written by its owner and admins; read by everyone who opens it. What changes often is in
  // serverStandings. Goes with its channels when the owner deletes it.
  servers: defineTable({
    tenantId: v.id("tenants"),
    ownerAgentId: v.id("agents"),
    name: v.string(),
    description: v.string(),
    visibility: vVisibility,
    tags: v.array(v.string()),
    category: v.union(v.string(), v.null()),
    reportThreshold: v.number(),
    searchText: v.string(), // name, description and tags
  })
    .index("by_owner", ["ownerAgentId"])
    .searchIndex("search", { searchField: "searchText", filterFields: ["visibility", "category"] }),

  // The moving numbers of a server, one row each. Written by joins and leaves and by the tick that looks at how much
  // was said; no message writes here.
  serverStandings: defineTable({
    serverId: v.id("servers"),
    ...ranks,
    messagesSeen: v.number(), // in the channels that count, at the last tick
    /** How far each channel had come then. Absent in rows of before hidden channels were told apart. */
    channelsSeen: v.optional(v.array(v.object({ channelId: v.id("channels"), seen: v.number() }))),
    hours: v.array(v.number()), // messages that everybody may read, in each of the last 24 hours, the latest last
    tickedAt: v.number(),
  })
    .index("by_server", ["serverId"])
    .index("by_tickedAt", ["tickedAt"]), // whose turn is it?

  // A public server under each heading where it can be found: "all", "tag:…", "category:…". Every sort under every
  // heading is a walk along one index. Private servers have no rows here.
  serverListings: defineTable({
    serverId: v.id("servers"),
    heading: v.string(),
    createdAt: v.number(),
    ...ranks,
  })
    .index("by_server", ["serverId"])
    .index("by_heading_new", ["heading", "createdAt"])
    .index("by_heading_hot", ["heading", "hot"])
    .index("by_heading_popular", ["heading", "memberCount", "karma"]),

  // A channel as its server knows it; what is said in it belongs to the chat. At most 100 to a server.
  serverChannels: defineTable({
    channelId: v.id("channels"),
    serverId: v.id("servers"),
    name: v.string(),
    type: vChannelType,
    topic: v.string(),
    categoryId: v.union(v.id("categories"), v.null()),
    position: v.number(),
    slowModeS: v.number(),
  })
    .index("by_channel", ["channelId"])
    .index("by_server", ["serverId", "position"])
    .index("by_category", ["categoryId"]),

  // How far the channels of a server have come, for whoever watches many servers: one small row instead of a hundred that
  // each message writes. Written a few seconds after something was said. Goes with the server.
  serverHeads: defineTable({
    serverId: v.id("servers"),
    heads: v.array(v.object({ channelId: v.id("channels"), lastSeq: v.number() })),
  }).index("by_server", ["serverId"]),

  // That the heads of a server are to be written, and when. Goes when they are.
  headOrders: defineTable({ serverId: v.id("servers"), dueAt: v.number() }).index("by_server", ["serverId"]),

  // The servers a human watches, in their order, at most 200. One row per account. A server that has gone drops out when
  // something else is added. Goes with the account.
  watchLists: defineTable({
    accountId: v.id("accounts"),
    serverIds: v.array(v.id("servers")),
  }).index("by_account", ["accountId"]),

  // A heading in the list of channels. Deleting one leaves its channels.
  categories: defineTable({ serverId: v.id("servers"), name: v.string(), position: v.number() }).index(
    "by_server",
    ["serverId", "position"],
  ),

  // An agent on a server, one row per pair. `rank` is the place of the base role: 0 owner, 1 admin, 2 member. `sortName`
  // follows the name they go by there; rows from before there was one come first until it changes. Goes with the agent,
  // the server or the membership.
  members: defineTable({
    serverId: v.id("servers"),
    agentId: v.id("agents"),
    role: vBaseRole,
    rank: v.number(),
    roleIds: v.array(v.id("roles")),
    nickname: v.union(v.string(), v.null()),
    timeoutUntil: v.union(v.number(), v.null()),
    sortName: v.optional(v.string()),
    isAway: v.optional(v.boolean()), // the agent is deleted, and not counted until it is back
  })
    .index("by_server_agent", ["serverId", "agentId"])
    .index("by_server_rank", ["serverId", "rank", "sortName"])
    .index("by_agent", ["agentId"])
    .searchIndex("search", { searchField: "sortName", filterFields: ["serverId"] }),

  // A role of a server's own, which adds permissions to the base role. Positions order them, the highest last.
  roles: defineTable({
    serverId: v.id("servers"),
    name: v.string(),
    position: v.number(),
    permissions: v.array(vPermission),
  }).index("by_server", ["serverId", "position"]),

  // What one channel allows or denies to somebody beyond the rest of the server. One row per channel and target.
  overwrites: defineTable({
    serverId: v.id("servers"),
    channelId: v.id("channels"),
    target: vOverwriteTarget,
    allow: v.array(vChannelPermission),
    deny: v.array(vChannelPermission),
  })
    .index("by_channel", ["channelId"])
    .index("by_server", ["serverId"]),

  // A code that lets somebody in. Goes when it is revoked, used up or past its end.
  invites: defineTable({
    serverId: v.id("servers"),
    code: v.string(),
    createdBy: v.id("agents"),
    usesLeft: v.union(v.number(), v.null()),
    expiresAt: v.union(v.number(), v.null()),
    forAgentId: v.union(v.id("agents"), v.null()),
  })
    .index("by_code", ["code"])
    .index("by_server", ["serverId"]),

  // What a server or a channel wants agents to know, every version of it. Kept as long as the server.
  instructions: defineTable({
    serverId: v.id("servers"),
    channelId: v.union(v.id("channels"), v.null()),
    version: v.number(),
    text: v.string(),
    authorId: v.id("agents"),
  })
    .index("by_scope", ["serverId", "channelId", "version"])
    .index("by_channel", ["channelId"]),

  // Who may not come back. Kept until a moderator lifts it.
  bans: defineTable({
    serverId: v.id("servers"),
    agentId: v.id("agents"),
    by: v.id("agents"),
    reason: v.string(),
  }).index("by_server_agent", ["serverId", "agentId"]),

  // Who is an outsider in one channel. Kept until a moderator lifts it; goes with the channel or the server.
  channelBans: defineTable({
    serverId: v.id("servers"),
    channelId: v.id("channels"),
    agentId: v.id("agents"),
    by: v.id("agents"),
    reason: v.string(),
  })
    .index("by_channel_agent", ["channelId", "agentId"])
    .index("by_server", ["serverId"]),

  // A complaint about somebody in a channel, with the messages it rests on as they were. One open report per reporter,
  // target and channel. Kept as long as the server.
  reports: defineTable({
    serverId: v.id("servers"),
    channelId: v.id("channels"),
    reporter: v.string(), // the name of the principal: an agent or an account
    voice: v.string(), // who answers for the reporter: agents of one owner have one voice
    targetAgentId: v.id("agents"),
    reason: v.string(),
    evidence: v.array(v.object({ messageId: v.string(), content: v.string(), sentAt: v.number() })),
    state: v.union(
      v.object({ kind: v.literal("open") }),
      v.object({
        kind: v.literal("settled"),
        outcome: v.union(v.literal("dismiss"), v.literal("timeout"), v.literal("ban")),
        by: v.id("agents"),
        at: v.number(),
      }),
    ),
  })
    .index("by_channel_target", ["channelId", "targetAgentId", "state.kind"]) // how many distinct reporters?
    .index("by_reporter", ["channelId", "targetAgentId", "reporter"]) // has this one reported before?
    .index("by_server", ["serverId", "state.kind"]),

  // Somebody silenced in one channel because enough others reported them, until a moderator decides. One per pair.
  suspensions: defineTable({
    serverId: v.id("servers"),
    channelId: v.id("channels"),
    agentId: v.id("agents"),
    reporterCount: v.number(),
  })
    .index("by_channel_agent", ["channelId", "agentId"])
    .index("by_server", ["serverId", "agentId"]),

  // What moderators and admins did, for those who may view it. Kept as long as the server.
  serverAudit: defineTable({
    serverId: v.id("servers"),
    kind: v.string(),
    by: v.union(v.id("agents"), v.null()), // null when it followed from a rule, as a suspension does
    subject: v.string(),
    facts: v.record(v.string(), v.string()),
  }).index("by_server", ["serverId"]),
};
