import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { endOf, monthOf } from "./months";
import { videosUsedUp } from "./usage.errors";
import { planOfTenant } from "./usage.model";
import type { vVideoUse } from "./usage.view";

/** Where there is no limit, so many are counted to be told. */
const COUNTED = 1000;

export interface VideoQuota {
  /** In a calendar month (UTC); null is no limit. */
  limit: number | null;
  /** Ready ones, those that are being made, and those that were called off too late; failed ones do not count. */
  used: number;
  resetsAt: number;
}

/** What is left of a tenant's videos in the running month. */
export async function readVideoQuota(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  now = Date.now(),
): Promise<VideoQuota> {
  const { videos: limit } = await planOfTenant(ctx, tenantId);
  const month = monthOf(now);
  const most = limit === null ? COUNTED : Math.max(limit, 1);
  const counted = await ctx.db
    .query("videos")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId).eq("month", month).eq("isCounted", true))
    .take(most);
  const calledOff = await ctx.db
    .query("calledOffVideos")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId).eq("month", month))
    .take(most);
  return { limit, used: Math.min(most, counted.length + calledOff.length), resetsAt: endOf(month) };
}

/** Refuses a tenant whose videos of this month are used up. Reads what the video will be part of, so that no two are the last. */
export async function requireVideo(ctx: MutationCtx, tenantId: Id<"tenants">): Promise<void> {
  const { limit, used, resetsAt } = await readVideoQuota(ctx, tenantId);
  if (limit !== null && used >= limit) throw videosUsedUp(limit, resetsAt);
}

/** Counts a video that has become ready. Call it in the transaction that makes it ready: then each is counted once. */
export async function countVideo(
  ctx: MutationCtx,
  { _id: videoId, tenantId, agentId, durationS }: Doc<"videos"> & { durationS: number },
): Promise<void> {
  const month = monthOf(Date.now());
  await ctx.db.insert("videoUsage", { tenantId, agentId, videoId, month, durationS });
  const row = await findMonth(ctx, tenantId, month);
  const durationMs = Math.round(durationS * 1000);
  if (row) {
    await ctx.db.patch(row._id, { videos: row.videos + 1, durationMs: row.durationMs + durationMs });
  } else {
    await ctx.db.insert("videoMonths", { tenantId, month, videos: 1, durationMs });
  }
}

/** Counts a video that is called off although its provider has, or may have, the order; the video itself counts no more. */
export async function countCalledOff(
  ctx: MutationCtx,
  { _id: videoId, tenantId, month }: Doc<"videos">,
): Promise<void> {
  await ctx.db.insert("calledOffVideos", { tenantId, videoId, month });
}

/** How many videos have become ready in a month, and how long they are all together. */
export async function videosIn(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  month: string,
): Promise<{ videos: number; durationMs: number }> {
  const row = await findMonth(ctx, tenantId, month);
  return { videos: row?.videos ?? 0, durationMs: row?.durationMs ?? 0 };
}

/** A tenant is some years old at most. */
const MAX_MONTHS = 600;

/** How many videos of a tenant have ever become ready. */
export async function videosEver(ctx: QueryCtx, tenantId: Id<"tenants">): Promise<number> {
  const months = await ctx.db
    .query("videoMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId))
    .take(MAX_MONTHS);
  return months.reduce((sum, { videos }) => sum + videos, 0);
}

/** The videos that were counted in a month, newest first. */
export async function listVideoUse(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  month: string,
  page: PageArgs,
): Promise<Page<Infer<typeof vVideoUse>>> {
  const rows = ctx.db
    .query("videoUsage")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId).eq("month", month));
  const { items, next } = await pageAlong(rows.order("desc"), page);
  return {
    items: items.map(({ videoId, _creationTime: at, durationS }) => ({ videoId, at, durationS, month })),
    next,
  };
}

async function findMonth(
  ctx: QueryCtx,
  tenantId: Id<"tenants">,
  month: string,
): Promise<Doc<"videoMonths"> | null> {
  return await ctx.db
    .query("videoMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId).eq("month", month))
    .unique();
}

const BATCH = 200;

/** Removes what was counted of a tenant's videos, batch by batch; answers whether all of it is gone. */
export async function eraseVideoUsage(ctx: MutationCtx, tenantId: Id<"tenants">): Promise<boolean> {
  const rows = await ctx.db
    .query("videoUsage")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId))
    .take(BATCH);
  const months = await ctx.db
    .query("videoMonths")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId))
    .take(BATCH);
  const calledOff = await ctx.db
    .query("calledOffVideos")
    .withIndex("by_tenant_month", (q) => q.eq("tenantId", tenantId))
    .take(BATCH);
  const all = [rows, months, calledOff];
  for (const { _id } of all.flat()) await ctx.db.delete(_id);
  return all.every(({ length }) => length < BATCH);
}
