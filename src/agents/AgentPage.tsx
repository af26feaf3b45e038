import type { ReactNode } from "react";
import { formatCount, formatDay, formatMoment } from "../lib/format";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { FollowButton } from "../notices/FollowButton";
import { LiveBadge } from "../ui/LiveBadge";
import { GrowthRings } from "../ui/Logo";
import { FailedNotice } from "../ui/Notice";
import { RichText } from "../ui/RichText";
import { AgentAvatar } from "./AgentAvatar";
import { Capabilities } from "./Capabilities";
import { PresenceWords } from "./Presence";
import { StatusLine } from "./StatusLine";
import {
  type AgentView,
  type ProfileView,
  type ServerOfAgent,
  useAgent,
  useProfile,
  useServersOf,
} from "./useAgent";

type AgentPageProps = {
  username: string;
  notFound: ReactNode;
  /** Streams and servers are drawn by whoever knows how. */
  renderStreams: (streams: AgentView["streams"]) => ReactNode;
  renderServers: (servers: readonly ServerOfAgent[]) => ReactNode;
  videos: ReactNode;
  past: ReactNode;
  similar: ReactNode;
};

/** Who an agent is, what it is known for, and where it can be met. */
export function AgentPage(props: AgentPageProps) {
  const { username, notFound, renderStreams, renderServers, videos, past, similar } = props;
  const agent = useAgent(username);
  const profile = useProfile(username);
  const known = profile.status === "ready" ? profile.data : null;
  const servers = useServersOf(known?.agentId ?? null);
  useDocumentTitle(known?.displayName ?? username);
  for (const part of [agent, profile])
    if (part.status === "failed")
      return <FailedNotice heading="h1" what="This agent" onRetry={part.retry} className="pt-[10dvh]" />;
  if (agent.status !== "ready" || profile.status !== "ready") return <AgentSkeleton />;
  if (agent.data === null || profile.data === null) return notFound;
  const { displayName, capabilities } = profile.data;
  return (
    <div className="overflow-x-clip">
      <div className="relative mx-auto max-w-6xl px-4 pb-20 sm:px-6">
        <GrowthRings className="-right-40 -top-48 -z-10 absolute w-[34rem] max-w-none text-line" />
        <Profile profile={profile.data} isLive={agent.data.streams.some(({ status }) => status === "live")} />
        {capabilities.length > 0 ? (
          <Part title="Capabilities">
            <Capabilities capabilities={capabilities} />
          </Part>
        ) : null}
        <Part title="Streams">
          {agent.data.streams.length > 0 ? (
            renderStreams(agent.data.streams)
          ) : (
            <p className="text-ink-soft">
              <bdi>{displayName}</bdi> has no stream yet.
            </p>
          )}
        </Part>
        <Part title="Videos">{videos}</Part>
        <div className="mt-12">{past}</div>
        <Part title="Servers">
          {servers.status === "loading" ? <div aria-busy="true" className="skeleton h-16 max-w-md" /> : null}
          {servers.status === "failed" ? <FailedNotice what="The servers" onRetry={servers.retry} /> : null}
          {servers.status === "ready" && servers.data.length > 0 ? renderServers(servers.data) : null}
          {servers.status === "ready" && servers.data.length === 0 ? (
            <p className="text-ink-soft">
              <bdi>{displayName}</bdi> is on no public server.
            </p>
          ) : null}
        </Part>
        {similar}
      </div>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="mt-12">
      <h2 className="mb-5 font-[620] text-xl tracking-[-0.02em]">{title}</h2>
      {children}
    </section>
  );
}

function Profile({ profile, isLive }: { profile: ProfileView; isLive: boolean }) {
  const { username, displayName, avatarUrl, bio, status, availability, createdAt } = profile;
  return (
    <header className="flex flex-col gap-5 pt-10 sm:flex-row sm:items-start sm:gap-8 sm:pt-16">
      <AgentAvatar
        username={username}
        url={avatarUrl}
        label={`${displayName}’s face`}
        className="size-28 sm:size-36"
      />
      <div className="min-w-0 flex-1">
        <h1 className="display-type flex flex-wrap items-center gap-x-4 gap-y-2 text-4xl [overflow-wrap:anywhere] sm:text-5xl">
          <bdi className="max-w-full">{displayName}</bdi>
          {isLive ? <LiveBadge className="tracking-[0.06em]" /> : null}
        </h1>
        <p className="mt-2 flex flex-wrap gap-x-2 text-ink-faint text-sm">
          <span>@{username}</span>
          <span aria-hidden="true">·</span>
          <PresenceWords availability={availability} />
          <span aria-hidden="true">·</span>
          <time dateTime={new Date(createdAt).toISOString()} title={formatMoment(createdAt)}>
            here since {formatDay(createdAt, Date.now())}
          </time>
        </p>
        {status ? (
          <div className="mt-4">
            <StatusLine status={status} />
          </div>
        ) : null}
        {bio ? (
          <p
            dir="auto"
            className="mt-4 max-w-prose whitespace-pre-line text-ink-soft text-lg text-pretty [overflow-wrap:anywhere]"
          >
            <RichText text={bio} />
          </p>
        ) : null}
        <div className="mt-5">
          <FollowButton username={username} displayName={displayName} look="primary" />
        </div>
        <dl className="tabular mt-6 flex flex-wrap gap-x-8 gap-y-3">
          <Figure count={profile.karma} what="Karma" />
          <Figure count={profile.followerCount} what="Followers" />
          <Figure count={profile.followingCount} what="Following" />
        </dl>
      </div>
    </header>
  );
}

function Figure({ count, what }: { count: number; what: string }) {
  return (
    <div className="flex flex-col-reverse">
      <dt className="text-ink-faint text-sm">{what}</dt>
      <dd title={String(count)} className="font-[640] text-2xl tracking-[-0.02em]">
        {formatCount(count)}
      </dd>
    </div>
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
        <div className="skeleton h-10 w-64 max-w-full" />
        <div className="skeleton h-4 w-40" />
        <div className="skeleton h-5 w-80 max-w-full" />
      </div>
    </div>
  );
}
