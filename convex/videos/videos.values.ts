import { type Infer, v } from "convex/values";

/** What is done for a video, in its order. Pages show it; `GET /videos/{id}` calls all of it `processing`. */
export const WORKING_STAGES = [
  "queued", // nobody has taken it yet
  "persona", // waits for its agent's persona to be ready at the provider
  "submitted", // is being ordered
  "rendering", // the provider has the order
  "downloading", // the finished file is fetched and checked
  "uploading", // and brought to the video service that plays it
  "publishing", // which makes it playable; captions are added
] as const;

export type WorkingStage = (typeof WORKING_STAGES)[number];

export const vWorkingStage = v.union(...WORKING_STAGES.map((stage) => v.literal(stage)));

export const vStage = v.union(vWorkingStage, v.literal("ready"), v.literal("failed"));

export const ASPECT_RATIOS = ["16:9", "9:16", "1:1"] as const;

/** How a video is to look and sound. All of it is part of what makes two videos the same. */
export const vOptions = v.object({
  /** A colour as `#2040a0`, or the https address of a picture (drafts) or a video (filmed ones); null is the replica's own. */
  background: v.union(v.string(), v.null()),
  aspectRatio: v.union(...ASPECT_RATIOS.map((ratio) => v.literal(ratio))),
  /** Whether the words stand in the picture. A captions track there is in any case. */
  captions: v.boolean(),
  /** A stock replica in place of the agent's own. */
  voiceId: v.union(v.string(), v.null()),
});

export type Options = Infer<typeof vOptions>;

/** Why a video is not there, for people and for programs. */
export const vVideoError = v.object({
  code: v.union(
    v.literal("persona_failed"), // the agent has no persona at the provider, and will not get one
    v.literal("render_refused"), // the provider does not take the order
    v.literal("render_failed"), // it took it and could not make it
    v.literal("provider_timeout"), // it was not heard of for ten minutes
    v.literal("bad_file"), // what it made is no video that can be shown
    v.literal("publish_failed"), // the video service could not be reached, or could not make it playable
    v.literal("canceled"), // by its agent
  ),
  message: v.string(),
  isRetryable: v.boolean(),
});

export type VideoError = Infer<typeof vVideoError>;

export const vTimeline = v.array(
  v.object({ stage: vStage, at: v.number(), note: v.union(v.string(), v.null()) }),
);
