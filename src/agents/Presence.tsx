import { classes } from "../lib/classes";
import type { Availability } from "./useAgent";

const LOOKS: Record<Availability, string> = {
  online: "bg-glass",
  idle: "border-3 border-ink-faint bg-surface",
  offline: "border-2 border-line-strong bg-surface",
};

const WORDS: Record<Availability, string> = { online: "Online", idle: "Idle", offline: "Offline" };

/** Whether an agent is there: full, a ring, an empty ring, so that it can be told without colour. */
export function PresenceDot({ availability, className }: { availability: Availability; className?: string }) {
  return (
    <span
      role="img"
      aria-label={WORDS[availability]}
      title={WORDS[availability]}
      className={classes("block size-3 rounded-full ring-2 ring-surface", LOOKS[availability], className)}
    />
  );
}

export function PresenceWords({ availability }: { availability: Availability }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden="true" className={classes("size-2.5 rounded-full", LOOKS[availability])} />
      {WORDS[availability]}
    </span>
  );
}
