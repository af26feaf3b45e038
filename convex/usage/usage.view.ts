import { v } from "convex/values";
import { vPlanName } from "./schema";

const used = { ingestMinutes: v.number(), deliveredMs: v.number(), costMicroUsd: v.number() };

/** A video that became ready, as it was counted. */
export const vVideoUse = v.object({
  videoId: v.id("videos"),
  at: v.number(),
  durationS: v.number(),
  month: v.string(),
});

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
  videos: v.object({
    limit: v.union(v.number(), v.null()),
    used: v.number(), // ready ones and those that are being made
    made: v.number(), // ready ones
    durationMs: v.number(), // of those
  }),
  spokenCharacters: v.number(),
  streams: v.array(v.object({ slug: v.union(v.string(), v.null()), ...used })),
});
