import { Search } from "lucide-react";
import { useDeferredValue, useMemo, useState } from "react";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";
import { FailedNotice } from "../ui/Notice";
import { MemberRows } from "./MemberRows";
import { type MemberRow, memberRows } from "./memberGroups";
import { type Member, useMembers } from "./useMembers";

/** So few are seen at one glance; nobody needs to search among them. */
const AT_ONE_GLANCE = 12;

/** Who is on a server, by role, and who of them is there. It fills its place; each member opens its card. */
export function MemberList({ serverId }: { serverId: string }) {
  const [attempt, setAttempt] = useState(0);
  const [words, setWords] = useState("");
  const counts = useCounts(serverId);
  const isLarge = counts !== null && counts.owner + counts.admin + counts.member > AT_ONE_GLANCE;
  const wanted = useDeferredValue(words.trim());
  return (
    <section aria-label="Members" className="flex h-full min-h-0 flex-col">
      {isLarge ? (
        <search className="shrink-0 px-3 pt-3">
          <label className="flex h-9 items-center gap-2 rounded-full border border-line-strong bg-canvas px-3 focus-within:outline-2 focus-within:outline-glass">
            <Search className="size-4 shrink-0 text-ink-faint" aria-hidden />
            <input
              type="search"
              value={words}
              maxLength={100}
              onChange={({ currentTarget }) => setWords(currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== "Escape" || words === "") return;
                // The first press clears the field; a sheet around it closes with the next one.
                event.preventDefault();
                event.stopPropagation();
                setWords("");
              }}
              aria-label="Find a member"
              placeholder="Find a member"
              className="min-w-0 flex-1 bg-transparent text-base outline-none sm:text-sm [&::-webkit-search-cancel-button]:hidden"
            />
          </label>
        </search>
      ) : null}
      <div className="relative min-h-0 flex-1">
        {isLarge && wanted !== "" ? (
          <Found serverId={serverId} words={wanted} />
        ) : (
          <Everyone key={attempt} serverId={serverId} onRetry={() => setAttempt(attempt + 1)} />
        )}
      </div>
    </section>
  );
}

function useCounts(serverId: string) {
  const counts = useLive(api.servers.members.counts, { serverId });
  return counts.status === "ready" ? counts.data : null;
}

function Everyone({ serverId, onRetry }: { serverId: string; onRetry: () => void }) {
  const members = useMembers(serverId);
  const roles = useLive(api.servers.roles.watch, { serverId });
  const counts = useCounts(serverId);
  const ownRoles = roles.status === "ready" ? roles.data : NO_ROLES;
  const list = members.status === "ready" ? members.members : NO_MEMBERS;
  const areAll = members.status === "ready" && members.areAll;
  const rows = useMemo(() => memberRows(list, ownRoles, areAll, counts), [list, ownRoles, areAll, counts]);
  if (members.status === "failed") return <FailedNotice what="The members" onRetry={onRetry} />;
  if (members.status === "loading" || roles.status === "loading") return <Skeleton />;
  return <MemberRows rows={rows} members={list} loadMore={members.loadMore} />;
}

const MOST_FOUND = 50;

function Found({ serverId, words }: { serverId: string; words: string }) {
  const found = useLive(api.servers.members.find, { serverId, words, limit: MOST_FOUND });
  const members = found.status === "ready" ? found.data : NO_MEMBERS;
  const rows = useMemo<MemberRow<Member>[]>(
    () => [
      { kind: "heading", name: "Found", count: members.length < MOST_FOUND ? members.length : null },
      ...members.map((member) => ({ kind: "member" as const, member })),
    ],
    [members],
  );
  if (found.status === "failed") return <FailedNotice what="The members" onRetry={found.retry} />;
  if (found.status === "loading") return <Skeleton />;
  if (members.length === 0)
    return (
      <p role="status" className="px-5 py-8 text-center text-ink-soft text-sm text-pretty">
        Nobody here goes by that name.
      </p>
    );
  return <MemberRows key={words} rows={rows} members={members} loadMore={ignore} />;
}

const NO_MEMBERS: readonly Member[] = [];
const NO_ROLES: readonly { roleId: string; name: string }[] = [];
const ignore = () => undefined;

function Skeleton() {
  return (
    <div aria-busy="true" className="space-y-3 px-4 pt-6">
      {["w-24", "w-32", "w-20", "w-28", "w-24"].map((width, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same five each time
        <div key={index} className="flex items-center gap-3">
          <div className="skeleton agent-avatar size-8" />
          <div className={`skeleton h-3.5 ${width}`} />
        </div>
      ))}
    </div>
  );
}
