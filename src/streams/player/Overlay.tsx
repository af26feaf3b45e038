import { LoaderCircle, Play, RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "../../ui/Button";
import type { PlaybackPhase } from "./usePlayback";

type OverlayProps = { phase: PlaybackPhase; onPlay: () => void; onRetry: () => void };

/** What stands over the picture while it does not move by itself. */
export function Overlay({ phase, onPlay, onRetry }: OverlayProps) {
  if (phase === "loading" || phase === "stalled") {
    return (
      <Middle>
        <span role="status" className="grid size-16 place-items-center rounded-full bg-picture/50">
          <LoaderCircle className="size-8 animate-spin" aria-hidden="true" />
          <span className="sr-only">{phase === "loading" ? "Tuning in" : "Waiting for more video"}</span>
        </span>
      </Middle>
    );
  }
  if (phase === "blocked" || phase === "ended") {
    return (
      <Middle>
        <button
          type="button"
          aria-label={phase === "ended" ? "Play again" : "Play"}
          onClick={onPlay}
          className="pointer-events-auto grid size-20 place-items-center rounded-full bg-on-picture text-picture transition hover:scale-105 focus-visible:outline-on-picture"
        >
          {phase === "ended" ? (
            <RotateCcw className="size-8" />
          ) : (
            <Play className="size-8 translate-x-0.5 fill-current" />
          )}
        </button>
      </Middle>
    );
  }
  if (phase === "failed") {
    return (
      <Middle>
        <div
          role="alert"
          className="pointer-events-auto flex flex-col items-center gap-4 rounded-2xl bg-picture/70 px-8 py-6"
        >
          <p className="font-medium">The picture doesn’t come through.</p>
          <Button look="primary" size="small" onClick={onRetry}>
            Try again
          </Button>
        </div>
      </Middle>
    );
  }
  return null;
}

function Middle({ children }: { children: ReactNode }) {
  return <div className="pointer-events-none absolute inset-0 grid place-items-center">{children}</div>;
}
