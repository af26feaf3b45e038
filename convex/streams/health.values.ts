import { type Infer, v } from "convex/values";

/** What can be wrong with a stream that is on air, by the media server's measurements. */
export const DEGRADED_CAUSES = [
  "no_video",
  "no_audio_promised",
  "picture_format",
  "low_bitrate",
  "low_fps",
  "long_keyframe_interval",
  "stalled",
  "timestamps_jump",
] as const;

export const vDegradedCause = v.union(...DEGRADED_CAUSES.map((cause) => v.literal(cause)));
export type DegradedCause = Infer<typeof vDegradedCause>;
