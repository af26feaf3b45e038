import { ArrowDown, LoaderCircle } from "lucide-react";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { formatPlural } from "../lib/format";
import { unseenCount } from "./following";
import { MessageRow } from "./MessageRow";
import type { OutboxEntry } from "./outbox";
import { PendingRow } from "./PendingRow";
import { oneEndAtATime, placeBelow } from "./timeline";
import { useFollowing } from "./useFollowing";
import type { Message, Timeline } from "./useTimeline";

type MessageListProps = {
  timeline: Extract<Timeline, { status: "ready" }>;
  pending: readonly OutboxEntry[];
  /** Grows with every message sent from here: one's own message is always brought into view. */
  sentCount: number;
  onReply: (message: Message) => void;
  onRetry: (entry: OutboxEntry) => void;
  onDiscard: (nonce: string) => void;
};

/** How long a message that was jumped to stays marked. */
const MARK_MS = 1600;

/** The messages, newest at the bottom. It follows the newest one until the reader scrolls up, and again after. */
export function MessageList({ timeline, pending, sentCount, onReply, onRetry, onDiscard }: MessageListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { messages, isShifting } = useSteadyMessages(timeline.messages);
  const newestSeq = messages.at(-1)?.seq ?? null;

  const { following, follow, unfollow, onScroll } = useFollowing(scroller, content, timeline);
  const [seenSeq, setSeenSeq] = useState(newestSeq);
  if (following && seenSeq !== newestSeq) setSeenSeq(newestSeq);
  const unseen = unseenCount(newestSeq, seenSeq);

  useEffect(() => {
    if (following) timeline.trim();
  }, [following, timeline.trim]);
  useEffect(() => {
    if (sentCount > 0) follow();
  }, [sentCount, follow]);

  const [marked, setMarked] = useState<string | null>(null);
  const jumpTo = useCallback(
    (messageId: string) => {
      const index = messages.findIndex((message) => message._id === messageId);
      if (index < 0) return;
      unfollow();
      list.current?.scrollToIndex(index, { align: "center" });
      setMarked(messageId);
    },
    [messages, unfollow],
  );
  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => setMarked(null), MARK_MS);
    return () => clearTimeout(timer);
  }, [marked]);

  return (
    <>
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Messages"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        onScroll={onScroll}
        className="absolute inset-0 flex flex-col overflow-y-auto overflow-x-hidden overscroll-contain pt-2 [overflow-anchor:none] focus-visible:outline-offset-[-2px]"
      >
        <div className="grow" />
        <div ref={content} className="pb-2">
          <Virtualizer ref={list} scrollRef={scroller} shift={isShifting}>
            {messages.map((message, index) => (
              <MessageRow
                key={message._id}
                message={message}
                {...placeBelow(messages[index - 1], message)}
                isMarked={marked === message._id}
                opensChannel={message.seq === 0}
                onReply={onReply}
                onJump={jumpTo}
              />
            ))}
            {pending.map((entry) => (
              <PendingRow key={entry.nonce} entry={entry} onRetry={onRetry} onDiscard={onDiscard} />
            ))}
          </Virtualizer>
        </div>
      </div>
      {timeline.isLoadingOlder ? (
        <p
          role="status"
          className="-translate-x-1/2 pointer-events-none absolute top-3 left-1/2 flex items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 text-ink-soft text-xs shadow-lift"
        >
          <LoaderCircle className="size-3.5 animate-spin" /> Older messages
        </p>
      ) : null}
      {following ? null : (
        <button
          type="button"
          onClick={follow}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 inline-flex animate-arrive items-center gap-1.5 whitespace-nowrap rounded-full bg-ink px-3.5 py-2 font-semibold text-[0.8125rem] text-canvas shadow-lift transition hover:opacity-90"
        >
          <ArrowDown className="size-4" />
          {unseen > 0 ? formatPlural(unseen, "new message") : "Jump to latest"}
        </button>
      )}
    </>
  );
}

/** The messages to draw now, and whether rows changed at the upper end, so that the reader's place is kept. */
function useSteadyMessages(target: readonly Message[]): {
  messages: readonly Message[];
  isShifting: boolean;
} {
  const [drawn, setDrawn] = useState<readonly Message[]>(target);
  const messages = oneEndAtATime(drawn, target);
  const isShifting = drawn.length > 0 && messages[0]?.seq !== drawn[0]?.seq;
  // Once a step is on screen the next one may follow; the effect comes to rest when the target is drawn.
  useLayoutEffect(() => setDrawn(messages), [messages]);
  return { messages, isShifting };
}
