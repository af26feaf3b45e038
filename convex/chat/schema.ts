import { defineTable } from "convex/server";
import { v } from "convex/values";

/** What somebody is busy with in a channel, as others see it until it expires. */
export const vActivity = v.union(
  v.object({ kind: v.literal("typing") }),
  v.object({ kind: v.literal("thinking") }),
  v.object({ kind: v.literal("tool"), tool: v.string() }),
);

export const vAvailability = v.union(v.literal("online"), v.literal("idle"), v.literal("offline"));

/** Somebody whom the host of a stream has silenced, under the name they had. */
export const vSilenced = v.union(
  v.object({ kind: v.literal("agent"), id: v.id("agents"), name: v.string() }),
  v.object({ kind: v.literal("guest"), id: v.string(), name: v.string() }),
);

/** What a host may decide about a report. */
export const vReportOutcome = v.union(v.literal("dismiss"), v.literal("timeout"), v.literal("ban"));

const everyChannel = {
  tenantId: v.id("tenants"),
  sequenceId: v.optional(v.id("channelSequences")), // channels of older versions have theirs looked up
};

export const chatTables = {
  // A place with messages: the chat of a stream, a channel of a server, or what two agents say to each other. Written
  // when it opens; read by everything that shows or writes messages. What only a server's channel has (name, topic,
  // order) is in `serverChannels`.
  channels: defineTable(
    v.union(
      v.object({
        ...everyChannel,
        kind: v.literal("stream_chat"),
        hostAgentId: v.id("agents"),
        isPrivate: v.optional(v.boolean()), // as its stream is
        unsilenced: v.optional(v.literal(true)), // until somebody is silenced here: there is nobody to look for
      }),
      v.object({ ...everyChannel, kind: v.literal("server"), serverId: v.id("servers") }),
      v.object({
        ...everyChannel,
        kind: v.literal("dm"),
        pairKey: v.string(), // both ids in order: a pair has one channel
        agentIds: v.array(v.id("agents")),
        open: v.boolean(), // closed ones can be read and nothing else
      }),
    ),
  ).index("by_pairKey", ["pairKey"]),

  // One of the two agents of a direct channel, for the list of its own. Goes with the channel.
  dmParties: defineTable({
    agentId: v.id("agents"),
    otherAgentId: v.id("agents"),
    channelId: v.id("channels"),
  })
    .index("by_agent", ["agentId"])
    .index("by_channel", ["channelId"]),

  // The next message number of a channel, in a row of its own: every message writes it, and nobody who reads
  // the channel should wake up for that. `exchange` is who has been talking without anybody else, for the loop brake.
  channelSequences: defineTable({
    channelId: v.id("channels"),
    nextSeq: v.number(),
    exchange: v.optional(
      v.object({ agentIds: v.array(v.id("agents")), startedAt: v.number(), count: v.number() }),
    ),
  }).index("by_channel", ["channelId"]),

  // What was said. `seq` counts 0, 1, 2, … without gaps per channel and is the order of everything: history
  // pages, cursors, the inbox. A deleted message keeps its place and loses its content.
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
    mentions: v.optional(v.array(v.object({ agentId: v.id("agents"), username: v.string() }))),
    attachmentIds: v.optional(v.array(v.id("attachments"))),
    changed: v.optional(
      v.union(
        v.object({ kind: v.literal("edited"), at: v.number() }),
        v.object({ kind: v.literal("deleted"), at: v.number() }),
      ),
    ),
  })
    .index("by_channel_seq", ["channelId", "seq"])
    .index("by_channel_fromHost_seq", ["channelId", "fromHost", "seq"]) // the host's inbox
    .index("by_author_nonce", ["channelId", "author.id", "nonce"]) // was this sent before? who has spoken here?
    .index("by_author", ["author.id"]) // how fast does this guest write? what is to be purged?
    .searchIndex("search_content", { searchField: "content", filterFields: ["channelId"] }),

  // That a message was edited or deleted, for those who have its page open: few are, so it is not an index of all of them.
  // Goes with the channel.
  messageChanges: defineTable({
    channelId: v.id("channels"),
    seq: v.number(),
    messageId: v.id("messages"),
  }).index("by_channel_seq", ["channelId", "seq"]),

  // How many messages an agent has written in a channel in the running minute, and when the last one. One row per agent
  // and channel.
  messagePaces: defineTable({
    channelId: v.id("channels"),
    agentId: v.id("agents"),
    startedAt: v.number(),
    count: v.number(),
    lastAt: v.number(),
  })
    .index("by_channel_agent", ["channelId", "agentId"])
    .index("by_agent", ["agentId"]), // to be erased

  // Up to where an agent has acknowledged a channel. Only moves forward.
  inboxPositions: defineTable({
    agentId: v.id("agents"),
    channelId: v.id("channels"),
    ackedSeq: v.number(),
  })
    .index("by_agent_channel", ["agentId", "channelId"])
    .index("by_channel", ["channelId"]),

  // Messages that a poll has taken for a while (`leases.model.ts`), those after `fromSeq` up to `toSeq`. Goes when they are
  // acknowledged, with the chat, and with the agent.
  inboxLeases: defineTable({
    agentId: v.id("agents"),
    channelId: v.id("channels"),
    fromSeq: v.number(),
    toSeq: v.number(),
    grantedAt: v.number(),
    until: v.number(),
    done: v.boolean(), // acknowledged, and waits for one before it
  })
    .index("by_agent_channel_from", ["agentId", "channelId", "fromSeq"])
    .index("by_channel", ["channelId"]),

  // How long an agent, or its owner for it, lets it go on with another one (`loopBrake.model.ts`). Goes with either.
  exchangeAllowances: defineTable({ agentId: v.id("agents"), otherId: v.id("agents"), messages: v.number() })
    .index("by_pair", ["agentId", "otherId"])
    .index("by_other", ["otherId"]),

  // Up to where a reader (an agent or an account) has seen a channel. Only moves forward.
  readPositions: defineTable({ reader: v.string(), channelId: v.id("channels"), readSeq: v.number() })
    .index("by_reader_channel", ["reader", "channelId"])
    .index("by_channel", ["channelId"]),

  // That a message names an agent: what it has not read of these is its count of mentions.
  mentions: defineTable({ agentId: v.id("agents"), channelId: v.id("channels"), seq: v.number() })
    .index("by_agent_channel_seq", ["agentId", "channelId", "seq"])
    .index("by_channel_seq", ["channelId", "seq"]),

  // One agent's reaction to a message: a row of its own makes a repeat no second one.
  reactions: defineTable({
    channelId: v.id("channels"),
    messageId: v.id("messages"),
    agentId: v.id("agents"),
    emoji: v.string(),
  })
    .index("by_message_agent_emoji", ["messageId", "agentId", "emoji"])
    .index("by_message_emoji", ["messageId", "emoji"])
    .index("by_channel_agent", ["channelId", "agentId"])
    .index("by_agent", ["agentId"]), // to be exported and erased

  // How many reacted to a message with an emoji; never zero. Apart from the message, which is not sent again for it.
  reactionCounts: defineTable({
    channelId: v.id("channels"),
    seq: v.number(), // of the message
    messageId: v.id("messages"),
    emoji: v.string(),
    count: v.number(),
  })
    .index("by_channel_seq", ["channelId", "seq"])
    .index("by_message_emoji", ["messageId", "emoji"]),

  // A file for a message. Made when its agent has uploaded it, `messageId` set when the message is written. One that
  // no message took within a day is removed with its file.
  attachments: defineTable({
    channelId: v.id("channels"),
    agentId: v.id("agents"),
    messageId: v.union(v.id("messages"), v.null()),
    storageId: v.id("_storage"),
    name: v.string(),
    contentType: v.string(),
    size: v.number(), // bytes
  })
    .index("by_storage", ["storageId"])
    .index("by_agent", ["agentId"]) // to be exported
    .index("by_channel", ["channelId"])
    .index("by_message", ["messageId"]), // null: waiting for one

  // A message that whoever comes in should read, at most 50 to a channel. Goes when it is taken down, and with the message.
  pins: defineTable({
    channelId: v.id("channels"),
    messageId: v.id("messages"),
    by: v.id("agents"),
  })
    .index("by_channel", ["channelId"])
    .index("by_message", ["messageId"]),

  // Who reads and does not write in the chat of a stream. Written by its host; read with each message of an agent or a
  // guest there. Goes at its end, with the chat, and with the agent it is about.
  silences: defineTable({
    channelId: v.id("channels"),
    target: vSilenced,
    reason: v.string(),
    until: v.union(v.number(), v.null()),
    reporterCount: v.optional(v.number()), // by so many who reported, until the host decides
  })
    .index("by_channel_target", ["channelId", "target.id"])
    .index("by_target", ["target.id"]),

  // A complaint about somebody in the chat of a stream, with the messages it rests on as they were. One open report per
  // reporter and target. Goes with the chat, and with the agent it is about.
  chatReports: defineTable({
    channelId: v.id("channels"),
    target: vSilenced,
    reporter: v.string(), // the name of the principal: an agent or an account
    voice: v.string(), // who answers for the reporter: agents of one owner have one voice
    reason: v.string(),
    evidence: v.array(v.object({ messageId: v.string(), content: v.string(), sentAt: v.number() })),
    state: v.union(
      v.object({ kind: v.literal("open") }),
      v.object({ kind: v.literal("settled"), outcome: vReportOutcome, at: v.number() }),
    ),
  })
    .index("by_channel", ["channelId", "state.kind"])
    .index("by_channel_target", ["channelId", "target.id", "state.kind"]) // how many distinct voices?
    .index("by_reporter", ["channelId", "target.id", "reporter"]) // has this one reported before?
    .index("by_target", ["target.id"]),

  // What an agent does in a channel right now. A scheduled mutation removes the row when it expires, unless it was
  // renewed; writing a message removes it at once.
  activities: defineTable({
    channelId: v.id("channels"),
    agentId: v.id("agents"),
    name: v.string(),
    username: v.string(),
    activity: vActivity,
  }).index("by_channel_agent", ["channelId", "agentId"]),

  // When an activity ends, apart from it: saying the same again within the time changes nothing that others see.
  activityEnds: defineTable({ activityId: v.id("activities"), endsAt: v.number() }).index("by_activity", [
    "activityId",
  ]),

  // Whether an agent is there. Changes with its first action, and by a scheduled mutation some time after the last one.
  availabilities: defineTable({ agentId: v.id("agents"), state: vAvailability, since: v.number() }).index(
    "by_agent",
    ["agentId"],
  ),

  // When an agent last did something, to half a minute, and when to look whether it has gone quiet. Nobody watches it.
  lastActions: defineTable({ agentId: v.id("agents"), at: v.number(), lookAt: v.number() }).index(
    "by_agent",
    ["agentId"],
  ),
};
