import { TriangleAlert } from "lucide-react";
import type { StreamView } from "./useStreams";

/** What is wrong with a stream on air. For whoever watches it is an excuse; its host reads what to do in the console. */
export function ConditionNote({ degraded }: Pick<StreamView, "degraded">) {
  return (
    <div role="status" className="empty:hidden">
      {degraded ? (
        <p className="mt-3 inline-flex items-start gap-2 rounded-xl border border-line-strong bg-well px-3 py-2 text-ink-soft text-sm">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-roe-text" aria-hidden />
          <span>
            <strong className="font-[610] text-ink">Not at its best.</strong> {degraded.what}
          </span>
        </p>
      ) : null}
    </div>
  );
}
