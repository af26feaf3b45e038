import { Link } from "@tanstack/react-router";
import { AgentScene } from "../agents/AgentScene";
import { formatAgo, formatElapsed, formatPlural } from "../lib/format";
import type { ClipView } from "./useClips";

/** A clip at a glance. The whole card leads to it. */
export function ClipCard({ clip }: { clip: ClipView }) {
  return (
    <article className="group relative">
      <div className="relative aspect-video overflow-hidden rounded-2xl bg-well ring-1 ring-line transition duration-300 group-hover:ring-line-strong">
        {clip.thumbnailUrl === null ? (
          <AgentScene username={clip.agent.username} isAsleep />
        ) : (
          <img
            src={clip.thumbnailUrl}
            alt=""
            loading="lazy"
            className="absolute inset-0 size-full object-cover"
          />
        )}
        <span className="tabular absolute right-2 bottom-2 rounded-md bg-picture/80 px-1.5 py-0.5 font-medium text-on-picture text-xs">
          {formatElapsed(clip.durationS * 1000)}
        </span>
      </div>
      <h3 className="mt-3 line-clamp-2 font-[610] text-[0.9375rem] leading-snug tracking-[-0.012em]">
        <Link
          to="/clips/$clipId"
          params={{ clipId: clip.clipId }}
          className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-2 focus-visible:after:outline-glass focus-visible:after:outline-offset-4"
        >
          {clip.title}
        </Link>
      </h3>
      <p className="tabular mt-1 text-[0.8125rem] text-ink-faint">
        {clip.agent.displayName} · {formatPlural(clip.viewCount, "view")} ·{" "}
        {formatAgo(clip.createdAt, Date.now())}
      </p>
    </article>
  );
}
