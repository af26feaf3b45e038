import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { connect, disconnect, findRunning } from "./broadcasts.model";
import { countViewers } from "./viewers.model";

/** While a stream is on air, or waits to be again. */
const LOOK_EVERY_MS = 10_000;
/** While somebody watches a stream that is off air, because it may begin. */
const WATCHED_EVERY_MS = 30_000;
/** A playlist that has not moved for so long is not on air, whatever it says. */
const STALLED_MS = 60_000;
/** One look that fails may be the network's fault. */
const FAILURES_FORGIVEN = 1;
/** Whoever says that a stream begins is given so long. */
export const ANNOUNCED_MS = 2 * 60_000;
/** A look this late was lost with its schedule. */
const LOST_LOOK_MS = 60_000;

/** What a look has found: a position that changes while the encoder goes on, or why nothing can be played. */
export const vFinding = v.union(
  v.object({ kind: v.literal("position"), position: v.string() }),
  v.object({ kind: v.literal("nothing"), why: v.string() }),
);
export type Finding = Infer<typeof vFinding>;

/**
 * Has the playlist of a stream that is published elsewhere looked at, unless a look is pending already. From then on it is
 * looked at for so long, and as long as the stream is on air or somebody watches, and no longer.
 */
export async function askForLook(ctx: MutationCtx, stream: Doc<"streams">, forMs = 0): Promise<void> {
  if (!stream.byo || stream.disabledAt || stream.deletedAt) return;
  const now = Date.now();
  const until = now + forMs;
  const pending = await findLook(ctx, stream._id);
  if (pending && pending.dueAt > now - LOST_LOOK_MS) {
    if (forMs > 0) await ctx.db.patch(pending._id, { until });
    return;
  }
  if (pending) await ctx.db.delete(pending._id);
  const facts = { streamId: stream._id, position: null, movedAt: now, until, failures: 0 };
  await schedule(ctx, stream.byo.playbackUrl, facts, now);
}

/** Draws the consequences of a look, and orders the next one if there is to be one. */
export async function settleLook(
  ctx: MutationCtx,
  lookId: Id<"playlistLooks">,
  finding: Finding,
): Promise<void> {
  const look = await ctx.db.get(lookId);
  if (!look) return; // Another was ordered since this one counted as lost.
  await ctx.db.delete(lookId);
  const stream = await ctx.db.get(look.streamId);
  if (!stream?.byo || stream.disabledAt || stream.deletedAt) return;
  const next = await follow(ctx, stream, look, finding);
  const wait = await waitUntilNext(ctx, look);
  if (wait !== null) await schedule(ctx, stream.byo.playbackUrl, next, Date.now() + wait);
}

type LookFacts = Omit<Doc<"playlistLooks">, "_id" | "_creationTime" | "dueAt">;

async function follow(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  { streamId, position, movedAt, until, failures }: LookFacts,
  finding: Finding,
): Promise<LookFacts> {
  const now = Date.now();
  const system = { kind: "system" as const };
  const hasMoved = finding.kind === "position" && finding.position !== position;
  if (hasMoved || (finding.kind === "position" && now - movedAt < STALLED_MS)) {
    // The first position proves nothing: a playlist that somebody left lying about has one, too.
    if (hasMoved && position !== null) await connect(ctx, stream, now, system);
    return { streamId, position: finding.position, movedAt: hasMoved ? now : movedAt, until, failures: 0 };
  }
  const code = finding.kind === "nothing" ? finding.why : "playlist_ended";
  if (failures >= FAILURES_FORGIVEN || code === "playlist_ended") {
    await ctx.db.patch(streamId, { lastError: { code, at: now } });
    await disconnect(ctx, stream, now, system);
  }
  return { streamId, position, movedAt, until, failures: failures + 1 };
}

async function waitUntilNext(ctx: QueryCtx, { streamId, until }: LookFacts): Promise<number | null> {
  const stream = await ctx.db.get(streamId);
  if (until > Date.now() || (stream && (await findRunning(ctx, stream)))) return LOOK_EVERY_MS;
  const { humans, agents } = await countViewers(ctx, streamId);
  return humans + agents > 0 ? WATCHED_EVERY_MS : null;
}

async function schedule(ctx: MutationCtx, url: string, facts: LookFacts, dueAt: number): Promise<void> {
  const lookId = await ctx.db.insert("playlistLooks", { ...facts, dueAt });
  await ctx.scheduler.runAt(dueAt, internal.streams.playlistFetch.look, { lookId, url });
}

async function findLook(ctx: QueryCtx, streamId: Id<"streams">): Promise<Doc<"playlistLooks"> | null> {
  return await ctx.db
    .query("playlistLooks")
    .withIndex("by_stream", (q) => q.eq("streamId", streamId))
    .first();
}
