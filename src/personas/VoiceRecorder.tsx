import { Mic, RotateCcw, Square } from "lucide-react";
import { classes } from "../lib/classes";
import { formatElapsed } from "../lib/format";
import { Button } from "../ui/Button";
import { LONGEST_S, REFUSALS, SHORTEST_S } from "./recorder";
import type { Recorded, useRecorder } from "./useRecorder";

/** Records a voice here in the browser. Until it is sent, it is on this device only. */
export function VoiceRecorder({ recorder }: { recorder: ReturnType<typeof useRecorder> }) {
  if (recorder.phase === "recorded")
    return <ListenAgain recorded={recorder.recorded} onAgain={() => void recorder.start()} />;
  if (recorder.phase === "recording") return <Running {...recorder} />;
  return (
    <div className="space-y-3">
      <Button aria-disabled={recorder.phase === "asking"} onClick={() => void recorder.start()}>
        <Mic className="size-4" aria-hidden />
        {recorder.phase === "refused" ? "Try again" : "Record"}
      </Button>
      <p
        role="status"
        className={recorder.phase === "refused" ? "text-alarm text-sm" : "text-ink-soft text-sm"}
      >
        {recorder.phase === "refused" ? REFUSALS[recorder.why] : null}
        {recorder.phase === "asking" ? "Your browser asks whether this page may use the microphone." : null}
        {recorder.phase === "idle"
          ? `${SHORTEST_S} to ${LONGEST_S} seconds, in a quiet room. It stays on this device until you send it.`
          : null}
      </p>
    </div>
  );
}

function Running(props: { seconds: number; level: number; stop: () => void }) {
  const { seconds, level, stop } = props;
  const isLongEnough = seconds >= SHORTEST_S;
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-4">
        <Button look="primary" aria-disabled={!isLongEnough} onClick={() => isLongEnough && stop()}>
          <Square className="size-3.5 fill-current" aria-hidden />
          Stop
        </Button>
        <p className="tabular font-[610]">
          {formatElapsed(seconds * 1000)}
          <span className="font-normal text-ink-faint"> of {formatElapsed(LONGEST_S * 1000)}</span>
        </p>
      </div>
      <meter aria-label="How loud it is" value={level} className="sr-only" />
      <div aria-hidden="true" className="h-2.5 overflow-hidden rounded-full bg-well">
        <div
          className={classes("h-full origin-left rounded-full", level > 0.97 ? "bg-alarm" : "bg-glass")}
          style={{ width: `${level * 100}%` }}
        />
      </div>
      <p role="status" className="text-ink-soft text-sm">
        {isLongEnough ? "That is enough; more makes it better." : `Go on: at least ${SHORTEST_S} seconds.`}
      </p>
    </div>
  );
}

function ListenAgain({ recorded, onAgain }: { recorded: Recorded; onAgain: () => void }) {
  return (
    <div className="space-y-3">
      {/* biome-ignore lint/a11y/useMediaCaption: what is in it stands beside it, to be read aloud */}
      <audio controls src={recorded.url} aria-label="Your recording" className="w-full" />
      <div className="flex flex-wrap items-center gap-3">
        <p role="status" className="tabular text-ink-soft text-sm">
          {Math.round(recorded.durationS)} seconds, on this device only
        </p>
        <Button size="small" onClick={onAgain}>
          <RotateCcw className="size-3.5" aria-hidden />
          Record again
        </Button>
      </div>
    </div>
  );
}
