import type { PaginationOptions } from "convex/server";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import type { HeardKind } from "../events/catalogue.model";
import { type Actor, type EventFacts, recordEvent } from "../events/events.model";
import { type PageArgs, pageAlong } from "../lib/pages";
import {
  onBroadcastEnded,
  onBroadcastInterrupted,
  onBroadcastResumed,
  onBroadcastStarted,
  refusalToStart,
} from "./broadcasts.effects";
import type { DegradedCause } from "./health.values";
import { tellHealth } from "./healthTelling.model";
import { closeInput, findByUid, isClosed } from "./inputs.model";
import { settingsOf } from "./settings.model";
import { streamErrors } from "./streams.errors";
import type { EndedBy } from "./streams.values";
import { beginCount, markOnAir, peakOf } from "./viewers.model";

/** On top of the reconnect window: what the provider needs to notice the encoder, and the first retries of a webhook. */
export const RECONNECT_SLACK_MS = 5_000;

const SYSTEM: Actor = { kind: "system" };

/** What the provider has noticed about one encoder. */
export type News =
  | { kind: "connected" }
  | { kind: "disconnected" }
  | { kind: "errored"; code: string } // It cannot take what the encoder sends, and has dropped it.
  | { kind: "degraded"; cause: DegradedCause }
  | { kind: "recovered" };

/** The provider's word on one encoder, said at `at` by the provider's clock. */
export interface Signal {
  inputUid: string;
  news: News;
  at: number;
}

export type Outcome =
  | "started"
  | "resumed"
  | "interrupted"
  | "degraded"
  | "recovered"
  | "refused"
  | "noted"
  | "ignored";

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
  const { news } = signal;
  switch (news.kind) {
    case "connected":
      return isClosed(input) ? "refused" : await connect(ctx, stream, at, actor);
    case "disconnected":
      return await disconnect(ctx, stream, at, actor);
    case "errored": {
      await ctx.db.patch(stream._id, { lastError: { code: news.code, at } });
      const outcome = await disconnect(ctx, stream, at, actor);
      return outcome === "ignored" ? "noted" : outcome;
    }
    case "degraded":
      return await degrade(ctx, stream, { cause: news.cause, since: at }, actor);
    case "recovered":
      return await degrade(ctx, stream, null, actor);
  }
}

/** A stream's picture can be played: its encoder is there, or its own address has a playlist that moves. */
export async function connect(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  at: number,
  actor: Actor,
): Promise<Outcome> {
  if (stream.state.kind === "live") return "ignored";
  const refusal = await refusalToStart(ctx, stream);
  if (refusal) {
    await ctx.db.patch(stream._id, { lastError: { code: refusal, at } });
    await cutEncoder(ctx, stream);
    return "refused";
  }
  const last = await findLatest(ctx, stream._id);
  if (last?.state.kind === "interrupted" && at - last.state.interruptedAt <= heldMs(stream)) {
    const live = { state: { kind: "live" as const } };
    await ctx.db.patch(last._id, live);
    const onAir = await goOnAir(ctx, stream, last);
    await recordEvent(ctx, broadcastEvent("broadcast.resumed", stream, last._id, actor));
    await onBroadcastResumed(ctx, onAir, { ...last, ...live });
    return "resumed";
  }
  if (last?.state.kind === "interrupted") {
    await finish(ctx, stream, last, { at: last.state.interruptedAt, by: "encoder" }, actor);
  }
  const broadcastId = await ctx.db.insert("broadcasts", {
    ...{ streamId: stream._id, startedAt: at, state: { kind: "live" as const } },
    ...{ inputUid: stream.inputUid, videoUid: null, peakViewers: 0, endedBy: null },
  });
  const broadcast = (await ctx.db.get(broadcastId))!;
  await beginCount(ctx, stream._id);
  const onAir = await goOnAir(ctx, stream, broadcast);
  await recordEvent(ctx, broadcastEvent("broadcast.started", stream, broadcastId, actor));
  await onBroadcastStarted(ctx, onAir, broadcast);
  return "started";
}

/** Nothing can be played any more. For a while the broadcast waits for its encoder to come back. */
export async function disconnect(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  at: number,
  actor: Actor,
): Promise<Outcome> {
  if (stream.state.kind !== "live") return "ignored";
  const { broadcastId } = stream.state;
  const windowMs = settingsOf(stream).reconnectWindowS * 1000;
  await ctx.db.patch(broadcastId, { state: { kind: "interrupted", interruptedAt: at } });
  const holding = { broadcastId, until: at + windowMs };
  const offline = { state: { kind: "offline" as const, lastLiveAt: at, holding }, degraded: null };
  await ctx.db.patch(stream._id, offline);
  await markOnAir(ctx, stream._id, null);
  await recordEvent(ctx, broadcastEvent("broadcast.interrupted", stream, broadcastId, actor));
  const broadcast = await ctx.db.get(broadcastId);
  if (broadcast) await onBroadcastInterrupted(ctx, { ...stream, ...offline }, broadcast);
  const check = { broadcastId, interruptedAt: at };
  const wait = windowMs === 0 ? 0 : heldMs(stream);
  await ctx.scheduler.runAfter(wait, internal.streams.broadcasts.endIfStillInterrupted, check);
  return "interrupted";
}

