import { WORKING_STAGES, type WorkingStage } from "../../convex/videos/videos.values";
import type { VideoView } from "./useVideos";

export const STAGE_WORDS: Record<WorkingStage, string> = {
  queued: "Waiting for its turn",
  persona: "Face and voice are got ready",
  submitted: "Handed to the studio",
  rendering: "Spoken and drawn",
  downloading: "Brought here",
  uploading: "Stored",
  publishing: "Captioned, and put on its page",
};

type Stage = VideoView["stage"];
type Entered = { stage: Stage; at: number };

export interface Step {
  stage: WorkingStage;
  state: "done" | "current" | "ahead";
  /** How long it took; null while it goes on, and for what is ahead or was passed over. */
  tookMs: number | null;
}

/** The stages of a video that is being made, as far as it has come. A video that was tried again began anew. */
export function stepsOf(stage: Stage, timeline: readonly Entered[]): Step[] {
  const here = placeOf(stage);
  const attempt = lastAttempt(timeline);
  return WORKING_STAGES.map((one, at) => {
    const state = at < here ? "done" : at === here ? "current" : "ahead";
    const from = attempt.find((entry) => entry.stage === one)?.at;
    const to = attempt.find((entry) => placeOf(entry.stage) > at)?.at;
    const isTimed = state === "done" && from !== undefined && to !== undefined;
    return { stage: one, state, tookMs: isTimed ? to - from : null };
  });
}

/** Since when the video is being made, this time. */
export const startOf = (timeline: readonly Entered[]): number | null => lastAttempt(timeline)[0]?.at ?? null;

const lastAttempt = (timeline: readonly Entered[]): readonly Entered[] =>
  timeline.slice(Math.max(0, timeline.map(({ stage }) => stage).lastIndexOf("queued")));

const placeOf = (stage: Stage): number =>
  stage === "ready" || stage === "failed" ? WORKING_STAGES.length : WORKING_STAGES.indexOf(stage);
