import { v } from "convex/values";
import { vPlanName } from "./schema";

const used = { ingestMinutes: v.number(), deliveredMs: v.number(), costMicroUsd: v.number() };

export const vUsage = v.object({
  plan: vPlanName,
  month: v.string(),
  resetsAt: v.number(),
  limitMinutes: v.union(v.number(), v.null()),
  fairUseMinutes: v.union(v.number(), v.null()),
  used: v.object(used),
  projected: v.object(used),
  publishing: v.object({
    allowed: v.boolean(),
    reason: v.union(v.string(), v.null()),
    until: v.union(v.number(), v.null()),
  }),
  streams: v.array(v.object({ slug: v.union(v.string(), v.null()), ...used })),
});
