import type { PaginationOptions } from "convex/server";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { HeardKind } from "../events/catalogue.model";
import { type Actor, type EventFacts, recordEvent } from "../events/events.model";
import { findByUid } from "./inputs.model";
import { markOnAir } from "./viewers.model";

/** An encoder that comes back within this time continues its broadcast; the page promises as much. */
export const RECONNECT_WINDOW_MS = 10_000;

/** On top of the window: what the provider needs to notice the encoder, and the first retries of a webhook. */
export const RECONNECT_SLACK_MS = 5_000;

const HELD_MS = RECONNECT_WINDOW_MS + RECONNECT_SLACK_MS;

/** The provider's word on one encoder: connected or gone, at `at` by the provider's clock. */
export interface Signal {
  inputUid: string;
  connected: boolean;
  at: number;
}

export type Outcome = "started" | "resumed" | "interrupted" | "ignored";

/**
 * Follows the encoder: connected starts a broadcast or resumes the one just interrupted, gone interrupts it.
 * Webhooks may be repeated, late or out of order, and the minutely check brings the same news again, so whatever
 * is older than the last signal, or already so, changes nothing.
 */
export async function applySignal(ctx: MutationCtx, signal: Signal, actor: Actor): Promise<Outcome> {
  const input = await findByUid(ctx, signal.inputUid);
  if (input?.state.kind !== "taken") return "ignored";
  // A clock that runs ahead at the provider must not make us deaf to what comes next.
  const at = Math.min(signal.at, Date.now());
  if (at < input.state.lastSignalAt) return "ignored";
  const stream = await ctx.db
    .query("streams")
    .withIndex("by_input", (q) => q.eq("inputId", input._id))
    .unique();
  if (!stream) return "ignored";
  await ctx.db.patch(input._id, { state: { ...input.state, lastSignalAt: at } });
  return signal.connected ? await connect(ctx, stream, at, actor) : await disconnect(ctx, stream, at, actor);
}

async function connect(ctx: MutationCtx, stream: Doc<"streams">, at: number, actor: Actor): Promise<Outcome> {
  if (stream.state.kind === "live") return "ignored";
  const last = await findLatest(ctx, stream._id);
  if (last?.state.kind === "interrupted" && at - last.state.interruptedAt <= HELD_MS) {
    await ctx.db.patch(last._id, { state: { kind: "live" } });
    await goOnAir(ctx, stream, last._id, last.startedAt);
    await recordEvent(ctx, broadcastEvent("broadcast.resumed", stream, last._id, actor));
    return "resumed";
  }
  if (last?.state.kind === "interrupted") await endInterrupted(ctx, stream, last, actor);
  const broadcastId = await ctx.db.insert("broadcasts", {
    streamId: stream._id,
    startedAt: at,
    state: { kind: "live" },
  });
  await goOnAir(ctx, stream, broadcastId, at);
  await recordEvent(ctx, broadcastEvent("broadcast.started", stream, broadcastId, actor));
  return "started";
}

async function disconnect(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  at: number,
  actor: Actor,
): Promise<Outcome> {
  if (stream.state.kind !== "live") return "ignored";
  const { broadcastId } = stream.state;
  await ctx.db.patch(broadcastId, { state: { kind: "interrupted", interruptedAt: at } });
  await ctx.db.patch(stream._id, { state: { kind: "offline", lastLiveAt: at } });
  await markOnAir(ctx, stream._id, null);
  await recordEvent(ctx, broadcastEvent("broadcast.interrupted", stream, broadcastId, actor));
  const check = { broadcastId, interruptedAt: at };
  await ctx.scheduler.runAfter(HELD_MS, internal.streams.broadcasts.endIfStillInterrupted, check);
  return "interrupted";
}

/** Ends a broadcast when the interruption that asked for this look is still the current one. */
export async function endIfStillInterrupted(
  ctx: MutationCtx,
  broadcastId: Id<"broadcasts">,
  interruptedAt: number,
): Promise<void> {
  const broadcast = await ctx.db.get(broadcastId);
  if (broadcast?.state.kind !== "interrupted" || broadcast.state.interruptedAt !== interruptedAt) return;
  const stream = await ctx.db.get(broadcast.streamId);
  if (stream) await endInterrupted(ctx, stream, broadcast, { kind: "system" });
}

/** A broadcast ended when the encoder was last seen, not when we gave up waiting for it. */
async function endInterrupted(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  broadcast: Doc<"broadcasts">,
  actor: Actor,
): Promise<void> {
  if (broadcast.state.kind !== "interrupted") return;
  await ctx.db.patch(broadcast._id, { state: { kind: "ended", endedAt: broadcast.state.interruptedAt } });
  await recordEvent(ctx, broadcastEvent("broadcast.ended", stream, broadcast._id, actor));
}

async function goOnAir(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  broadcastId: Id<"broadcasts">,
  startedAt: number,
): Promise<void> {
  await ctx.db.patch(stream._id, { state: { kind: "live", broadcastId, startedAt } });
  await markOnAir(ctx, stream._id, startedAt);
}

async function findLatest(ctx: MutationCtx, streamId: Id<"streams">): Promise<Doc<"broadcasts"> | null> {
  return await ctx.db
    .query("broadcasts")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .order("desc")
    .first();
}

function broadcastEvent(
  kind: Extract<HeardKind, `broadcast.${string}`>,
  stream: Doc<"streams">,
  broadcastId: Id<"broadcasts">,
  actor: Actor,
): EventFacts {
  const subject = { kind: "broadcast" as const, id: broadcastId };
  return { kind, tenantId: stream.tenantId, actor, subject, audience: [stream.agentId] };
}

/** A page of inputs whose broadcast is in this state, and the cursor of the next page. */
export async function pageOnAir(
  ctx: QueryCtx,
  kind: "live" | "interrupted",
  paginationOpts: PaginationOptions,
): Promise<{ inputUids: string[]; next: string | null }> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("broadcasts")
    .withIndex("by_state", (q) => q.eq("state.kind", kind))
    .paginate(paginationOpts);
  const streams = await Promise.all(page.map(({ streamId }) => ctx.db.get(streamId)));
  const inputUids = streams.flatMap((stream) => (stream ? [stream.inputUid] : []));
  return { inputUids, next: isDone ? null : continueCursor };
}
