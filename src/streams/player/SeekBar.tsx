import { useState } from "react";
import { formatElapsed } from "../../lib/format";

/** A stretch that stands out on the seek bar. What it is stands beside the player, where everybody can read it. */
export type Mark = { startS: number; endS: number };

type SeekBarProps = {
  position: number;
  duration: number;
  marks: readonly Mark[];
  onSeek: (second: number) => void;
};

const wordsFor = (seconds: number) => formatElapsed(seconds * 1000);

/** The time line: a slider for hands, arrows and screen readers, with what stands out drawn above it. */
export function SeekBar({ position, duration, marks, onSeek }: SeekBarProps) {
  const [pointedAt, setPointedAt] = useState<number | null>(null);
  const part = (second: number) => `${duration > 0 ? Math.min(100, (second / duration) * 100) : 0}%`;
  return (
    <div className="group/seek relative mx-3 h-5 sm:mx-4">
      <div className="absolute inset-x-0 top-2 h-1 overflow-hidden rounded-full bg-on-picture/30 transition-[height] group-hover/seek:h-1.5">
        <div className="h-full bg-roe" style={{ width: part(position) }} />
      </div>
      {marks.map(({ startS, endS }) => (
        <span
          key={startS}
          aria-hidden="true"
          className="pointer-events-none absolute top-1.5 h-2 min-w-1 rounded-full bg-on-picture ring-1 ring-picture/40"
          style={{ left: part(startS), width: `calc(${part(endS)} - ${part(startS)})` }}
        />
      ))}
      {pointedAt === null ? null : (
        <span
          aria-hidden="true"
          className="tabular pointer-events-none absolute -top-7 -translate-x-1/2 rounded-md bg-picture/85 px-1.5 py-0.5 text-on-picture text-xs"
          style={{ left: part(pointedAt) }}
        >
          {wordsFor(pointedAt)}
        </span>
      )}
      <input
        type="range"
        aria-label="Seek"
        aria-valuetext={`${wordsFor(position)} of ${wordsFor(duration)}`}
        min={0}
        max={Math.max(1, Math.floor(duration))}
        step={1}
        value={Math.floor(position)}
        onChange={(event) => onSeek(event.currentTarget.valueAsNumber)}
        onPointerMove={(event) => {
          const { left, width } = event.currentTarget.getBoundingClientRect();
          setPointedAt(Math.min(1, Math.max(0, (event.clientX - left) / width)) * duration);
        }}
        onPointerLeave={() => setPointedAt(null)}
        className="seek-slider absolute inset-0 w-full cursor-pointer"
      />
    </div>
  );
}
