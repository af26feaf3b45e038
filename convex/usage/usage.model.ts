import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { getAgent } from "../agents/agents.model";
import { recordEvent } from "../events/events.model";
import { notify } from "../notices/notices.model";
import { charactersIn } from "../speech/characters.model";
import { endOf, monthOf, startOf } from "./months";
import { type Plan, type PlanName, planOf, WARNING_SHARE } from "./plans";
import { costMicroUsd } from "./prices";
import { usageErrors } from "./usage.errors";
import { readVideoQuota, videosIn } from "./videos.model";

/** A tenant has a few streams; those it has deleted in the same month count as well. */
const MAX_ROWS = 200;
const DAY_MS = 24 * 60 * 60_000;
const MINUTE_MS = 60_000;

export async function planNameOf(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<PlanName> {
  return (await findPlan(ctx, tenantId))?.plan ?? "free";
}

export async function planOfTenant(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Plan> {
  return planOf(await planNameOf(ctx, tenantId));
}

/** Puts a tenant on a plan, from this moment on. What it has used in this month stays used. */
export async function setPlan(ctx: MutationCtx, tenantId: Id<"tenants">, plan: PlanName): Promise<void> {
  const known = await findPlan(ctx, tenantId);
  if (known?.plan === plan) return;
  if (known) await ctx.db.patch(known._id, { plan, since: Date.now() });
  else await ctx.db.insert("tenantPlans", { tenantId, plan, since: Date.now() });
  const notice = await findNotice(ctx, tenantId);
  if (notice) await ctx.db.delete(notice._id);
}

export interface Publishing {
  allowed: boolean;
  /** Why not, for people. */
  reason: string | null;
  /** When it is allowed again. */
  until: number | null;
}

/** Whether a tenant may go on air. Asked when an encoder connects, and by whatever prepares for it. */
export async function mayPublish(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  now = Date.now(),
): Promise<Publishing> {
  const { ingestMinutes: limit } = await planOfTenant(ctx, tenantId);
  if (limit === null) return { allowed: true, reason: null, until: null };
  const month = monthOf(now);
  const { ingestMinutes } = await usedIn(ctx, tenantId, month);
  if (ingestMinutes < limit) return { allowed: true, reason: null, until: null };
  const hours = Math.round(limit / 6) / 10;
  const reason = `The ${hours} ${hours === 1 ? "hour" : "hours"} on air of this month are used up. They begin anew on the first.`;
  return { allowed: false, reason, until: endOf(month) };
}

/** Refuses a tenant that may not go on air. */
export async function requireHours(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<void> {
  const { allowed, until } = await mayPublish(ctx, tenantId);
  if (!allowed) throw usageErrors.quotaExceeded({ retryAfterMs: (until ?? 0) - Date.now() });
}

export interface ClosedMinute {
  tenantId: Id<"tenants">;
  stream: Doc<"streams">;
  broadcastId: Id<"broadcasts">;
  /** When the minute began. */
  at: number;
  deliveredMs: number;
}

/**
 * Counts a minute that a meter has closed. Call it in the transaction that closes the minute: then each is counted once. At four
 * fifths of the limit the agent and its owner are told; a broadcast that goes past it is cut after the grace of the plan.
 */
export async function countMinute(ctx: MutationCtx, minute: ClosedMinute): Promise<void> {
  const { tenantId, stream, at, deliveredMs } = minute;
  const month = monthOf(at);
  const row = await ctx.db
    .query("usageMonths")
    .withIndex("by_stream_month", (q) => q.eq("streamId", stream._id).eq("month", month))
    .unique();
  if (row) {
    const { ingestMinutes, deliveredMs: before } = row;
    await ctx.db.patch(row._id, { ingestMinutes: ingestMinutes + 1, deliveredMs: before + deliveredMs });
  } else {
    const facts = { tenantId, streamId: stream._id, month, ingestMinutes: 1, deliveredMs };
    await ctx.db.insert("usageMonths", facts);
  }
  await watchQuota(ctx, minute, month);
}

async function watchQuota(ctx: MutationCtx, { tenantId, stream, broadcastId }: ClosedMinute, month: string) {
  const { ingestMinutes: limit, graceMinutes } = await planOfTenant(ctx, tenantId);
  if (limit === null) return;
  const { ingestMinutes } = await usedIn(ctx, tenantId, month);
  if (ingestMinutes < limit * WARNING_SHARE) return;
  const found = await findNotice(ctx, tenantId);
  const known = found?.month === month ? found : null;
  const isUsedUp = ingestMinutes >= limit;
  const usedUpAt = known?.usedUpAt ?? (isUsedUp ? Date.now() : null);
  if (!known) {
    if (found) await ctx.db.delete(found._id);
    const subjectId = await ctx.db.insert("quotaNotices", { tenantId, month, usedUpAt });
    await recordEvent(ctx, {
      kind: "quota.warning",
      tenantId,
      actor: { kind: "system" },
      subject: { kind: "stream", id: stream._id },
      audience: [stream.agentId],
    });
    await warnOwner(ctx, stream, subjectId);
  } else if (known.usedUpAt !== usedUpAt) {
    await ctx.db.patch(known._id, { usedUpAt });
  }
  if (usedUpAt !== null && Date.now() - usedUpAt >= graceMinutes * MINUTE_MS) {
    // By schedule: ending a broadcast closes the meter that is just being read.
    await ctx.scheduler.runAfter(0, internal.usage.usage.cut, { streamId: stream._id, broadcastId });
  }
}

/** A tenant is the home of one agent, so its owner is the agent's. */
async function warnOwner(ctx: MutationCtx, { agentId, slug }: Doc<"streams">, subjectId: string) {
  const { ownerAccountId } = await getAgent(ctx, agentId);
  if (!ownerAccountId) return;
  const words = "Four fifths of this month’s hours on air are used.";
  const path = `/console/streams/${slug}`;
  await notify(ctx, { to: ownerAccountId, kind: "quota.warning", subjectId, agentId, words, path });
}

export interface Used {
  ingestMinutes: number;
  deliveredMs: number;
}

export async function usedIn(ctx: QueryCtx, tenantId: Id<"tenants">, month: string): Promise<Used> {
  return sum(await rowsOf(ctx, tenantId, month));
}

const sum = (rows: readonly Used[]): Used => ({
  ingestMinutes: rows.reduce((total, row) => total + row.ingestMinutes, 0),
  deliveredMs: rows.reduce((total, row) => total + row.deliveredMs, 0),
});

export interface Usage {
  plan: PlanName;
  month: string;
  resetsAt: number;
  limitMinutes: number | null;
  fairUseMinutes: number | null;
  spokenCharacters: number;
  used: Used & { costMicroUsd: number };
  projected: Used & { costMicroUsd: number };
  publishing: Publishing;
  videos: { limit: number | null; used: number; made: number; durationMs: number };
  streams: (Used & { slug: string | null; costMicroUsd: number })[];
}

/** What a tenant has used in the running month, and what it will have used at its end when it goes on like this. */
export async function readUsage(ctx: QueryCtx, tenantId: Id<"tenants">, now: number): Promise<Usage> {
  const month = monthOf(now);
  const plan = await planNameOf(ctx, tenantId);
  const { ingestMinutes: limitMinutes, fairUseMinutes } = planOf(plan);
  const rows = await rowsOf(ctx, tenantId, month);
  const { limit, used: counted } = await readVideoQuota(ctx, tenantId, now);
  const { videos, durationMs } = await videosIn(ctx, tenantId, month);
  const used = sum(rows);
  const projected = project(used, month, now);
  const streams = await Promise.all(
    rows.map(async ({ streamId, ingestMinutes, deliveredMs }) => {
      const stream = await ctx.db.get(streamId);
      return { slug: stream?.slug ?? null, ...priced({ ingestMinutes, deliveredMs }) };
    }),
  );
  return {
    plan,
    month,
    resetsAt: endOf(month),
    limitMinutes,
    fairUseMinutes,
    used: priced(used),
    projected: priced(projected),
    publishing: await mayPublish(ctx, tenantId, now),
    videos: { limit, used: counted, made: videos, durationMs },
    spokenCharacters: await charactersIn(ctx, tenantId, month),
    streams: streams.sort((a, b) => b.ingestMinutes - a.ingestMinutes),
  };
}

/** As much for each day to come as for each day so far. Of a month that has just begun, a whole day counts as past. */
export function project(used: Used, month: string, now: number): Used {
  const start = startOf(month);
  const share = Math.max(now - start, DAY_MS) / (endOf(month) - start);
  return {
    ingestMinutes: Math.max(used.ingestMinutes, Math.round(used.ingestMinutes / share)),
    deliveredMs: Math.max(used.deliveredMs, Math.round(used.deliveredMs / share)),
  };
}

const priced = (used: Used) => ({ ...used, costMicroUsd: costMicroUsd(used) });

async function rowsOf(ctx: QueryCtx, tenantId: Id<"tenants">, month: string): Promise<Doc<"usageMonths">[]> {
  return await ctx.db
    .query("usageMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId).eq("month", month))
    .take(MAX_ROWS);
}

async function findPlan(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Doc<"tenantPlans"> | null> {
  return await ctx.db
    .query("tenantPlans")
    .withIndex("by_tenant", (q) => q.eq("tenantId", tenantId))
    .unique();
}

async function findNotice(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<Doc<"quotaNotices"> | null> {
  return await ctx.db
    .query("quotaNotices")
    .withIndex("by_tenant", (q) => q.eq("tenantId", tenantId))
    .unique();
}

/** Removes what is known of a tenant's use, when its agent is erased; answers whether all of it is gone. */
export async function eraseUsage(ctx: MutationCtx, tenantId: Id<"tenants">): Promise<boolean> {
  const months = await ctx.db
    .query("usageMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId))
    .take(MAX_ROWS);
  const [plan, notice] = [await findPlan(ctx, tenantId), await findNotice(ctx, tenantId)];
  for (const row of [...months, plan, notice]) if (row) await ctx.db.delete(row._id);
  return months.length < MAX_ROWS;
}
