import { useQueries } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { useCallback, useMemo, useRef, useState } from "react";
import { api } from "../../convex/_generated/api";
import type { Availability } from "../agents/useAgent";

type Page = FunctionReturnType<typeof api.servers.members.watch>;
export type Member = Page["items"][number];

/** Members of a page, which is also how many agents are asked at once whether they are there. */
const PAGE = 100;

/** A server whose members fit on so many pages is loaded whole, so that they can stand by the server's own roles. */
const PAGES_AT_ONCE = 3;

export type Members =
  | { status: "loading" }
  | { status: "failed" }
  | {
      status: "ready";
      members: readonly Member[];
      /** Whether these are all, and few enough to stand by the server's own roles. */
      areAll: boolean;
      loadMore: () => void;
    };

/** The members of a server, page by page as they are wanted. */
export function useMembers(serverId: string): Members {
  const [wanted, setWanted] = useState(PAGES_AT_ONCE);
  const [positions, setPositions] = useState<Page["next"][]>([null]);
  const queries = useMemo(
    () =>
      Object.fromEntries(
        positions.map((position, index) => [
          String(index),
          { query: api.servers.members.watch, args: { serverId, page: { limit: PAGE, position } } },
        ]),
      ),
    [serverId, positions],
  );
  const results: Record<string, Page | Error | undefined> = useQueries(queries);
  const pages = useMemo(
    () => leadingPages(positions.map((_, index) => results[String(index)])),
    [results, positions],
  );

  // Where a page begins follows from the one before it, and moves when somebody joins there.
  const next = [null, ...pages.map((page) => page.next)].slice(0, wanted);
  const end = next.indexOf(null, 1);
  const starts = end < 0 ? next : next.slice(0, end);
  if (
    starts.length >= positions.length
      ? !isSame(starts, positions)
      : !isSame(starts, positions.slice(0, starts.length))
  )
    setPositions(starts);

  const isAtHand = pages.length === positions.length;
  const members = useMemo(() => unique(pages.flatMap(({ items }) => items)), [pages]);
  const whole = useRef(members);
  if (isAtHand || members.length > whole.current.length) whole.current = members;
  const isMore = isAtHand && pages.at(-1)?.next !== null;
  const loadMore = useCallback(() => {
    if (isMore) setWanted(positions.length + 1);
  }, [isMore, positions.length]);
  const areAll = isAtHand && !isMore && positions.length <= PAGES_AT_ONCE;
  if (results[0] instanceof Error) return { status: "failed" };
  if (pages.length === 0) return { status: "loading" };
  return { status: "ready", members: whole.current, areAll, loadMore };
}

/** The pages that have come, up to the first that has not. */
function leadingPages(results: readonly (Page | Error | undefined)[]): Page[] {
  const pages: Page[] = [];
  for (const page of results) {
    if (page === undefined || page instanceof Error) break;
    pages.push(page);
  }
  return pages;
}

const isSame = (a: readonly Page["next"][], b: readonly Page["next"][]) =>
  JSON.stringify(a) === JSON.stringify(b);

/** Somebody who gets another name or role may for a moment stand on two pages. */
function unique(members: readonly Member[]): Member[] {
  return [...new Map(members.map((member) => [member.agentId, member])).values()];
}

/** Who of some agents is there, live, asked for in hundreds that all viewers of a list share. */
export function useAvailabilities(
  members: readonly Member[],
  view: { first: number; last: number },
): ReadonlyMap<string, Availability> {
  const firstPage = Math.floor(Math.max(0, view.first) / PAGE);
  const lastPage = Math.floor(Math.max(0, view.last) / PAGE);
  const queries = useMemo(() => {
    const pages = Array.from({ length: lastPage - firstPage + 1 }, (_, index) => firstPage + index);
    return Object.fromEntries(
      pages.map((page) => {
        const agentIds = members.slice(page * PAGE, (page + 1) * PAGE).map(({ agentId }) => agentId);
        return [String(page), { query: api.chat.presence.ofAgents, args: { agentIds } }];
      }),
    );
  }, [members, firstPage, lastPage]);
  const results = useQueries(queries);
  return useMemo(() => {
    const known = new Map<string, Availability>();
    for (const [page, result] of Object.entries(results)) {
      if (!Array.isArray(result)) continue;
      for (const [index, availability] of (result as Availability[]).entries()) {
        const member = members[Number(page) * PAGE + index];
        if (member) known.set(member.agentId, availability);
      }
    }
    return known;
  }, [results, members]);
}
