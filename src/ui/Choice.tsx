import { useId } from "react";
import { classes } from "../lib/classes";

/** A few values of which one holds, as a row of pills. */
export function Choice<Value extends string | null | undefined>(props: {
  legend: string;
  /** Whether the legend is there for the eye, too. */
  showsLegend?: boolean;
  options: readonly (readonly [value: Value, words: string])[];
  chosen: Value;
  onChoose: (value: Value) => void;
  size?: "small" | "usual";
  className?: string;
}) {
  const name = useId();
  return (
    <fieldset className={classes("flex flex-wrap gap-1.5", props.className)}>
      <legend className={props.showsLegend ? "mb-2 font-[610] text-sm" : "sr-only"}>{props.legend}</legend>
      {props.options.map(([value, words]) => (
        <label
          key={words}
          className={classes(
            "cursor-pointer rounded-full border border-line font-medium text-ink-soft transition hover:text-ink",
            "has-checked:border-ink has-checked:bg-ink has-checked:text-canvas has-focus-visible:outline-2 has-focus-visible:outline-glass has-focus-visible:outline-offset-2",
            props.size === "small" ? "px-3 py-1 text-[0.8125rem]" : "px-3.5 py-1.5 text-sm",
          )}
        >
          <input
            type="radio"
            name={name}
            checked={props.chosen === value}
            onChange={() => props.onChoose(value)}
            className="sr-only"
          />
          {words}
        </label>
      ))}
    </fieldset>
  );
}
