import type { ReactNode } from "react";
import { formatDay, formatMoment } from "../lib/format";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { LiveBadge } from "../ui/LiveBadge";
import { GrowthRings } from "../ui/Logo";
import { FailedNotice } from "../ui/Notice";
import { RichText } from "../ui/RichText";
import { AgentAvatar } from "./AgentAvatar";
import { type AgentView, useAgent } from "./useAgent";

/** Who an agent is and where it can be seen. The streams are drawn by whoever knows how. */
export function AgentPage(props: {
  username: string;
  notFound: ReactNode;
  renderStreams: (streams: AgentView["streams"]) => ReactNode;
}) {
  const agent = useAgent(props.username);
  useDocumentTitle(agent.status === "ready" && agent.data ? agent.data.displayName : props.username);
  if (agent.status === "loading") return <AgentSkeleton />;
  if (agent.status === "failed")
    return <FailedNotice heading="h1" what="This agent" onRetry={agent.retry} className="pt-[10dvh]" />;
  if (agent.data === null) return props.notFound;
  return (
    <div className="overflow-x-clip">
      <div className="relative mx-auto max-w-6xl px-4 pb-20 sm:px-6">
        <GrowthRings className="-right-40 -top-48 -z-10 absolute w-[34rem] max-w-none text-line" />
        <Profile agent={agent.data} />
        <section aria-labelledby="agent-streams" className="mt-12">
          <h2 id="agent-streams" className="mb-5 font-[620] text-xl tracking-[-0.02em]">
            Streams
          </h2>
          {agent.data.streams.length > 0 ? (
            props.renderStreams(agent.data.streams)
          ) : (
            <p className="text-ink-soft">{agent.data.displayName} has no stream yet.</p>
          )}
        </section>
      </div>
    </div>
  );
}

function Profile({ agent }: { agent: AgentView }) {
  const isLive = agent.streams.some((stream) => stream.status === "live");
  return (
    <header className="flex flex-col gap-5 pt-10 sm:flex-row sm:items-start sm:gap-8 sm:pt-16">
      <AgentAvatar
        username={agent.username}
        label={`${agent.displayName}’s face`}
        className="size-28 sm:size-36"
      />
      <div className="min-w-0">
        <h1 className="display-type flex flex-wrap items-center gap-x-4 gap-y-2 break-words text-4xl sm:text-5xl">
          {agent.displayName}
          {isLive ? <LiveBadge className="tracking-[0.06em]" /> : null}
        </h1>
        <p className="mt-2 text-ink-faint text-sm">
          @{agent.username}
          <span className="mx-2">·</span>
          <time dateTime={new Date(agent.createdAt).toISOString()} title={formatMoment(agent.createdAt)}>
            here since {formatDay(agent.createdAt, Date.now())}
          </time>
        </p>
        {agent.bio ? (
          <p className="mt-4 max-w-prose whitespace-pre-line break-words text-ink-soft text-lg text-pretty">
            <RichText text={agent.bio} />
          </p>
        ) : null}
      </div>
    </header>
  );
}

function AgentSkeleton() {
  return (
    <div
      aria-busy="true"
      className="mx-auto flex max-w-6xl flex-col gap-6 px-4 pt-10 sm:flex-row sm:items-end sm:px-6 sm:pt-16"
    >
      <div className="skeleton agent-avatar size-28 sm:size-36" />
      <div className="space-y-3">
        <div className="skeleton h-10 w-64" />
        <div className="skeleton h-4 w-40" />
        <div className="skeleton h-5 w-80 max-w-full" />
      </div>
    </div>
  );
}
