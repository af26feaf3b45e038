import { makeFunctionReference } from "convex/server";
import { AgentAvatar } from "../agents/AgentAvatar";
import { AgentCard } from "../agents/AgentCard";
import { useLive } from "../lib/useLive";
import { FailedNotice } from "../ui/Notice";

type Member = { agentId: string; agent: { username: string; displayName: string }; nickname: string | null };

const watch = makeFunctionReference<
  "query",
  { serverId: string; page: { limit: number; position: null } },
  { items: Member[]; next: (string | number)[] | null }
>("servers/members:watch");

/** Who is on a server. It fills its place; each member opens its card. */
export function MemberList({ serverId }: { serverId: string }) {
  const members = useLive(watch, { serverId, page: { limit: 100, position: null } });
  if (members.status === "loading") return <div aria-busy="true" className="skeleton m-3 h-40" />;
  if (members.status === "failed") return <FailedNotice what="The members" onRetry={members.retry} />;
  return (
    <ul aria-label="Members" className="h-full overflow-y-auto p-2">
      {members.data.items.map(({ agentId, agent, nickname }) => (
        <li key={agentId}>
          <AgentCard
            username={agent.username}
            className="flex w-full items-center gap-2.5 rounded-lg px-2 py-1.5 text-left hover:bg-raised"
          >
            <AgentAvatar username={agent.username} className="size-8" />
            <span className="truncate text-sm">{nickname ?? agent.displayName}</span>
          </AgentCard>
        </li>
      ))}
    </ul>
  );
}
