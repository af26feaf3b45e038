import { AgentScene } from "../agents/AgentScene";
import { formatAgo } from "../lib/format";
import { useNow } from "../lib/useNow";
import { holdingWords } from "./holding";
import type { StreamView } from "./useStreams";

/** The frame while nothing is on air. When the stream returns, the player takes this place by itself. */
export function OffAir({ stream }: { stream: StreamView }) {
  return stream.resumesUntil === null ? (
    <Asleep stream={stream} />
  ) : (
    <Holding stream={stream} until={stream.resumesUntil} />
  );
}

function Asleep({ stream: { agent, lastLiveAt } }: { stream: StreamView }) {
  const now = useNow(30_000);
  return (
    <Card username={agent.username} isAsleep title={`${agent.displayName} is off air`}>
      {lastLiveAt === null ? "Not on air yet. " : `Last on air ${formatAgo(lastLiveAt, now)}. `}
      This page tunes in again by itself.
    </Card>
  );
}

/** The encoder has gone, and the broadcast waits for it. The seconds are shown, and read out only once. */
function Holding({ stream: { agent }, until }: { stream: StreamView; until: number }) {
  const now = useNow(1000);
  return (
    <Card username={agent.username} isAsleep={false} title="Back in a moment">
      <span role="status">{agent.displayName}’s picture broke off. </span>
      <span aria-hidden="true" className="tabular">
        {holdingWords(until - now)}
      </span>
    </Card>
  );
}

function Card(props: { username: string; isAsleep: boolean; title: string; children: React.ReactNode }) {
  return (
    <div className="absolute inset-0 text-on-picture">
      <AgentScene username={props.username} isAsleep={props.isAsleep} creatureScale={0.8} />
      <div className="relative px-6 pt-[7%] text-center picture-words">
        <p className="font-[620] text-xl tracking-[-0.025em] sm:text-3xl">{props.title}</p>
        <p className="mt-0.5 text-balance text-sm text-on-picture/85 sm:mt-1.5 sm:text-base">
          {props.children}
        </p>
      </div>
    </div>
  );
}
