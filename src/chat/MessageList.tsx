import { ArrowDown, LoaderCircle } from "lucide-react";
import { type ReactNode, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { formatPlural } from "../lib/format";
import { unseenCount } from "./following";
import { type MessageActions, MessageRow } from "./MessageRow";
import type { OutboxEntry } from "./outbox";
import { PendingRow } from "./PendingRow";
import { oneEndAtATime, placeBelow } from "./timeline";
import type { Channel, Message } from "./useChannel";
import { useFollowing } from "./useFollowing";
import { useMessageKeys } from "./useMessageKeys";

/** What of the list is on screen, by message number. */
export type InView = { first: number; last: number; isAtEnd: boolean };

type MessageListProps = {
  channel: Channel;
  /** Whether people write here too, so that the agents' messages stand out. */
  isMixed: boolean;
  /** The first message that is new to the reader; null when none is. */
  newFrom: number | null;
  beginning: ReactNode;
  actions: Omit<MessageActions, "jump">;
  onView?: (view: InView) => void;
  /** One's own messages on their way, and what to do about them. */
  outbox?: {
    pending: readonly OutboxEntry[];
    /** Grows with every message sent from here: one's own message is always brought into view. */
    sentCount: number;
    onRetry: (entry: OutboxEntry) => void;
    onDiscard: (nonce: string) => void;
  };
};

/** The messages of a channel, newest at the bottom. A jump to another part of it begins a new list. */
export function MessageList(props: MessageListProps) {
  return <OpenedList key={props.channel.opening} {...props} />;
}

/** How long a message that was jumped to stays marked. */
const MARK_MS = 2400;

/** It follows the newest message until the reader scrolls up, and again after. */
function OpenedList({ channel, isMixed, newFrom, beginning, onView, outbox, ...props }: MessageListProps) {
  const { feed, openedAt, newestSeq, hasOlder, hasNewer } = channel;
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { messages, isShifting } = useSteadyMessages(channel.messages);
  const rows = useMemo(
    () => (outbox && outbox.pending.length > 0 ? [...messages, ...outbox.pending] : messages),
    [messages, outbox],
  );

  const { loadOlder, loadNewer } = feed;
  const edges = { hasOlder, hasNewer, loadOlder, loadNewer };
  const { following, follow, unfollow, onScroll } = useFollowing(scroller, content, openedAt === null, edges);
  const [seenSeq, setSeenSeq] = useState(newestSeq);
  if (following && seenSeq !== newestSeq) setSeenSeq(newestSeq);
  useEffect(() => feed.setFollowing(following), [feed, following]);
  const sentCount = outbox?.sentCount ?? 0;
  useEffect(() => {
    if (sentCount > 0) follow();
  }, [sentCount, follow]);

  const [marked, setMarked] = useState<number | null>(openedAt);
  const showAt = useCallback(
    (index: number, align: "center" | "nearest") => list.current?.scrollToIndex(index, { align }),
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: only where the list was opened; what comes later must not pull the reader back
  useLayoutEffect(() => {
    if (openedAt === null) return;
    // What was found by its day may have been between two messages.
    const index = messages.findIndex(({ seq }) => seq >= openedAt);
    if (index >= 0) showAt(index, "center");
  }, []);
  useEffect(() => {
    if (marked === null) return;
    const timer = setTimeout(() => setMarked(null), MARK_MS);
    return () => clearTimeout(timer);
  }, [marked]);

  const shown = useRef(messages);
  shown.current = messages;
  const jump = useCallback(
    (messageId: string) => {
      const index = shown.current.findIndex((message) => message._id === messageId);
      if (index < 0) return void feed.open({ kind: "message", messageId });
      unfollow();
      showAt(index, "center");
      setMarked(shown.current[index]?.seq ?? null);
    },
    [feed, unfollow, showAt],
  );
  const toEnd = useCallback(() => {
    if (hasNewer) void feed.open(null);
    else follow();
  }, [feed, hasNewer, follow]);
  const { reply, copyLink } = props.actions;
  const actions = useMemo(() => ({ jump, reply, copyLink }), [jump, reply, copyLink]);
  const { stop, onKeyDown, onFocus } = useMessageKeys({
    scroller,
    messages,
    newestSeq,
    showAt,
    toEnd,
    unfollow,
    loadOlder,
    loadNewer,
    copyLink,
  });

  const look = useCallback(() => {
    const [handle, element] = [list.current, scroller.current];
    if (!handle || !element || shown.current.length === 0) return;
    const seqAt = (offset: number) =>
      shown.current[Math.min(handle.findItemIndex(offset), shown.current.length - 1)]?.seq ?? 0;
    const first = seqAt(element.scrollTop);
    const last = seqAt(element.scrollTop + element.clientHeight);
    feed.setInView(first, last);
    onView?.({ first, last, isAtEnd: last === shown.current.at(-1)?.seq });
  }, [feed, onView]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other messages are another view
  useEffect(look, [look, messages]);

  const unseen = unseenCount(newestSeq, seenSeq);
  const kept = stop === null ? messages.length - 1 : Math.max(0, stop - (messages[0]?.seq ?? 0));
  return (
    <>
      <div
        ref={scroller}
        role="log"
        aria-live="off"
        aria-label="Messages"
        data-mixed={isMixed || undefined}
        onScroll={() => {
          onScroll();
          look();
        }}
        onKeyDown={onKeyDown}
        onFocus={onFocus}
        className="group/list absolute inset-0 flex flex-col overflow-y-auto overflow-x-hidden overscroll-contain pt-2 [overflow-anchor:none]"
      >
        <div className="grow" />
        <div ref={content} className="pb-2">
          <Virtualizer
            ref={list}
            scrollRef={scroller}
            shift={isShifting}
            data={rows}
            // While the first message of a channel is on its way there is none that Tab could stop at.
            keepMounted={messages.length === 0 ? [] : [kept]}
          >
            {(row, index) =>
              "seq" in row ? (
                <MessageRow
                  key={row._id}
                  message={row}
                  {...placeBelow(messages[index - 1], row)}
                  reactions={channel.reactions.to(row.seq)}
                  isMarked={marked === row.seq}
                  isStop={stop === null ? index === messages.length - 1 : stop === row.seq}
                  beginning={beginning}
                  startsNew={newFrom === row.seq}
                  actions={actions}
                />
              ) : (
                <PendingRow
                  key={row.nonce}
                  entry={row}
                  onRetry={outbox?.onRetry ?? ignore}
                  onDiscard={outbox?.onDiscard ?? ignore}
                />
              )
            }
          </Virtualizer>
        </div>
      </div>
      {channel.isLoadingOlder || channel.isLoadingNewer ? (
        <p
          role="status"
          className={`-translate-x-1/2 pointer-events-none absolute left-1/2 flex items-center gap-2 rounded-full border border-line bg-raised px-3 py-1.5 text-ink-soft text-xs shadow-lift ${channel.isLoadingOlder ? "top-3" : "bottom-14"}`}
        >
          <LoaderCircle className="size-3.5 animate-spin" />
          {channel.isLoadingOlder ? "Older messages" : "Newer messages"}
        </p>
      ) : null}
      {following ? null : (
        <button
          type="button"
          onClick={toEnd}
          className="-translate-x-1/2 absolute bottom-3 left-1/2 inline-flex animate-arrive items-center gap-1.5 whitespace-nowrap rounded-full bg-ink px-3.5 py-2 font-semibold text-[0.8125rem] text-canvas shadow-lift transition hover:opacity-90"
        >
          <ArrowDown className="size-4" />
          {unseen > 0 ? formatPlural(unseen, "new message") : "Jump to latest"}
        </button>
      )}
    </>
  );
}

const ignore = () => undefined;

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
