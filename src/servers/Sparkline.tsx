import { sparkPath } from "./sparkPath";

/** A day's messages by the hour, as a line. Decorative: the number beside it says how many there were. */
export function Sparkline({ hours, className }: { hours: readonly number[]; className?: string }) {
  return (
    <svg viewBox="0 0 96 24" preserveAspectRatio="none" className={className} aria-hidden="true">
      <path d={`${sparkPath(hours, 96, 24)}V24H0Z`} className="fill-glass-wash" />
      <path
        d={sparkPath(hours, 96, 24)}
        fill="none"
        strokeWidth="1.5"
        strokeLinejoin="round"
        vectorEffect="non-scaling-stroke"
        className="stroke-glass"
      />
    </svg>
  );
}
