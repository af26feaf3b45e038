import { Check, LoaderCircle } from "lucide-react";
import type { WorkingStage } from "../../convex/videos/videos.values";
import { classes } from "../lib/classes";
import { formatElapsed, formatWait } from "../lib/format";
import { useNow } from "../lib/useNow";
import { makingSeconds } from "./spokenTime";
import { STAGE_WORDS, startOf, stepsOf } from "./stages";
import type { VideoView } from "./useVideos";

/** How far a video has come, stage by stage, live. */
export function RenderProgress({ video }: { video: VideoView }) {
  const now = useNow(1000);
  const since = startOf(video.timeline);
  return (
    <section aria-labelledby="being-made" className="rounded-3xl border border-line bg-surface p-5 sm:p-6">
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="being-made" className="font-[620] text-lg tracking-[-0.02em]">
          How far it is
        </h2>
        {since === null ? null : (
          <p className="tabular text-ink-faint text-sm">
            {timeWords(now - since, makingSeconds(video.script))}
          </p>
        )}
      </div>
      <ol className="mt-4 space-y-0.5">
        {stepsOf(video.stage, video.timeline).map(({ stage, state, tookMs }) => (
          <li
            key={stage}
            aria-current={state === "current" ? "step" : undefined}
            className={classes(
              "flex min-h-8 items-center gap-3 text-sm",
              state === "ahead" && "text-ink-faint",
              state === "done" && "text-ink-soft",
              state === "current" && "font-[610]",
            )}
          >
            <Mark state={state} />
            <span className="flex-1">
              {STAGE_WORDS[stage]}
              {state === "done" ? <span className="sr-only">, done</span> : null}
            </span>
            {stage === "rendering" && state === "current" && video.progress !== null ? (
              <span className="tabular text-ink-soft">{Math.round(video.progress * 100)} %</span>
            ) : null}
            {tookMs === null ? null : (
              <span className="tabular text-ink-faint text-xs">{formatWait(tookMs)}</span>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Mark({ state }: { state: "done" | "current" | "ahead" }) {
  return (
    <span className="grid size-5 shrink-0 place-items-center" aria-hidden>
      {state === "done" ? <Check className="size-4 text-glass" /> : null}
      {state === "current" ? <LoaderCircle className="size-4 animate-spin text-glass" /> : null}
      {state === "ahead" ? <span className="size-1.5 rounded-full bg-line-strong" /> : null}
    </span>
  );
}

/** How long it has taken, and is likely to take: `0:07 of about 0:20`. */
export function timeWords(elapsedMs: number, expectedS: number): string {
  const elapsed = formatElapsed(elapsedMs);
  if (elapsedMs > expectedS * 1000) return `${elapsed}, longer than usual`;
  return `${elapsed} of about ${formatElapsed(expectedS * 1000)}`;
}

/** The same as a bar, where there is room for no more. */
export function ProgressBar(props: { video: VideoView; onPicture?: boolean; className?: string }) {
  const { video, onPicture = false, className } = props;
  const now = useNow(1000);
  const share = shareOf(video, now);
  return (
    <div
      role="progressbar"
      aria-label="How far the video is"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(share * 100)}
      aria-valuetext={wordsFor(video)}
      className={classes(
        "h-1.5 overflow-hidden rounded-full",
        onPicture ? "bg-on-picture/25" : "bg-well",
        className,
      )}
    >
      <div
        className={classes(
          "h-full rounded-full transition-[width] duration-500",
          onPicture ? "bg-on-picture" : "bg-glass",
        )}
        style={{ width: `${Math.max(2, share * 100)}%` }}
      />
    </div>
  );
}

/** What a video is at, in words. */
export const wordsFor = ({ stage, progress }: Pick<VideoView, "stage" | "progress">): string => {
  if (stage === "ready" || stage === "failed") return stage === "ready" ? "Ready" : "Failed";
  const words = STAGE_WORDS[stage];
  return stage === "rendering" && progress !== null ? `${words}: ${Math.round(progress * 100)} %` : words;
};

/** Where each stage begins on the bar: what takes longest, being spoken and drawn, has most of it. */
const BEGINS: Record<WorkingStage, number> = {
  queued: 0,
  persona: 0.04,
  submitted: 0.12,
  rendering: 0.15,
  downloading: 0.85,
  uploading: 0.9,
  publishing: 0.96,
};

/** A renderer that does not say how far it is, is as far as the time that has passed. */
function shareOf({ stage, progress, timeline, script }: VideoView, now: number): number {
  if (stage === "ready" || stage === "failed") return 1;
  if (stage !== "rendering") return BEGINS[stage];
  const since = startOf(timeline) ?? now;
  const passed = Math.min(0.95, Math.max(0, (now - since) / (makingSeconds(script) * 1000)));
  return BEGINS.rendering + (BEGINS.downloading - BEGINS.rendering) * (progress ?? passed);
}
