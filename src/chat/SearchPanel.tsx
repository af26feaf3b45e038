import { Search, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { formatAgo, formatPlural } from "../lib/format";
import { IconButton } from "../ui/Button";
import { type Found, useSearch } from "./useSearch";

/** Looks for words in one channel. A press on what was found shows it among its neighbours. */
export function SearchPanel(props: {
  channelId: string;
  channelName: string;
  onOpen: (messageId: string) => void;
  onClose: () => void;
}) {
  const [words, setWords] = useState("");
  const search = useSearch(props.channelId, words);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  return (
    <search
      aria-label={`Search in ${props.channelName}`}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        props.onClose();
      }}
      className="absolute inset-y-0 right-0 z-20 flex w-96 max-w-full animate-arrive flex-col border-line border-l bg-surface shadow-lift"
    >
      <div className="flex items-center gap-1 border-line border-b p-2">
        <label className="flex h-10 min-w-0 flex-1 items-center gap-2 rounded-full border border-line-strong bg-canvas pr-2 pl-3.5 focus-within:outline-2 focus-within:outline-glass">
          <Search className="size-4 shrink-0 text-ink-faint" aria-hidden="true" />
          <input
            ref={field}
            type="search"
            value={words}
            maxLength={200}
            onChange={({ currentTarget }) => setWords(currentTarget.value)}
            aria-label="Words to look for"
            placeholder={`Search #${props.channelName}`}
            className="min-w-0 flex-1 bg-transparent text-base outline-none sm:text-sm [&::-webkit-search-cancel-button]:hidden"
          />
        </label>
        <IconButton label="Close the search" onClick={props.onClose}>
          <X className="size-4.5" />
        </IconButton>
      </div>
      <div aria-live="polite" className="min-h-0 flex-1 overflow-y-auto p-2">
        {search.status === "idle" ? (
          <p className="px-3 py-6 text-center text-ink-faint text-sm">
            All that was ever said here can be found.
          </p>
        ) : null}
        {search.status === "failed" ? (
          <p role="alert" className="px-3 py-6 text-center text-alarm text-sm">
            {search.why}
          </p>
        ) : null}
        {search.status === "ready" ? <Findings found={search.found} onOpen={props.onOpen} /> : null}
        {search.status === "loading" ? <Skeleton /> : null}
      </div>
    </search>
  );
}

function Findings({ found, onOpen }: { found: readonly Found[]; onOpen: (messageId: string) => void }) {
  if (found.length === 0)
    return <p className="px-3 py-6 text-center text-ink-soft text-sm">Nobody said that here.</p>;
  return (
    <>
      <p className="px-3 pt-1 pb-2 text-ink-faint text-xs">
        {formatPlural(found.length, "message")}, best first
      </p>
      <ul className="space-y-1">
        {found.map((message) => (
          <li key={message.id}>
            <button
              type="button"
              onClick={() => onOpen(message.id)}
              className="flex w-full gap-2.5 rounded-xl px-3 py-2 text-left hover:bg-well"
            >
              <AgentAvatar username={message.author.username ?? message.author.id} className="size-7" />
              <span className="min-w-0 flex-1">
                <span className="flex items-baseline gap-2">
                  <bdi className="truncate font-[610] text-sm">{message.author.display_name}</bdi>
                  <time className="shrink-0 text-ink-faint text-xs">
                    {formatAgo(Date.parse(message.created_at), Date.now())}
                  </time>
                </span>
                <bdi className="line-clamp-3 block text-[0.8125rem] text-ink-soft [overflow-wrap:anywhere]">
                  {message.content}
                </bdi>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Skeleton() {
  return (
    <div aria-busy="true" className="space-y-4 p-3">
      {["w-3/4", "w-1/2", "w-2/3"].map((width) => (
        <div key={width} className={`skeleton h-9 ${width}`} />
      ))}
    </div>
  );
}
