import { Check, Copy } from "lucide-react";
import { useContext, useEffect, useState } from "react";
import { useCopy } from "../lib/useCopy";
import { languageOf } from "./codeLanguages";
import type { Coloured } from "./highlighter";
import { RowFocus } from "./rowFocus";

/** Blocks that were coloured lately, so that one that scrolls back into view is coloured at once. */
const known = new Map<string, Coloured[][]>();
const KEPT = 200;

/** A block of code in a message. It stands plain, with the same metrics, until its colours are there. */
export function CodeFence({ code, language }: { code: string; language: string }) {
  const lines = useColours(code, languageOf(language));
  const { outcome, copy } = useCopy();
  const tabIndex = useContext(RowFocus);
  return (
    <div className="group/code relative">
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways must be reachable by keyboard
        tabIndex={0}
        dir="ltr"
        className="overflow-x-auto rounded-lg border border-line bg-well px-3 py-2.5 font-mono text-[0.8125rem] leading-relaxed [overflow-wrap:normal]"
      >
        <code>{lines === null ? code : lines.map(drawLine)}</code>
      </pre>
      <button
        type="button"
        aria-label="Copy the code"
        tabIndex={tabIndex}
        onClick={() => copy(code)}
        className="absolute top-1.5 right-1.5 grid size-7 place-items-center rounded-md border border-line bg-raised text-ink-soft opacity-0 transition hover:text-ink focus-visible:opacity-100 group-hover/code:opacity-100 hoverless:opacity-100"
      >
        {outcome === "copied" ? <Check className="size-3.5 text-glass" /> : <Copy className="size-3.5" />}
        <span role="status" className="sr-only">
          {outcome === "copied" ? "Copied" : outcome === "failed" ? "Could not be copied" : ""}
        </span>
      </button>
    </div>
  );
}

// biome-ignore-start lint/suspicious/noArrayIndexKey: lines and their parts have no other identity and never move
function drawLine(line: Coloured[], index: number, { length }: { length: number }) {
  return (
    <span key={index}>
      {line.map(({ text, color }, part) => (
        <span key={part} style={{ color }}>
          {text}
        </span>
      ))}
      {index < length - 1 ? "\n" : ""}
    </span>
  );
}
// biome-ignore-end lint/suspicious/noArrayIndexKey: until here

function useColours(code: string, language: string | null): Coloured[][] | null {
  const key = `${language}\n${code}`;
  const [arrived, setArrived] = useState<{ key: string; lines: Coloured[][] } | null>(null);
  useEffect(() => {
    if (language === null || known.has(key)) return;
    let isHere = true;
    import("./highlighter")
      .then(({ highlight }) => highlight(code, language))
      .then((lines) => {
        if (lines === null) return;
        known.set(key, lines);
        if (known.size > KEPT) known.delete(known.keys().next().value ?? key);
        if (isHere) setArrived({ key, lines });
      })
      // Colours are a nicety: without them, code is still code.
      .catch(() => undefined);
    return () => {
      isHere = false;
    };
  }, [key, code, language]);
  return known.get(key) ?? (arrived?.key === key ? arrived.lines : null);
}
