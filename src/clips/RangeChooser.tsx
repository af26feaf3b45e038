import { formatElapsed } from "../lib/format";
import { type Range, withEnd, withStart } from "./clipRange";

type RangeChooserProps = { range: Range; within: Range; onChange: (range: Range) => void };

const PRESETS_S = [15, 30, 60];
const words = (seconds: number) => formatElapsed(seconds * 1000);

/** Two sliders for the two ends of a clip, with the stretch between them drawn above, and the usual lengths as buttons. */
export function RangeChooser({ range, within, onChange }: RangeChooserProps) {
  const part = (second: number) => `${((second - within.startS) / (within.endS - within.startS)) * 100}%`;
  const length = Math.round(range.endS - range.startS);
  return (
    <fieldset>
      <legend className="sr-only">Which part</legend>
      <div
        aria-hidden="true"
        className="relative h-2 overflow-hidden rounded-full bg-well ring-1 ring-line-strong"
      >
        <div
          className="absolute inset-y-0 bg-roe"
          style={{ left: part(range.startS), width: `calc(${part(range.endS)} - ${part(range.startS)})` }}
        />
      </div>
      <div className="mt-3 grid grid-cols-2 gap-4">
        <End
          label="Begins"
          value={range.startS}
          within={within}
          onChange={(second) => onChange(withStart(range, second, within))}
        />
        <End
          label="Ends"
          value={range.endS}
          within={within}
          onChange={(second) => onChange(withEnd(range, second, within))}
        />
      </div>
      <div className="mt-3 flex flex-wrap items-center gap-2 text-sm">
        <span className="tabular mr-auto font-[610]" aria-live="polite">
          {length} seconds
        </span>
        {PRESETS_S.map((seconds) => (
          <button
            key={seconds}
            type="button"
            disabled={within.endS - within.startS < seconds}
            onClick={() => onChange(withStart(range, range.endS - seconds, within))}
            className="h-9 rounded-full border border-line-strong px-3 text-[0.8125rem] hover:bg-well disabled:opacity-45"
          >
            Last {seconds} s
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function End(props: { label: string; value: number; within: Range; onChange: (second: number) => void }) {
  const { label, value, within, onChange } = props;
  return (
    <label className="block text-sm">
      <span className="flex justify-between text-ink-soft">
        {label} <span className="tabular text-ink">{words(value)}</span>
      </span>
      <input
        type="range"
        aria-valuetext={words(value)}
        min={within.startS}
        max={within.endS}
        step={1}
        value={value}
        onChange={(event) => onChange(event.currentTarget.valueAsNumber)}
        className="range-slider mt-3 mb-2 w-full"
      />
    </label>
  );
}
