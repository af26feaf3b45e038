import type { Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findByUid, isHidden, playedAs } from "../videos/hiding.model";
import { type Clip, findClipByVideo } from "./clips.model";
import { findByVideo, findStreamOf, type Recording, visibilityNow } from "./recordings.model";
import { putTask } from "./tasks.model";

/**
 * Whether the provider asks for a token to play a video follows from who what it shows is there for: nobody without one
 * while that is private, or while the agent is deleted. It is worked out when the provider is told, so that it does not
 * matter in which order changes get there.
 */
export async function isVideoPrivate(ctx: QueryCtx, videoUid: string): Promise<boolean> {
  const recording = await findByVideo(ctx, videoUid);
  if (recording) return await isRecordingPrivate(ctx, recording);
  const clip = await findClipByVideo(ctx, videoUid);
  if (clip) return await isClipPrivate(ctx, clip);
  const video = await findByUid(ctx, videoUid);
  return video !== null && (await isHidden(ctx, video));
}

export async function isRecordingPrivate(ctx: QueryCtx, recording: Recording): Promise<boolean> {
  const stream = await findStreamOf(ctx, recording);
  return stream === null || visibilityNow(recording, stream) === "private";
}

export async function isClipPrivate(ctx: QueryCtx, clip: Clip): Promise<boolean> {
  return clip.visibility === "private" || (await findStreamOf(ctx, clip)) === null;
}

/** Videos whose protection one transaction orders. */
const BATCH = 50;

/** What there is of an agent is walked through: its recordings, the clips of its streams, and its videos. */
export type Walk = { of: "recordings" | "clips" | "videos"; cursor: string | null };

/**
 * Has the provider treat a batch of an agent's videos as its coming or going demands. Answers where the next batch begins,
 * or null when that was the last.
 */
export async function protectAgentsVideos(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  { of, cursor }: Walk,
): Promise<Walk | null> {
  const { page, isDone, continueCursor } = await ctx.db
    .query(of)
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .paginate({ cursor, numItems: BATCH });
  for (const row of page) {
    const videoUid = "videoUid" in row ? row.videoUid : "code" in row ? playedAs(row) : uidOf(row);
    if (videoUid !== null) await putTask(ctx, { kind: "protect", videoUid }, 0);
  }
  if (!isDone) return { of, cursor: continueCursor };
  const next = { recordings: "clips", clips: "videos", videos: null } as const;
  return next[of] && { of: next[of], cursor: null };
}

const uidOf = ({ state }: Clip) =>
  state.kind === "ready" || state.kind === "cutting" ? state.videoUid : null;
