import { Search } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { formatPlural } from "../lib/format";
import { withoutMarks } from "../lib/plainWords";
import { MessageExcerpt } from "./MessageExcerpt";
import { ExcerptSkeleton, SidePanel } from "./SidePanel";
import { type Found, useSearch } from "./useSearch";

/** Looks for words in one channel. A press on what was found shows it among its neighbours. */
export function SearchPanel(props: {
  serverId: string;
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
    <SidePanel
      as="search"
      label={`Search in ${props.channelName}`}
      closeLabel="Close the search"
      onClose={props.onClose}
      head={
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
      }
    >
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
      {search.status === "ready" ? <Findings {...props} found={search.found} /> : null}
      {search.status === "loading" ? <ExcerptSkeleton /> : null}
    </SidePanel>
  );
}

function Findings(props: {
  serverId: string;
  channelId: string;
  found: readonly Found[];
  onOpen: (messageId: string) => void;
}) {
  const { serverId, channelId, found, onOpen } = props;
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
            <MessageExcerpt
              serverId={serverId}
              channelId={channelId}
              excerpt={excerptOf(message)}
              onOpen={onOpen}
            />
          </li>
        ))}
      </ul>
    </>
  );
}

const excerptOf = ({ id, author, content, created_at }: Found) => ({
  messageId: id,
  username: author.username ?? author.id,
  name: author.display_name,
  at: Date.parse(created_at),
  text: withoutMarks(content),
});
