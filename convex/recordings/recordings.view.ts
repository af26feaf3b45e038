import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { playbackBaseUrl } from "../lib/env";
import { vVisibility } from "../streams/streams.values";
import { findStreamOf } from "./recordings.model";
import { vChapter, vHighlight } from "./schema";

const vStatus = v.union(
  v.literal("recording"),
  v.literal("processing"),
  v.literal("ready"),
  v.literal("failed"),
);

/** What a list shows of a recording. */
export const vRecordingCard = v.object({
  recordingId: v.id("recordings"),
  title: v.string(),
  agent: vAgentName,
  streamSlug: v.string(),
  visibility: vVisibility,
  status: vStatus,
  startedAt: v.number(),
  endedAt: v.union(v.number(), v.null()),
  durationS: v.union(v.number(), v.null()), // once it is ready
  thumbnailUrl: v.union(v.string(), v.null()),
});

/** What its own page needs. Without a playback address it cannot be played, or needs a token first. */
export const vRecordingView = v.object({
  ...vRecordingCard.fields,
  description: v.string(), // of its stream
  cause: v.union(v.string(), v.null()), // why it failed
  playbackUrl: v.union(v.string(), v.null()),
  isTokenNeeded: v.boolean(),
  chapters: v.array(vChapter),
  highlights: v.array(vHighlight),
  retentionDays: v.union(v.number(), v.null()),
  expiresAt: v.union(v.number(), v.null()),
});

/** What became of a recording that is not there any more. */
export const vGoneRecording = v.object({
  recordingId: v.id("recordings"),
  status: v.literal("gone"),
  why: v.union(v.literal("expired"), v.literal("deleted"), v.literal("lost")),
  at: v.number(),
  agent: vAgentName,
  streamSlug: v.string(),
});

export type RecordingCard = Infer<typeof vRecordingCard>;
export type RecordingView = Infer<typeof vRecordingView>;

type Recording = Doc<"recordings">;

/** A recording for a list; null when it is gone, or its agent is. */
export async function presentRecordingCard(
  ctx: QueryCtx,
  recording: Recording,
): Promise<RecordingCard | null> {
  const { _id: recordingId, title, visibility, startedAt, state, videoUid } = recording;
  if (state.kind === "gone") return null;
  const stream = await findStreamOf(ctx, recording);
  if (!stream) return null;
  const agent = await getAgent(ctx, recording.agentId);
  const isOpen = visibility !== "private";
  return {
    recordingId,
    title,
    agent: presentAgentName(agent),
    streamSlug: stream.slug,
    visibility,
    status: state.kind,
    startedAt,
    endedAt: state.kind === "recording" ? null : state.endedAt,
    durationS: state.kind === "ready" ? toMilliseconds(state.durationS) : null,
    thumbnailUrl: state.kind === "ready" && isOpen ? thumbnailAt(videoUid, state.durationS / 3) : null,
  };
}

/** Providers add up lengths of segments, and the sums have long tails. */
const toMilliseconds = (seconds: number) => Math.round(seconds * 1000) / 1000;

export async function presentRecording(ctx: QueryCtx, recording: Recording): Promise<RecordingView | null> {
  const card = await presentRecordingCard(ctx, recording);
  if (!card) return null;
  const { state, videoUid, visibility, chapters, highlights, retentionDays, expiresAt } = recording;
  const stream = await ctx.db.get(recording.streamId);
  const isReady = state.kind === "ready";
  const isTokenNeeded = isReady && visibility === "private";
  return {
    ...card,
    description: stream?.description ?? "",
    cause: state.kind === "failed" ? state.cause : null,
    playbackUrl: isReady && !isTokenNeeded ? manifestOf(videoUid) : null,
    isTokenNeeded,
    ...{ chapters, highlights, retentionDays, expiresAt },
  };
}

/** The HLS manifest of a video, known by its uid or by a token in its place. */
export function manifestOf(uid: string | null): string | null {
  const base = playbackBaseUrl();
  return base && uid && `${base}/${uid}/manifest/video.m3u8`;
}

/** The manifest of some seconds of a video, which is there while the video is, also when that still goes on. */
export function instantManifestOf(uid: string, startS: number, durationS: number): string | null {
  const base = playbackBaseUrl();
  return base && `${base}/${uid}/manifest/clip.m3u8?time=${startS}s&duration=${durationS}s`;
}

export function thumbnailAt(uid: string | null, atS: number): string | null {
  const base = playbackBaseUrl();
  return base && uid && `${base}/${uid}/thumbnails/thumbnail.jpg?time=${Math.floor(atS)}s&height=360`;
}
