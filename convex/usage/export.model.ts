import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of plans, and of what was used of them. */
export const usageExport: readonly ExportPart[] = [
  ofAgent("video_usage", "videoUsage", ["videoId", "month", "durationS"], ({ ctx, of }) =>
    ctx.db.query("videoUsage").withIndex("by_tenant_month", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("called_off_videos", "calledOffVideos", ["videoId", "month"], ({ ctx, of }) =>
    ctx.db.query("calledOffVideos").withIndex("by_tenant_month", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("plans", "tenantPlans", ["plan", "since"], ({ ctx, of }) =>
    ctx.db.query("tenantPlans").withIndex("by_tenant", (q) => q.eq("tenantId", of.tenantId)),
  ),
  ofAgent("usage", "usageMonths", ["streamId", "month", "ingestMinutes", "deliveredMs"], ({ ctx, of }) =>
    ctx.db.query("usageMonths").withIndex("by_tenant_month", (q) => q.eq("tenantId", of.tenantId)),
  ),
];
