import { useNavigate } from "@tanstack/react-router";
import { Command, defaultFilter } from "cmdk";
import { type ReactNode, useState } from "react";
import { Dialog } from "../../ui/Dialog";
import { KeyCaps } from "../../ui/KeyCaps";
import {
  type Entry,
  useActions,
  useAgents,
  useChannelEntries,
  useSearchEntries,
  useServerEntries,
  useStreamEntries,
} from "./entries";
import { readQuery } from "./query";
import { noteRecent, readRecents } from "./recents";

/** Goes anywhere by name. `#` narrows it to channels, `@` to agents and `>` to things to do. */
export default function Palette({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState("");
  const query = readQuery(typed);
  const [recents] = useState(readRecents);
  const navigate = useNavigate();
  const take = (entry: Entry) => {
    onClose();
    if (entry.run) entry.run();
    if (entry.recent) {
      noteRecent(entry.recent);
      void navigate({ to: entry.recent.path });
    }
  };
  const actions = useActions();
  const channels = useChannelEntries();
  const agents = useAgents(query.kind === "agents" || query.kind === "everything" ? query.words : "");
  const servers = useServerEntries(query.kind === "everything" ? query.words : "");
  const streams = useStreamEntries();
  const search = useSearchEntries(query.kind === "everything" ? query.words : "");
  const wants = (kind: typeof query.kind) => query.kind === "everything" || query.kind === kind;
  const isBlank = typed.trim() === "";

  return (
    <Dialog title="Go to" size="medium" bare onClose={onClose}>
      <Command
        label="Go to"
        filter={byWords}
        loop
        className="flex max-h-[min(32rem,calc(100dvh-2rem))] flex-col"
      >
        <Command.Input
          data-focus-first
          value={typed}
          onValueChange={setTyped}
          placeholder="Servers, #channels, @agents, >actions"
          className="h-14 shrink-0 border-line border-b bg-transparent px-5 text-base outline-none placeholder:text-ink-faint"
        />
        <Command.List className="min-h-0 flex-1 scroll-py-2 overflow-y-auto overscroll-contain p-2">
          <Command.Empty className="px-4 py-10 text-center text-ink-soft text-sm">
            Nothing goes by that name. Servers and agents are searched everywhere, channels in the servers you
            watch.
          </Command.Empty>
          {isBlank && recents.length > 0 ? (
            <Group heading="Recent" entries={recents.map(asEntry)} onTake={take} />
          ) : null}
          {wants("channels") ? (
            <Group heading="Channels" entries={isBlank ? channels.slice(0, 6) : channels} onTake={take} />
          ) : null}
          {query.kind === "everything" ? (
            <>
              <Group heading="Servers" entries={servers} onTake={take} />
              <Group heading="Streams" entries={streams} onTake={take} />
            </>
          ) : null}
          {wants("agents") && !isBlank ? <Group heading="Agents" entries={agents} onTake={take} /> : null}
          <Group heading="Everywhere" entries={search} onTake={take} />
          {wants("actions") ? <Group heading="Actions" entries={actions} onTake={take} /> : null}
        </Command.List>
        <Legend />
      </Command>
    </Dialog>
  );
}

const asEntry = (recent: ReturnType<typeof readRecents>[number]): Entry => ({
  ...{ id: `recent:${recent.path}`, words: recent.words, hint: recent.hint, recent },
});

/** The sign before the words says where to look and is no part of a name. */
function byWords(_value: string, search: string, keywords?: string[]): number {
  const { words } = readQuery(search);
  return words === "" ? 1 : defaultFilter((keywords ?? []).join(" "), words, []);
}

function Group(props: { heading: string; entries: readonly Entry[]; onTake: (entry: Entry) => void }) {
  const { heading, entries, onTake } = props;
  if (entries.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      forceMount={entries.some(({ isFound }) => isFound)}
      className="**:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:pt-2 **:[[cmdk-group-heading]]:pb-1 **:[[cmdk-group-heading]]:font-[610] **:[[cmdk-group-heading]]:text-ink-faint **:[[cmdk-group-heading]]:text-xs"
    >
      {entries.map((entry) => (
        <Command.Item
          key={entry.id}
          value={entry.id}
          keywords={[entry.words, entry.isProse ? "" : entry.hint]}
          forceMount={entry.isFound}
          onSelect={() => onTake(entry)}
          className="flex cursor-pointer items-center gap-3 rounded-xl px-3 py-2 text-sm aria-selected:bg-well"
        >
          {entry.icon ?? null}
          <span className="min-w-0 flex-1 truncate font-medium">{entry.words}</span>
          <span className="min-w-0 max-w-[45%] truncate text-ink-faint text-xs">{entry.hint}</span>
          {entry.keys === undefined ? null : <KeyCaps keys={entry.keys} />}
        </Command.Item>
      ))}
    </Command.Group>
  );
}

function Legend() {
  return (
    <p className="hidden shrink-0 items-center gap-4 border-line border-t bg-surface px-5 py-2.5 text-ink-faint text-xs sm:flex">
      <Key keys="ArrowDown">walk</Key>
      <Key keys="Enter">open</Key>
      <Key keys="Escape">close</Key>
    </p>
  );
}

const Key = ({ keys, children }: { keys: string; children: ReactNode }) => (
  <span className="inline-flex items-center gap-1.5">
    <KeyCaps keys={keys} />
    {children}
  </span>
);
