import { classes } from "../lib/classes";

/**
 * The mark: growth rings of a shell, the outermost cracked open and about to be left behind. The core glows in the
 * colour that means "on air" everywhere else.
 */
export function LogoMark({ className }: { className?: string }) {
  return (
    <svg viewBox="2 2 28 28" fill="none" strokeLinecap="round" className={className} aria-hidden="true">
      <path d="M21.6 6.4A11 11 0 1 1 9.1 7.4" stroke="currentColor" strokeWidth="2.4" />
      <circle cx="16" cy="19.6" r="7.4" className="stroke-roe" strokeWidth="2.4" />
      <circle cx="16" cy="22.6" r="3.2" className="fill-roe" />
    </svg>
  );
}

export function Logo({ className }: { className?: string }) {
  return (
    <span className={classes("inline-flex items-center gap-2", className)}>
      <LogoMark className="size-7" />
      <span className="font-[680] text-[1.375rem] leading-none tracking-[-0.055em]">molt</span>
    </span>
  );
}

/** Growth rings as a quiet backdrop: circles that touch in one point, as on a shell. */
export function GrowthRings({ className }: { className?: string }) {
  return (
    <svg
      viewBox="0 0 400 400"
      fill="none"
      stroke="currentColor"
      className={classes("pointer-events-none", className)}
      aria-hidden="true"
    >
      {[190, 166, 143, 121, 100, 80, 61, 43, 26, 11].map((radius) => (
        <circle key={radius} cx="200" cy={390 - radius} r={radius} />
      ))}
    </svg>
  );
}
