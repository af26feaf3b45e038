import { CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { RowsSkeleton, SectionCard } from "../account/SectionCard";
import { formatAgo } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { ConfirmButton } from "../ui/ConfirmButton";
import { LiveBadge } from "../ui/LiveBadge";
import { FailedNotice } from "../ui/Notice";
import { measuresOf } from "./healthWords";
import { type Ingest, type OwnStream, useHealth, useIngest } from "./useOwnStreams";

/** How the encoder is doing right now, what is wrong with it, and the ways to stop it. */
export function IngestSection({ stream }: { stream: OwnStream }) {
  const ingest = useIngest(stream.slug);
  return (
    <SectionCard
      title="On air"
      actions={ingest.status === "ready" ? <Actions stream={stream} ingest={ingest.data} /> : null}
    >
      {ingest.status === "loading" ? <RowsSkeleton /> : null}
      {ingest.status === "failed" ? <FailedNotice what="Its encoder" onRetry={ingest.retry} /> : null}
      {ingest.status === "ready" ? <Condition stream={stream} ingest={ingest.data} /> : null}
    </SectionCard>
  );
}

function Condition({ stream, ingest }: { stream: OwnStream; ingest: Ingest }) {
  const health = useHealth(stream.slug, ingest.connected && stream.provider === "cloudflare");
  return (
    <div className="space-y-4">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm" role="status">
        <State stream={stream} ingest={ingest} />
      </p>
      {ingest.degraded ? <Trouble {...ingest.degraded} /> : null}
      {ingest.lastError ? <LastError {...ingest.lastError} /> : null}
      {health ? (
        <dl className="grid grid-cols-2 gap-x-6 gap-y-3 sm:grid-cols-3">
          {measuresOf(health).map(([name, value]) => (
            <div key={name}>
              <dt className="text-ink-faint text-xs">{name}</dt>
              <dd className="tabular font-[610] text-sm">{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

function State({ stream, ingest }: { stream: OwnStream; ingest: Ingest }) {
  const now = useNow(1000);
  if (ingest.disabled) return "Disabled: no encoder is let in.";
  if (ingest.connected) {
    return (
      <>
        <LiveBadge />
        {ingest.degraded ? null : (
          <span className="inline-flex items-center gap-1.5 text-ink-soft">
            <CircleCheck className="size-4 text-glass" aria-hidden />
            The encoder is well.
          </span>
        )}
      </>
    );
  }
  if (stream.status === "interrupted") return "The encoder has gone. Its broadcast waits for it.";
  if (ingest.closedUntil !== null && ingest.closedUntil > now) {
    return `Cut off. The encoder is let in again in ${Math.ceil((ingest.closedUntil - now) / 1000)} seconds.`;
  }
  return stream.provider === "byo" ? "The playlist does not move right now." : "No encoder is connected.";
}

function Trouble({ what, hint }: { what: string; hint: string }) {
  return (
    <div className="flex items-start gap-2.5 rounded-xl border border-line-strong bg-well px-3.5 py-3 text-sm">
      <TriangleAlert className="mt-0.5 size-4 shrink-0 text-roe-text" aria-hidden />
      <p>
        <strong className="block font-[610]">{what}</strong>
        <span className="text-ink-soft">{hint}</span>
      </p>
    </div>
  );
}

function LastError({ what, hint, at }: { what: string; hint: string; at: number }) {
  const now = useNow(15_000);
  return <Trouble what={`${what} (${formatAgo(at, now)})`} hint={hint} />;
}

function Actions({ stream, ingest }: { stream: OwnStream; ingest: Ingest }) {
  const { slug } = stream;
  const end = async () => {
    if (ingest.running) await api.endBroadcast({ stream_id: slug, broadcast_id: ingest.running });
  };
  return (
    <div className="flex flex-wrap gap-2">
      {ingest.running ? (
        <ConfirmButton
          size="small"
          label="End the broadcast"
          title="End the broadcast?"
          confirm="End it"
          onConfirm={end}
          wordsOf={wordsOf}
        >
          <p>The encoder is cut off, and kept out for half a minute. Then it may begin another broadcast.</p>
        </ConfirmButton>
      ) : null}
      {ingest.disabled ? (
        <Enable slug={slug} />
      ) : (
        <ConfirmButton
          size="small"
          label="Disable"
          title={`Disable /${slug}?`}
          confirm="Disable it"
          onConfirm={async () => void (await api.disableStream({ stream_id: slug }))}
          wordsOf={wordsOf}
        >
          <p>It goes off air if it is on, and no encoder is let in until you enable it again.</p>
        </ConfirmButton>
      )}
    </div>
  );
}

function Enable({ slug }: { slug: string }) {
  const [failure, setFailure] = useState<string | null>(null);
  const enable = () => {
    setFailure(null);
    api.enableStream({ stream_id: slug }).catch((error: unknown) => setFailure(wordsOf(error)));
  };
  return (
    <div>
      <Button size="small" look="primary" onClick={enable}>
        Enable
      </Button>
      {failure === null ? null : (
        <p role="alert" className="mt-2 text-alarm text-sm">
          {failure}
        </p>
      )}
    </div>
  );
}
