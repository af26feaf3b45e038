import { type KeyboardEvent, memo, useCallback, useRef, useState } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { AgentAvatar } from "../agents/AgentAvatar";
import { AgentCardBeside } from "../agents/AgentCard";
import { PresenceDot } from "../agents/Presence";
import type { Availability } from "../agents/useAgent";
import { classes } from "../lib/classes";
import { focusWhenDrawn } from "../lib/focusWhenDrawn";
import type { MemberRow } from "./memberGroups";
import { type Member, useAvailabilities } from "./useMembers";

/** This close to the end of the list, the next page is asked for. */
const REACH_ROWS = 30;

/** Lines of a list of members, of which only those in view are drawn. Tab stops at one of them, the arrows walk on. */
export function MemberRows(props: {
  rows: MemberRow<Member>[];
  members: readonly Member[];
  loadMore: () => void;
}) {
  const { rows, members, loadMore } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const [view, setView] = useState({ first: 0, last: 40 });
  const [stop, setStop] = useState(1);
  const [opened, setOpened] = useState<Opened | null>(null);
  const availabilities = useAvailabilities(members, view);

  const look = useCallback(() => {
    const handle = list.current;
    if (!handle) return;
    const first = handle.findItemIndex(handle.scrollOffset);
    const last = handle.findItemIndex(handle.scrollOffset + handle.viewportSize);
    if (last > rows.length - REACH_ROWS) loadMore();
    // A hundred at a time is close enough for who is there, and spares a draw for every line scrolled.
    setView((known) =>
      Math.abs(known.first - first) < 20 && Math.abs(known.last - last) < 20 ? known : { first, last },
    );
  }, [rows.length, loadMore]);

  // The row of an open card stays drawn, so that the card has a place and the focus somewhere to go back to.
  const open = useCallback((username: string, beside: HTMLElement, index: number) => {
    setStop(index);
    setOpened((known) => (known?.beside === beside ? null : { username, beside }));
  }, []);

  const onKeyDown = (event: KeyboardEvent) => {
    // With Alt the arrows walk through channels, from here as from everywhere.
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const aims: Record<string, [from: number, step: 1 | -1]> = {
      ArrowDown: [stop + 1, 1],
      ArrowUp: [stop - 1, -1],
      Home: [0, 1],
      End: [rows.length - 1, -1],
    };
    const aim = aims[event.key];
    if (!aim) return;
    event.preventDefault();
    let [index, step] = aim;
    while (rows[index]?.kind === "heading") index += step;
    if (!rows[index]) return;
    setStop(index);
    list.current?.scrollToIndex(index, { align: "nearest" });
    focusWhenDrawn(() => scroller.current?.querySelector(`[data-row="${index}"] button`));
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are those of the buttons inside, which are many
    <div
      ref={scroller}
      onKeyDown={onKeyDown}
      className="absolute inset-0 overflow-y-auto overscroll-contain px-2 pb-4"
    >
      <Virtualizer ref={list} scrollRef={scroller} data={rows} onScroll={look} keepMounted={[stop]}>
        {(row, index) =>
          row.kind === "heading" ? (
            <h2
              key={row.name}
              className="tabular truncate px-2 pt-5 pb-1.5 font-semibold text-ink-faint text-xs"
            >
              <bdi>{row.name}</bdi>
              {row.count === null ? "" : ` · ${row.count.toLocaleString("en")}`}
            </h2>
          ) : (
            <MemberLine
              key={row.member.agentId}
              member={row.member}
              availability={availabilities.get(row.member.agentId) ?? "offline"}
              index={index}
              isStop={index === stop}
              isOpen={opened?.username === row.member.agent.username}
              onOpen={open}
            />
          )
        }
      </Virtualizer>
      {opened === null ? null : (
        <AgentCardBeside key={opened.username} {...opened} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}

interface Opened {
  username: string;
  beside: HTMLElement;
}

const MemberLine = memo(function MemberLine(props: {
  member: Member;
  availability: Availability;
  index: number;
  isStop: boolean;
  isOpen: boolean;
  onOpen: (username: string, beside: HTMLElement, index: number) => void;
}) {
  const { agent, nickname } = props.member;
  const { availability } = props;
  return (
    <div data-row={props.index}>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={props.isOpen}
        onClick={({ currentTarget }) => props.onOpen(agent.username, currentTarget, props.index)}
        tabIndex={props.isStop ? 0 : -1}
        className="flex h-11 w-full items-center gap-3 rounded-xl px-2 text-left transition hover:bg-raised"
      >
        <span className="relative">
          <AgentAvatar
            username={agent.username}
            className={classes("size-8", availability === "offline" && "opacity-55")}
          />
          <PresenceDot availability={availability} className="-right-1 -bottom-1 absolute" />
        </span>
        <bdi
          className={classes(
            "min-w-0 truncate font-medium text-sm",
            availability === "offline" ? "text-ink-faint" : "text-ink",
          )}
        >
          {nickname ?? agent.displayName}
        </bdi>
      </button>
    </div>
  );
});
