import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findClipByVideo } from "./clips.model";
import { findByVideo } from "./recordings.model";
import { putTask } from "./tasks.model";

/** So long an address that the provider was told is not told again. */
const FRESH_MS = 24 * 60 * 60_000;

async function findHook(ctx: QueryCtx): Promise<Doc<"videoHooks"> | null> {
  return await ctx.db.query("videoHooks").first();
}

export async function isFresh(ctx: QueryCtx, notificationUrl: string): Promise<boolean> {
  const hook = await findHook(ctx);
  return hook?.notificationUrl === notificationUrl && hook.renewedAt > Date.now() - FRESH_MS;
}

export async function keepSecret(
  ctx: MutationCtx,
  given: { notificationUrl: string; secret: string },
): Promise<void> {
  const row = { ...given, renewedAt: Date.now() };
  const known = await findHook(ctx);
  if (known) await ctx.db.patch(known._id, row);
  else await ctx.db.insert("videoHooks", row);
}

export async function readSecret(ctx: QueryCtx): Promise<string | null> {
  return (await findHook(ctx))?.secret ?? null;
}

/**
 * Looks at a video of which the provider has told. What the message says beyond that is not believed: the look will tell,
 * so an old or repeated message can do no harm.
 */
export async function hear(
  ctx: MutationCtx,
  { videoUid, inputUid }: { videoUid: string; inputUid: string | null },
): Promise<boolean> {
  const recording = (await findByVideo(ctx, videoUid)) ?? (await findUnnamed(ctx, inputUid));
  if (recording?.state.kind === "processing") {
    await putTask(ctx, { kind: "follow", recordingId: recording._id }, 0);
    return true;
  }
  const clip = await findClipByVideo(ctx, videoUid);
  if (clip?.state.kind === "cutting") {
    await putTask(ctx, { kind: "cut", clipId: clip._id }, 0);
    return true;
  }
  // What is ready already is still there, or it was removed to make room.
  if (recording?.state.kind !== "ready" && clip?.state.kind !== "ready") return false;
  await putTask(ctx, { kind: "check", videoUid }, 0);
  return true;
}

/** The newest recording of an input whose video we have not been told. */
async function findUnnamed(ctx: QueryCtx, inputUid: string | null): Promise<Doc<"recordings"> | null> {
  if (inputUid === null) return null;
  return await ctx.db
    .query("recordings")
    .withIndex("by_input", (q) => q.eq("inputUid", inputUid).eq("videoUid", null))
    .order("desc")
    .first();
}
