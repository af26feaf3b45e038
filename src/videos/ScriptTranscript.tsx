import { useEffect, useMemo, useRef, useState } from "react";
import { classes } from "../lib/classes";
import { formatElapsed } from "../lib/format";
import { Button } from "../ui/Button";
import { type Cue, type Sentence, sentenceAt, sentencesOf } from "./transcript";

/** What is said, sentence by sentence. It follows the picture until somebody scrolls; a sentence leads to its place. */
export function ScriptTranscript(props: {
  script: string;
  cues: readonly Cue[];
  second: number;
  /** Absent while there is nothing to play. */
  onSeek?: (second: number) => void;
}) {
  const { script, cues, second, onSeek } = props;
  const sentences = useMemo(() => sentencesOf(script, cues), [script, cues]);
  const current = second > 0 ? sentenceAt(sentences, second) : -1;
  const box = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  useEffect(() => {
    if (isFollowing && current >= 0) bringIntoView(box.current, current);
  }, [isFollowing, current]);
  const paragraphs = [...new Set(sentences.map(({ paragraph }) => paragraph))];
  return (
    <section aria-label="Transcript" className="relative flex h-full min-h-0 flex-col">
      <h2 className="flex h-12 shrink-0 items-center border-line border-b px-5 font-[610] text-sm">
        What is said
      </h2>
      <div
        ref={box}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard
        tabIndex={0}
        onWheel={() => setFollowing(false)}
        onTouchMove={() => setFollowing(false)}
        className="min-h-0 flex-1 space-y-3 overflow-y-auto overscroll-contain px-3 py-4 focus-visible:-outline-offset-2"
      >
        {paragraphs.map((paragraph) => (
          <p
            key={paragraph}
            dir="auto"
            className={classes("text-pretty text-ink-soft leading-relaxed", onSeek === undefined && "px-2")}
          >
            {sentences.map((sentence, at) =>
              sentence.paragraph === paragraph ? (
                // biome-ignore lint/suspicious/noArrayIndexKey: sentences have no other identity and never move
                <Said key={at} at={at} sentence={sentence} isCurrent={at === current} onSeek={onSeek} />
              ) : null,
            )}
          </p>
        ))}
      </div>
      {isFollowing || current < 0 ? null : (
        <Button
          size="small"
          onClick={() => setFollowing(true)}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-lift"
        >
          Back to the picture
        </Button>
      )}
    </section>
  );
}

function Said(props: {
  at: number;
  sentence: Sentence;
  isCurrent: boolean;
  onSeek: ((second: number) => void) | undefined;
}) {
  const { at, sentence, isCurrent, onSeek } = props;
  const { text, startS } = sentence;
  if (startS === null || onSeek === undefined) return `${text} `;
  return (
    <button
      type="button"
      data-sentence={at}
      aria-current={isCurrent ? "time" : undefined}
      title={`Play from ${formatElapsed(startS * 1000)}`}
      onClick={() => onSeek(startS)}
      className={classes(
        "inline rounded-md px-2 py-0.5 text-left [box-decoration-break:clone] hover:bg-well hover:text-ink",
        isCurrent && "bg-glass-wash font-[550] text-ink",
      )}
    >
      {text}
    </button>
  );
}

/** Scrolls within the box only: the page stays where its reader has put it. */
function bringIntoView(box: HTMLElement | null, at: number): void {
  const sentence = box?.querySelector<HTMLElement>(`[data-sentence="${at}"]`);
  if (!box || !sentence) return;
  const { top, bottom } = sentence.getBoundingClientRect();
  const frame = box.getBoundingClientRect();
  if (top >= frame.top && bottom <= frame.bottom - 32) return;
  const isStill = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  box.scrollBy({ top: top - frame.top - frame.height / 3, behavior: isStill ? "auto" : "smooth" });
}
