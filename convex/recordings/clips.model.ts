import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { countClip } from "../analytics/series.model";
import { findSeqFrom } from "../chat/history.model";
import { recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { requireLine } from "../lib/text";
import { notify } from "../notices/notices.model";
import { narrower, type Visibility } from "../streams/streams.values";
import { clipErrors, recordingErrors } from "./recordings.errors";
import {
  findFor,
  findOfBroadcast,
  findStreamOf,
  isTheirs,
  type Recording,
  visibilityNow,
} from "./recordings.model";
import type { vMaker } from "./schema";
import { momentAt, offsetAt } from "./spans.model";
import { dropTask, putTask } from "./tasks.model";

export type Clip = Doc<"clips">;
export type Maker = Infer<typeof vMaker>;

export const MIN_CLIP_S = 5;
export const MAX_CLIP_S = 60;
const MAX_TITLE = 140;

/** The newest picture of a running broadcast is so old before a viewer could have seen it. */
const EDGE_S = 1;

/** Messages that a clip shows at most: more than anybody reads in a minute. */
const MAX_CHAT = 200;

/** Which part of a recording: from a second on, or up to now. */
export type Stretch = { startS: number; durationS: number } | { lastS: number };

/**
 * Makes a clip of a recording, also of one that goes on: that is played from its source at once, and cut out of it when
 * the whole of it is there. A clip is as visible as its source at that moment.
 */
export async function makeClip(
  ctx: MutationCtx,
  recording: Recording,
  maker: Maker,
  { title, stretch }: { title: string; stretch: Stretch },
): Promise<Id<"clips">> {
  const { state, videoUid, agentId, streamId, tenantId } = recording;
  const stream = await findStreamOf(ctx, recording);
  if (!stream) throw recordingErrors.notFound();
  const visibility = visibilityNow(recording, stream);
  if (state.kind === "failed") throw clipErrors.failedSource();
  if (videoUid === null) throw clipErrors.tooEarly({ retryAfterMs: 3000 });
  const { startS, durationS } = requireStretch(recording, stretch);
  const clipId = await ctx.db.insert("clips", {
    ...{ tenantId, agentId, streamId, recordingId: recording._id, maker, visibility },
    title: requireLine("title", title, { min: 1, max: MAX_TITLE }),
    startS,
    durationS,
    isListed: visibility === "public",
    chat: await chatDuring(ctx, recording, startS, durationS),
    sourceVideoUid: videoUid,
    state: { kind: "waiting" },
    trouble: null,
  });
  await ctx.db.insert("clipViews", { clipId, count: 0 });
  const event = { tenantId, actor: maker, subject: { kind: "clip" as const, id: clipId } };
  await recordEvent(ctx, { ...event, kind: "clip.created", audience: [agentId] });
  await countClip(ctx, recording.broadcastId);
  if (state.kind === "ready") await startCutting(ctx, await getClip(ctx, clipId));
  return clipId;
}

/** When that was said and shown which clips of a broadcast begin with, for at most so many clips. */
export async function momentsClipped(
  ctx: QueryCtx,
  broadcastId: Id<"broadcasts">,
  limit: number,
): Promise<number[]> {
  const recording = await findOfBroadcast(ctx, broadcastId);
  if (!recording) return [];
  const clips = await ctx.db
    .query("clips")
    .withIndex("by_recording_state", (q) => q.eq("recordingId", recording._id))
    .take(limit);
  return clips.flatMap(({ startS, state }) =>
    state.kind === "gone" ? [] : [momentAt(recording.spans, startS)],
  );
}

/** Where a clip begins and how long it is, in seconds of the recording to a tenth. */
function requireStretch({ spans, state }: Recording, stretch: Stretch) {
  const recordedS = state.kind === "ready" ? state.durationS : offsetAt(spans, Date.now()) - EDGE_S;
  const isLast = "lastS" in stretch;
  const durationS = tenth(isLast ? stretch.lastS : stretch.durationS);
  if (!(durationS >= MIN_CLIP_S && durationS <= MAX_CLIP_S)) {
    throw invalid(
      isLast ? "lastS" : "durationS",
      `A clip is ${MIN_CLIP_S} to ${MAX_CLIP_S} seconds long.`,
      "out_of_range",
    );
  }
  if (isLast && recordedS < MIN_CLIP_S) throw clipErrors.tooEarly({ retryAfterMs: 5000 });
  // Whoever asks for the last half minute of ten seconds gets the ten seconds.
  if (isLast)
    return {
      startS: tenth(Math.max(0, recordedS - durationS)),
      durationS: Math.min(durationS, tenth(recordedS)),
    };
  const { startS } = stretch;
  if (!(startS >= 0)) throw invalid("startS", "A clip begins at a second of the recording.", "out_of_range");
  // The picture may be a little shorter than the clock says; the clip then ends with it.
  if (startS + durationS > recordedS + EDGE_S) throw clipErrors.outOfRange({ field: "startS" });
  return { startS: tenth(startS), durationS };
}

const tenth = (seconds: number) => Math.round(seconds * 10) / 10;
const TENTH_MS = 100;

/**
 * The numbers of the messages that were said during a clip; null when nobody said anything. Of the last seconds, what was
 * said just before the wish belongs to it: neither the picture's edge nor the rounding to tenths may cut that off.
 */
async function chatDuring(ctx: QueryCtx, { spans, channelId }: Recording, startS: number, durationS: number) {
  const endMs = momentAt(spans, startS + durationS) + EDGE_S * 1000 + TENTH_MS;
  const from = await findSeqFrom(ctx, channelId, momentAt(spans, startS));
  const to = await findSeqFrom(ctx, channelId, endMs);
  return from < to ? { from, to: Math.min(to, from + MAX_CHAT) } : null;
}

/** As many clips as one transaction starts to cut; the rest follow in others. */
const CUT_AT_ONCE = 50;

/** The source of these clips is whole, or never will be. */
export async function cutWaitingClips(ctx: MutationCtx, recordingId: Id<"recordings">): Promise<void> {
  const source = await ctx.db.get(recordingId);
  const waiting = await ctx.db
    .query("clips")
    .withIndex("by_recording_state", (q) => q.eq("recordingId", recordingId).eq("state.kind", "waiting"))
    .take(CUT_AT_ONCE);
  for (const clip of waiting) {
    if (source?.state.kind === "ready") await startCutting(ctx, clip);
    else await failClip(ctx, clip, "The broadcast it was made of could not be recorded.");
  }
  if (waiting.length === CUT_AT_ONCE)
    await ctx.scheduler.runAfter(0, internal.recordings.clips.cutWaiting, { recordingId });
}

async function startCutting(ctx: MutationCtx, clip: Clip): Promise<void> {
  await ctx.db.patch(clip._id, { state: { kind: "cutting", videoUid: null } });
  await putTask(ctx, { kind: "cut", clipId: clip._id }, 0);
}

/** The provider has taken the order and named the video that it will be. */
export async function orderTaken(ctx: MutationCtx, clip: Clip, videoUid: string): Promise<void> {
  if (clip.state.kind !== "cutting") return;
  await ctx.db.patch(clip._id, { state: { kind: "cutting", videoUid }, trouble: null });
}

/** What the provider had taken is not there any more; it is ordered again. */
export async function orderLost(ctx: MutationCtx, clip: Clip): Promise<void> {
  if (clip.state.kind === "cutting")
    await ctx.db.patch(clip._id, { state: { kind: "cutting", videoUid: null } });
}

export async function clipReady(ctx: MutationCtx, clip: Clip, videoUid: string): Promise<void> {
  if (clip.state.kind !== "cutting") return;
  await ctx.db.patch(clip._id, { state: { kind: "ready", videoUid }, trouble: null });
  const { tenantId, agentId, maker } = clip;
  await recordEvent(ctx, {
    kind: "clip.ready",
    tenantId,
    actor: { kind: "provider" },
    subject: { kind: "clip", id: clip._id },
    audience: [...new Set([agentId, ...(maker.kind === "agent" ? [maker.id] : [])])],
  });
  if (maker.kind !== "account") return;
  await notify(ctx, {
    ...{ to: maker.id, kind: "clip.ready", subjectId: clip._id, agentId },
    ...{ words: clip.title, path: `/clips/${clip._id}` },
  });
}

/** It could not be cut. It is still played from its source, for as long as that is there. */
export async function failClip(ctx: MutationCtx, clip: Clip, cause: string): Promise<void> {
  if (clip.state.kind !== "waiting" && clip.state.kind !== "cutting") return;
  await ctx.db.patch(clip._id, { state: { kind: "failed", cause }, trouble: null });
}

/** The provider has removed it by itself, to make room. */
export async function loseClip(ctx: MutationCtx, clip: Clip): Promise<void> {
  if (clip.state.kind !== "ready") return;
  const cause = "The video provider has removed it to make room for others.";
  await ctx.db.patch(clip._id, { state: { kind: "failed", cause } });
}

export async function noteTrouble(ctx: MutationCtx, clip: Clip, trouble: string): Promise<void> {
  if (clip.trouble !== trouble) await ctx.db.patch(clip._id, { trouble });
}

export async function changeClip(
  ctx: MutationCtx,
  clip: Clip,
  { title, visibility }: { title?: string; visibility?: Visibility },
  by: Principal,
): Promise<void> {
  if (visibility !== undefined) await requireMayShow(ctx, clip, visibility, by);
  await ctx.db.patch(clip._id, {
    ...(title !== undefined && { title: requireLine("title", title, { min: 1, max: MAX_TITLE }) }),
    ...(visibility !== undefined && { visibility, isListed: visibility === "public" }),
  });
  const isPrivate = (visibility ?? clip.visibility) === "private";
  if (
    visibility !== undefined &&
    clip.state.kind === "ready" &&
    isPrivate !== (clip.visibility === "private")
  )
    await putTask(ctx, { kind: "protect", videoUid: clip.state.videoUid }, 0);
}

/** Whoever has made a clip shows it to no more people than see what it was made of; those whose stream it is may. */
async function requireMayShow(ctx: QueryCtx, clip: Clip, visibility: Visibility, by: Principal) {
  if (visibility === clip.visibility || (await isTheirs(ctx, clip, by))) return;
  const [source, stream] = [await ctx.db.get(clip.recordingId), await findStreamOf(ctx, clip)];
  const widest = source && stream && !source.isGone ? visibilityNow(source, stream) : clip.visibility;
  if (narrower(visibility, widest) !== visibility) throw clipErrors.notYoursToShow();
}

/**
 * Refuses whoever would get a token for more than the clip: until it is a video of its own it is played from its source, and
 * a token is for the whole of that.
 */
export async function requirePlayable(ctx: QueryCtx, clip: Clip, by: Principal): Promise<void> {
  if (clip.state.kind !== "ready" && !(await findFor(ctx, clip.recordingId, by)))
    throw clipErrors.closedSource();
}

/** Deletes a clip, here and at the provider. Its source is none the worse, and its address says that it is gone. */
export async function removeClip(ctx: MutationCtx, clip: Clip): Promise<void> {
  await removeContents(ctx, clip);
  const state = { kind: "gone" as const, at: Date.now() };
  await ctx.db.patch(clip._id, { state, title: "", chat: null, isListed: false, trouble: null });
}

/** The same without a trace: for what is erased together with whoever it belongs to. */
export async function eraseClip(ctx: MutationCtx, clip: Clip): Promise<void> {
  await removeContents(ctx, clip);
  await ctx.db.delete(clip._id);
}

async function removeContents(ctx: MutationCtx, clip: Clip): Promise<void> {
  await dropTask(ctx, { kind: "cut", clipId: clip._id });
  const videoUid = clip.state.kind === "cutting" || clip.state.kind === "ready" ? clip.state.videoUid : null;
  if (videoUid !== null) await putTask(ctx, { kind: "remove", videoUid, after: null }, 0);
  const views = await ctx.db
    .query("clipViews")
    .withIndex("by_clip", (q) => q.eq("clipId", clip._id))
    .first();
  if (views) await ctx.db.delete(views._id);
}

/** Of each state, as many clips as one transaction removes with ease; the rest follow in others. */
const REMOVED_AT_ONCE = 50;
const PRESENT_STATES = ["waiting", "cutting", "ready", "failed"] as const;

/**
 * Deletes the clips of a recording with it, batch by batch. Those that are gone already stay out of the count: whoever makes
 * and deletes many may not keep the others' alive.
 */
export async function removeClipsOf(ctx: MutationCtx, recordingId: Id<"recordings">): Promise<void> {
  let mayBeMore = false;
  for (const kind of PRESENT_STATES) {
    const clips = await ctx.db
      .query("clips")
      .withIndex("by_recording_state", (q) => q.eq("recordingId", recordingId).eq("state.kind", kind))
      .take(REMOVED_AT_ONCE);
    for (const clip of clips) await removeClip(ctx, clip);
    mayBeMore ||= clips.length === REMOVED_AT_ONCE;
  }
  if (mayBeMore) await ctx.scheduler.runAfter(0, internal.recordings.clips.removeOf, { recordingId });
}

/** Whether something is still to be cut from a recording, so that its video has to stay. */
export async function isNeeded(ctx: QueryCtx, recordingId: Id<"recordings">): Promise<boolean> {
  for (const kind of ["waiting", "cutting"] as const) {
    const clip = await ctx.db
      .query("clips")
      .withIndex("by_recording_state", (q) => q.eq("recordingId", recordingId).eq("state.kind", kind))
      .first();
    if (clip) return true;
  }
  return false;
}

export async function getClip(ctx: QueryCtx, clipId: Id<"clips">): Promise<Clip> {
  const clip = await ctx.db.get(clipId);
  if (!clip) throw clipErrors.notFound();
  return clip;
}

/** The clip that has become this video, or is becoming it. */
export async function findClipByVideo(ctx: QueryCtx, videoUid: string): Promise<Clip | null> {
  return await ctx.db
    .query("clips")
    .withIndex("by_videoUid", (q) => q.eq("state.videoUid", videoUid))
    .first();
}

/** A clip that is still there, or the refusal that says that it was. */
export function requireClipThere(clip: Clip): Clip {
  if (clip.state.kind === "gone") throw clipErrors.deleted();
  return clip;
}

/** The clip, for whoever asks; null when it is not there for them. One that is gone is still known to be so. */
export async function findClipFor(
  ctx: QueryCtx,
  id: string,
  principal: Principal | null,
): Promise<Clip | null> {
  const clipId = ctx.db.normalizeId("clips", id);
  const clip = clipId && (await ctx.db.get(clipId));
  if (!clip || !(await findStreamOf(ctx, clip))) return null;
  if (clip.visibility !== "private") return clip;
  return (await mayChangeClip(ctx, clip, principal)) ? clip : null;
}

/** Its maker, and those whose stream it was: the agent and the agent's owner. */
export async function mayChangeClip(
  ctx: QueryCtx,
  clip: Clip,
  principal: Principal | null,
): Promise<boolean> {
  if (principal === null || principal.kind === "stream") return false;
  if (principal.kind === "agent") {
    return clip.agentId === principal.agentId || clip.maker.id === principal.agentId;
  }
  if (clip.maker.id === principal.accountId) return true;
  return (await getAgent(ctx, clip.agentId)).ownerAccountId === principal.accountId;
}

export const makerOf = (principal: Principal): Maker =>
  principal.kind === "human"
    ? { kind: "account", id: principal.accountId }
    : { kind: "agent", id: principal.agentId };
