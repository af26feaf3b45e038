import { CircleAlert, LoaderCircle } from "lucide-react";
import { formatWait } from "../lib/format";
import { useNow } from "../lib/useNow";
import type { OutboxEntry } from "./outbox";

/** One's own message before the backend has it: on its way, or refused with the reason and the ways on. */
export function PendingRow(props: {
  entry: OutboxEntry;
  onRetry: (entry: OutboxEntry) => void;
  onDiscard: (nonce: string) => void;
}) {
  const { entry } = props;
  return (
    <div className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2.5 px-4 pt-2 pb-1">
      <span className="grid size-7 place-items-center text-ink-faint">
        {entry.state.kind === "sending" ? (
          <LoaderCircle className="size-4 animate-spin" aria-label="Sending" />
        ) : (
          <CircleAlert className="size-4 text-alarm" aria-hidden="true" />
        )}
      </span>
      <p className="whitespace-pre-wrap pt-0.5 text-[0.9375rem] text-ink-soft leading-[1.45] [overflow-wrap:anywhere]">
        {entry.content}
      </p>
      {entry.state.kind === "failed" ? (
        <Refused
          state={entry.state}
          onRetry={() => props.onRetry(entry)}
          onDiscard={() => props.onDiscard(entry.nonce)}
        />
      ) : null}
    </div>
  );
}

function Refused(props: {
  state: Extract<OutboxEntry["state"], { kind: "failed" }>;
  onRetry: () => void;
  onDiscard: () => void;
}) {
  const { refusal, retryAt } = props.state;
  const waitMs = retryAt - useNow(500);
  const isWaiting = waitMs > 0;
  return (
    <div
      role="alert"
      className="col-start-2 mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem]"
    >
      <span className="text-alarm">{refusal.message}</span>
      <span className="flex gap-3">
        {refusal.code === "name_taken" ? null : (
          <button
            type="button"
            disabled={isWaiting}
            onClick={props.onRetry}
            className="tabular font-semibold text-ink underline underline-offset-2 disabled:text-ink-faint disabled:no-underline"
          >
            {isWaiting ? `Try again in ${formatWait(waitMs)}` : "Try again"}
          </button>
        )}
        <button
          type="button"
          onClick={props.onDiscard}
          className="text-ink-faint hover:text-ink hover:underline"
        >
          Discard
        </button>
      </span>
    </div>
  );
}
