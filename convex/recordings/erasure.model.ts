import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eraseClip } from "./clips.model";
import { dropTask, putTask } from "./tasks.model";

/** Each takes a handful of rows and a task with it. */
const BATCH = 50;

/**
 * Removes the recordings and the clips of a stream, here and at the provider, batch by batch; answers whether all of it
 * is gone.
 */
export async function eraseRecordings(ctx: MutationCtx, streamId: Id<"streams">): Promise<boolean> {
  const clips = await ctx.db
    .query("clips")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .take(BATCH);
  for (const clip of clips) await eraseClip(ctx, clip);
  if (clips.length === BATCH) return false;
  const recordings = await ctx.db
    .query("recordings")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .take(BATCH);
  for (const { _id: recordingId, videoUid, isGone } of recordings) {
    await dropTask(ctx, { kind: "follow", recordingId });
    await dropTask(ctx, { kind: "highlights", recordingId });
    if (videoUid !== null && !isGone) await putTask(ctx, { kind: "remove", videoUid, after: null }, 0);
    await ctx.db.delete(recordingId);
  }
  return recordings.length < BATCH;
}

/** Removes a batch of the clips that somebody made; answers whether all of them are gone. */
export async function eraseClipsBy(
  ctx: MutationCtx,
  makerId: Id<"agents"> | Id<"accounts">,
): Promise<boolean> {
  const clips = await ctx.db
    .query("clips")
    .withIndex("by_maker", (q) => q.eq("maker.id", makerId))
    .take(BATCH);
  for (const clip of clips) await eraseClip(ctx, clip);
  return clips.length < BATCH;
}
