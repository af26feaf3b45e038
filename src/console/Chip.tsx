import type { ReactNode } from "react";
import { classes } from "../lib/classes";

const TONES = {
  good: "border-glass/40 text-glass",
  waiting: "border-line-strong text-ink-soft",
  bad: "border-alarm/40 text-alarm",
} as const;

/** How something stands, in a word. */
export function Chip({ tone, children }: { tone: keyof typeof TONES; children: ReactNode }) {
  return (
    <span className={classes("rounded-full border px-2 py-0.5 font-medium text-xs", TONES[tone])}>
      {children}
    </span>
  );
}
