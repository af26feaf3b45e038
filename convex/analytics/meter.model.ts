import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { readNextSeq } from "../chat/channels.model";
import { sha256Hex } from "../lib/hash";
import { followCountsOf } from "../social/followCounts.model";
import { countMinute } from "../usage/usage.model";
import { recordEnd, recordMinute, recordStart } from "./series.model";

/**
 * The meter of a broadcast. It holds how many watch and since when, so that the time they watch is the exact integral of their
 * number: a heartbeat costs it nothing, only coming and going does. A minute is closed by whatever comes first after its
 * end, a change in the audience or the tick, and in the transaction that closes it everything about it is written: that is
 * why a minute is counted once, however often somebody tries or is killed trying.
 */
export type Meter = Doc<"meters">;

export interface Watching {
  humans: number;
  agents: number;
}

export const MINUTE_MS = 60_000;

/** Minutes closed in one transaction. After an outage the next tick goes on. */
const MAX_CLOSED = 60;
const TICK_BATCH = 25;

/** Starts the meter of a broadcast that has just begun; those who wait for it watch from now on. */
export async function startMeter(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  broadcast: Doc<"broadcasts">,
  watching: Watching,
): Promise<void> {
  const { _id: broadcastId, streamId, startedAt } = broadcast;
  if (await findMeter(ctx, broadcastId)) return;
  await ctx.db.insert("meters", {
    broadcastId,
    streamId,
    tenantId: stream.tenantId,
    startedAt,
    nextMinute: 0,
    dueAt: startedAt + MINUTE_MS,
    until: null,
    pausedAt: null,
    watching,
    since: startedAt,
    onAirMs: 0,
    humanMs: 0,
    agentMs: 0,
    peak: watching.humans + watching.agents,
    unique: { humans: 0, agents: 0 },
    firstSeq: await readNextSeq(ctx, stream.channelId),
    followers: (await followCountsOf(ctx, stream.agentId)).followers,
  });
  await recordStart(ctx, { broadcastId, streamId, agentId: stream.agentId, startedAt });
}

/** Says how many watch a stream from now on. Off air there is nothing to count. */
export async function noteAudience(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  watching: Watching,
): Promise<void> {
  const found = await ctx.db
    .query("meters")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .order("desc")
    .first();
  if (!found || found.until !== null) return;
  const now = Date.now();
  const meter = accrue(await closeMinutes(ctx, found, now), now);
  const peak = Math.max(meter.peak, watching.humans + watching.agents);
  await ctx.db.replace(meter._id, { ...meter, watching, peak });
}

/** Counts a visitor of the running broadcast, once. `visitor` is any word that is theirs alone. */
export async function noteVisitor(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  kind: keyof Watching,
  visitor: string,
): Promise<void> {
  const meter = await ctx.db
    .query("meters")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .order("desc")
    .first();
  if (!meter || meter.until !== null) return;
  const hash = sha256Hex(`${meter.broadcastId}:${kind}:${visitor}`);
  const known = await ctx.db
    .query("audienceMembers")
    .withIndex("by_broadcast_hash", (q) => q.eq("broadcastId", meter.broadcastId).eq("hash", hash))
    .first();
  if (known) return;
  await ctx.db.insert("audienceMembers", { broadcastId: meter.broadcastId, hash });
  const unique = { ...meter.unique, [kind]: meter.unique[kind] + 1 };
  await ctx.db.patch(meter._id, { unique });
}

/** The encoder is away since `at`: nothing is delivered, and no minute counts, until it is back. */
export async function pauseMeter(ctx: MutationCtx, broadcastId: Id<"broadcasts">, at: number): Promise<void> {
  const meter = await findMeter(ctx, broadcastId);
  if (!meter || meter.pausedAt !== null) return;
  const closed = accrue(await closeMinutes(ctx, meter, at), at);
  await ctx.db.replace(closed._id, { ...closed, pausedAt: Math.max(at, meter.startedAt) });
}

export async function resumeMeter(ctx: MutationCtx, broadcastId: Id<"broadcasts">): Promise<void> {
  const meter = await findMeter(ctx, broadcastId);
  if (!meter || meter.pausedAt === null) return;
  const now = Date.now();
  const closed = accrue(await closeMinutes(ctx, meter, now), now);
  await ctx.db.replace(closed._id, { ...closed, pausedAt: null });
}

/** Counts the last minute of a broadcast, which ended at `endedAt`, and forgets who watched it. */
export async function stopMeter(
  ctx: MutationCtx,
  broadcastId: Id<"broadcasts">,
  endedAt: number,
): Promise<void> {
  const meter = await findMeter(ctx, broadcastId);
  if (!meter || meter.until !== null) return;
  await advance(ctx, { ...meter, until: Math.max(endedAt, meter.startedAt) }, Date.now());
}

