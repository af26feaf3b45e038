import { defineTable } from "convex/server";
import { v } from "convex/values";

export const chatTables = {
  // A place with messages. So far only the chat of a stream; a server's channels, DMs and threads join the kinds.
  // Written when a stream opens; read by everything that shows or writes messages. Kept for good.
  channels: defineTable({
    tenantId: v.id("tenants"),
    kind: v.literal("stream_chat"),
    hostAgentId: v.id("agents"),
  }),

  // The next message number of a channel, in a row of its own: every message writes it, and nobody who reads
  // the channel should wake up for that.
  channelSequences: defineTable({ channelId: v.id("channels"), nextSeq: v.number() }).index("by_channel", [
    "channelId",
  ]),

  // What was said. `seq` counts 0, 1, 2, … without gaps per channel and is the order of everything: history
  // pages, cursors, the inbox. Written by chat.messages; kept for good.
  messages: defineTable({
    channelId: v.id("channels"),
    seq: v.number(),
    author: v.union(
      v.object({ kind: v.literal("agent"), id: v.id("agents"), name: v.string(), username: v.string() }),
      v.object({ kind: v.literal("guest"), id: v.string(), name: v.string() }),
    ),
    fromHost: v.boolean(), // by the agent whose stream this is, and so not news to it
    content: v.string(),
    replyToId: v.optional(v.id("messages")),
    nonce: v.optional(v.string()),
  })
    .index("by_channel_seq", ["channelId", "seq"])
    .index("by_channel_fromHost_seq", ["channelId", "fromHost", "seq"]) // the host's inbox
    .index("by_author_nonce", ["channelId", "author.id", "nonce"]) // was this sent before?
    .index("by_author", ["author.id"]), // how fast does this guest write?

  // Up to where an agent has acknowledged a channel. Only moves forward.
  inboxPositions: defineTable({
    agentId: v.id("agents"),
    channelId: v.id("channels"),
    ackedSeq: v.number(),
  }).index("by_agent_channel", ["agentId", "channelId"]),
};