/** What is wrong with a stream that is on air, or null when it is well again. Off air there is nothing to say. */
async function degrade(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  degraded: { cause: DegradedCause; since: number } | null,
  actor: Actor,
): Promise<Outcome> {
  if (stream.state.kind !== "live" || stream.degraded?.cause === degraded?.cause) return "ignored";
  await ctx.db.patch(stream._id, { degraded });
  await tellHealth(ctx, stream._id, actor);
  return degraded ? "degraded" : "recovered";
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
  // A broadcast ended when the encoder was last seen, not when we gave up waiting for it.
  if (stream) await finish(ctx, stream, broadcast, { at: interruptedAt, by: "encoder" }, SYSTEM);
}

/**
 * Ends what a stream has on air or waits to resume, and cuts its encoder off. Answers the broadcast, or null when there
 * was none.
 */
export async function endBroadcast(
  ctx: MutationCtx,
  streamId: Id<"streams">,
  endedBy: EndedBy,
  actor: Actor = SYSTEM,
): Promise<Id<"broadcasts"> | null> {
  const stream = await ctx.db.get(streamId);
  const running = stream && (await findRunning(ctx, stream));
  if (!stream || !running) return null;
  await cutEncoder(ctx, stream);
  const at = running.state.kind === "interrupted" ? running.state.interruptedAt : Date.now();
  await finish(ctx, stream, running, { at, by: endedBy }, actor);
  return running._id;
}

/** Cuts the encoder of a stream off, and keeps it out for a moment, so that one that tries again does not just go on. */
export async function cutEncoder(ctx: MutationCtx, { inputId }: Doc<"streams">): Promise<void> {
  if (inputId) await closeInput(ctx, inputId);
}

/** The broadcast that a stream has on air or waits to resume. */
export async function findRunning(
  ctx: QueryCtx,
  { state }: Doc<"streams">,
): Promise<Doc<"broadcasts"> | null> {
  const id =
    state.kind === "live" ? state.broadcastId : state.kind === "offline" && state.holding?.broadcastId;
  return id ? await ctx.db.get(id) : null;
}

async function finish(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  broadcast: Doc<"broadcasts">,
  { at, by }: { at: number; by: EndedBy },
  actor: Actor,
): Promise<void> {
  const ended = {
    state: { kind: "ended" as const, endedAt: at },
    endedBy: by,
    peakViewers: await peakOf(ctx, stream._id),
  };
  const offline = { state: { kind: "offline" as const, lastLiveAt: at }, degraded: null };
  await ctx.db.patch(broadcast._id, ended);
  await ctx.db.patch(stream._id, offline);
  await markOnAir(ctx, stream._id, null);
  await recordEvent(ctx, broadcastEvent("broadcast.ended", stream, broadcast._id, actor));
  await onBroadcastEnded(ctx, { ...stream, ...offline }, { ...broadcast, ...ended });
}

async function goOnAir(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { _id: broadcastId, startedAt }: Doc<"broadcasts">,
): Promise<Doc<"streams">> {
  const healthTold = { cause: null, at: stream.healthTold?.at ?? [] };
  const onAir = {
    state: { kind: "live" as const, broadcastId, startedAt },
    ...{ degraded: null, healthTold, lastError: null },
  };
  await ctx.db.patch(stream._id, onAir);
  const isListed = settingsOf(stream).visibility === "public";
  await markOnAir(ctx, stream._id, isListed ? startedAt : null);
  return { ...stream, ...onAir };
}

const heldMs = (stream: Doc<"streams">) => settingsOf(stream).reconnectWindowS * 1000 + RECONNECT_SLACK_MS;

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

/** When a stream was on air, the latest first. */
export const listOf = (ctx: QueryCtx, streamId: Id<"streams">, page: PageArgs) =>
  pageAlong(
    ctx.db
      .query("broadcasts")
      .withIndex("by_stream", (q) => q.eq("streamId", streamId))
      .order("desc"),
    page,
  );

/** Which video the provider makes of a broadcast, once that is known. */
export async function noteVideo(
  ctx: MutationCtx,
  broadcastId: Id<"broadcasts">,
  videoUid: string,
): Promise<void> {
  if (await ctx.db.get(broadcastId)) await ctx.db.patch(broadcastId, { videoUid });
}

/** A broadcast of this stream by its id. */
export async function getOf(
  ctx: QueryCtx,
  streamId: Id<"streams">,
  broadcastId: string,
): Promise<Doc<"broadcasts">> {
  const id = ctx.db.normalizeId("broadcasts", broadcastId);
  const broadcast = id && (await ctx.db.get(id));
  if (broadcast?.streamId !== streamId) throw streamErrors.noBroadcast();
  return broadcast;
}

/** A page of inputs whose broadcast is in this state, and of streams that are published elsewhere. */
export async function pageOnAir(
  ctx: QueryCtx,
  kind: "live" | "interrupted",
  paginationOpts: PaginationOptions,
): Promise<{ inputUids: string[]; elsewhere: Id<"streams">[]; next: string | null }> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("broadcasts")
    .withIndex("by_state", (q) => q.eq("state.kind", kind))
    .paginate(paginationOpts);
  const streams = await Promise.all(page.map(({ streamId }) => ctx.db.get(streamId)));
  const inputUids = streams.flatMap((stream) => (stream?.inputUid ? [stream.inputUid] : []));
  const elsewhere = streams.flatMap((stream) => (stream?.byo ? [stream._id] : []));
  return { inputUids, elsewhere, next: isDone ? null : continueCursor };
}
