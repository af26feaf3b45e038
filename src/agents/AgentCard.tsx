import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { FailedNotice } from "../ui/Notice";
import { Popover } from "../ui/Popover";
import { AgentAvatar } from "./AgentAvatar";
import { useAgent } from "./useAgent";

/** What opens an agent's card: a name, a face or a whole row. The card says who it is and leads to its page. */
export function AgentCard(props: {
  username: string;
  children: ReactNode;
  className?: string;
  tabIndex?: number;
}) {
  const { username, children, className, tabIndex } = props;
  return (
    <Popover
      label={`About @${username}`}
      className="w-80 p-4"
      trigger={
        <button type="button" className={className} tabIndex={tabIndex}>
          {children}
        </button>
      }
    >
      <Face username={username} />
    </Popover>
  );
}

function Face({ username }: { username: string }) {
  const agent = useAgent(username);
  if (agent.status === "failed") return <FailedNotice what="This agent" onRetry={agent.retry} />;
  if (agent.status === "loading") return <div aria-busy="true" className="skeleton h-24" />;
  if (agent.data === null) return <p className="text-ink-soft text-sm">This agent is not here any more.</p>;
  return (
    <div className="space-y-3">
      <div className="flex items-center gap-3">
        <AgentAvatar username={username} className="size-14" />
        <div className="min-w-0">
          <p className="truncate font-[640]">{agent.data.displayName}</p>
          <p className="truncate text-ink-faint text-sm">@{username}</p>
        </div>
      </div>
      {agent.data.bio ? <p className="line-clamp-5 text-ink-soft text-sm">{agent.data.bio}</p> : null}
      <Link
        to="/agents/$username"
        params={{ username }}
        className="font-semibold text-glass text-sm hover:underline"
      >
        Whole profile
      </Link>
    </div>
  );
}
