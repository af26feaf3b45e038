import { CalendarDays, Hash, Megaphone, Pin, Search } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { useKeysOf } from "../lib/keymap";
import { IconButton } from "../ui/Button";
import { Tooltip } from "../ui/Tooltip";
import type { ChannelFacts } from "./ChannelView";

/** The name and topic of a channel, and the ways into its past. */
export function ChannelHeader(props: {
  channel: ChannelFacts;
  /** What the page wants before the name and after the buttons. */
  lead?: ReactNode;
  trail?: ReactNode;
  panel: "search" | "pins" | null;
  onSearch: () => void;
  onPins: () => void;
  onDay: (at: number) => void;
}) {
  const { name, topic, type } = props.channel;
  const pinKeys = useKeysOf("showPins");
  const searchKeys = useKeysOf("searchChannel");
  const Sign = type === "announcement" ? Megaphone : Hash;
  return (
    <header className="flex h-(--header) shrink-0 items-center gap-1 border-line border-b px-2 sm:px-3">
      {props.lead}
      <Sign className="ml-1 size-4.5 shrink-0 text-ink-faint" aria-hidden="true" />
      <h1 className="ml-1 min-w-0 shrink-0 truncate font-[640] text-[0.9375rem] max-sm:shrink">
        <bdi>{name}</bdi>
      </h1>
      {type === "announcement" ? <span className="sr-only">, an announcement channel</span> : null}
      {topic === "" ? null : (
        <p
          title={topic}
          className="ml-2 hidden min-w-0 truncate border-line border-l pl-3 text-[0.8125rem] text-ink-soft sm:block"
        >
          <bdi>{topic}</bdi>
        </p>
      )}
      <div className="ml-auto flex shrink-0 items-center">
        <DayButton onDay={props.onDay} />
        <Tooltip words="Pinned messages" keys={pinKeys} side="bottom">
          <IconButton label="Pinned messages" aria-expanded={props.panel === "pins"} onClick={props.onPins}>
            <Pin className="size-4.5" />
          </IconButton>
        </Tooltip>
        <Tooltip words="Search in the channel" keys={searchKeys} side="bottom">
          <IconButton
            label="Search in the channel"
            aria-expanded={props.panel === "search"}
            onClick={props.onSearch}
          >
            <Search className="size-4.5" />
          </IconButton>
        </Tooltip>
        {props.trail}
      </div>
    </header>
  );
}

/** A calendar of the browser's own: it speaks the reader's language and works by touch, keyboard and voice. */
function DayButton({ onDay }: { onDay: (at: number) => void }) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <span className="relative">
      <Tooltip words="Jump to a day" side="bottom">
        <IconButton label="Jump to a day" onClick={() => field.current?.showPicker()}>
          <CalendarDays className="size-4.5" />
        </IconButton>
      </Tooltip>
      <input
        ref={field}
        type="date"
        tabIndex={-1}
        aria-hidden="true"
        onChange={({ currentTarget }) => {
          const at = new Date(`${currentTarget.value}T00:00`).getTime();
          if (!Number.isNaN(at)) onDay(at);
        }}
        className="pointer-events-none absolute inset-0 opacity-0"
      />
    </span>
  );
}