/** Closes the minutes that are over, of all that is on air; answers whether there may be more to do. */
export async function tick(ctx: MutationCtx): Promise<boolean> {
  const now = Date.now();
  const due = await ctx.db
    .query("meters")
    .withIndex("by_dueAt", (q) => q.lte("dueAt", now))
    .take(TICK_BATCH);
  for (const meter of due) await advance(ctx, meter, now);
  return due.length === TICK_BATCH;
}

async function advance(ctx: MutationCtx, meter: Meter, now: number): Promise<void> {
  const closed = await closeMinutes(ctx, meter, now);
  const isDone = closed.until !== null && startOfMinute(closed) >= closed.until;
  if (!isDone) return await ctx.db.replace(closed._id, closed);
  await ctx.db.delete(closed._id);
  const { broadcastId, until, unique } = closed;
  await recordEnd(ctx, broadcastId, unique, until);
  await ctx.scheduler.runAfter(0, internal.analytics.meter.forgetAudience, { broadcastId });
}

const startOfMinute = ({ startedAt, nextMinute }: Meter) => startedAt + nextMinute * MINUTE_MS;

/** Closes the minutes that are over by `now`, and the last one of a broadcast that has ended. Leaves the meter unwritten. */
async function closeMinutes(ctx: MutationCtx, meter: Meter, now: number): Promise<Meter> {
  let current = meter;
  for (let closed = 0; closed < MAX_CLOSED; closed++) {
    const end = Math.min(startOfMinute(current) + MINUTE_MS, current.until ?? Number.POSITIVE_INFINITY);
    if (end > now || startOfMinute(current) >= end) break;
    current = await closeMinute(ctx, current, end);
  }
  return { ...current, dueAt: startOfMinute(current) + MINUTE_MS };
}

async function closeMinute(ctx: MutationCtx, meter: Meter, end: number): Promise<Meter> {
  const { broadcastId, streamId, tenantId, nextMinute: minute } = meter;
  const at = startOfMinute(meter);
  const { onAirMs, humanMs, agentMs, peak, since } = accrue(meter, end);
  const stream = await ctx.db.get(streamId);
  const nextSeq = stream ? await seqAt(ctx, stream.channelId, meter.firstSeq, end) : meter.firstSeq;
  const followers = stream ? (await followCountsOf(ctx, stream.agentId)).followers : meter.followers;
  // A minute in which the encoder was away from beginning to end is no minute of the broadcast.
  const wasOnAir = meter.pausedAt === null || meter.pausedAt > at;
  if (stream && wasOnAir) {
    const happened = { messages: nextSeq - meter.firstSeq, followers: followers - meter.followers };
    const counted = { onAirMs, humanMs, agentMs, peak, ...happened };
    await recordMinute(ctx, { broadcastId, streamId, minute, at, ...counted }, meter.unique);
    await countMinute(ctx, { tenantId, stream, broadcastId, at, deliveredMs: humanMs + agentMs });
  }
  const next = { nextMinute: minute + 1, firstSeq: nextSeq, followers, since };
  const { humans, agents } = meter.watching;
  return { ...meter, ...next, onAirMs: 0, humanMs: 0, agentMs: 0, peak: humans + agents };
}

/** Counts the time since the last count. Nobody watches a picture that has stopped. */
function accrue(meter: Meter, now: number): Meter {
  const { humans, agents } = meter.watching;
  const until = Math.min(now, meter.pausedAt ?? now, meter.until ?? now);
  const ms = Math.max(0, until - meter.since);
  return {
    ...meter,
    since: Math.max(meter.since, now),
    onAirMs: meter.onAirMs + ms,
    humanMs: meter.humanMs + humans * ms,
    agentMs: meter.agentMs + agents * ms,
  };
}

/** The first message number at or after a moment: numbers and times rise together, so halving finds it in a few reads. */
async function seqAt(ctx: QueryCtx, channelId: Id<"channels">, from: number, at: number): Promise<number> {
  let [low, high] = [from, await readNextSeq(ctx, channelId)];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const message = await ctx.db
      .query("messages")
      .withIndex("by_channel_seq", (q) => q.eq("channelId", channelId).eq("seq", middle))
      .unique();
    if (message && message._creationTime < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

export async function findMeter(ctx: QueryCtx, broadcastId: Id<"broadcasts">): Promise<Meter | null> {
  return await ctx.db
    .query("meters")
    .withIndex("by_broadcast", (q) => q.eq("broadcastId", broadcastId))
    .unique();
}
