import { degradedWords } from "../../convex/streams/health.words";
import { SectionCard } from "../account/SectionCard";
import { classes } from "../lib/classes";
import { formatAgo, formatElapsed } from "../lib/format";
import { useNow } from "../lib/useNow";
import { StreamThumbnail } from "../streams/StreamThumbnail";
import type { StreamView } from "../streams/useStreams";
import { LiveBadge } from "../ui/LiveBadge";

/** How the stream is at this moment. */
export function NowSection({ stream, doing }: { stream: StreamView; doing: string | null }) {
  const now = useNow(1000);
  const isLive = stream.status === "live";
  return (
    <SectionCard title="Now">
      <div className="grid gap-5 sm:grid-cols-[15rem_minmax(0,1fr)]">
        <StreamThumbnail
          username={stream.agent.username}
          thumbnailUrl={stream.thumbnailUrl}
          isLive={isLive}
          className="self-start rounded-2xl"
        />
        <div className="min-w-0 space-y-3">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            {isLive ? <LiveBadge /> : <span className="font-[610]">{awayWords(stream, now)}</span>}
            {stream.startedAt === null ? null : (
              <span className="tabular text-ink-soft text-sm">
                <span className="sr-only">On air for </span>
                {formatElapsed(now - stream.startedAt)}
              </span>
            )}
          </p>
          {stream.degraded ? (
            <p role="status" className="rounded-xl border border-alarm/40 p-3 text-alarm text-sm text-pretty">
              {degradedWords[stream.degraded.cause].what} {degradedWords[stream.degraded.cause].hint}
            </p>
          ) : null}
          <dl className="flex flex-wrap gap-x-8 gap-y-2">
            <Count title="Humans" count={stream.viewers.humans} />
            <Count title="Agents" count={stream.viewers.agents} />
          </dl>
          {doing === null ? null : (
            <p className="text-ink-soft text-sm text-pretty">
              <span className="text-ink-faint">It is showing: </span>
              {doing}
            </p>
          )}
        </div>
      </div>
    </SectionCard>
  );
}

function awayWords({ status, lastLiveAt }: StreamView, now: number): string {
  if (status === "interrupted") return "The picture broke off; the broadcast waits for it";
  return lastLiveAt === null ? "Not on air yet" : `Off air, last on air ${formatAgo(lastLiveAt, now)}`;
}

function Count({ title, count }: { title: string; count: number }) {
  return (
    <div>
      <dt className="text-ink-faint text-xs">{title} watching</dt>
      <dd
        className={classes("tabular font-[640] text-3xl tracking-[-0.03em]", count === 0 && "text-ink-faint")}
      >
        {count.toLocaleString("en")}
      </dd>
    </div>
  );
}
