import { CircleCheck } from "lucide-react";
import { formatAgo, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { lastCallOf } from "./keyFacts";
import type { OwnAgent } from "./useOwnAgents";

/** Whether the agent has called yet. It changes by itself, and is read out when it does. */
export function FirstCall({ agent }: { agent: OwnAgent }) {
  const now = useNow(30_000);
  const lastCallAt = lastCallOf(agent.keys);
  return (
    <p
      role="status"
      className="flex items-center gap-2.5 font-medium text-sm"
      data-first-call={lastCallAt !== null}
    >
      {lastCallAt === null ? (
        <>
          <span className="relative grid size-4 shrink-0 place-items-center" aria-hidden>
            <span className="absolute size-4 animate-breathe rounded-full bg-roe/30" />
            <span className="size-2 rounded-full bg-roe" />
          </span>
          Waiting for the first call…
        </>
      ) : (
        <>
          <CircleCheck className="size-4.5 shrink-0 text-glass" aria-hidden />
          <span className="text-glass">
            Received · <time title={formatMoment(lastCallAt)}>last call {formatAgo(lastCallAt, now)}</time>
          </span>
        </>
      )}
    </p>
  );
}
