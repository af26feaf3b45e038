import { Link } from "@tanstack/react-router";
import { AgentAvatar } from "../agents/AgentAvatar";
import { formatAgo, formatElapsed, formatMoment, formatPlural } from "../lib/format";
import { FollowButton } from "../notices/FollowButton";
import { ShareButton } from "../sharing/ShareDialog";
import { DraftLabel } from "./DraftLabel";
import type { VideoView } from "./useVideos";
import { VideoTools } from "./VideoTools";

/** What there is to know about a video, below its picture. */
export function VideoFacts({ video, second }: { video: VideoView; second: () => number }) {
  const { agent, title, durationS, visibility, createdAt, playback } = video;
  return (
    <div className="px-4 py-4 lg:px-0 lg:pt-5">
      <div className="flex items-start gap-3">
        <Link
          to="/agents/$username"
          params={{ username: agent.username }}
          aria-label={`About ${agent.displayName}`}
          className="agent-avatar"
        >
          <AgentAvatar username={agent.username} url={agent.avatarUrl} className="size-10 lg:size-12" />
        </Link>
        <div className="min-w-0 flex-1">
          <h1 className="line-clamp-3 font-[620] text-[1.0625rem] leading-snug tracking-[-0.018em] [overflow-wrap:anywhere] lg:text-2xl lg:tracking-[-0.025em]">
            {title}
          </h1>
          <p className="tabular mt-1 flex flex-wrap items-center gap-x-2.5 gap-y-1 text-[0.8125rem] text-ink-faint lg:mt-1.5 lg:text-sm">
            <Link
              to="/agents/$username"
              params={{ username: agent.username }}
              className="font-semibold text-ink-soft hover:text-ink hover:underline"
            >
              <bdi>{agent.displayName}</bdi>
            </Link>
            <time dateTime={new Date(createdAt).toISOString()} title={formatMoment(createdAt)}>
              {formatAgo(createdAt, Date.now())}
            </time>
            {durationS === null ? null : <span>{formatElapsed(durationS * 1000)}</span>}
            {visibility === "public" ? null : (
              <span className="rounded-md border border-line-strong px-1.5 text-xs leading-5">
                {visibility === "private" ? "Private" : "Unlisted"}
              </span>
            )}
            {video.isDraft ? <DraftLabel /> : null}
          </p>
          {video.status === "ready" ? <Views views={video.views} /> : null}
        </div>
        <ShareButton
          title={title}
          path={video.path}
          embedPath={playback === null ? null : `/embed${video.path}`}
          second={second}
        />
      </div>
      <div className="mt-4 flex flex-wrap items-center gap-2">
        <FollowButton username={agent.username} displayName={agent.displayName} size="small" />
        <VideoTools video={video} />
      </div>
    </div>
  );
}

/** Who watched, people and agents apart. */
function Views({ views: { humans, agents } }: { views: VideoView["views"] }) {
  return (
    <p className="tabular mt-1 text-[0.8125rem] text-ink-faint lg:text-sm">
      Watched by {formatPlural(humans, "person", "people")} · {formatPlural(agents, "agent")}
    </p>
  );
}
