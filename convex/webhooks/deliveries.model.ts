import type { Infer } from "convex/values";
import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { stayAlive } from "./courier.model";
import { disableFailing } from "./disabling.model";
import { findLane, getLane, plan, restsUntilAfter } from "./lanes.model";
import { isBringing } from "./listing.model";
import { type Packed, pack } from "./packing.model";
import { pauseAfter } from "./retries.model";
import type { vAttempt, vParcel } from "./schema";
import { webhookErrors } from "./webhooks.errors";

type Parcel = Infer<typeof vParcel>;
export type Attempt = Infer<typeof vAttempt>;
type Delivery = Doc<"webhookDeliveries">;

/** So many calls to one receiver at a time while it is well, and one while it is not. */
const AT_ONCE = 4;
/** An attempt takes ten seconds at most; a courier who is away for longer has got lost. */
const CLAIM_MS = 25_000;
/** Whoever takes longer than this to answer is not waited for where others are prompt. */
export const SLOW_MS = 2000;
/** Old attempts make room for new ones when something is sent again by hand, again and again. */
const KEPT_ATTEMPTS = 20;

/** Puts something on its way to a webhook. */
export async function enqueue(
  ctx: MutationCtx,
  webhookId: Id<"webhooks">,
  parcel: Parcel,
  at = Date.now(),
): Promise<Id<"webhookDeliveries">> {
  const state = { kind: "due" as const, at };
  const id = await ctx.db.insert("webhookDeliveries", { webhookId, parcel, state, tries: 0, attempts: [] });
  await plan(ctx, await getLane(ctx, webhookId), at);
  return id;
}

/**
 * Sends something again, under its old id: what arrived, what was given up, or at once what would have waited for its
 * next attempt. The lane need not rest for that: somebody has reason to believe that the receiver is well.
 */
export async function redeliver(
  ctx: MutationCtx,
  { _id, webhookId, parcel, state, tries }: Delivery,
): Promise<void> {
  const at = Date.now();
  if (state.kind === "due" && state.at <= at) throw webhookErrors.onItsWay();
  if (parcel.kind === "event" && !(await ctx.db.get(parcel.eventId))) throw webhookErrors.eventGone();
  await ctx.db.patch(_id, { state: { kind: "due", at }, tries: state.kind === "due" ? tries : 0 });
  const lane = await getLane(ctx, webhookId);
  await ctx.db.patch(lane._id, { restsUntil: 0 });
  await plan(ctx, { ...lane, restsUntil: 0 }, at);
}

/** A lane that a courier has taken, with what to bring there. */
export interface Load {
  laneId: Id<"webhookLanes">;
  claim: number;
  /** Whether the receiver failed lately, or was slow. */
  isUnwell: boolean;
  packed: Packed[];
}

/**
 * Takes lanes on which something is due, as many as there is room for; those that fail or are slow have a room of their
 * own, so that nobody prompt waits for them. Null for a courier that no longer counts. What
 * is taken stays due, so that it is brought by another one if this one gets lost: twice perhaps, never not at all.
 */
export async function claimLoads(
  ctx: MutationCtx,
  number: number,
  room: { well: number; unwell: number },
): Promise<Load[] | null> {
  if (!(await stayAlive(ctx, number))) return null;
  const now = Date.now();
  // Looked for apart: the many that fail, and have waited for longer, would hide the others.
  const well = await ctx.db
    .query("webhookLanes")
    .withIndex("by_failures_slow_nextAt", (q) =>
      q.eq("failures", 0).eq("slow", undefined).gt("nextAt", 0).lte("nextAt", now),
    )
    .take(room.well);
  const longest = await ctx.db
    .query("webhookLanes")
    .withIndex("by_nextAt", (q) => q.gt("nextAt", 0).lte("nextAt", now))
    .take(room.well + room.unwell);
  const unwell = longest.filter(isUnwell).slice(0, room.unwell);
  const loads: Load[] = [];
  for (const lane of [...well, ...unwell]) {
    const packed = await packFor(ctx, lane, now);
    if (packed.length === 0) {
      await leave(ctx, lane, {});
      continue;
    }
    const claim = { number: lane.claims + 1, until: now + CLAIM_MS };
    await ctx.db.patch(lane._id, { claim, claims: claim.number, nextAt: claim.until });
    loads.push({ laneId: lane._id, claim: claim.number, isUnwell: isUnwell(lane), packed });
  }
  return loads;
}

const isUnwell = ({ failures, slow }: Doc<"webhookLanes">): boolean => failures > 0 || slow === true;

