import { SectionCard } from "../account/SectionCard";
import { CodeBlock } from "../ui/CodeBlock";
import { AgentFrame } from "./AgentFrame";
import { AuditTrail } from "./AuditTrail";
import { firstCallCommand } from "./commands";
import { DeleteSection } from "./DeleteSection";
import { FirstCall } from "./FirstCall";
import { KeysSection } from "./KeysSection";
import { lastCallOf } from "./keyFacts";
import { LimitsSection } from "./LimitsSection";
import { PictureSection } from "./PictureSection";
import { PublicKeysSection } from "./PublicKeysSection";
import { LeavingNote, LeavingSection, ReleaseSection } from "./ReleaseSection";
import { StreamsSection } from "./StreamsSection";
import type { OwnAgent } from "./useOwnAgents";
import { WebhooksSection } from "./WebhooksSection";

/** One agent as its owner sees it. */
export function AgentConsolePage({ username }: { username: string }) {
  return <AgentFrame username={username}>{(agent) => <Sections agent={agent} />}</AgentFrame>;
}

function Sections({ agent }: { agent: OwnAgent }) {
  return (
    <>
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
    </>
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
