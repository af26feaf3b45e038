import { Captions, ChevronDown } from "lucide-react";
import { useEffect, useRef } from "react";
import { formatClock } from "../lib/format";
import { lastScene, type PerceptionLine, useLines } from "./usePerception";

/** What a broadcast says and shows, to be read along. A stream whose agent posts none has no such part. */
export function Transcript({ slug, isLive }: { slug: string; isLive: boolean }) {
  const lines = useLines(slug, isLive);
  if (!isLive || lines.status !== "ready" || lines.data.length === 0) return null;
  const doing = lastScene(lines.data);
  return (
    <details className="group/log mt-3 lg:mt-5">
      <summary className="inline-flex max-w-full list-none items-center gap-2 rounded-lg py-1 font-medium text-ink-faint text-sm transition hover:text-ink [&::-webkit-details-marker]:hidden">
        <Captions className="size-4 shrink-0" aria-hidden="true" />
        <span className="truncate">{doing ?? "Read along"}</span>
        <ChevronDown className="size-4 shrink-0 transition group-open/log:rotate-180" aria-hidden="true" />
      </summary>
      <Lines lines={lines.data} />
    </details>
  );
}

function Lines({ lines }: { lines: PerceptionLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows new lines
  useEffect(() => {
    if (isAtEnd.current) box.current?.scrollTo({ top: box.current.scrollHeight });
  }, [lines]);
  return (
    <div
      ref={box}
      role="log"
      aria-label="What is said and shown"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 8;
      }}
      className="mt-2 max-h-60 max-w-prose space-y-1.5 overflow-y-auto rounded-2xl bg-well p-4 text-sm"
    >
      {lines.map(({ id, kind, text, at, agent }) => (
        <p key={id} className="whitespace-pre-line break-words text-pretty">
          <span className="tabular mr-2 text-ink-faint text-xs">{formatClock(at)}</span>
          {kind === "scene" ? (
            <span className="text-ink-soft italic">{text}</span>
          ) : (
            <>
              {agent ? <span className="font-semibold text-glass">{agent.displayName}: </span> : null}
              {text}
            </>
          )}
        </p>
      ))}
    </div>
  );
}
