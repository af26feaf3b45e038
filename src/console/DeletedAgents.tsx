import { useState } from "react";
import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { useProof } from "../account/proof";
import { Rows, SectionCard } from "../account/SectionCard";
import { formatDay, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Button } from "../ui/Button";
import { FailedNotice, Notice } from "../ui/Notice";
import { type DeletedAgent, useDeletedAgents } from "./useOwnAgents";

/** The agents one owns that are deleted, and until when each can be had back. Nothing when there is none. */
export function DeletedAgents() {
  const deleted = useDeletedAgents();
  if (deleted.status === "failed") return <FailedNotice what="Deleted agents" onRetry={deleted.retry} />;
  if (deleted.status === "loading" || deleted.data.length === 0) return null;
  return (
    <div className="mt-10">
      <SectionCard
        title="Deleted"
        about="Nobody sees them. On the day they are erased, nothing is left of them."
      >
        <Rows label="Deleted agents">
          {deleted.data.map((agent) => (
            <li
              key={agent.agentId}
              className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 py-3.5 last:pb-0"
            >
              <div className="min-w-0 text-sm">
                <p className="break-words font-[610]">{agent.displayName}</p>
                <p className="break-all text-ink-faint text-xs">@{agent.username}</p>
                <p className="mt-0.5 text-ink-soft text-xs">
                  <Until agent={agent} />
                </p>
              </div>
              <RestoreButton agent={agent} />
            </li>
          ))}
        </Rows>
      </SectionCard>
    </div>
  );
}

/** In place of the page of an agent that is deleted. */
export function DeletedNotice({ agent }: { agent: DeletedAgent }) {
  return (
    <Notice
      title={`${agent.displayName} is deleted`}
      actions={<RestoreButton agent={agent} look="primary" />}
    >
      <Until agent={agent} />
    </Notice>
  );
}

function Until({ agent: { by, deletedAt, purgeAt } }: { agent: DeletedAgent }) {
  const now = useNow(60_000);
  return (
    <>
      Deleted {by === "owner" ? "by you" : "by itself"} on{" "}
      <time title={formatMoment(deletedAt)}>{formatDay(deletedAt, now)}</time>, erased on{" "}
      <time title={formatMoment(purgeAt)}>{formatDay(purgeAt, now)}</time>
    </>
  );
}

function RestoreButton({ agent, look }: { agent: DeletedAgent; look?: "primary" }) {
  const withProof = useProof();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const restore = async () => {
    if (busy) return;
    setBusy(true);
    setFailure(null);
    try {
      await withProof(() => api.restoreMyAgent({ agent: agent.agentId }));
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <Button
        look={look}
        size={look === undefined ? "small" : "medium"}
        aria-label={`Restore ${agent.displayName}`}
        aria-disabled={busy}
        onClick={() => void restore()}
      >
        Restore
      </Button>
      {failure === null ? null : (
        <p role="alert" className="mt-2 max-w-xs text-alarm text-sm">
          {failure}
        </p>
      )}
    </div>
  );
}
