import { v } from "convex/values";
import { guardedQuery, signedInQuery } from "../lib/functions";
import { readAnalytics } from "./analytics.access";
import { marksOf, presentPoint, presentStats, vBroadcastStats, vMark, vPoint } from "./analytics.view";
import { findStats, listStats, minutesOf, readSeries } from "./series.model";

/** As many broadcasts as one answer tells of. */
const MAX_BROADCASTS = 100;

const vBucket = v.union(v.literal("minute"), v.literal("hour"), v.literal("day"));

/** What was counted of a stream between two moments, and the broadcasts that began in between. */
export const read = guardedQuery({
  policy: readAnalytics,
  args: { from: v.number(), to: v.number(), bucket: vBucket },
  returns: v.object({ points: v.array(vPoint), broadcasts: v.array(vBroadcastStats) }),
  handler: async (ctx, { from, to, bucket }) => {
    const streamId = ctx.subject.stream._id;
    const points = await readSeries(ctx, streamId, { from, to }, bucket);
    const broadcasts = await listStats(ctx, streamId, { from, to }, MAX_BROADCASTS);
    return { points: points.map(presentPoint), broadcasts: broadcasts.map(presentStats) };
  },
});

/** The last broadcasts of a stream, the running one among them, the latest first. Changes once a minute while on air. */
export const watchBroadcasts = signedInQuery({
  policy: readAnalytics,
  args: {},
  returns: v.array(vBroadcastStats),
  handler: async (ctx) => {
    const ever = { from: 0, to: Number.MAX_SAFE_INTEGER };
    return (await listStats(ctx, ctx.subject.stream._id, ever, 50)).map(presentStats);
  },
});

/** One broadcast of a stream by the minute, with what happened in it; null when it is not of this stream. */
export const watchBroadcast = signedInQuery({
  policy: readAnalytics,
  args: { broadcastId: v.string() },
  returns: v.union(
    v.object({ stats: vBroadcastStats, points: v.array(vPoint), marks: v.array(vMark) }),
    v.null(),
  ),
  handler: async (ctx, { broadcastId }) => {
    const id = ctx.db.normalizeId("broadcasts", broadcastId);
    const stats = id && (await findStats(ctx, id));
    if (stats?.streamId !== ctx.subject.stream._id) return null;
    const minutes = await minutesOf(ctx, stats.broadcastId);
    return {
      stats: presentStats(stats),
      points: minutes.map((row) => presentPoint({ ...row, ingestMinutes: 1 })),
      marks: await marksOf(ctx, stats),
    };
  },
});
