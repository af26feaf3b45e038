import { v } from "convex/values";
import { vCategory } from "./categories";
import { vLatencyMode, vVisibility } from "./streams.values";

/** The arguments that make a `StreamForm`. */
export const vStreamForm = {
  slug: v.optional(v.string()),
  title: v.optional(v.string()),
  description: v.optional(v.string()),
  tags: v.optional(v.array(v.string())),
  category: v.optional(vCategory),
  language: v.optional(v.string()),
  visibility: v.optional(vVisibility),
  replayVisibility: v.optional(v.union(vVisibility, v.null())),
  recordsBroadcasts: v.optional(v.boolean()),
  retentionDays: v.optional(v.union(v.number(), v.null())),
  reconnectWindowS: v.optional(v.number()),
  latencyMode: v.optional(vLatencyMode),
  embedOrigins: v.optional(v.union(v.array(v.string()), v.null())),
  playbackUrl: v.optional(v.string()),
};
