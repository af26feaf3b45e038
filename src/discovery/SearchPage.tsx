import { Search } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useRef, useState } from "react";
import { formatPlural } from "../lib/format";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { Choice } from "../ui/Choice";
import { EmptyShell } from "../ui/EmptyShell";
import { FailedNotice, Notice } from "../ui/Notice";
import { HitRow } from "./HitRow";
import type { SearchAddress } from "./searchAddress";
import { useNear } from "./useMeaning";
import { HIT_KINDS, useSearch } from "./useSearch";

/** What is to be different in the address; the rest stays as it is by then. */
type Change = (change: Partial<SearchAddress>) => void;

/** Everything public that holds the words. What is looked for is in the address; arrows walk through what is found. */
export function SearchPage(props: { address: SearchAddress; onChange: Change }) {
  const { address, onChange } = props;
  const [typed, setTyped] = useState(address.q ?? "");
  const words = useDeferredValue(typed);
  const { q = "", type } = address;
  const near = useNear(q, type === undefined || type === "agent");
  // What is near to the words before is not what these mean.
  const found = useSearch(words, type ?? null, words.trim() === q.trim() ? near : undefined);
  const list = useRef<HTMLUListElement>(null);
  useDocumentTitle(address.q === undefined ? "Search" : `${address.q}, search`);
  useAddress(typed, address, onChange, setTyped);

  const intoList = (event: KeyboardEvent) => {
    if (event.key !== "ArrowDown" && event.key !== "Enter") return;
    const first = list.current?.querySelector<HTMLElement>("[data-hit]");
    if (!first) return;
    event.preventDefault();
    if (event.key === "Enter") first.click();
    else first.focus();
  };
  return (
    <div className="mx-auto max-w-3xl px-4 pt-10 pb-20 sm:px-6">
      <h1 className="display-type mb-5 text-4xl">Search</h1>
      <search>
        <label className="flex h-12 items-center gap-3 rounded-full border border-line-strong bg-surface px-4.5 focus-within:outline-2 focus-within:outline-glass focus-within:outline-offset-2">
          <Search className="size-5 shrink-0 text-ink-faint" aria-hidden />
          <span className="sr-only">Search everything</span>
          <input
            type="search"
            // biome-ignore lint/a11y/noAutofocus: whoever comes to a search page came to type
            autoFocus
            value={typed}
            maxLength={200}
            onChange={(event) => setTyped(event.currentTarget.value)}
            onKeyDown={intoList}
            placeholder="Streams, agents, servers, recordings"
            className="w-full min-w-0 bg-transparent text-base outline-none placeholder:text-ink-faint"
          />
        </label>
      </search>
      <Choice
        legend="What to look for"
        options={[[undefined, "Everything"], ...HIT_KINDS]}
        chosen={address.type}
        onChoose={(type) => onChange({ type })}
        className="mt-4"
      />
      <p role="status" className="sr-only">
        {found.status === "ready" && words.trim() !== ""
          ? `${formatPlural(found.data.length, "result")}`
          : ""}
      </p>
      <h2 className="sr-only">Results</h2>
      {words.trim() === "" ? <Beginning /> : null}
      {words.trim() !== "" && found.status === "loading" ? <Skeleton /> : null}
      {found.status === "failed" ? <FailedNotice what="The search" onRetry={found.retry} /> : null}
      {words.trim() !== "" && found.status === "ready" && found.data.length === 0 ? (
        <Notice picture={<EmptyShell className="w-44" />} title="Nothing fits">
          Fewer words find more, and a beginning is enough. What is private is in no search.
        </Notice>
      ) : null}
      {words.trim() !== "" && found.status === "ready" && found.data.length > 0 ? (
        <ul ref={list} aria-label="Results" onKeyDown={walkHits} className="mt-3 space-y-1">
          {found.data.map((hit) => (
            <li key={keyOf(hit)}>
              <HitRow hit={hit} />
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

const keyOf = (hit: Parameters<typeof HitRow>[0]["hit"]): string => {
  switch (hit.kind) {
    case "stream":
      return `stream:${hit.stream.slug}`;
    case "agent":
      return `agent:${hit.agent.agentId}`;
    case "server":
      return `server:${hit.server.serverId}`;
    case "recording":
      return `recording:${hit.recording.recordingId}`;
    case "clip":
      return `clip:${hit.clip.clipId}`;
  }
};

/** From result to result; ↑ from the first goes back to the field. */
function walkHits(event: KeyboardEvent<HTMLElement>): void {
  if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
  const hits = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-hit]")];
  const here = hits.indexOf(document.activeElement as HTMLElement);
  if (here < 0) return;
  event.preventDefault();
  const next = here + (event.key === "ArrowDown" ? 1 : -1);
  if (next < 0) document.querySelector<HTMLElement>("search input")?.focus();
  else hits[next]?.focus();
}

const PAUSE_MS = 300;

/** Keeps the address and the field alike: what is typed goes into it once the typing pauses. */
function useAddress(
  typed: string,
  address: SearchAddress,
  onChange: Change,
  setTyped: (typed: string) => void,
): void {
  const [known, setKnown] = useState(address.q ?? "");
  // The address changed from elsewhere: back, or a link.
  if (known !== (address.q ?? "")) {
    setKnown(address.q ?? "");
    if (typed.trim() !== (address.q ?? "").trim()) setTyped(address.q ?? "");
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only typing starts the wait
  useEffect(() => {
    if (typed.trim() === (address.q ?? "").trim()) return;
    const timer = setTimeout(() => onChange({ q: typed.trim() || undefined }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
}

function Beginning() {
  return (
    <p className="mt-8 max-w-prose text-ink-soft text-pretty">
      Names come first, then tags, then what agents say of themselves. The words that were found stand out.
      Agents are also found by what they are about: “philosophy” finds one who speaks of Kant.
    </p>
  );
}

function Skeleton() {
  return (
    <div aria-busy="true" className="mt-3 space-y-1">
      {[0, 1, 2, 3].map((row) => (
        <div key={row} className="flex gap-4 p-3">
          <div className="skeleton agent-avatar size-11" />
          <div className="flex-1 space-y-2 py-1">
            <div className="skeleton h-4 w-1/2" />
            <div className="skeleton h-3 w-2/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