async function packFor(ctx: MutationCtx, lane: Doc<"webhookLanes">, now: number): Promise<Packed[]> {
  const webhook = await ctx.db.get(lane.webhookId);
  if (!webhook || !(await isBringing(ctx, webhook))) return [];
  const due = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_webhook_state", (q) =>
      q.eq("webhookId", webhook._id).eq("state.kind", "due").lte("state.at", now),
    )
    .take(lane.failures === 0 ? AT_ONCE : 1);
  const packed: Packed[] = [];
  for (const delivery of due) {
    const one = await pack(ctx, webhook, delivery);
    if (one) packed.push(one);
  }
  return packed;
}

/**
 * What came of a load. A courier whose claim has ended is too late: somebody else is on the lane, and what it brought
 * will be brought again.
 */
export async function settleLoad(
  ctx: MutationCtx,
  load: { laneId: Id<"webhookLanes">; claim: number },
  results: { deliveryId: Id<"webhookDeliveries">; attempt: Attempt }[],
): Promise<void> {
  const lane = await ctx.db.get(load.laneId);
  if (lane?.claim?.number !== load.claim) return;
  const now = Date.now();
  let { failures, failingSince, lost } = lane;
  let isGone = false;
  for (const { deliveryId, attempt } of results) {
    const delivery = await ctx.db.get(deliveryId);
    if (delivery?.state.kind !== "due") continue;
    const tries = delivery.tries + 1;
    const attempts = [...delivery.attempts, attempt].slice(-KEPT_ATTEMPTS);
    const verdict = verdictOf(attempt);
    const pauseMs = verdict === "arrived" ? null : pauseAfter(tries);
    isGone ||= verdict === "gone";
    const state =
      verdict === "arrived"
        ? { kind: "delivered" as const, at: now }
        : pauseMs === null || verdict === "gone"
          ? { kind: "dead" as const, at: now }
          : { kind: "due" as const, at: now + pauseMs };
    await ctx.db.patch(deliveryId, { tries, attempts, state });
    failures = verdict === "arrived" ? 0 : failures + 1;
    failingSince = verdict === "arrived" ? null : (failingSince ?? now);
    lost = verdict === "arrived" ? 0 : lost + (state.kind === "dead" ? 1 : 0);
  }
  const slow = results.some(({ attempt }) => attempt.durationMs > SLOW_MS) ? (true as const) : undefined;
  await leave(ctx, lane, { failures, slow, failingSince, lost, restsUntil: restsUntilAfter(failures, now) });
  await disableFailing(ctx, lane.webhookId, { isGone, lost, failingSince });
}

type Verdict = "arrived" | "gone" | "failed";

function verdictOf({ outcome }: Attempt): Verdict {
  if (outcome.kind === "failed") return "failed";
  if (outcome.status >= 200 && outcome.status < 300) return "arrived";
  return outcome.status === 410 ? "gone" : "failed";
}

/** Nobody is on the lane any more; it is looked at again when the next thing is due there. */
async function leave(
  ctx: MutationCtx,
  lane: Doc<"webhookLanes">,
  facts: Partial<Pick<Doc<"webhookLanes">, "failures" | "slow" | "failingSince" | "lost" | "restsUntil">>,
): Promise<void> {
  await ctx.db.patch(lane._id, { ...facts, claim: null, nextAt: null });
  await look(ctx, lane.webhookId);
}

/** Sees what is due next on the lane of a webhook, if it brings anything. */
export async function look(ctx: MutationCtx, webhookId: Id<"webhooks">): Promise<void> {
  const lane = await findLane(ctx, webhookId);
  const webhook = await ctx.db.get(webhookId);
  if (!lane || !(await isBringing(ctx, webhook))) return;
  const next = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_webhook_state", (q) => q.eq("webhookId", webhookId).eq("state.kind", "due"))
    .first();
  if (next) await plan(ctx, lane, next.state.at);
}

const DAY_MS = 24 * 60 * 60_000;
const KEPT_MS = { delivered: 7 * DAY_MS, needless: 7 * DAY_MS, dead: 30 * DAY_MS };
const SWEPT = 200;

/** Removes a batch of what is old from the logs, and asks for the next one. */
export async function sweepDeliveries(ctx: MutationCtx): Promise<void> {
  let hasMore = false;
  for (const kind of ["delivered", "needless", "dead"] as const) {
    const old = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_state", (q) => q.eq("state.kind", kind).lt("state.at", Date.now() - KEPT_MS[kind]))
      .take(SWEPT);
    for (const { _id } of old) await ctx.db.delete(_id);
    hasMore ||= old.length === SWEPT;
  }
  if (hasMore) await ctx.scheduler.runAfter(0, internal.webhooks.deliveries.sweep, {});
}
