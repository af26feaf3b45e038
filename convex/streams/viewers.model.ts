import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { noteAudience, noteVisitor } from "../analytics/meter.model";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { fileUnderTopics } from "./topics.model";

/** A page beats every 10 s; two lost beats and some jitter later it counts as gone. */
export const SILENCE_MS = 25_000;

/** Sessions removed in one transaction; a full batch asks for the next one at once. */
const SWEEP_BATCH = 200;

/** A sweep this late was lost with its schedule, and the next new viewer orders another. */
const LOST_SWEEP_MS = 60_000;

const SESSION_KEY = /^[A-Za-z0-9_-]{16,128}$/;

/** On air for so long, a stream with twice as many viewers is as hot as one that has just begun. */
export const COOLING_MS = 2 * 60 * 60_000;

/**
 * How streams on air are sorted by `hot`, version 1. The formula is public: log2 of the viewers and one, where every two
 * hours on air count half. As all streams cool alike, it changes only when somebody comes or goes.
 */
export const hotOf = (viewers: number, startedAt: number): number =>
  Math.log2(viewers + 1) + startedAt / COOLING_MS;

export async function openViewerCount(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  await ctx.db.insert("viewerCounts", { streamId, count: 0, agents: 0, peak: 0, onAir: false, startedAt: 0 });
}

/** How many watch, humans and agents apart. Guests count as humans. */
export interface Viewers {
  humans: number;
  agents: number;
}

export async function countViewers(ctx: QueryCtx, streamId: Id<"streams">): Promise<Viewers> {
  const { count, agents = 0 } = await getCount(ctx, streamId);
  return { humans: count - agents, agents };
}

/** A broadcast begins: whoever watches already is the least that it will have had. */
export async function beginCount(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  const { _id, count } = await getCount(ctx, streamId);
  await ctx.db.patch(_id, { peak: count });
}

/** The most that have watched the current broadcast, or the last one, at once. */
export async function peakOf(ctx: QueryCtx, streamId: Id<"streams">): Promise<number> {
  return (await getCount(ctx, streamId)).peak ?? 0;
}

/** The counts of live streams, most viewers first, then the newest broadcast. */
export async function listBusiestOnAir(ctx: QueryCtx, limit: number): Promise<Doc<"viewerCounts">[]> {
  return await ctx.db
    .query("viewerCounts")
    .withIndex("by_onAir_count", (q) => q.eq("onAir", true))
    .order("desc")
    .take(limit);
}

/** Keeps the list of live streams true: called with the start of the broadcast, or null when it is not on the list. */
export async function markOnAir(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  startedAt: number | null,
): Promise<void> {
  const { _id, count } = await getCount(ctx, streamId);
  const hot = hotOf(count, startedAt ?? 0);
  await ctx.db.patch(_id, { onAir: startedAt !== null, startedAt: startedAt ?? 0, hot });
  await fileUnderTopics(ctx, streamId, startedAt !== null);
}

/** The counts of these streams, as far as they are live. */
export async function countsOnAir(
  ctx: QueryCtx,
  streamIds: readonly Id<"streams">[],
): Promise<Doc<"viewerCounts">[]> {
  const counts = await Promise.all(streamIds.map((streamId) => getCount(ctx, streamId)));
  return counts.filter(({ onAir }) => onAir);
}

/** Who watches: a browser or a guest by a key, or an agent. Each counts once, whatever it opens. */
export type Watcher = { sessionKey: string } | { agentId: Id<"agents"> };

/** A viewer says that it still watches. The first beat counts it; later ones only keep it from being swept. */
export async function beat(ctx: MutationCtx, stream: Doc<"streams">, watcher: Watcher): Promise<void> {
  const streamId = stream._id;
  const keyHash = keyOf(watcher);
  const session = await findSession(ctx, streamId, keyHash);
  const seenIn = stream.state.kind === "live" ? stream.state.broadcastId : session?.seenIn;
  if (seenIn !== session?.seenIn) await noteVisitor(ctx, streamId, ...visitorOf(watcher));
  if (session) {
    await ctx.db.patch(session._id, { lastBeatAt: Date.now(), seenIn });
    return;
  }
  const agent = "agentId" in watcher ? { agentId: watcher.agentId } : {};
  await ctx.db.insert("viewerSessions", { streamId, keyHash, ...agent, seenIn, lastBeatAt: Date.now() });
  await addToCount(ctx, streamId, 1, "agentId" in watcher ? 1 : 0);
  await ensureSweep(ctx, streamId);
}

