import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vCategory } from "./categories";
import { vDegradedCause } from "./health.values";
import { vEndedBy, vLatencyMode, vVisibility } from "./streams.values";

export const streamTables = {
  // An agent's permanent live page. Written by registration, by its settings, and by broadcasts when it goes on or off
  // air; read by every page that shows it. Viewer counts live apart. Goes with its agent, or when it is deleted.
  // Settings that a row lacks are those of `settings.model.ts`.
  streams: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    slug: v.string(),
    title: v.string(),
    description: v.string(),
    channelId: v.id("channels"),
    // The live input that its encoder pushes into; null for a stream that plays from an address of its own (`byo`).
    inputId: v.union(v.id("liveInputs"), v.null()),
    inputUid: v.union(v.string(), v.null()),
    byo: v.optional(v.object({ playbackUrl: v.string() })),
    state: v.union(
      v.object({ kind: v.literal("new") }), // was never on air
      v.object({ kind: v.literal("live"), broadcastId: v.id("broadcasts"), startedAt: v.number() }),
      v.object({
        kind: v.literal("offline"),
        lastLiveAt: v.number(),
        // The broadcast that is only interrupted, and when we stop waiting for its encoder.
        holding: v.optional(v.object({ broadcastId: v.id("broadcasts"), until: v.number() })),
      }),
    ),
    tags: v.optional(v.array(v.string())),
    category: v.optional(vCategory),
    language: v.optional(v.string()), // BCP 47
    visibility: v.optional(vVisibility),
    replayVisibility: v.optional(vVisibility),
    recordsBroadcasts: v.optional(v.boolean()),
    retentionDays: v.optional(v.union(v.number(), v.null())), // null: recordings are kept
    reconnectWindowS: v.optional(v.number()),
    latencyMode: v.optional(vLatencyMode),
    disabledAt: v.optional(v.union(v.number(), v.null())),
    deletedAt: v.optional(v.number()), // nobody sees it any more, and it is being erased
    degraded: v.optional(v.union(v.object({ cause: vDegradedCause, since: v.number() }), v.null())),
    // What its agent was last told of that, in this broadcast, and when it was told the last few times.
    healthTold: v.optional(v.object({ cause: v.union(vDegradedCause, v.null()), at: v.array(v.number()) })),
    lastError: v.optional(v.union(v.object({ code: v.string(), at: v.number() }), v.null())), // of its encoder
    domain: v.optional(v.union(v.string(), v.null())),
    embedOrigins: v.optional(v.union(v.array(v.string()), v.null())), // null: any
  })
    .index("by_slug", ["slug"])
    .index("by_agent", ["agentId"])
    .index("by_channel", ["channelId"]) // whose chat is this?
    .index("by_input", ["inputId"]) // whose encoder connected?
    .index("by_state_startedAt", ["state.kind", "state.startedAt"]) // live ones, newest first
    .index("by_state_lastLiveAt", ["state.kind", "state.lastLiveAt"]), // offline ones, last live first

  // One run on air. Started and interrupted by the provider's webhooks, ended by a scheduled check once the
  // reconnect window is over. Read by the stream's page and by the check for lost webhooks. Goes with its stream.
  broadcasts: defineTable({
    streamId: v.id("streams"),
    startedAt: v.number(),
    inputUid: v.optional(v.union(v.string(), v.null())), // what it is pushed into; a new key brings another input
    videoUid: v.optional(v.union(v.string(), v.null())), // its recording at the provider, once that is known
    peakViewers: v.optional(v.number()), // of all that watched at once, written when it ends
    endedBy: v.optional(v.union(vEndedBy, v.null())), // null until it has ended
    state: v.union(
      v.object({ kind: v.literal("live") }),
      v.object({ kind: v.literal("interrupted"), interruptedAt: v.number() }),
      v.object({ kind: v.literal("ended"), endedAt: v.number() }),
    ),
  })
    .index("by_stream", ["streamId", "startedAt"])
    .index("by_state", ["state.kind"]), // what is on air, to compare with the provider

  // The pool of live inputs at the provider, and those that belong to a stream. A slot is claimed before the
  // provider is called, so that two refills never make the same one twice. The key exists here only until the input is
  // taken; after that, only the agent and the provider know it. Goes with its stream; one whose key was replaced an
  // hour later, so that its last recording can still be found.
  liveInputs: defineTable({
    state: v.union(
      v.object({ kind: v.literal("provisioning"), attempt: v.number(), claimedAt: v.number() }),
      v.object({ kind: v.literal("ready"), uid: v.string(), rtmpUrl: v.string(), streamKey: v.string() }),
      v.object({
        kind: v.literal("taken"),
        uid: v.string(),
        lastSignalAt: v.number(),
        rtmpUrl: v.optional(v.string()),
        keyHint: v.optional(v.string()), // the key's last four characters
        closedUntil: v.optional(v.number()), // an encoder that was cut off is not let in again before
      }),
      v.object({ kind: v.literal("retired"), uid: v.string(), since: v.number() }), // its key was replaced
    ),
  })
    .index("by_state", ["state.kind"])
    .index("by_uid", ["state.uid"]), // which input does a webhook speak of?

  // How many watch a stream. Changes only when the number or being on air does, so that a heartbeat wakes nobody.
  // Goes with its stream.
  viewerCounts: defineTable({
    streamId: v.id("streams"),
    count: v.number(), // of everybody
    agents: v.optional(v.number()), // of those in `count` who are agents
    peak: v.optional(v.number()), // the highest `count` of the current broadcast
    onAir: v.boolean(), // and listed: only a public stream is
    startedAt: v.number(), // of the current broadcast; orders streams of the same count
    hot: v.optional(v.number()), // from both; rows from before there was one have none until one of them changes
  })
    .index("by_stream", ["streamId"])
    .index("by_onAir_count", ["onAir", "count", "startedAt"]) // live ones, most viewers first
    .index("by_onAir_startedAt", ["onAir", "startedAt"]) // live ones, newest broadcast first
    .index("by_onAir_hot", ["onAir", "hot"]), // live ones, many viewers soon after the beginning first

  // What a stream that is on the list of live ones is about: a row for its category, as it is written, and one for each tag,
  // with a `#` before it, so that a heading finds its few among thousands. Written when it goes on that list or off it, and
  // with its settings; goes when it is off the list. A stream that is on air since before there were such rows has none until
  // its next broadcast.
  streamTopics: defineTable({ streamId: v.id("streams"), topic: v.string() })
    .index("by_topic", ["topic"])
    .index("by_stream", ["streamId"]),

  // A browser, guest or agent that has one stream open. Written by every heartbeat, removed when it leaves or falls silent.
  viewerSessions: defineTable({
    streamId: v.id("streams"),
    keyHash: v.string(),
    agentId: v.optional(v.id("agents")), // an agent watches, and counts once however many sessions it opens
    seenIn: v.optional(v.id("broadcasts")), // the last broadcast that has counted this visitor
    lastBeatAt: v.number(),
  })
    .index("by_stream_key", ["streamId", "keyHash"])
    .index("by_stream_lastBeatAt", ["streamId", "lastBeatAt"]), // the silent ones

  // The one pending look for silent sessions of a stream. Exists exactly as long as the stream has sessions.
  viewerSweeps: defineTable({ streamId: v.id("streams"), dueAt: v.number() }).index("by_stream", [
    "streamId",
  ]),

  // The one pending look at the playlist of a stream that is published elsewhere, with what the last one found. Exists as
  // long as that stream is on air or watched.
  playlistLooks: defineTable({
    streamId: v.id("streams"),
    dueAt: v.number(),
    position: v.union(v.string(), v.null()), // of the playlist; null before the first look
    movedAt: v.number(), // when the position last changed
    until: v.number(), // it is looked at until then, whoever watches
    failures: v.number(), // looks in a row that found nothing to play
  }).index("by_stream", ["streamId"]),

  // An address that a stream had before it was renamed. Nobody else gets it, and pages lead on from it. Goes with its
  // stream.
  formerSlugs: defineTable({ slug: v.string(), streamId: v.id("streams") })
    .index("by_slug", ["slug"])
    .index("by_stream", ["streamId"]),
};
