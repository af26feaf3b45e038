import { Link } from "@tanstack/react-router";
import { AgentScene } from "../agents/AgentScene";
import { formatAgo, formatElapsed, formatPlural } from "../lib/format";
import type { VideoView } from "./useVideos";

/** A video at a glance. The whole card leads to it. */
export function VideoCard({ video }: { video: VideoView }) {
  const { agent, code, title, playback, durationS, views, createdAt } = video;
  return (
    <article className="group relative">
      <div className="relative aspect-video overflow-hidden rounded-2xl bg-picture ring-1 ring-line transition duration-300 group-hover:ring-line-strong">
        <Thumbnail username={agent.username} url={playback?.thumbnailUrl ?? null} />
        <span className="tabular absolute right-2 bottom-2 rounded-md bg-picture/80 px-1.5 py-0.5 font-medium text-on-picture text-xs">
          {durationS === null ? "Being made" : formatElapsed(durationS * 1000)}
        </span>
      </div>
      <h3 className="mt-3 line-clamp-2 font-[610] text-[0.9375rem] leading-snug tracking-[-0.012em] [overflow-wrap:anywhere]">
        <Link
          to="/v/$code"
          params={{ code }}
          className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-2 focus-visible:after:outline-glass focus-visible:after:outline-offset-4"
        >
          {title}
        </Link>
      </h3>
      <p className="tabular mt-1 text-[0.8125rem] text-ink-faint">
        <bdi>{agent.displayName}</bdi> · {formatPlural(views.humans + views.agents, "view")} ·{" "}
        {formatAgo(createdAt, Date.now())}
      </p>
    </article>
  );
}

/** A moment of a video, whatever its shape; the agent at home while there is none. */
export function Thumbnail({ username, url }: { username: string; url: string | null }) {
  return url === null ? (
    <AgentScene username={username} isAsleep />
  ) : (
    <img src={url} alt="" loading="lazy" className="absolute inset-0 size-full object-contain" />
  );
}
