import type { MutationCtx } from "../_generated/server";
import { sha256Hex } from "../lib/hash";
import { requireViewer } from "../streams/viewerKeys.model";
import { requireClipThere } from "./clips.model";
import { clipErrors } from "./recordings.errors";

/** A page that comes back within a day is no other viewer. */
export const COUNTED_AGAIN_MS = 24 * 60 * 60_000;
const SWEPT = 200;

/** Counts a view of a clip that is there for everyone with its address. A private one is not counted. */
export async function noteView(ctx: MutationCtx, given: string, viewerKey: string): Promise<void> {
  const viewer = requireViewer(viewerKey);
  const clipId = ctx.db.normalizeId("clips", given);
  const clip = clipId && (await ctx.db.get(clipId));
  if (!clip || clip.visibility === "private") throw clipErrors.notFound();
  requireClipThere(clip);
  const keyHash = sha256Hex(`clip:${viewer}`);
  const seen = await ctx.db
    .query("clipViewers")
    .withIndex("by_clip_key", (q) => q.eq("clipId", clip._id).eq("keyHash", keyHash))
    .first();
  if (seen) return;
  await ctx.db.insert("clipViewers", { clipId: clip._id, keyHash });
  const views = await ctx.db
    .query("clipViews")
    .withIndex("by_clip", (q) => q.eq("clipId", clip._id))
    .unique();
  if (views) await ctx.db.patch(views._id, { count: views.count + 1 });
}

/** Forgets a batch of those who watched a day ago; answers whether there may be more. */
export async function sweepViewers(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("clipViewers")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - COUNTED_AGAIN_MS))
    .take(SWEPT);
  for (const { _id } of old) await ctx.db.delete(_id);
  return old.length === SWEPT;
}
