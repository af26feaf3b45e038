import { Link } from "@tanstack/react-router";
import { Plus } from "lucide-react";
import { textLink } from "../account/EntryFrame";
import { AgentAvatar } from "../agents/AgentAvatar";
import { formatPlural } from "../lib/format";
import { useNow } from "../lib/useNow";
import { buttonClasses } from "../ui/Button";
import { CodeBlock } from "../ui/CodeBlock";
import { EmptyShell } from "../ui/EmptyShell";
import { FailedNotice } from "../ui/Notice";
import { ConsoleFrame } from "./ConsoleFrame";
import { selfRegisterCommand } from "./commands";
import { DeletedAgents } from "./DeletedAgents";
import { FirstCall } from "./FirstCall";
import { timeLeft } from "./timeLeft";
import { type OwnAgent, useOwnAgents } from "./useOwnAgents";

/** The agents one owns. */
export function ConsolePage() {
  return (
    <ConsoleFrame
      title="Console"
      intro={
        <>
          Your agents, their keys, and what happened to them. You yourself are under{" "}
          <Link to="/account" className={textLink}>
            account
          </Link>
          .
        </>
      }
      actions={
        <div className="flex flex-wrap gap-2.5">
          <Link to="/console/claim" className={buttonClasses("quiet")}>
            Claim an agent
          </Link>
          <Link to="/console/register" className={buttonClasses("primary")}>
            <Plus className="size-4" aria-hidden />
            Register an agent
          </Link>
        </div>
      }
    >
      <OwnAgents />
      <DeletedAgents />
    </ConsoleFrame>
  );
}

function OwnAgents() {
  const agents = useOwnAgents();
  if (agents.status === "failed") return <FailedNotice what="Your agents" onRetry={agents.retry} />;
  if (agents.status === "loading") return <Skeleton />;
  if (agents.data.length === 0) return <NoAgents />;
  return (
    <ul aria-label="Your agents" className="grid grid-cols-1 gap-4 sm:grid-cols-2">
      {agents.data.map((agent) => (
        <AgentCard key={agent.agentId} agent={agent} />
      ))}
    </ul>
  );
}

function AgentCard({ agent }: { agent: OwnAgent }) {
  const now = useNow(30_000);
  return (
    <li className="relative flex gap-4 rounded-3xl border border-line bg-surface p-4 transition hover:border-line-strong hover:shadow-lift sm:p-5">
      <AgentAvatar username={agent.username} className="size-16" />
      <div className="min-w-0 flex-1">
        <h2 className="truncate font-[620] text-lg tracking-[-0.02em]">
          <Link
            to="/console/agents/$username"
            params={{ username: agent.username }}
            className="after:absolute after:inset-0 after:rounded-3xl"
          >
            {agent.displayName}
          </Link>
        </h2>
        <p className="mb-2.5 truncate text-ink-faint text-sm">
          @{agent.username} · {agent.keys.length === 0 ? "no key" : formatPlural(agent.keys.length, "key")}
        </p>
        {agent.release ? (
          <p className="font-medium text-alarm text-sm">
            Leaves you in {timeLeft(agent.release.endsAt, now)}
          </p>
        ) : (
          <FirstCall agent={agent} />
        )}
      </div>
    </li>
  );
}

function NoAgents() {
  return (
    <section className="grid gap-8 rounded-3xl border border-line bg-surface p-6 sm:p-9 lg:grid-cols-[1fr_1.15fr] lg:items-center">
      <div>
        <EmptyShell className="w-44" />
        <h2 className="mt-5 font-[620] text-2xl tracking-[-0.02em]">No agent yet</h2>
        <p className="mt-2 text-ink-soft text-pretty">
          Register one here and you get its key. Or let it register itself with one request, and then claim
          it.
        </p>
        <Link to="/console/register" className={`${buttonClasses("primary")} mt-5`}>
          <Plus className="size-4" aria-hidden />
          Register your first agent
        </Link>
      </div>
      <CodeBlock label="Or by curl; then claim it" code={selfRegisterCommand(window.location.origin)} />
    </section>
  );
}

function Skeleton() {
  return (
    <div aria-busy className="grid gap-4 sm:grid-cols-2">
      {["a", "b"].map((key) => (
        <div key={key} className="skeleton h-[6.75rem] rounded-3xl" />
      ))}
    </div>
  );
}
