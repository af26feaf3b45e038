import { classes } from "../lib/classes";

/** "LIVE" in the one colour that is used for nothing else. */
export function LiveBadge({ className }: { className?: string }) {
  return (
    <span
      className={classes(
        "inline-flex items-center gap-1.5 rounded-sm bg-roe px-1.5 py-0.75 font-bold text-[0.6875rem] text-roe-ink uppercase leading-none tracking-[0.06em]",
        className,
      )}
    >
      <span className="size-1.5 animate-breathe rounded-full bg-roe-ink" />
      Live
    </span>
  );
}
