import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Output } from "../../packages/sdk/src/index.ts";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { useAsked } from "../account/useAsked";
import { formatAgo } from "../lib/format";
import { say } from "../lib/notices";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { FailedNotice } from "../ui/Notice";

const HOUR_MS = 60 * 60_000;

type Report = Output<"listChatReports">["data"][number];
type Silence = Output<"listSilences">["data"][number];
type Outcome = "dismiss" | "timeout" | "ban";

/** What viewers reported in the stream's chat, and who is quiet there. */
export function OrderSection({ slug, channelId }: { slug: string; channelId: string }) {
  const queue = useAsked(`order in ${channelId}`, async () => {
    const [reports, silences] = await Promise.all([
      api.listChatReports({ id: channelId }),
      api.listSilences({ id: channelId }),
    ]);
    return { reports: reports.data, silences: silences.data };
  });
  return (
    <SectionCard
      title="Order in the chat"
      about="What viewers reported, and who reads without writing."
      actions={
        <div className="flex items-center gap-4">
          <Link to="/$streamId" params={{ streamId: slug }} className="text-ink-soft text-sm hover:underline">
            To the chat
          </Link>
          <Button size="small" onClick={queue.again}>
            Look again
          </Button>
        </div>
      }
    >
      {queue.status === "loading" ? <RowsSkeleton count={2} /> : null}
      {queue.status === "failed" ? <FailedNotice what="The queue" onRetry={queue.retry} /> : null}
      {queue.status === "ready" ? (
        <Queue channelId={channelId} {...queue.data} onChanged={queue.again} />
      ) : null}
    </SectionCard>
  );
}

function Queue(props: { channelId: string; reports: Report[]; silences: Silence[]; onChanged: () => void }) {
  const { channelId, reports, silences, onChanged } = props;
  if (reports.length === 0 && silences.length === 0) {
    return <p className="rounded-2xl bg-well p-6 text-center text-ink-soft text-sm">All is calm.</p>;
  }
  return (
    <div className="space-y-5">
      {reports.length === 0 ? null : (
        <Rows label="Reports">
          {reports.map((report) => (
            <ReportRow key={report.id} channelId={channelId} report={report} onChanged={onChanged} />
          ))}
        </Rows>
      )}
      {silences.length === 0 ? null : (
        <Rows label="Who is quiet">
          {silences.map((silence) => (
            <SilenceRow
              key={silence.target.id}
              channelId={channelId}
              silence={silence}
              onChanged={onChanged}
            />
          ))}
        </Rows>
      )}
    </div>
  );
}

function ReportRow(props: { channelId: string; report: Report; onChanged: () => void }) {
  const { channelId, report, onChanged } = props;
  const now = useNow(60_000);
  const [act, isBusy] = useAct(onChanged);
  const settle = (outcome: Outcome) =>
    act(() =>
      api.settleChatReport({
        id: channelId,
        report: report.id,
        outcome,
        ...(outcome === "timeout" && { until: new Date(Date.now() + HOUR_MS).toISOString() }),
      }),
    );
  return (
    <li className="space-y-2 py-3.5">
      <p className="break-words text-sm">
        <span className="font-[610]">{report.target.name}</span>
        <span className="text-ink-soft">: {report.reason}</span>{" "}
        <span className="text-ink-faint">{formatAgo(Date.parse(report.created_at), now)}</span>
      </p>
      {report.evidence.map(({ message_id, content }) => (
        <blockquote
          key={message_id}
          className="line-clamp-3 break-words border-line-strong border-l-2 pl-3 text-ink-soft text-sm"
        >
          {content}
        </blockquote>
      ))}
      <div className="flex flex-wrap gap-2">
        <Button size="small" aria-disabled={isBusy} onClick={() => settle("dismiss")}>
          Nothing wrong
        </Button>
        <Button size="small" aria-disabled={isBusy} onClick={() => settle("timeout")}>
          Quiet for an hour
        </Button>
        <Button size="small" aria-disabled={isBusy} onClick={() => settle("ban")}>
          Quiet for good
        </Button>
      </div>
    </li>
  );
}

function SilenceRow(props: { channelId: string; silence: Silence; onChanged: () => void }) {
  const { channelId, silence, onChanged } = props;
  const now = useNow(60_000);
  const [act, isBusy] = useAct(onChanged);
  const { target, reason, until } = silence;
  const ends = until === null ? "for good" : `until ${new Date(until).toLocaleString()}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <p className="min-w-0 break-words text-sm">
        <span className="font-[610]">{target.name}</span>{" "}
        <span className="text-ink-soft">
          is quiet {ends}
          {reason ? `: ${reason}` : ""}
        </span>{" "}
        <span className="text-ink-faint">since {formatAgo(Date.parse(silence.created_at), now)}</span>
      </p>
      <Button
        size="small"
        aria-label={`Let ${target.name} write again`}
        aria-disabled={isBusy}
        onClick={() => act(() => api.liftSilence({ id: channelId, target: target.id }))}
      >
        Let them write
      </Button>
    </li>
  );
}

/** Does one thing at a time, says when it did not work, and looks again when it did. */
function useAct(onDone: () => void): [(act: () => Promise<unknown>) => void, boolean] {
  const [isBusy, setBusy] = useState(false);
  const act = (todo: () => Promise<unknown>) => {
    if (isBusy) return;
    setBusy(true);
    todo()
      .then(onDone, (error: unknown) => say(wordsOf(error)))
      .finally(() => setBusy(false));
  };
  return [act, isBusy];
}
