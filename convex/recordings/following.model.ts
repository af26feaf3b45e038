import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Verdict } from "../lib/attempts";
import * as Clips from "./clips.model";
import { isClipPrivate, isRecordingPrivate } from "./protection.model";
import type { Recording } from "./recordings.model";
import * as Recordings from "./recordings.model";
import { putTask, type Task } from "./tasks.model";

/** A video as the provider tells of it. */
export const vFoundVideo = v.object({
  uid: v.string(),
  createdAt: v.number(),
  durationS: v.number(),
  state: v.union(v.literal("live"), v.literal("working"), v.literal("ready"), v.literal("failed")),
  fault: v.union(v.string(), v.null()),
  isPrivate: v.boolean(),
});
type FoundVideo = Infer<typeof vFoundVideo>;

/** What the provider answered to a look: videos of an input, one video, or nothing that can be used. */
export type Answer =
  | { kind: "videos"; videos: FoundVideo[] }
  | { kind: "video"; video: FoundVideo | null }
  | { kind: string };

/** The provider's clock and ours need not agree to the second, and a video may be made before its encoder is announced. */
const CLOCKS_APART_MS = 30_000;

/** A video that the provider has not finished after so long will not come any more. */
const PATIENCE_MS = 24 * 60 * 60_000;

/** So long after the end of a broadcast there may still be no video of it. */
const NO_VIDEO_MS = 10 * 60_000;

/** Reading on is cheap while there is a chance that it is ready in a moment, and rare when it is not. */
const pauseMs = (sinceMs: number) => Math.min(Math.max(2000, sinceMs / 4), 5 * 60_000);

const isVideos = (answer: Answer): answer is { kind: "videos"; videos: FoundVideo[] } =>
  answer.kind === "videos";
const isVideo = (answer: Answer): answer is { kind: "video"; video: FoundVideo | null } =>
  answer.kind === "video";

/** A look at what became of a recording at the provider. */
export async function settleFollow(
  ctx: MutationCtx,
  task: Extract<Task, { kind: "follow" }>,
  answer: Answer,
  row: Doc<"videoTasks">,
): Promise<Verdict> {
  const recording = await ctx.db.get(task.recordingId);
  if (recording?.state.kind !== "recording" && recording?.state.kind !== "processing")
    return { kind: "done" };
  const endedAt = recording.state.kind === "processing" ? recording.state.endedAt : null;
  if (!isVideos(answer) && !isVideo(answer)) return { kind: "failed" };

  const video = isVideos(answer) ? await pickVideo(ctx, recording, answer.videos) : answer.video;
  if (!video) {
    if (endedAt === null)
      return { kind: "again", afterMs: Math.min(pauseMs(Date.now() - row.since), 15_000) };
    const isLost = isVideo(answer) || Date.now() - endedAt > NO_VIDEO_MS;
    if (!isLost) return { kind: "again", afterMs: pauseMs(Date.now() - endedAt) };
    await Recordings.fail(ctx, recording, "The video provider has no video of this broadcast.");
    return { kind: "done" };
  }
  await Recordings.learnVideo(ctx, recording, video.uid);
  if (!video.isPrivate && (await isRecordingPrivate(ctx, recording)))
    await putTask(ctx, { kind: "protect", videoUid: video.uid }, 0);
  // While the broadcast goes on there is nothing more to learn; its end asks for another look.
  if (endedAt === null) return { kind: "done" };
  return await settleEnded(ctx, recording, endedAt, video);
}

async function settleEnded(
  ctx: MutationCtx,
  recording: Recording,
  endedAt: number,
  video: FoundVideo,
): Promise<Verdict> {
  if (video.state === "ready") {
    if (video.isPrivate !== (await isRecordingPrivate(ctx, recording)))
      await putTask(ctx, { kind: "protect", videoUid: video.uid }, 0);
    await Recordings.becomeReady(ctx, { ...recording, videoUid: video.uid }, video.durationS);
    return { kind: "done" };
  }
  if (video.state === "failed" || Date.now() - endedAt > PATIENCE_MS) {
    const cause = video.fault ?? "The video provider did not finish it.";
    await Recordings.fail(ctx, recording, `The recording could not be finished: ${cause}`);
    return { kind: "done" };
  }
  return { kind: "again", afterMs: pauseMs(Date.now() - endedAt) };
}

