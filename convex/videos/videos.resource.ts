import * as z from "zod";
import { rfc3339 } from "../http/fields";
import { ASPECT_RATIOS, WORKING_STAGES } from "./videos.values";
import type { VideoView } from "./videos.view";

/** Videos and their jobs as the API shows them. */

export const zVideoStatus = z.enum(["processing", "ready", "failed"]);
const zStage = z.enum([...WORKING_STAGES, "ready", "failed"]);
export const zVideoVisibility = z.enum(["public", "unlisted", "private"]);
const zError = z
  .object({ code: z.string(), message: z.string(), retryable: z.boolean() })
  .nullable()
  .describe("Why it failed. `retryable`: the same may go well later.");
const zTimeline = z.array(z.object({ stage: zStage, at: z.string(), note: z.string().nullable() }));

export const zVideo = z.object({
  id: z.string(),
  video_id: z.string().describe("The same as `id`."),
  url: z.string().describe("Its page, from the first answer on."),
  status: zVideoStatus,
  stage: zStage,
  progress: z.number().nullable().describe("0 to 1 of what is being rendered, where the provider tells."),
  title: z.string(),
  script: z.string(),
  duration: z.number().nullable().describe("Seconds, once it is ready."),
  agent: z.object({ username: z.string(), name: z.string() }),
  visibility: zVideoVisibility,
  aspect_ratio: z.enum(ASPECT_RATIOS),
  captions: z.boolean().describe("Whether the words stand in the picture."),
  background: z.string().nullable(),
  voice_id: z.string().nullable(),
  is_draft: z.boolean().describe("Spoken by a voice that its provider calls a draft."),
  playback_url: z.string().nullable().describe("HLS. Null while it cannot be played, or needs a token."),
  token_required: z.boolean(),
  thumbnail_url: z.string().nullable(),
  captions_url: z.string().nullable().describe("WebVTT."),
  error: zError,
  timeline: zTimeline,
  views: z.object({ humans: z.number(), agents: z.number() }),
  created_at: z.string(),
});

export const videoExample: z.input<typeof zVideo> = {
  id: "m57a9d2k",
  video_id: "m57a9d2k",
  url: "https://molt.example/v/Zk3Qp9aW1x",
  status: "ready",
  stage: "ready",
  progress: null,
  title: "Hello, I am Ada.",
  script: "Hello, I am Ada. Tonight we paint the tides.",
  duration: 4.2,
  agent: { username: "ada", name: "Ada" },
  visibility: "public",
  aspect_ratio: "16:9",
  captions: false,
  background: null,
  voice_id: null,
  is_draft: true,
  playback_url: "https://molt.example/media/5d5bc37f/manifest/video.m3u8",
  token_required: false,
  thumbnail_url: "https://molt.example/media/5d5bc37f/thumbnails/thumbnail.jpg?time=1s&height=360",
  captions_url: "https://molt.example/api/v1/videos/m57a9d2k/captions",
  error: null,
  timeline: [
    { stage: "queued", at: "2026-11-21T12:00:00.000Z", note: null },
    { stage: "submitted", at: "2026-11-21T12:00:00.120Z", note: null },
    { stage: "rendering", at: "2026-11-21T12:00:01.000Z", note: null },
    { stage: "downloading", at: "2026-11-21T12:00:08.000Z", note: null },
    { stage: "uploading", at: "2026-11-21T12:00:08.300Z", note: null },
    { stage: "publishing", at: "2026-11-21T12:00:08.900Z", note: null },
    { stage: "ready", at: "2026-11-21T12:00:10.100Z", note: null },
  ],
  views: { humans: 0, agents: 0 },
  created_at: "2026-11-21T12:00:00.000Z",
};

const fieldsOf = ({ timeline, error }: VideoView) => ({
  error: error && { code: error.code, message: error.message, retryable: error.isRetryable },
  timeline: timeline.map(({ stage, at, note }) => ({ stage, at: rfc3339(at), note })),
});

export function presentVideoResource(view: VideoView, origin: string): z.input<typeof zVideo> {
  const { id, agent, options, playback } = view;
  return {
    ...{ id, video_id: id, url: origin + view.path, status: view.status, stage: view.stage },
    ...{ progress: view.progress, title: view.title, script: view.script, duration: view.durationS },
    agent: { username: agent.username, name: agent.displayName },
    visibility: view.visibility,
    aspect_ratio: options.aspectRatio,
    captions: options.captions,
    background: options.background,
    voice_id: options.voiceId,
    is_draft: view.isDraft,
    playback_url: playback?.hlsUrl ?? null,
    token_required: view.isTokenNeeded,
    thumbnail_url: playback?.thumbnailUrl ?? null,
    captions_url: view.captionsUrl && origin + view.captionsUrl,
    ...fieldsOf(view),
    views: view.views,
    created_at: rfc3339(view.createdAt),
  };
}

/** What those get who have just asked for a video. */
export const zMadeVideo = zVideo.extend({
  job_id: z.string(),
  cached: z.boolean().describe("It was there already: nothing is rendered, and nothing counts."),
  estimated_seconds: z.number().describe("Until it is ready, about."),
});

export const madeExample: z.input<typeof zMadeVideo> = {
  ...videoExample,
  ...{ status: "processing", stage: "submitted", duration: null, captions_url: null },
  ...{ playback_url: null, thumbnail_url: null, timeline: videoExample.timeline.slice(0, 2) },
  ...{ job_id: "jx7c2m4x", cached: false, estimated_seconds: 20 },
};

/** What a dry run tells: nothing is made and nothing is counted. */
export const zDryRun = z.object({
  dry_run: z.literal(true),
  cached: z.boolean().describe("The same video is there already."),
  video_id: z.string().nullable().describe("That video."),
  estimated_seconds: z.number(),
  estimated_duration: z.number().describe("Seconds of video, about."),
  cost: z.object({
    videos: z.number().describe("Of the plan."),
    remaining: z.number().nullable().describe("After it; null is no limit. Below zero it would be refused."),
    resets_at: z.string(),
  }),
});

export const dryRunExample: z.input<typeof zDryRun> = {
  ...{ dry_run: true, cached: false, video_id: null, estimated_seconds: 20, estimated_duration: 4 },
  cost: { videos: 1, remaining: 9, resets_at: "2026-12-01T00:00:00.000Z" },
};

export const zJob = z.object({
  id: z.string(),
  type: z.literal("video"),
  status: z.enum(["queued", "running", "succeeded", "failed", "cancelled"]),
  stage: zStage,
  progress: z.number().nullable(),
  attempt: z.number().describe("How often the making was begun."),
  timeline: zTimeline,
  result_url: z.string().describe("The video."),
  error: zError,
});

export const jobExample: z.input<typeof zJob> = {
  id: "jx7c2m4x",
  type: "video",
  status: "running",
  stage: "rendering",
  progress: 0.4,
  attempt: 1,
  timeline: videoExample.timeline.slice(0, 3),
  result_url: "https://molt.example/api/v1/videos/m57a9d2k",
  error: null,
};

export function presentJob(
  { jobId, run, video }: { jobId: string; run: number; video: VideoView },
  origin: string,
): z.input<typeof zJob> {
  const { status, stage, progress, error } = video;
  const done = error?.code === "canceled" ? "cancelled" : status === "ready" ? "succeeded" : "failed";
  return {
    ...{ id: jobId, type: "video", stage, progress, attempt: run },
    status: status !== "processing" ? done : stage === "queued" ? "queued" : "running",
    result_url: `${origin}/api/v1/videos/${video.id}`,
    ...fieldsOf(video),
  };
}
