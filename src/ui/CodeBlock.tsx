import { Check, Copy } from "lucide-react";
import { classes } from "../lib/classes";
import { useCopy } from "../lib/useCopy";

/**
 * A command to copy. It scrolls sideways instead of wrapping, so that a copied line is one line; `wrapped` is for what
 * has no lines and is to be seen whole.
 */
export function CodeBlock({ code, label, wrapped }: { code: string; label: string; wrapped?: boolean }) {
  const { outcome, copy } = useCopy();
  const said = outcome === "copied" ? "Copied" : outcome === "failed" ? "Select it by hand" : "Copy";
  return (
    <figure className="overflow-hidden rounded-xl border border-line bg-well">
      <figcaption className="flex items-center justify-between gap-3 border-line border-b py-1 pr-1 pl-4 text-[0.8125rem] text-ink-faint">
        {label}
        <button
          type="button"
          aria-label={`Copy: ${label}`}
          onClick={() => copy(code)}
          className="inline-flex items-center gap-1.5 rounded-lg px-2.5 py-1.5 font-medium text-ink-soft transition hover:bg-raised hover:text-ink"
        >
          {outcome === "copied" ? <Check className="size-3.5 text-glass" /> : <Copy className="size-3.5" />}
          <span aria-live="polite">{said}</span>
        </button>
      </figcaption>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        tabIndex={0}
        className={classes(
          "overflow-x-auto px-4 py-3 font-mono text-[0.8125rem] leading-relaxed",
          wrapped && "whitespace-pre-wrap break-all",
        )}
      >
        <code>{code}</code>
      </pre>
    </figure>
  );
}