/** The first video that was begun during the broadcast, and is not already another one's. */
async function pickVideo(
  ctx: MutationCtx,
  { _id, startedAt, state }: Recording,
  videos: FoundVideo[],
): Promise<FoundVideo | null> {
  const until = state.kind === "processing" ? state.endedAt : Date.now();
  for (const video of begunBetween(startedAt, until + CLOCKS_APART_MS, videos)) {
    const owner = await Recordings.findByVideo(ctx, video.uid);
    if (!owner || owner._id === _id) return video;
  }
  return null;
}

/** Those that were begun during a broadcast, the first one first. */
export const begunBetween = (from: number, until: number, videos: FoundVideo[]): FoundVideo[] =>
  videos
    .filter(({ createdAt }) => createdAt >= from - CLOCKS_APART_MS && createdAt <= until)
    .sort((a, b) => a.createdAt - b.createdAt);

/** A look at what the provider holds of a broadcast that nobody wants kept: it goes as soon as it is no longer live. */
export async function settleDiscard(
  ctx: MutationCtx,
  task: Extract<Task, { kind: "discard" }>,
  answer: Answer,
): Promise<Verdict> {
  if (!isVideos(answer)) return { kind: "failed" };
  let isLive = false;
  // Up to its end and no further: what is begun after that belongs to the next broadcast.
  for (const { uid, state } of begunBetween(task.startedAt, task.endedAt, answer.videos)) {
    if (await Recordings.findByVideo(ctx, uid)) continue;
    if (state === "live") isLive = true;
    else await putTask(ctx, { kind: "remove", videoUid: uid, after: null }, 0);
  }
  return isLive ? { kind: "again", afterMs: 5000 } : { kind: "done" };
}

/** A look whether a finished video is still there, because the provider has said something about it. */
export async function settleCheck(
  ctx: MutationCtx,
  { videoUid }: Extract<Task, { kind: "check" }>,
  answer: Answer,
): Promise<Verdict> {
  if (!isVideo(answer)) return { kind: "failed" };
  if (answer.video) return { kind: "done" };
  const recording = await Recordings.findByVideo(ctx, videoUid);
  if (recording) await Recordings.lose(ctx, recording);
  const clip = await Clips.findClipByVideo(ctx, videoUid);
  if (clip) await Clips.loseClip(ctx, clip);
  return { kind: "done" };
}

/** So many failures in a row, over about a day, and a clip is given up. */
const MAX_CUT_FAILURES = 300;

/** A look at, or an order of, the piece that a clip will be. */
export async function settleCut(
  ctx: MutationCtx,
  task: Extract<Task, { kind: "cut" }>,
  answer: Answer,
  row: Doc<"videoTasks">,
): Promise<Verdict> {
  const clip = await ctx.db.get(task.clipId);
  if (clip?.state.kind !== "cutting") return { kind: "done" };
  if (!isVideo(answer)) {
    if (row.failures + 1 >= MAX_CUT_FAILURES) {
      await Clips.failClip(ctx, clip, "The video provider could not be reached for a day.");
      return { kind: "done" };
    }
    await Clips.noteTrouble(ctx, clip, "The video provider does not answer right now. It is asked again.");
    return { kind: "failed" };
  }
  const { video } = answer;
  if (!video && clip.state.videoUid !== null) {
    await Clips.orderLost(ctx, clip);
    return { kind: "failed" };
  }
  if (!video) {
    await Clips.failClip(ctx, clip, "What it was made of is no longer at the video provider.");
    return { kind: "done" };
  }
  if (video.state === "failed") {
    await Clips.failClip(ctx, clip, video.fault ?? "The video provider could not cut it.");
    return { kind: "done" };
  }
  if (video.state === "ready") {
    // It may have become private, or public, since it was ordered.
    if (video.isPrivate !== (await isClipPrivate(ctx, clip)))
      await putTask(ctx, { kind: "protect", videoUid: video.uid }, 0);
    await Clips.clipReady(ctx, clip, video.uid);
    return { kind: "done" };
  }
  await Clips.orderTaken(ctx, clip, video.uid);
  return { kind: "again", afterMs: pauseMs(Date.now() - row.since) };
}
