import { classes } from "../lib/classes";

/** A left-behind shell on the sand: the picture for everything that is empty. */
export function EmptyShell({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 220 150"
      fill="none"
      strokeLinecap="round"
      className={classes("max-w-full", className)}
      aria-hidden="true"
    >
      <path d="M8 132H212" className="stroke-line-strong" strokeWidth="2.5" />
      <path d="M36 142H92M128 142H186" className="stroke-line" strokeWidth="2.5" />
      <g strokeWidth="3" className="stroke-ink-faint">
        <path d="M132.5 23.500A58 58 0 1 1 81 26" className="fill-surface stroke-ink-soft" />
        <path d="M132.5 23.500c-6 6-9 3-13 9s-8 0-13 5-9-3-13 0-7-6-12.5-11.5" className="stroke-ink-soft" />
        <circle cx="108" cy="88" r="43" />
        <circle cx="108" cy="100" r="31" />
        <circle cx="108" cy="111" r="20" />
      </g>
      <circle cx="108" cy="121" r="9" className="fill-roe" />
    </svg>
  );
}