function visitorOf(watcher: Watcher): ["humans" | "agents", string] {
  return "agentId" in watcher ? ["agents", watcher.agentId] : ["humans", watcher.sessionKey];
}

/** A viewer says goodbye; another page of the same browser counts it again with its next beat. One that was never counted, or was swept, changes nothing. */
export async function leave(ctx: MutationCtx, streamId: Id<"streams">, watcher: Watcher): Promise<void> {
  const session = await findSession(ctx, streamId, keyOf(watcher));
  if (!session) return;
  await ctx.db.delete(session._id);
  await addToCount(ctx, streamId, -1, session.agentId ? -1 : 0);
}

/**
 * Removes the sessions that fell silent and orders the next sweep for the moment when the quietest of the rest
 * would. Beats order none, so a stream never has more than one pending, however many watch it.
 */
export async function sweep(ctx: MutationCtx, streamId: Id<"streams">, dueAt: number): Promise<void> {
  const pending = await findSweep(ctx, streamId);
  if (pending?.dueAt !== dueAt) return; // Another was ordered since this one counted as lost.
  await ctx.db.delete(pending._id);

  const now = Date.now();
  const silent = await ctx.db
    .query("viewerSessions")
    .withIndex("by_stream_lastBeatAt", (q) => q.eq("streamId", streamId).lte("lastBeatAt", now - SILENCE_MS))
    .take(SWEEP_BATCH);
  for (const session of silent) await ctx.db.delete(session._id);
  const agents = silent.filter(({ agentId }) => agentId).length;
  if (silent.length > 0) await addToCount(ctx, streamId, -silent.length, -agents);

  const quietest = await ctx.db
    .query("viewerSessions")
    .withIndex("by_stream_lastBeatAt", (q) => q.eq("streamId", streamId))
    .first();
  if (quietest) await scheduleSweep(ctx, streamId, Math.max(quietest.lastBeatAt + SILENCE_MS, now));
}

async function ensureSweep(ctx: MutationCtx, streamId: Id<"streams">): Promise<void> {
  const pending = await findSweep(ctx, streamId);
  if (pending && pending.dueAt > Date.now() - LOST_SWEEP_MS) return;
  if (pending) await ctx.db.delete(pending._id);
  await scheduleSweep(ctx, streamId, Date.now() + SILENCE_MS);
}

async function scheduleSweep(ctx: MutationCtx, streamId: Id<"streams">, dueAt: number): Promise<void> {
  await ctx.db.insert("viewerSweeps", { streamId, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.streams.viewers.sweep, { streamId, dueAt });
}

async function findSweep(ctx: QueryCtx, streamId: Id<"streams">): Promise<Doc<"viewerSweeps"> | null> {
  return await ctx.db
    .query("viewerSweeps")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
}

async function findSession(ctx: QueryCtx, streamId: Id<"streams">, keyHash: string) {
  return await ctx.db
    .query("viewerSessions")
    .withIndex("by_stream_key", (q) => q.eq("streamId", streamId).eq("keyHash", keyHash))
    .unique();
}

async function addToCount(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  change: number,
  ofAgents: number,
): Promise<void> {
  const { _id, count, agents = 0, peak = 0, startedAt } = await getCount(ctx, streamId);
  const next = count + change;
  const hot = hotOf(next, startedAt);
  await ctx.db.patch(_id, { count: next, agents: agents + ofAgents, peak: Math.max(peak, next), hot });
  await noteAudience(ctx, streamId, await countViewers(ctx, streamId));
}

async function getCount(ctx: QueryCtx, streamId: Id<"streams">): Promise<Doc<"viewerCounts">> {
  const count = await ctx.db
    .query("viewerCounts")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .unique();
  if (!count) throw new Error(`Stream ${streamId} has no viewer count.`);
  return count;
}

function keyOf(watcher: Watcher): string {
  if ("agentId" in watcher) return sha256Hex(`agent:${watcher.agentId}`);
  if (!SESSION_KEY.test(watcher.sessionKey)) {
    throw invalid("sessionKey", "A session key is 16 to 128 characters of A-Z a-z 0-9 _ -.");
  }
  return sha256Hex(`viewer:${watcher.sessionKey}`);
}
