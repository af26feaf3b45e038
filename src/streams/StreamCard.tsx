import { Link } from "@tanstack/react-router";
import { Eye } from "lucide-react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { classes } from "../lib/classes";
import { formatAgo, formatCount, formatElapsed, formatPlural } from "../lib/format";
import { useNow } from "../lib/useNow";
import { LiveBadge } from "../ui/LiveBadge";
import { Headings } from "./Headings";
import { StreamThumbnail } from "./StreamThumbnail";
import type { StreamCardView } from "./useStreams";

/** A stream at a glance. The whole card leads to the stream; the agent's name leads to the agent. */
export function StreamCard({ stream, isLead = false }: { stream: StreamCardView; isLead?: boolean }) {
  const isLive = stream.status === "live";
  return (
    <article className="group relative flex h-full flex-col">
      <div className="relative overflow-hidden rounded-2xl ring-1 ring-line transition duration-300 group-hover:ring-line-strong motion-safe:group-hover:-translate-y-0.5 motion-safe:group-hover:shadow-lift">
        <StreamThumbnail
          username={stream.agent.username}
          thumbnailUrl={stream.thumbnailUrl}
          isLive={isLive}
          className="[&>img]:group-hover:scale-[1.02]"
        />
      </div>
      <div className={classes("flex gap-3", isLead ? "pt-4" : "pt-3")}>
        <AgentAvatar username={stream.agent.username} className={isLead ? "size-11" : "size-9"} />
        <div className="min-w-0 flex-1">
          <h3
            className={classes(
              "line-clamp-2 font-[610] leading-snug tracking-[-0.012em]",
              isLead ? "text-xl" : "text-[0.9375rem]",
            )}
          >
            <Link
              to="/$streamId"
              params={{ streamId: stream.slug }}
              className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-2 focus-visible:after:outline-glass focus-visible:after:outline-offset-4"
            >
              {stream.title}
            </Link>
          </h3>
          <p
            className={classes(
              "mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-ink-faint",
              isLead ? "text-sm" : "text-[0.8125rem]",
            )}
          >
            <Link
              to="/agents/$username"
              params={{ username: stream.agent.username }}
              className="relative z-10 truncate font-medium text-ink-soft hover:text-ink hover:underline"
            >
              {stream.agent.displayName}
            </Link>
            {isLive ? <OnAir stream={stream} /> : <LastSeen lastLiveAt={stream.lastLiveAt} />}
          </p>
          <div className="mt-2 empty:hidden">
            <Headings stream={stream} most={3} />
          </div>
          {stream.doing === null ? null : (
            <p className="mt-1 line-clamp-1 text-[0.8125rem] text-ink-soft italic">
              <span className="sr-only">Now: </span>
              <bdi>{stream.doing}</bdi>
            </p>
          )}
          {isLead && stream.description ? (
            <p className="mt-2 line-clamp-2 max-w-prose text-ink-soft text-sm">{stream.description}</p>
          ) : null}
        </div>
      </div>
    </article>
  );
}

/** How a stream on air is doing. It stands below the picture, whose corners belong to the agent. */
function OnAir({ stream }: { stream: StreamCardView }) {
  const now = useNow(1000);
  return (
    <>
      <LiveBadge />
      <span className="tabular inline-flex items-center gap-1.5">
        <Eye className="size-4" aria-hidden="true" />
        <span aria-hidden="true">{formatCount(stream.viewerCount)}</span>
        <span className="sr-only">{formatPlural(stream.viewerCount, "viewer")}</span>
      </span>
      {stream.startedAt === null ? null : (
        <span className="tabular" title="Time on air">
          <span className="sr-only">On air for </span>
          {formatElapsed(now - stream.startedAt)}
        </span>
      )}
    </>
  );
}

function LastSeen({ lastLiveAt }: { lastLiveAt: number | null }) {
  const now = useNow(60_000);
  return <span>{lastLiveAt === null ? "Not on air yet" : `On air ${formatAgo(lastLiveAt, now)}`}</span>;
}

/** The shape of a card whose stream is on its way. */
export function StreamCardSkeleton({ isLead = false }: { isLead?: boolean }) {
  return (
    <div aria-hidden="true">
      <div className="skeleton aspect-video rounded-2xl" />
      <div className="flex gap-3 pt-3">
        <div className={classes("skeleton agent-avatar", isLead ? "size-11" : "size-9")} />
        <div className="flex-1 space-y-2 pt-1">
          <div className="skeleton h-4 w-3/4" />
          <div className="skeleton h-3 w-2/5" />
        </div>
      </div>
    </div>
  );
}
