import { ShieldAlert, ShieldCheck } from "lucide-react";
import { useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { Rows, RowsSkeleton, SectionCard } from "../account/SectionCard";
import { useAsked } from "../account/useAsked";
import { formatAgo, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { FailedNotice } from "../ui/Notice";
import { auditWords } from "./auditWords";

type Page = Awaited<ReturnType<typeof api.listAudit>>;
const PAGE = 10;

/** What was done to who may do what, newest first, and whether that list is whole. */
export function AuditTrail({ agentId }: { agentId: string }) {
  const first = useAsked(agentId, () => api.listAudit({ agent_id: agentId, limit: PAGE }));
  const [older, setOlder] = useState<Page[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const now = useNow(30_000);
  const pages = first.status === "ready" ? [first.data, ...older] : [];
  const entries = pages.flatMap(({ data }) => data);
  const cursor = pages.at(-1)?.next_cursor ?? null;
  const loadOlder = async () => {
    if (cursor === null) return;
    setFailure(null);
    try {
      const page = await api.listAudit({ agent_id: agentId, limit: PAGE, cursor });
      setOlder((before) => [...before, page]);
    } catch (error) {
      setFailure(wordsOf(error));
    }
  };
  return (
    <SectionCard
      title="Trail"
      about="Only ever added to. Every entry carries the fingerprint of the one before, so a changed one shows."
      actions={
        <div className="flex flex-wrap items-center gap-2">
          <Button
            size="small"
            onClick={() => {
              setOlder([]);
              first.again();
            }}
          >
            Refresh
          </Button>
          <Verification agentId={agentId} />
        </div>
      }
    >
      {first.status === "loading" ? <RowsSkeleton count={3} /> : null}
      {first.status === "failed" ? <FailedNotice what="The trail" onRetry={first.retry} /> : null}
      {entries.length > 0 ? (
        <Rows label="Trail">
          {entries.map((entry) => (
            <li
              key={entry.seq}
              className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 py-3 text-sm"
            >
              <span className="min-w-0">
                {auditWords(entry)}
                <span className="ml-2 font-mono text-ink-faint text-xs">{entry.kind}</span>
              </span>
              <time
                dateTime={entry.at}
                title={formatMoment(Date.parse(entry.at))}
                className="text-ink-faint text-xs"
              >
                {formatAgo(Date.parse(entry.at), now)}
              </time>
            </li>
          ))}
        </Rows>
      ) : null}
      {first.status === "ready" && entries.length === 0 ? (
        <p className="text-ink-soft text-sm">Nothing has happened yet.</p>
      ) : null}
      {failure === null ? null : (
        <p role="alert" className="mt-3 text-alarm text-sm">
          {failure}
        </p>
      )}
      {cursor === null ? null : (
        <Button size="small" look="plain" className="mt-2" onClick={() => void loadOlder()}>
          Older entries
        </Button>
      )}
    </SectionCard>
  );
}

function Verification({ agentId }: { agentId: string }) {
  const [said, setSaid] = useState<{ whole: boolean; words: string } | null>(null);
  const verify = async () => {
    try {
      const { whole, broken_at } = await api.verifyAudit({ agent_id: agentId });
      setSaid({ whole, words: whole ? "It is whole" : `Changed at entry ${broken_at}` });
    } catch (error) {
      setSaid({ whole: false, words: wordsOf(error) });
    }
  };
  return (
    <>
      <Button size="small" onClick={() => void verify()}>
        Check it
      </Button>
      <span role="status" className="inline-flex items-center gap-1.5 text-sm">
        {said === null ? null : (
          <>
            {said.whole ? (
              <ShieldCheck className="size-4 text-glass" aria-hidden />
            ) : (
              <ShieldAlert className="size-4 text-alarm" aria-hidden />
            )}
            {said.words}
          </>
        )}
      </span>
    </>
  );
}
