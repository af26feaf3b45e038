import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";
import { recordEvent } from "../events/events.model";
import { invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { requireLine } from "../lib/text";
import { notify } from "../notices/notices.model";
import { findRunning, noteVideo } from "../streams/broadcasts.model";
import { isInsider } from "../streams/insiders.model";
import { settingsOf } from "../streams/settings.model";
import { narrower, type Visibility } from "../streams/streams.values";
import { cutWaitingClips, removeClipsOf } from "./clips.model";
import { recordingErrors } from "./recordings.errors";
import { closed, opened } from "./spans.model";
import { dropTask, putTask } from "./tasks.model";

export type Recording = Doc<"recordings">;

export const MAX_TITLE = 140;
export const MAX_CHAPTERS = 100;
export const MAX_RETENTION_DAYS = 3650;
const DAY_MS = 24 * 60 * 60_000;

/**
 * Keeps a recording in step with its broadcast: called whenever a broadcast starts, is interrupted, goes on or ends, and
 * again with the same news without harm. A stream that records nothing gets no recording, and what the provider holds of
 * it is removed when it is over; a video from somewhere else is not ours to keep.
 */
export async function noteBroadcast(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  broadcast: Doc<"broadcasts">,
): Promise<void> {
  const known = await findOfBroadcast(ctx, broadcast._id);
  const { state } = broadcast;
  if (!known) {
    if (state.kind === "ended") await discard(ctx, stream, broadcast, state.endedAt);
    else await open(ctx, stream, broadcast);
    return;
  }
  if (known.state.kind !== "recording") return;
  if (state.kind === "interrupted") {
    await ctx.db.patch(known._id, { spans: closed(known.spans, state.interruptedAt) });
  } else if (state.kind === "ended") {
    await stop(ctx, known, state.endedAt);
  } else if (known.spans.at(-1)?.to !== null) {
    await ctx.db.patch(known._id, { spans: opened(known.spans, Date.now()) });
  }
}

async function open(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { _id, startedAt, inputUid: pushedInto }: Doc<"broadcasts">,
): Promise<void> {
  const inputUid = pushedInto ?? stream.inputUid;
  const { recordsBroadcasts, replayVisibility, retentionDays } = settingsOf(stream);
  if (inputUid === null || !recordsBroadcasts) return;
  const recordingId = await ctx.db.insert("recordings", {
    tenantId: stream.tenantId,
    agentId: stream.agentId,
    streamId: stream._id,
    broadcastId: _id,
    channelId: stream.channelId,
    inputUid,
    videoUid: null,
    title: stream.title,
    visibility: replayVisibility,
    startedAt,
    spans: opened([], startedAt),
    retentionDays,
    expiresAt: null,
    state: { kind: "recording" },
    chapters: [],
    highlights: [],
    isListed: false,
    isGone: false,
  });
  await putTask(ctx, { kind: "follow", recordingId }, 1000);
  await ctx.scheduler.runAfter(0, internal.recordings.hook.ensure, {});
}

async function discard(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { _id: broadcastId, startedAt, inputUid: pushedInto }: Doc<"broadcasts">,
  endedAt: number,
): Promise<void> {
  const inputUid = pushedInto ?? stream.inputUid;
  if (inputUid === null) return;
  await putTask(ctx, { kind: "discard", broadcastId, inputUid, startedAt, endedAt }, 2000);
}

async function stop(ctx: MutationCtx, recording: Recording, endedAt: number): Promise<void> {
  await save(ctx, recording, {
    spans: closed(recording.spans, endedAt),
    state: { kind: "processing", endedAt },
  });
  await putTask(ctx, { kind: "follow", recordingId: recording._id }, 2000);
}

/** The provider has told which of its videos this is. */
export async function learnVideo(ctx: MutationCtx, recording: Recording, videoUid: string): Promise<void> {
  if (recording.videoUid === videoUid) return;
  await ctx.db.patch(recording._id, { videoUid });
  await noteVideo(ctx, recording.broadcastId, videoUid);
}

/** The video is whole. Clips that waited for it are cut now, and the peaks of its audience are looked for. */
export async function becomeReady(ctx: MutationCtx, recording: Recording, durationS: number): Promise<void> {
  if (recording.state.kind !== "processing") return;
  const { _id: recordingId, state, tenantId, agentId } = recording;
  await save(ctx, recording, { state: { kind: "ready", endedAt: state.endedAt, durationS } });
  await cutWaitingClips(ctx, recordingId);
  await putTask(ctx, { kind: "highlights", recordingId }, 0);
  await recordEvent(ctx, {
    kind: "recording.ready",
    tenantId,
    actor: { kind: "provider" },
    subject: { kind: "recording", id: recordingId },
    audience: [agentId],
  });
  const { ownerAccountId } = await getAgent(ctx, agentId);
  if (!ownerAccountId) return;
  await notify(ctx, {
    ...{ to: ownerAccountId, kind: "recording.ready", subjectId: recordingId, agentId },
    ...{ words: recording.title, path: `/recordings/${recordingId}` },
  });
}

/** There will be no video, for a reason that its owner is told. */
export async function fail(ctx: MutationCtx, recording: Recording, cause: string): Promise<void> {
  if (recording.state.kind !== "processing") return;
  await save(ctx, recording, { state: { kind: "failed", endedAt: recording.state.endedAt, cause } });
  await cutWaitingClips(ctx, recording._id);
}

export interface Changes {
  title?: string;
  visibility?: Visibility;
  retentionDays?: number | null;
  chapters?: Recording["chapters"];
}

/** What those may change whose stream it was. Another visibility is also told to the provider. */
export async function change(ctx: MutationCtx, recording: Recording, changes: Changes): Promise<void> {
  const { title, visibility, retentionDays, chapters } = changes;
  if (retentionDays !== undefined && retentionDays !== null) {
    if (!Number.isInteger(retentionDays) || retentionDays < 1 || retentionDays > MAX_RETENTION_DAYS)
      throw invalid(
        "retentionDays",
        `It is a whole number of days from 1 to ${MAX_RETENTION_DAYS}, or null.`,
      );
  }
  await save(ctx, recording, {
    ...(title !== undefined && { title: requireLine("title", title, { min: 1, max: MAX_TITLE }) }),
    ...(visibility !== undefined && { visibility }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(chapters !== undefined && { chapters: requireChapters(chapters) }),
  });
  const isOpened = visibility !== undefined && visibility !== "private";
  // What still runs is the stream's own picture, which its recording does not open; the end of it does.
  if (isOpened && recording.state.kind === "recording") return;
  if (visibility !== undefined && visibility !== recording.visibility && recording.videoUid !== null) {
    await putTask(ctx, { kind: "protect", videoUid: recording.videoUid }, 0);
  }
}

/**
 * A stream has other settings while it is on air: what is being recorded becomes as closed as they ask for. It never becomes
 * more open by them, because its beginning was shown to fewer.
 */
export async function closeRunning(ctx: MutationCtx, stream: Doc<"streams">): Promise<void> {
  const broadcast = await findRunning(ctx, stream);
  const recording = broadcast && (await findOfBroadcast(ctx, broadcast._id));
  if (broadcast && !recording) return await closeUnrecorded(ctx, stream, broadcast);
  if (recording?.state.kind !== "recording") return;
  const visibility = narrower(recording.visibility, settingsOf(stream).replayVisibility);
  const next = { ...recording, visibility };
  if (visibility !== recording.visibility) await ctx.db.patch(recording._id, { visibility });
  const isClosed = visibilityNow(next, stream) === "private";
  if (isClosed && recording.videoUid !== null)
    await putTask(ctx, { kind: "protect", videoUid: recording.videoUid }, 0);
}

/** The provider records also what nobody keeps, until it is over: that needs a token, too, once the stream is private. */
async function closeUnrecorded(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { _id: broadcastId, startedAt, inputUid: pushedInto }: Doc<"broadcasts">,
): Promise<void> {
  const inputUid = pushedInto ?? stream.inputUid;
  if (inputUid === null || settingsOf(stream).visibility !== "private") return;
  await putTask(ctx, { kind: "close", broadcastId, inputUid, startedAt }, 0);
}

/** Who a recording is there for: while its broadcast goes on, nobody who may not see the stream. */
export const visibilityNow = ({ visibility, state }: Recording, stream: Doc<"streams">): Visibility =>
  state.kind === "recording" ? narrower(visibility, settingsOf(stream).visibility) : visibility;

function requireChapters(chapters: Recording["chapters"]): Recording["chapters"] {
  if (chapters.length > MAX_CHAPTERS) throw invalid("chapters", `At most ${MAX_CHAPTERS}.`, "too_long");
  const titled = chapters.map(({ startS, title }) => {
    if (!Number.isFinite(startS) || startS < 0)
      throw invalid("chapters", "A chapter begins at a second of the recording.", "out_of_range");
    return { startS, title: requireLine("chapters", title, { min: 1, max: MAX_TITLE }) };
  });
  return titled.sort((a, b) => a.startS - b.startS);
}

/**
 * Deletes a recording here and at the provider. What clips have been made of it stays, unless `clips` says otherwise:
 * those that are not cut yet are cut first.
 */
export async function retire(
  ctx: MutationCtx,
  recording: Recording,
  why: "expired" | "deleted" | "lost",
  clips: "keep" | "delete",
): Promise<void> {
  const { state, videoUid, _id } = recording;
  if (state.kind === "gone") return;
  if (state.kind === "recording" || state.kind === "processing") throw recordingErrors.stillMade();
  await save(ctx, recording, {
    state: { kind: "gone", why, at: Date.now() },
    title: "",
    chapters: [],
    highlights: [],
    spans: [],
  });
  await dropTask(ctx, { kind: "highlights", recordingId: _id });
  if (clips === "delete") await removeClipsOf(ctx, _id);
  if (videoUid !== null) await putTask(ctx, { kind: "remove", videoUid, after: _id }, 0);
}

/** The provider has removed the video by itself, to make room. Its agent and its owner are told. */
export async function lose(ctx: MutationCtx, recording: Recording): Promise<void> {
  if (recording.state.kind !== "ready") return;
  const { _id, tenantId, agentId, title } = recording;
  await retire(ctx, recording, "lost", "keep");
  await recordEvent(ctx, {
    kind: "recording.lost",
    tenantId,
    actor: { kind: "provider" },
    subject: { kind: "recording", id: _id },
    audience: [agentId],
  });
  const { ownerAccountId } = await getAgent(ctx, agentId);
  if (!ownerAccountId) return;
  await notify(ctx, {
    ...{ to: ownerAccountId, kind: "recording.lost", subjectId: _id, agentId },
    ...{ words: title, path: `/recordings/${_id}` },
  });
}

/** Retires a batch of recordings that have been kept long enough; answers whether there may be more. */
export async function sweepExpired(ctx: MutationCtx): Promise<boolean> {
  const expired = await ctx.db
    .query("recordings")
    .withIndex("by_expiresAt", (q) => q.gt("expiresAt", 0).lte("expiresAt", Date.now()))
    .take(SWEPT);
  for (const recording of expired) await retire(ctx, recording, "expired", "keep");
  return expired.length === SWEPT;
}
const SWEPT = 50;

/** Writes a change together with what follows from it: whether it is listed, and when it ends. */
async function save(ctx: MutationCtx, recording: Recording, change: Partial<Recording>): Promise<void> {
  const next = { ...recording, ...change };
  const { state, visibility, retentionDays } = next;
  const isDone = state.kind === "ready" || state.kind === "failed";
  await ctx.db.patch(recording._id, {
    ...change,
    isListed: visibility === "public" && (state.kind === "ready" || state.kind === "processing"),
    isGone: state.kind === "gone",
    expiresAt: isDone && retentionDays !== null ? state.endedAt + retentionDays * DAY_MS : null,
  });
}

export async function findOfBroadcast(
  ctx: QueryCtx,
  broadcastId: Id<"broadcasts">,
): Promise<Recording | null> {
  return await ctx.db
    .query("recordings")
    .withIndex("by_broadcast", (q) => q.eq("broadcastId", broadcastId))
    .unique();
}

export async function findByVideo(ctx: QueryCtx, videoUid: string): Promise<Recording | null> {
  return await ctx.db
    .query("recordings")
    .withIndex("by_videoUid", (q) => q.eq("videoUid", videoUid))
    .first();
}

/** The recording, for whoever asks; null when it is not there for them. One that is gone is still known to be so. */
export async function findFor(
  ctx: QueryCtx,
  id: string,
  principal: Principal | null,
): Promise<Recording | null> {
  const recordingId = ctx.db.normalizeId("recordings", id);
  const recording = recordingId && (await ctx.db.get(recordingId));
  const stream = recording && (await findStreamOf(ctx, recording));
  if (!recording || !stream) return null;
  const isOpen = visibilityNow(recording, stream) !== "private";
  return isOpen || (await isInsider(ctx, stream, principal)) ? recording : null;
}

/** The stream that something was made of; null when it is deleted, or its agent is, and nobody sees what remains. */
export async function findStreamOf(
  ctx: QueryCtx,
  { agentId, streamId }: Pick<Recording, "agentId" | "streamId">,
): Promise<Doc<"streams"> | null> {
  const stream = await ctx.db.get(streamId);
  return stream && !stream.deletedAt && !isDeleted(await getAgent(ctx, agentId)) ? stream : null;
}

/** Whether the stream that something was made of is this caller's: its agent's, or the agent's owner's. */
export async function isTheirs(
  ctx: QueryCtx,
  { agentId, streamId }: Pick<Recording, "agentId" | "streamId">,
  principal: Principal | null,
): Promise<boolean> {
  if (principal === null) return false;
  if (principal.kind === "stream") return principal.streamId === streamId;
  if (principal.kind === "agent") return principal.agentId === agentId;
  return (await getAgent(ctx, agentId)).ownerAccountId === principal.accountId;
}

/** A recording that is still there, or the refusal that says where it went. */
export function requireThere(recording: Recording): Recording {
  if (recording.state.kind !== "gone") return recording;
  throw recordingErrors[recording.state.why]();
}
