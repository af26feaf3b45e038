import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import type { Watching } from "./meter.model";

/** What meters have counted: by the minute for a broadcast, by the hour for a stream, and each broadcast as a whole. */

const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;

/** How long minutes and hours are kept. Whole broadcasts stay as long as their stream. */
export const MINUTES_KEPT_MS = 90 * DAY_MS;
export const HOURS_KEPT_MS = 400 * DAY_MS;
const TRIM_BATCH = 500;
const ERASE_BATCH = 200;

type MinuteRow = Omit<Doc<"broadcastMinutes">, "_id" | "_creationTime">;
export type Counted = Pick<MinuteRow, "onAirMs" | "humanMs" | "agentMs" | "peak" | "messages" | "followers">;

export const NOTHING: Counted = { onAirMs: 0, humanMs: 0, agentMs: 0, peak: 0, messages: 0, followers: 0 };

/** Two stretches as one: time and happenings add up, of peaks the higher one counts. */
export function together(a: Counted, b: Counted): Counted {
  return {
    onAirMs: a.onAirMs + b.onAirMs,
    humanMs: a.humanMs + b.humanMs,
    agentMs: a.agentMs + b.agentMs,
    peak: Math.max(a.peak, b.peak),
    messages: a.messages + b.messages,
    followers: a.followers + b.followers,
  };
}

export async function recordStart(
  ctx: MutationCtx,
  facts: Pick<Doc<"broadcastStats">, "broadcastId" | "streamId" | "agentId" | "startedAt">,
): Promise<void> {
  const unique = { humans: 0, agents: 0 };
  await ctx.db.insert("broadcastStats", { ...facts, endedAt: null, ingestMinutes: 0, unique, ...NOTHING });
}

/** Writes a minute, and adds it to its hour and its broadcast. A minute that is there already is an error of the meter. */
export async function recordMinute(ctx: MutationCtx, row: MinuteRow, unique: Watching): Promise<void> {
  const { broadcastId, streamId, minute, at, ...counted } = row;
  const twin = await ctx.db
    .query("broadcastMinutes")
    .withIndex("by_broadcast_minute", (q) => q.eq("broadcastId", broadcastId).eq("minute", minute))
    .unique();
  if (twin) throw new Error(`Minute ${minute} of broadcast ${broadcastId} was to be counted twice.`);
  await ctx.db.insert("broadcastMinutes", row);

  const hourAt = Math.floor(at / HOUR_MS) * HOUR_MS;
  const hour = await ctx.db
    .query("streamHours")
    .withIndex("by_stream_at", (q) => q.eq("streamId", streamId).eq("at", hourAt))
    .unique();
  if (hour) {
    await ctx.db.patch(hour._id, { ingestMinutes: hour.ingestMinutes + 1, ...together(hour, counted) });
  } else {
    await ctx.db.insert("streamHours", { streamId, at: hourAt, ingestMinutes: 1, ...counted });
  }
  const stats = await findStats(ctx, broadcastId);
  if (!stats) return;
  const ingestMinutes = stats.ingestMinutes + 1;
  await ctx.db.patch(stats._id, { ingestMinutes, unique, ...together(stats, counted) });
}

/** Writes what is only known at the end of a broadcast. */
export async function recordEnd(
  ctx: MutationCtx,
  broadcastId: Id<"broadcasts">,
  unique: Watching,
  endedAt: number | null,
): Promise<void> {
  const stats = await findStats(ctx, broadcastId);
  if (stats) await ctx.db.patch(stats._id, { unique, endedAt });
}

/** Somebody has made a clip of a broadcast. */
export async function countClip(ctx: MutationCtx, broadcastId: Id<"broadcasts">): Promise<void> {
  const stats = await findStats(ctx, broadcastId);
  if (stats) await ctx.db.patch(stats._id, { clips: (stats.clips ?? 0) + 1 });
}

export async function findStats(
  ctx: QueryCtx,
  broadcastId: Id<"broadcasts">,
): Promise<Doc<"broadcastStats"> | null> {
  return await ctx.db
    .query("broadcastStats")
    .withIndex("by_broadcast", (q) => q.eq("broadcastId", broadcastId))
    .unique();
}

/** The broadcasts of a stream that began within a stretch of time, the latest first. */
export async function listStats(
  ctx: QueryCtx,
  streamId: Id<"streams">,
  { from, to }: Stretch,
  limit: number,
): Promise<Doc<"broadcastStats">[]> {
  return await ctx.db
    .query("broadcastStats")
    .withIndex("by_stream_startedAt", (q) =>
      q.eq("streamId", streamId).gte("startedAt", from).lt("startedAt", to),
    )
    .order("desc")
    .take(limit);
}

/** More minutes than a broadcast of a day has. */
const MAX_MINUTES = 1500;

