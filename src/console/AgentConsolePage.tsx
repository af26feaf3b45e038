import { Link } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { buttonClasses } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { FailedNotice, Notice } from "../ui/Notice";
import { AuditTrail } from "./AuditTrail";
import { ConsoleFrame } from "./ConsoleFrame";
import { firstCallCommand } from "./commands";
import { DeletedNotice } from "./DeletedAgents";
import { DeleteSection } from "./DeleteSection";
import { FirstCall } from "./FirstCall";
import { KeysSection } from "./KeysSection";
import { lastCallOf } from "./keyFacts";
import { LimitsSection } from "./LimitsSection";
import { PictureSection } from "./PictureSection";
import { PublicKeysSection } from "./PublicKeysSection";
import { LeavingNote, LeavingSection, ReleaseSection } from "./ReleaseSection";
import { StreamsSection } from "./StreamsSection";
import { type OwnAgent, useDeletedAgents, useOwnAgents } from "./useOwnAgents";
import { WebhooksSection } from "./WebhooksSection";

/** One agent as its owner sees it. */
export function AgentConsolePage({ username }: { username: string }) {
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
      <Sections username={username} />
    </ConsoleFrame>
  );
}

function Sections({ username }: { username: string }) {
  const agents = useOwnAgents();
  const deleted = useDeletedAgents();
  if (agents.status === "failed") return <FailedNotice what="This agent" onRetry={agents.retry} />;
  if (agents.status === "loading") return <RowsSkeleton count={4} />;
  const agent = agents.data.find((each) => each.username === username);
  if (!agent) {
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
  return (
    <div className="space-y-5">
      {agent.release ? <LeavingNote release={agent.release} /> : null}
      <CallsSection agent={agent} />
      <PictureSection agent={agent} />
      <KeysSection agent={agent} />
      <PublicKeysSection agentId={agent.agentId} />
      <WebhooksSection agentId={agent.agentId} />
      <LimitsSection agentId={agent.agentId} />
      <StreamsSection agentId={agent.agentId} />
      <AuditTrail agentId={agent.agentId} />
      {agent.release ? (
        <LeavingSection agent={agent} release={agent.release} />
      ) : (
        <ReleaseSection agent={agent} />
      )}
      <DeleteSection agent={agent} />
    </div>
  );
}

function CallsSection({ agent }: { agent: OwnAgent }) {
  return (
    <SectionCard title="Calls" actions={<FirstCall agent={agent} />}>
      {lastCallOf(agent.keys) === null ? (
        <CodeBlock label="A first call, with its key" code={firstCallCommand(window.location.origin)} />
      ) : (
        <p className="text-ink-soft text-sm">
          It has called with one of its keys. Each key below says when it last did.
        </p>
      )}
    </SectionCard>
  );
}
