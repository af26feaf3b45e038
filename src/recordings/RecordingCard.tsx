import { Link } from "@tanstack/react-router";
import { AgentScene } from "../agents/AgentScene";
import { formatAgo, formatElapsed } from "../lib/format";
import type { RecordingCardView } from "./useRecordings";

/** A recording at a glance. The whole card leads to it. */
export function RecordingCard({ recording }: { recording: RecordingCardView }) {
  const { recordingId, title, agent, startedAt, durationS, thumbnailUrl, status } = recording;
  return (
    <article className="group relative">
      <div className="relative aspect-video overflow-hidden rounded-2xl bg-well ring-1 ring-line transition duration-300 group-hover:ring-line-strong">
        {thumbnailUrl === null ? (
          <AgentScene username={agent.username} isAsleep />
        ) : (
          <img src={thumbnailUrl} alt="" loading="lazy" className="absolute inset-0 size-full object-cover" />
        )}
        <span className="tabular absolute right-2 bottom-2 rounded-md bg-picture/80 px-1.5 py-0.5 font-medium text-on-picture text-xs">
          {durationS === null
            ? status === "processing"
              ? "Being finished"
              : "No picture"
            : formatElapsed(durationS * 1000)}
        </span>
      </div>
      <h3 className="mt-3 line-clamp-2 font-[610] text-[0.9375rem] leading-snug tracking-[-0.012em]">
        <Link
          to="/recordings/$recordingId"
          params={{ recordingId }}
          className="outline-none after:absolute after:inset-0 after:rounded-2xl focus-visible:after:outline-2 focus-visible:after:outline-glass focus-visible:after:outline-offset-4"
        >
          {title}
        </Link>
      </h3>
      <p className="mt-1 text-[0.8125rem] text-ink-faint">
        {agent.displayName} · {formatAgo(startedAt, Date.now())}
      </p>
    </article>
  );
}

/** The shape of a card that is on its way. */
export function RecordingCardSkeleton() {
  return (
    <div aria-hidden="true">
      <div className="skeleton aspect-video rounded-2xl" />
      <div className="skeleton mt-3 h-4 w-3/4" />
      <div className="skeleton mt-2 h-3 w-2/5" />
    </div>
  );
}