/** The minutes of one broadcast, in order: the latest day of it, should it be longer. */
export async function minutesOf(
  ctx: QueryCtx,
  broadcastId: Id<"broadcasts">,
): Promise<Doc<"broadcastMinutes">[]> {
  const rows = await ctx.db
    .query("broadcastMinutes")
    .withIndex("by_broadcast_minute", (q) => q.eq("broadcastId", broadcastId))
    .order("desc")
    .take(MAX_MINUTES);
  return rows.reverse();
}

export interface Stretch {
  from: number;
  to: number;
}

export type Bucket = "minute" | "hour" | "day";
export interface Point extends Counted {
  at: number;
  ingestMinutes: number;
}

/** How far apart the ends of a stretch may be, so that reading it stays one quick transaction. */
export const LONGEST: Record<Bucket, number> = { minute: DAY_MS, hour: 31 * DAY_MS, day: 92 * DAY_MS };

/** What was counted of a stream between two moments. Stretches in which it was off air have no point. */
export async function readSeries(
  ctx: QueryCtx,
  streamId: Id<"streams">,
  { from, to }: Stretch,
  bucket: Bucket,
): Promise<Point[]> {
  if (!(to > from)) throw invalid("to", "It is later than `from`.", "out_of_range");
  if (to - from > LONGEST[bucket]) {
    const days = LONGEST[bucket] / DAY_MS;
    throw invalid("from", `By the ${bucket} there are at most ${days} days in one answer.`, "out_of_range");
  }
  if (bucket === "minute") {
    const rows = await ctx.db
      .query("broadcastMinutes")
      .withIndex("by_stream_at", (q) => q.eq("streamId", streamId).gte("at", from).lt("at", to))
      .take(MAX_MINUTES);
    return rows.map((row) => ({ at: row.at, ingestMinutes: 1, ...together(row, NOTHING) }));
  }
  const rows = await ctx.db
    .query("streamHours")
    .withIndex("by_stream_at", (q) => q.eq("streamId", streamId).gte("at", from).lt("at", to))
    .take(LONGEST.day / HOUR_MS);
  return bucket === "hour" ? rows.map((row) => pointOf(row, row.at)) : byDay(rows);
}

const pointOf = (row: Doc<"streamHours">, at: number): Point => ({
  at,
  ingestMinutes: row.ingestMinutes,
  ...together(row, NOTHING),
});

function byDay(rows: readonly Doc<"streamHours">[]): Point[] {
  const days = new Map<number, Point>();
  for (const row of rows) {
    const at = Math.floor(row.at / DAY_MS) * DAY_MS;
    const day = days.get(at);
    if (!day) days.set(at, pointOf(row, at));
    else days.set(at, { at, ingestMinutes: day.ingestMinutes + row.ingestMinutes, ...together(day, row) });
  }
  return [...days.values()];
}

/** Removes a batch of minutes and hours past their time; answers whether there may be more. */
export async function trimSeries(ctx: MutationCtx): Promise<boolean> {
  const now = Date.now();
  const minutes = await ctx.db
    .query("broadcastMinutes")
    .withIndex("by_at", (q) => q.lt("at", now - MINUTES_KEPT_MS))
    .take(TRIM_BATCH);
  const hours = await ctx.db
    .query("streamHours")
    .withIndex("by_at", (q) => q.lt("at", now - HOURS_KEPT_MS))
    .take(TRIM_BATCH);
  for (const { _id } of [...minutes, ...hours]) await ctx.db.delete(_id);
  return minutes.length === TRIM_BATCH || hours.length === TRIM_BATCH;
}

/** Removes who has watched a broadcast, batch by batch; answers whether there may be more. */
export async function forgetAudience(ctx: MutationCtx, broadcastId: Id<"broadcasts">): Promise<boolean> {
  const members = await ctx.db
    .query("audienceMembers")
    .withIndex("by_broadcast_hash", (q) => q.eq("broadcastId", broadcastId))
    .take(ERASE_BATCH);
  for (const { _id } of members) await ctx.db.delete(_id);
  return members.length === ERASE_BATCH;
}

/** Removes everything that was counted of a stream, batch by batch; answers whether all of it is gone. */
export async function eraseAnalytics(ctx: MutationCtx, streamId: Id<"streams">): Promise<boolean> {
  const { db } = ctx;
  const running = await db
    .query("meters")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .take(10);
  for (const { _id, broadcastId } of running) {
    if (await forgetAudience(ctx, broadcastId)) return false;
    await db.delete(_id);
  }
  const rows = await Promise.all([
    db
      .query("broadcastMinutes")
      .withIndex("by_stream_at", (q) => q.eq("streamId", streamId))
      .take(ERASE_BATCH),
    db
      .query("streamHours")
      .withIndex("by_stream_at", (q) => q.eq("streamId", streamId))
      .take(ERASE_BATCH),
    db
      .query("broadcastStats")
      .withIndex("by_stream_startedAt", (q) => q.eq("streamId", streamId))
      .take(ERASE_BATCH),
  ]);
  for (const { _id } of rows.flat()) await db.delete(_id);
  return rows.every((some) => some.length < ERASE_BATCH);
}
