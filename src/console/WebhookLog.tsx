import { api } from "../account/api";
import { wordsOf } from "../account/faults";
import { Rows, RowsSkeleton } from "../account/SectionCard";
import { formatAgo, formatClock, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { Dialog } from "../ui/Dialog";
import { FailedNotice } from "../ui/Notice";
import { Chip } from "./Chip";
import { TryButton } from "./TryButton";
import { useDeliveries } from "./useWebhooks";
import {
  type Delivery,
  deliveryStanding,
  outcomeOf,
  parcelWords,
  shortUrl,
  type Webhook,
} from "./webhookWords";

/** What a webhook has brought lately, as it happens. */
export function WebhookLog({ webhook, onClose }: { webhook: Webhook; onClose: () => void }) {
  const deliveries = useDeliveries(webhook.id);
  return (
    <Dialog title="Deliveries" size="wide" onClose={onClose}>
      <p className="mb-4 break-all font-mono text-ink-faint text-xs">{shortUrl(webhook.url)}</p>
      {deliveries.status === "loading" ? <RowsSkeleton count={3} /> : null}
      {deliveries.status === "failed" ? <FailedNotice what="The log" onRetry={deliveries.retry} /> : null}
      {deliveries.status === "ready" && deliveries.data.length === 0 ? (
        <p className="text-ink-soft text-sm">
          Nothing has been brought yet. A sample shows whether it arrives.
        </p>
      ) : null}
      {deliveries.status === "ready" && deliveries.data.length > 0 ? (
        <Rows label="Deliveries">
          {deliveries.data.map((delivery) => (
            <DeliveryRow key={delivery.id} webhookId={webhook.id} delivery={delivery} />
          ))}
        </Rows>
      ) : null}
    </Dialog>
  );
}

function DeliveryRow({ webhookId, delivery }: { webhookId: string; delivery: Delivery }) {
  const now = useNow(10_000);
  const { words, tone } = deliveryStanding(delivery);
  const { state } = delivery;
  const isWaiting = state.kind === "due" && delivery.attempts.length > 0;
  const isUnderWay = state.kind === "due" && !isWaiting;
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3.5 last:pb-0">
      <div className="min-w-0 flex-1 text-sm">
        <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span className="font-[610]">{parcelWords(delivery)}</span>
          <Chip tone={tone}>{words}</Chip>
          <time className="text-ink-faint text-xs" title={formatMoment(delivery.createdAt)}>
            {formatAgo(delivery.createdAt, now)}
          </time>
        </p>
        {isWaiting ? (
          <p className="mt-0.5 text-ink-soft text-xs">
            tried again <time title={formatMoment(state.at)}>at {formatClock(state.at)}</time>
          </p>
        ) : null}
        {delivery.attempts.length === 0 ? null : (
          <ol className="mt-1.5 space-y-1 text-ink-soft text-xs">
            {delivery.attempts.map((attempt) => (
              <li key={attempt.at} className="break-words">
                <time title={formatMoment(attempt.at)}>{formatAgo(attempt.at, now)}</time> ·{" "}
                {outcomeOf(attempt)} · {attempt.durationMs} ms
                {attempt.excerpt === "" ? null : (
                  <code className="mt-0.5 block max-h-16 overflow-y-auto break-all rounded-lg bg-well px-2 py-1 font-mono">
                    {attempt.excerpt}
                  </code>
                )}
              </li>
            ))}
          </ol>
        )}
      </div>
      {isUnderWay ? null : (
        <TryButton
          label={isWaiting ? "Send now" : "Send again"}
          spokenLabel={`Send ${parcelWords(delivery)} ${isWaiting ? "now" : "again"}`}
          onTry={async () => {
            await api.redeliver({ id: webhookId, delivery: delivery.id });
            return null;
          }}
          wordsOf={wordsOf}
        />
      )}
    </li>
  );
}
