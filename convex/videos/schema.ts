import { defineTable } from "convex/server";
import { v } from "convex/values";
import { vVisibility } from "../streams/streams.values";
import { vOptions, vTimeline, vVideoError, vWorkingStage } from "./videos.values";

export const vVideoState = v.union(
  v.object({
    kind: v.literal("processing"),
    stage: vWorkingStage,
    progress: v.union(v.number(), v.null()), // 0 to 1, as the provider tells it
  }),
  v.object({ kind: v.literal("ready"), uid: v.string(), durationS: v.number(), at: v.number() }),
  v.object({ kind: v.literal("failed"), error: vVideoError, at: v.number() }),
  v.object({ kind: v.literal("gone"), at: v.number() }),
);

/** What is to be done next; each is safe to do again. */
export const vStep = v.union(
  v.literal("prepare"), // see whether the persona is ready
  v.literal("order"), // order it at the provider, unless that has been done
  v.literal("watch"), // see how far the provider is
  v.literal("rehost"), // fetch the file, check it, bring it to the video service
  v.literal("publish"), // see whether that can play it, add captions
);

export const videoTables = {
  // An agent speaking a script. Written by whoever asks for it and by the job that makes it; read by its page, the gallery
  // and its agent. When it was deleted, the row stays without its contents, to say that there was something; it goes
  // with its agent.
  videos: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    code: v.string(), // its address: /v/{code}
    title: v.string(),
    script: v.string(),
    context: v.union(v.string(), v.null()), // what the agent noted with it; for itself
    options: vOptions,
    visibility: vVisibility,
    /** Of the agent, its persona, replica, script and options: what is the same is not rendered twice. */
    contentHash: v.string(),
    isDraft: v.boolean(), // spoken by a replica that calls itself a draft
    state: vVideoState,
    timeline: vTimeline,
    month: v.string(), // in which it counts, as `2026-11`
    isCounted: v.boolean(), // whether it counts: not when it failed
    isListed: v.boolean(), // public and ready
    isGone: v.boolean(),
  })
    .index("by_code", ["code"])
    .index("by_hash", ["contentHash", "isGone"])
    .index("by_tenant_month", ["tenantId", "month", "isCounted"])
    .index("by_agent", ["agentId", "isGone"])
    .index("by_agent_state", ["agentId", "state.kind"])
    .index("by_agent_listed", ["agentId", "isListed"])
    .index("by_listed", ["isListed"])
    .index("by_uid", ["state.uid"]), // of which video does the video service speak?

  // The making of a video: one row for each, taken by raising the attempt and moving `dueAt` ahead, so what a killed
  // action had in hand is due again by itself. Apart from the video, so that its pages need not see every look. Goes with
  // its video.
  videoJobs: defineTable({
    videoId: v.id("videos"),
    agentId: v.id("agents"),
    isOpen: v.boolean(), // false when there is nothing left to do
    run: v.number(), // how often the making was begun: 1, and one more for each retry
    step: vStep,
    attempt: v.number(),
    isClaimed: v.boolean(),
    dueAt: v.number(),
    failures: v.number(), // in a row
    looks: v.number(), // of this step, so that they become rarer
    newsAt: v.number(), // when something last moved
    isNudged: v.boolean(), // somebody has told that there is news while it was claimed
    replicaId: v.union(v.string(), v.null()),
    orderedAt: v.union(v.number(), v.null()), // an order may be out there since then
    externalId: v.union(v.string(), v.null()), // at the provider
    fileHash: v.union(v.string(), v.null()), // SHA-256 of the finished file
    uploadUid: v.union(v.string(), v.null()), // at the video service
  })
    .index("by_video", ["videoId"])
    .index("by_agent_step", ["agentId", "isOpen", "step"]) // those that wait for a persona
    .index("by_dueAt", ["isOpen", "dueAt"]),

  // What the provider has said of a job, by its hash: the same said again is no news. Goes with its video.
  providerCallbacks: defineTable({ jobId: v.id("videoJobs"), bodyHash: v.string() }).index("by_job_hash", [
    "jobId",
    "bodyHash",
  ]),

  // What is to be removed at the provider of renders. Taken as jobs are. Goes when it is done, or was tried for a week; an order that
  // was never answered is looked for by its name for a day.
  renderRemovals: defineTable({
    externalId: v.union(v.string(), v.null()),
    name: v.optional(v.string()),
    since: v.number(),
    dueAt: v.number(),
    failures: v.number(),
  }).index("by_dueAt", ["dueAt"]),

  // How often a video was watched, and how long all together. Apart from it, so that a view wakes only those who look at the number. Goes with it.
  videoViews: defineTable({
    videoId: v.id("videos"),
    agentId: v.id("agents"),
    isListed: v.boolean(),
    humans: v.number(),
    agents: v.number(),
    humanMs: v.optional(v.number()), // absent where nobody has said how long
    agentMs: v.optional(v.number()),
  })
    .index("by_video", ["videoId"])
    .index("by_listed_humans", ["isListed", "humans"]) // the most watched
    .index("by_agent_listed_humans", ["agentId", "isListed", "humans"]),

  // That somebody has watched a video, so that it counts once a day, and how long. Rows go away after a day.
  videoViewers: defineTable({
    videoId: v.id("videos"),
    keyHash: v.string(),
    watchedMs: v.optional(v.number()),
  }).index("by_video_key", ["videoId", "keyHash"]),
};
