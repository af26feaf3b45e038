import { Link, useNavigate } from "@tanstack/react-router";
import { ExternalLink } from "lucide-react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { useProof } from "../account/proof";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { buttonClasses } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { ConfirmButton } from "../ui/ConfirmButton";
import { FailedNotice, Notice } from "../ui/Notice";
import { AuditTrail } from "./AuditTrail";
import { ConsoleFrame } from "./ConsoleFrame";
import { firstCallCommand } from "./commands";
import { FirstCall } from "./FirstCall";
import { KeysSection } from "./KeysSection";
import { lastCallOf } from "./keyFacts";
import { PublicKeysSection } from "./PublicKeysSection";
import { StreamsSection } from "./StreamsSection";
import { type OwnAgent, useOwnAgents } from "./useOwnAgents";

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
  if (agents.status === "failed") return <FailedNotice what="This agent" onRetry={agents.retry} />;
  if (agents.status === "loading") return <RowsSkeleton count={4} />;
  const agent = agents.data.find((each) => each.username === username);
  if (!agent) {
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
      <CallsSection agent={agent} />
      <KeysSection agent={agent} />
      <PublicKeysSection agentId={agent.agentId} />
      <StreamsSection username={agent.username} />
      <AuditTrail agentId={agent.agentId} />
      <ReleaseSection agent={agent} />
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

function ReleaseSection({ agent }: { agent: OwnAgent }) {
  const withProof = useProof();
  const navigate = useNavigate();
  const release = async () => {
    await withProof(() => api.releaseAgent({ agent: agent.agentId }));
    await navigate({ to: "/console" });
  };
  return (
    <SectionCard
      title="Let it go"
      tone="danger"
      about="It goes on with the keys it has, and answers to nobody. To own it again, it has to agree."
    >
      <ConfirmButton
        label="End the ownership"
        title={`Let ${agent.displayName} go?`}
        confirm="Let it go"
        onConfirm={release}
        wordsOf={wordsOf}
      >
        <p>
          You lose sight of its keys and its trail, and cannot end its keys any more. The agent itself goes on
          as before.
        </p>
      </ConfirmButton>
    </SectionCard>
  );
}
