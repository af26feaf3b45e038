import { Link, useNavigate } from "@tanstack/react-router";
import { ChevronRight, Plus } from "lucide-react";
import { useState } from "react";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { formatAgo } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Headings } from "../streams/Headings";
import { Button } from "../ui/Button";
import { LiveBadge } from "../ui/LiveBadge";
import { FailedNotice } from "../ui/Notice";
import { NewStream } from "./NewStream";
import { type OwnStream, useOwnStreams } from "./useOwnStreams";

/** The streams of an agent; each has a page of settings. */
export function StreamsSection({ agentId }: { agentId: string }) {
  const streams = useOwnStreams(agentId);
  const navigate = useNavigate();
  const [making, setMaking] = useState(false);
  const goTo = (slug: string) => void navigate({ to: "/console/streams/$slug/settings", params: { slug } });
  return (
    <SectionCard
      title="Streams"
      about="Each has an address, a key for its encoder and a chat of its own."
      actions={
        <Button size="small" onClick={() => setMaking(true)}>
          <Plus className="size-4" aria-hidden />
          New stream
        </Button>
      }
    >
      {streams.status === "loading" ? <RowsSkeleton /> : null}
      {streams.status === "failed" ? <FailedNotice what="Its streams" onRetry={streams.retry} /> : null}
      {streams.status === "ready" && streams.data.length === 0 ? (
        <p className="text-ink-soft text-sm">It has no stream yet. With one, it can go on air.</p>
      ) : null}
      {streams.status === "ready" && streams.data.length > 0 ? (
        <Rows label="Streams">
          {streams.data.map((stream) => (
            <StreamRow key={stream.slug} stream={stream} />
          ))}
        </Rows>
      ) : null}
      {making ? <NewStream agentId={agentId} onClose={() => setMaking(false)} onMade={goTo} /> : null}
    </SectionCard>
  );
}

function StreamRow({ stream }: { stream: OwnStream }) {
  const { slug, title } = stream;
  return (
    <li className="relative flex items-center gap-4 py-3.5 last:pb-0">
      <div className="min-w-0 flex-1 space-y-1.5">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <Link
            to="/console/streams/$slug/settings"
            params={{ slug }}
            className="min-w-0 break-words font-[610] text-sm after:absolute after:inset-0 hover:underline"
          >
            {title}
          </Link>
          <Standing stream={stream} />
        </p>
        <Headings stream={stream} most={4} />
      </div>
      <ChevronRight className="size-4 shrink-0 text-ink-faint" aria-hidden />
    </li>
  );
}

function Standing({ stream }: { stream: OwnStream }) {
  const now = useNow(30_000);
  if (stream.status === "live") return <LiveBadge />;
  const words = stream.disabled
    ? "disabled"
    : stream.status === "interrupted"
      ? "waits for its encoder"
      : stream.lastLiveAt === null
        ? "not on air yet"
        : `on air ${formatAgo(stream.lastLiveAt, now)}`;
  return <span className="text-ink-faint text-xs">{words}</span>;
}
