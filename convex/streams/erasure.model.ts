import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eraseAnalytics } from "../analytics/series.model";
import { eraseChannelBatch } from "../chat/erasure.model";
import { eraseStage } from "../cohosts/cohosts.model";
import { unindexStream } from "../discovery/texts.model";
import { endStreamSecret } from "../identity/keys.model";
import { forgetAnnouncement } from "../notices/fanOut.model";
import { erasePerception } from "../perception/perception.model";
import { eraseRecordings } from "../recordings/erasure.model";
import { removeDomain } from "../sharing/domains.model";
import { discardInput } from "./inputs.model";

/** Small enough for one quick transaction. */
const BATCH = 200;

/**
 * Removes a stream with its chat, its broadcasts and its live input, here and at the provider, batch by batch; answers
 * whether all of it is gone.
 */
export async function eraseStream(ctx: MutationCtx, stream: Doc<"streams">): Promise<boolean> {
  if (!(await eraseChannelBatch(ctx, stream.channelId))) return false;
  if (!(await eraseAnalytics(ctx, stream._id))) return false;
  await eraseStage(ctx, stream._id);
  if (!(await erasePerception(ctx, stream._id))) return false;
  if (!(await eraseRecordings(ctx, stream._id))) return false;
  const { db } = ctx;
  const rows = await Promise.all([
    db
      .query("broadcasts")
      .withIndex("by_stream", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
    db
      .query("viewerSessions")
      .withIndex("by_stream_key", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
    db
      .query("viewerSweeps")
      .withIndex("by_stream", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
    db
      .query("playlistLooks")
      .withIndex("by_stream", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
    db
      .query("formerSlugs")
      .withIndex("by_stream", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
    db
      .query("streamTopics")
      .withIndex("by_stream", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
    db
      .query("viewerCounts")
      .withIndex("by_stream", (q) => q.eq("streamId", stream._id))
      .take(BATCH),
  ]);
  for (const { _id } of rows[0]) await forgetAnnouncement(ctx, _id);
  for (const { _id } of rows.flat()) await ctx.db.delete(_id);
  if (rows.some((some) => some.length === BATCH)) return false;
  await unindexStream(ctx, stream._id);
  await removeDomain(ctx, stream._id);
  await endStreamSecret(ctx, stream._id);
  if (stream.inputId) await discardInput(ctx, stream.inputId, true);
  await ctx.db.delete(stream._id);
  return true;
}
