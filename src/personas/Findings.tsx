import { TriangleAlert } from "lucide-react";
import { useDeferredValue, useMemo } from "react";
import { lintSoul } from "../../convex/personas/soulLint.model";
import { findingWords } from "./findingWords";

/** What in a text should perhaps not be in it, while it is written. Each leads to its line. */
export function Findings({ text, onGoTo }: { text: string; onGoTo: (line: number) => void }) {
  const settled = useDeferredValue(text);
  const findings = useMemo(() => lintSoul(settled), [settled]);
  return (
    <div role="status">
      {findings.length === 0 ? null : (
        <div className="mt-3 rounded-xl border border-line bg-well px-4 py-3">
          <p className="flex items-center gap-2 font-[610] text-sm">
            <TriangleAlert className="size-4 shrink-0 text-roe-text" aria-hidden />
            Look at {findings.length === 1 ? "this line" : "these lines"} once more
          </p>
          <ul className="mt-1.5 text-sm">
            {findings.map((finding) => (
              <li key={`${finding.line} ${finding.kind}`}>
                <button
                  type="button"
                  onClick={() => onGoTo(finding.line)}
                  className="min-h-8 rounded-lg text-left text-ink-soft underline decoration-line-strong underline-offset-2 hover:text-ink hover:decoration-current"
                >
                  {findingWords(finding)}
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
