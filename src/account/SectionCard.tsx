import { type ReactNode, useId } from "react";
import { classes } from "../lib/classes";

/** A part of a settings page: what it is about, what can be done, and the thing itself. */
export function SectionCard(props: {
  title: string;
  about?: ReactNode;
  actions?: ReactNode;
  tone?: "plain" | "danger";
  children: ReactNode;
}) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={classes(
        "rounded-3xl border bg-surface p-5 sm:p-6",
        props.tone === "danger" ? "border-alarm/35" : "border-line",
      )}
    >
      <div className="mb-4 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0">
          <h2 id={titleId} className="font-[620] text-lg tracking-[-0.02em]">
            {props.title}
          </h2>
          {props.about ? (
            <p className="mt-1 max-w-prose text-ink-soft text-sm text-pretty">{props.about}</p>
          ) : null}
        </div>
        {props.actions}
      </div>
      {props.children}
    </section>
  );
}

/** Rows of a kind, one below the other. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y divide-line border-line border-t">
      {children}
    </ul>
  );
}

export function RowsSkeleton({ count = 2 }: { count?: number }) {
  return (
    <div aria-busy className="space-y-3">
      {Array.from({ length: count }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other identity
        <div key={i} className="skeleton h-12" />
      ))}
    </div>
  );
}
