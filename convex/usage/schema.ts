import { defineTable } from "convex/server";
import { v } from "convex/values";

export const vPlanName = v.union(v.literal("free"), v.literal("pro"));

export const usageTables = {
  // The plan of a tenant that has another than the free one. Written by the operator (`usage/plans:set`). Goes with the
  // tenant's agent.
  tenantPlans: defineTable({ tenantId: v.id("tenants"), plan: vPlanName, since: v.number() }).index(
    "by_tenant",
    ["tenantId"],
  ),

  // What one stream has used in one month (UTC, as `2026-11`). Written with each minute that a meter closes, in the same
  // transaction, and so exactly the sum of those. Goes with the tenant's agent, not with the stream: a deleted stream
  // has been on air all the same.
  usageMonths: defineTable({
    tenantId: v.id("tenants"),
    streamId: v.id("streams"),
    month: v.string(),
    ingestMinutes: v.number(),
    deliveredMs: v.number(),
  })
    .index("by_tenant_month", ["tenantId", "month"])
    .index("by_stream_month", ["streamId", "month"]),

  // A video that has become ready: exactly one row for each, in the month in which it did. Written in the transaction that makes
  // it ready. Goes with the tenant's agent, not with the video: a deleted one has been made all the same.
  videoUsage: defineTable({
    tenantId: v.id("tenants"),
    agentId: v.id("agents"),
    videoId: v.id("videos"),
    month: v.string(),
    durationS: v.number(),
  })
    .index("by_tenant_month", ["tenantId", "month"])
    .index("by_video", ["videoId"]),

  // The sums of those rows, so that reading a month does not read all of them. Goes with the tenant's agent.
  videoMonths: defineTable({
    tenantId: v.id("tenants"),
    month: v.string(),
    videos: v.number(),
    durationMs: v.number(),
  }).index("by_tenant_month", ["tenantId", "month"]),

  // A video that was called off when its order was out there already: it counts for the month as one that was made does, or a
  // provider could be kept at work for nothing. One row for each time. Goes with the tenant's agent.
  calledOffVideos: defineTable({
    tenantId: v.id("tenants"),
    videoId: v.id("videos"),
    month: v.string(),
  }).index("by_tenant_month", ["tenantId", "month"]),

  // How far a tenant has been told about its limit in one month. One row per tenant that came near; goes with its agent.
  quotaNotices: defineTable({
    tenantId: v.id("tenants"),
    month: v.string(),
    usedUpAt: v.union(v.number(), v.null()),
  }).index("by_tenant", ["tenantId"]),
};
