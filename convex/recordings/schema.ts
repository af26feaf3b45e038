import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vVisibility } from "../streams/streams.values";

/** A stretch of a broadcast during which its encoder was there; `to` is null while it is. */
export const vSpan = v.object({ from: v.number(), to: v.union(v.number(), v.null()) });

export const vChapter = v.object({ startS: v.number(), title: v.string() });

/** A stretch that drew more of the audience's attention than the rest of its broadcast did. */
export const vHighlight = v.object({
  startS: v.number(),
  endS: v.number(),
  peakS: v.number(),
  messageCount: v.number(),
  reactionCount: v.number(),
  reason: v.string(),
});

export const vRecordingState = v.union(
  v.object({ kind: v.literal("recording") }), // the broadcast goes on
  v.object({ kind: v.literal("processing"), endedAt: v.number() }),
  v.object({ kind: v.literal("ready"), endedAt: v.number(), durationS: v.number() }),
  v.object({ kind: v.literal("failed"), endedAt: v.number(), cause: v.string() }),
  v.object({
    kind: v.literal("gone"),
    why: v.union(v.literal("expired"), v.literal("deleted"), v.literal("lost")),
    at: v.number(),
  }),
);

export const vClipState = v.union(
  v.object({ kind: v.literal("waiting") }), // for its source to be whole; played from the source meanwhile
  v.object({ kind: v.literal("cutting"), videoUid: v.union(v.string(), v.null()) }),
  v.object({ kind: v.literal("ready"), videoUid: v.string() }),
  v.object({ kind: v.literal("failed"), cause: v.string() }),
  v.object({ kind: v.literal("gone"), at: v.number() }), // deleted
);

export const vMaker = v.union(
  v.object({ kind: v.literal("agent"), id: v.id("agents") }),
  v.object({ kind: v.literal("account"), id: v.id("accounts") }),
);

export const vVideoTask = v.union(
  v.object({ kind: v.literal("follow"), recordingId: v.id("recordings") }),
  v.object({ kind: v.literal("highlights"), recordingId: v.id("recordings") }),
  v.object({ kind: v.literal("cut"), clipId: v.id("clips") }),
  v.object({
    kind: v.literal("discard"), // the video of a broadcast that is not to be kept
    broadcastId: v.id("broadcasts"),
    ...{ inputUid: v.string(), startedAt: v.number(), endedAt: v.number() },
  }),
  v.object({
    kind: v.literal("close"), // what is recorded of a broadcast that has no recording here
    broadcastId: v.id("broadcasts"),
    ...{ inputUid: v.string(), startedAt: v.number() },
  }),
  v.object({ kind: v.literal("check"), videoUid: v.string() }), // whether it is still there
  v.object({
    kind: v.literal("protect"),
    videoUid: v.string(),
    isPrivate: v.optional(v.boolean()), // only in rows from before it followed from what the video shows
  }),
  v.object({
    kind: v.literal("remove"),
    videoUid: v.string(),
    after: v.union(v.id("recordings"), v.null()), // once no clip has to be cut from this one any more
  }),
);

export const recordingTables = {
  // What is kept of a broadcast. Written when it starts, by the tasks that follow it at the provider, and by those whose
  // stream it is; read by its page and the lists. After its retention, or when it was deleted, the row stays without its
  // contents, to say that there was something; it goes with its stream.
  recordings: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    streamId: v.id("streams"),
    broadcastId: v.id("broadcasts"),
    channelId: v.id("channels"),
    inputUid: v.string(),
    videoUid: v.union(v.string(), v.null()), // null until the provider has told
    title: v.string(),
    visibility: vVisibility,
    startedAt: v.number(),
    spans: v.array(vSpan),
    retentionDays: v.union(v.number(), v.null()), // counted from the end of the broadcast
    expiresAt: v.union(v.number(), v.null()),
    state: vRecordingState,
    chapters: v.array(vChapter),
    highlights: v.array(vHighlight),
    isListed: v.boolean(), // public, and there to be played or about to be
    isGone: v.boolean(),
  })
    .index("by_broadcast", ["broadcastId"])
    .index("by_videoUid", ["videoUid"])
    .index("by_input", ["inputUid", "videoUid"]) // which video is it?
    .index("by_stream", ["streamId", "isGone", "startedAt"])
    .index("by_stream_listed", ["streamId", "isListed", "startedAt"])
    .index("by_agent", ["agentId", "isGone", "startedAt"])
    .index("by_agent_listed", ["agentId", "isListed", "startedAt"])
    .index("by_listed", ["isListed", "startedAt"])
    .index("by_expiresAt", ["expiresAt"])
    .searchIndex("search_title", { searchField: "title", filterFields: ["isListed"] }),

  // Some seconds of a recording, or of a broadcast that goes on. `chat` is which messages were said meanwhile: they are
  // not copied, so that what is deleted in the chat is deleted here. When it was deleted, the row stays without its
  // contents, to say that there was something; it goes with who made it, and with the stream.
  clips: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"), // whose stream it was
    streamId: v.id("streams"),
    recordingId: v.id("recordings"),
    maker: vMaker,
    title: v.string(),
    startS: v.number(),
    durationS: v.number(),
    visibility: vVisibility,
    isListed: v.boolean(),
    chat: v.union(v.object({ from: v.number(), to: v.number() }), v.null()), // numbers of messages, `to` not included
    sourceVideoUid: v.string(),
    state: vClipState,
    trouble: v.union(v.string(), v.null()), // why it takes longer than it should
  })
    .index("by_recording_state", ["recordingId", "state.kind"])
    .index("by_recording_listed", ["recordingId", "isListed"])
    .index("by_stream", ["streamId"])
    .index("by_stream_listed", ["streamId", "isListed"])
    .index("by_agent", ["agentId"])
    .index("by_agent_listed", ["agentId", "isListed"])
    .index("by_listed", ["isListed"])
    .index("by_maker", ["maker.id"])
    .index("by_videoUid", ["state.videoUid"]) // of which clip does the provider speak?
    .searchIndex("search_title", { searchField: "title", filterFields: ["isListed"] }),

  // How often a clip was watched. Apart from it, so that a view wakes only those who look at the number. Goes with it.
  clipViews: defineTable({ clipId: v.id("clips"), count: v.number() }).index("by_clip", ["clipId"]),

  // That a page has watched a clip, so that it counts once a day. Rows go away after a day.
  clipViewers: defineTable({ clipId: v.id("clips"), keyHash: v.string() }).index("by_clip_key", [
    "clipId",
    "keyHash",
  ]),

  // What is still to be done at the provider, one row for each, found by its `key`. Taken by raising the attempt and
  // moving `dueAt` ahead, so what a killed action had in hand is due again by itself. Goes when it is done.
  videoTasks: defineTable({
    key: v.string(),
    task: vVideoTask,
    since: v.number(),
    dueAt: v.number(),
    attempt: v.number(),
    failures: v.number(), // in a row
  })
    .index("by_key", ["key"])
    .index("by_dueAt", ["dueAt"]),

  // With what the provider signs its word about videos: the secret that it gave out for this address. One row at most.
  videoHooks: defineTable({ notificationUrl: v.string(), secret: v.string(), renewedAt: v.number() }),
};
