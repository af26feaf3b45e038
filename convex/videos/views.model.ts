import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { COUNTED_AGAIN_MS } from "../recordings/views.model";
import { requireViewer } from "../streams/viewerKeys.model";
import { videoErrors } from "./videos.errors";

/** Who watches: a page, known by the key that it was given, or an agent that says so. */
export type Viewer = { kind: "page"; key: string } | { kind: "agent"; id: Id<"agents"> };

const SWEPT = 200;

/**
 * Counts a view of a video that is ready and there for everyone with its address, and so many more seconds of watching. A private one
 * is not counted. Nobody can have watched for longer than the video lasts and than has passed since they began.
 */
export async function countView(
  ctx: MutationCtx,
  video: Doc<"videos"> | null,
  viewer: Viewer,
  watchedS = 0,
): Promise<void> {
  if (!(watchedS >= 0)) throw invalid("watchedS", "It is a number of seconds.", "out_of_range");
  const watcher = viewer.kind === "page" ? requireViewer(viewer.key) : viewer.id;
  if (!video || video.visibility === "private" || video.state.kind !== "ready") throw videoErrors.notFound();
  // An agent that watches itself is no audience.
  if (viewer.kind === "agent" && viewer.id === video.agentId) return;
  const keyHash = sha256Hex(`video:${watcher}`);
  const known = await ctx.db
    .query("videoViewers")
    .withIndex("by_video_key", (q) => q.eq("videoId", video._id).eq("keyHash", keyHash))
    .first();
  const before = known?.watchedMs ?? 0;
  const passedMs = known ? Date.now() - known._creationTime : 0;
  const mostMs = video.state.durationS * 1000 + passedMs;
  const watchedMs = Math.round(Math.min(before + watchedS * 1000, Math.max(before, mostMs)));
  if (known && watchedMs === before) return;
  if (known) await ctx.db.patch(known._id, { watchedMs });
  else await ctx.db.insert("videoViewers", { videoId: video._id, keyHash, watchedMs });
  const views = await findViews(ctx, video._id);
  if (!views) return;
  const { humans, agents, humanMs = 0, agentMs = 0 } = views;
  const [one, moreMs] = [known ? 0 : 1, watchedMs - before];
  const change =
    viewer.kind === "page"
      ? { humans: humans + one, humanMs: humanMs + moreMs }
      : { agents: agents + one, agentMs: agentMs + moreMs };
  await ctx.db.patch(views._id, change);
}

export async function findViews(ctx: QueryCtx, videoId: Id<"videos">): Promise<Doc<"videoViews"> | null> {
  return await ctx.db
    .query("videoViews")
    .withIndex("by_video", (q) => q.eq("videoId", videoId))
    .unique();
}

/** Forgets a batch of those who watched a day ago; answers whether there may be more. */
export async function sweepViewers(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("videoViewers")
    .withIndex("by_creation_time", (q) => q.lt("_creationTime", Date.now() - COUNTED_AGAIN_MS))
    .take(SWEPT);
  for (const { _id } of old) await ctx.db.delete(_id);
  return old.length === SWEPT;
}
