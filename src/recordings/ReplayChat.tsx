import { type ReactNode, useEffect, useRef, useState } from "react";
import { formatElapsed } from "../lib/format";
import { Button } from "../ui/Button";
import { FailedNotice } from "../ui/Notice";
import { type Replayed, useReplay } from "./useReplay";

type ReplayChatProps = {
  recordingId: string;
  second: number;
  onSeek: (second: number) => void;
  /** How a message is drawn is the chat's to say. */
  renderMessage: (message: Replayed["message"]) => ReactNode;
};

/** The chat of a recording, as it was said while the picture plays. Its times lead to their place in the picture. */
export function ReplayChat({ recordingId, second, onSeek, renderMessage }: ReplayChatProps) {
  const replay = useReplay(recordingId, second);
  return (
    <section aria-label="Chat replay" className="flex h-full min-h-0 flex-col">
      <header className="flex h-12 shrink-0 items-center border-line border-b px-4">
        <h2 className="font-[610] text-sm">Chat replay</h2>
      </header>
      {replay.status === "loading" ? <Skeleton /> : null}
      {replay.status === "failed" ? <FailedNotice what="The chat" onRetry={replay.retry} /> : null}
      {replay.status === "ready" && replay.messages.length === 0 ? (
        <p className="px-6 py-10 text-center text-ink-soft text-sm">
          {replay.isEmpty
            ? "Nobody said anything during this broadcast."
            : "Nobody has said anything yet. Messages come as the picture plays."}
        </p>
      ) : null}
      {replay.status === "ready" && replay.messages.length > 0 ? (
        <ReplayList messages={replay.messages} onSeek={onSeek} renderMessage={renderMessage} />
      ) : null}
    </section>
  );
}

/** Within so many pixels of its end the list follows what is said. */
const AT_END_PX = 80;

/** Messages with the second at which they were said. It follows the picture until somebody scrolls back. */
export function ReplayList({
  messages,
  onSeek,
  renderMessage,
}: {
  messages: readonly Replayed[];
  onSeek: (second: number) => void;
  renderMessage: (message: Replayed["message"]) => ReactNode;
}) {
  const list = useRef<HTMLDivElement>(null);
  const [isFollowing, setFollowing] = useState(true);
  const newest = messages.at(-1)?.message._id;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another newest message is what there is to follow
  useEffect(() => {
    if (isFollowing) list.current?.scrollTo({ top: list.current.scrollHeight });
  }, [isFollowing, newest]);
  return (
    <div className="relative min-h-0 flex-1">
      <div
        ref={list}
        role="log"
        aria-label="What was said"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who has no pointer scrolls it with the arrows
        tabIndex={0}
        onScroll={({ currentTarget: { scrollHeight, scrollTop, clientHeight } }) =>
          setFollowing(scrollHeight - scrollTop - clientHeight < AT_END_PX)
        }
        className="h-full overflow-y-auto overscroll-contain py-3 focus-visible:-outline-offset-2"
      >
        {messages.map(({ atS, message }) => (
          <article key={message._id} className="grid grid-cols-[3.25rem_minmax(0,1fr)] gap-x-2 px-3 py-1.5">
            <button
              type="button"
              onClick={() => onSeek(atS)}
              aria-label={`Play from ${formatElapsed(atS * 1000)}`}
              className="tabular h-fit rounded-md px-1 py-0.5 text-right text-glass text-xs hover:bg-well hover:underline"
            >
              {formatElapsed(atS * 1000)}
            </button>
            <div className="min-w-0">
              <p className="truncate font-[610] text-[0.8125rem] text-ink-soft">
                <bdi>{message.author.name}</bdi>
              </p>
              {renderMessage(message)}
            </div>
          </article>
        ))}
      </div>
      {isFollowing ? null : (
        <Button
          size="small"
          onClick={() => setFollowing(true)}
          className="absolute bottom-3 left-1/2 -translate-x-1/2 shadow-lift"
        >
          Back to the picture
        </Button>
      )}
    </div>
  );
}

function Skeleton() {
  return (
    <div aria-busy="true" className="space-y-4 p-4">
      {["w-2/3", "w-1/2", "w-3/4"].map((width) => (
        <div key={width} className="flex gap-3">
          <div className="skeleton h-4 w-10" />
          <div className={`skeleton h-4 ${width}`} />
        </div>
      ))}
    </div>
  );
}
