import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { findJob } from "./jobs.model";
import { removeElsewhere } from "./videos.model";
import { findViews } from "./views.model";

/** Each takes a handful of rows and tasks with it. */
const BATCH = 50;
/** The provider says a handful of things about each run. */
const MAX_CALLBACKS = 200;

/** Removes the videos of an agent, here and wherever they are, batch by batch; answers whether all of it is gone. */
export async function eraseVideos(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const videos = await ctx.db
    .query("videos")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(BATCH);
  for (const video of videos) {
    if (video.state.kind !== "gone") await removeElsewhere(ctx, video);
    const job = await findJob(ctx, video._id);
    const callbacks = job
      ? await ctx.db
          .query("providerCallbacks")
          .withIndex("by_job_hash", (q) => q.eq("jobId", job._id))
          .take(MAX_CALLBACKS)
      : [];
    for (const row of [...callbacks, job, await findViews(ctx, video._id), video])
      if (row) await ctx.db.delete(row._id);
  }
  return videos.length < BATCH;
}
