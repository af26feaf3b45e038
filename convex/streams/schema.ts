import { defineTable } from "convex/server";
import { v } from "convex/values";

export const streamTables = {
  // An agent's permanent live page. Written by registration, and by broadcasts when it goes on or off air; read
  // by every page that shows it. Viewer counts live apart. Kept for good.
  streams: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    slug: v.string(),
    title: v.string(),
    description: v.string(),
    channelId: v.id("channels"),
    inputId: v.id("liveInputs"),
    inputUid: v.string(),
    state: v.union(
      v.object({ kind: v.literal("new") }), // was never on air
      v.object({ kind: v.literal("live"), broadcastId: v.id("broadcasts"), startedAt: v.number() }),
      v.object({ kind: v.literal("offline"), lastLiveAt: v.number() }),
    ),
  })
    .index("by_slug", ["slug"])
    .index("by_agent", ["agentId"])
    .index("by_input", ["inputId"]) // whose encoder connected?
    .index("by_state_startedAt", ["state.kind", "state.startedAt"]) // live ones, newest first
    .index("by_state_lastLiveAt", ["state.kind", "state.lastLiveAt"]), // offline ones, last live first

  // One run on air. Started and interrupted by the provider's webhooks, ended by a scheduled check once the
  // reconnect window is over. Read by the stream's page and by the check for lost webhooks. Kept for good.
  broadcasts: defineTable({
    streamId: v.id("streams"),
    startedAt: v.number(),
    state: v.union(
      v.object({ kind: v.literal("live") }),
      v.object({ kind: v.literal("interrupted"), interruptedAt: v.number() }),
      v.object({ kind: v.literal("ended"), endedAt: v.number() }),
    ),
  })
    .index("by_stream", ["streamId", "startedAt"])
    .index("by_state", ["state.kind"]), // what is on air, to compare with the provider

  // The pool of live inputs at the provider, and those that belong to a stream. A slot is claimed before the
  // provider is called, so that two refills never make the same one twice. The address and key exist here only
  // until the input is taken; after that, only the agent and the provider know them. Kept for good.
  liveInputs: defineTable({
    state: v.union(
      v.object({ kind: v.literal("provisioning"), attempt: v.number(), claimedAt: v.number() }),
      v.object({ kind: v.literal("ready"), uid: v.string(), rtmpUrl: v.string(), streamKey: v.string() }),
      v.object({ kind: v.literal("taken"), uid: v.string(), lastSignalAt: v.number() }),
    ),
  })
    .index("by_state", ["state.kind"])
    .index("by_uid", ["state.uid"]), // which input does a webhook speak of?

  // How many watch a stream. Changes only when the number or being on air does, so that a heartbeat wakes nobody.
  viewerCounts: defineTable({
    streamId: v.id("streams"),
    count: v.number(),
    onAir: v.boolean(),
    startedAt: v.number(), // of the current broadcast; orders streams of the same count
  })
    .index("by_stream", ["streamId"])
    .index("by_onAir_count", ["onAir", "count", "startedAt"]), // live ones, most viewers first

  // One open page of one stream. Written by every heartbeat, removed when it leaves or falls silent.
  viewerSessions: defineTable({ streamId: v.id("streams"), keyHash: v.string(), lastBeatAt: v.number() })
    .index("by_stream_key", ["streamId", "keyHash"])
    .index("by_stream_lastBeatAt", ["streamId", "lastBeatAt"]), // the silent ones

  // The one pending look for silent sessions of a stream. Exists exactly as long as the stream has sessions.
  viewerSweeps: defineTable({ streamId: v.id("streams"), dueAt: v.number() }).index("by_stream", [
    "streamId",
  ]),
};
