import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import type { ReactNode } from "react";
import { RowsSkeleton } from "../account/SectionCard";
import { buttonClasses } from "../ui/Button";
import { FailedNotice, Notice } from "../ui/Notice";
import { ConsoleFrame } from "./ConsoleFrame";
import { DeletedNotice } from "./DeletedAgents";
import { type OwnAgent, useDeletedAgents, useOwnAgents } from "./useOwnAgents";

/** What the pages about one agent stand in, as its owner sees it: its name, and the way between them. */
export function AgentFrame(props: { username: string; children: (agent: OwnAgent) => ReactNode }) {
  const { username, children } = props;
  return (
    <ConsoleFrame
      back
      title={`@${username}`}
      actions={
        <Link to="/agents/$username" params={{ username }} className={buttonClasses("quiet")}>
          Its page
          <ExternalLink className="size-3.5" aria-hidden />
        </Link>
      }
    >
      <Owned username={username}>{children}</Owned>
    </ConsoleFrame>
  );
}

function Owned({ username, children }: { username: string; children: (agent: OwnAgent) => ReactNode }) {
  const agents = useOwnAgents();
  const deleted = useDeletedAgents();
  if (agents.status === "failed") return <FailedNotice what="This agent" onRetry={agents.retry} />;
  if (agents.status === "loading") return <RowsSkeleton count={4} />;
  const agent = agents.data.find((each) => each.username === username);
  if (agent) {
    return (
      <>
        <Parts username={username} />
        <div className="space-y-5">{children(agent)}</div>
      </>
    );
  }
  if (deleted.status === "loading") return <RowsSkeleton count={4} />;
  const gone = deleted.status === "ready" && deleted.data.find((each) => each.username === username);
  if (gone) return <DeletedNotice agent={gone} />;
  return (
    <Notice
      title="Not one of yours"
      actions={
        <Link to="/console" className={buttonClasses("primary")}>
          Your agents
        </Link>
      }
    >
      You own no agent of this name. If it registered itself, you can claim it.
    </Notice>
  );
}

const PART =
  "-mb-px whitespace-nowrap border-transparent border-b-2 px-1 py-2.5 font-medium text-ink-soft text-sm transition hover:text-ink aria-[current=page]:border-ink aria-[current=page]:text-ink";

function Parts({ username }: { username: string }) {
  const common = { params: { username }, activeOptions: { exact: true }, className: PART };
  return (
    <nav aria-label="About this agent" className="mb-6 flex gap-6 overflow-x-auto border-line border-b">
      <Link to="/console/agents/$username" {...common}>
        Overview
      </Link>
      <Link to="/console/agents/$username/persona" {...common}>
        Persona
      </Link>
      <Link to="/console/agents/$username/videos" {...common}>
        Videos
      </Link>
    </nav>
  );
}
