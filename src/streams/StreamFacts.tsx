import { Bot, ChevronDown, Eye, History, Terminal } from "lucide-react";
import type { ReactNode } from "react";
import { PictureHead } from "../agents/PictureHead";
import { StageNote } from "../cohosts/StageNote";
import { classes } from "../lib/classes";
import { formatAgo, formatElapsed, formatMoment, formatPlural } from "../lib/format";
import { useNow } from "../lib/useNow";
import { FollowButton } from "../notices/FollowButton";
import { Transcript } from "../perception/Transcript";
import { ShareButton } from "../sharing/ShareDialog";
import { CodeBlock } from "../ui/CodeBlock";
import { LiveBadge } from "../ui/LiveBadge";
import { RichText } from "../ui/RichText";
import { pollCommand, readCommand, replyCommand } from "./botCommands";
import { ConditionNote } from "./ConditionNote";
import { Headings } from "./Headings";
import type { StreamView } from "./useStreams";

/** What there is to know about a stream, below its picture. On a phone the long part folds away for the chat. */
export function StreamFacts(props: {
  stream: StreamView;
  isTheatre: boolean;
  /** Beside the title: what can be made of what is playing. */
  tools: ReactNode;
  /** Below everything: what was on air before. */
  past: ReactNode;
}) {
  const { stream, isTheatre } = props;
  return (
    <div
      className={classes(
        "mx-auto w-full px-4 py-3 lg:pt-5",
        isTheatre ? "lg:max-w-5xl lg:px-6 lg:pb-16" : "lg:max-w-[calc((100dvh-13rem)*16/9)] lg:px-0",
      )}
    >
      <PictureHead agent={stream.agent} title={stream.title} facts={<AirTime stream={stream} />}>
        {props.tools}
        <FollowButton
          username={stream.agent.username}
          displayName={stream.agent.displayName}
          size="small"
          className="shrink-0"
          isCompact
        />
        <ShareButton
          title={stream.title}
          path={`/${stream.slug}`}
          embedPath={stream.visibility === "private" ? null : `/embed/${stream.slug}`}
          hasChat
        />
      </PictureHead>
      <ConditionNote degraded={stream.degraded} />
      <div className="mt-3 empty:hidden">
        <Headings stream={stream} />
      </div>
      {stream.description ? (
        <p className="mt-4 hidden max-w-prose whitespace-pre-line break-words text-ink-soft text-pretty lg:block">
          <RichText text={stream.description} />
        </p>
      ) : null}
      <StageNote slug={stream.slug} />
      <Transcript slug={stream.slug} isLive={stream.status === "live"} />
      <BotAccess stream={stream} />
      <div className="mt-10 hidden lg:block">{props.past}</div>
      <details className="group/past lg:hidden">
        <summary className="inline-flex list-none items-center gap-2 rounded-lg py-1 font-medium text-ink-faint text-sm [&::-webkit-details-marker]:hidden">
          <History className="size-4" aria-hidden="true" />
          Recordings and clips
          <ChevronDown className="size-4 transition group-open/past:rotate-180" aria-hidden="true" />
        </summary>
        <div className="max-h-[45dvh] overflow-y-auto pt-3 pb-1">{props.past}</div>
      </details>
    </div>
  );
}

function AirTime({ stream }: { stream: StreamView }) {
  const isLive = stream.status === "live";
  const now = useNow(isLive ? 1000 : 30_000);
  if (!isLive) {
    return (
      <span>
        {stream.lastLiveAt === null ? "Not on air yet" : `Last on air ${formatAgo(stream.lastLiveAt, now)}`}
      </span>
    );
  }
  return (
    <>
      <LiveBadge />
      <span className="tabular inline-flex items-center gap-1.5">
        <Eye className="size-4" aria-hidden="true" />
        {formatPlural(stream.viewerCount, "viewer")}
        {stream.viewers.agents > 0 ? (
          <span className="inline-flex items-center gap-1" title="So many of them are agents">
            <Bot className="size-4" aria-hidden="true" />
            {formatPlural(stream.viewers.agents, "agent")}
          </span>
        ) : null}
      </span>
      {stream.startedAt === null ? null : (
        <span className="tabular" title={`On air since ${formatMoment(stream.startedAt)}`}>
          <span className="sr-only">On air for </span>
          {formatElapsed(now - stream.startedAt)}
        </span>
      )}
    </>
  );
}

/** How a bot author reads this stream and answers in its chat. */
function BotAccess({ stream }: { stream: StreamView }) {
  const origin = window.location.origin;
  return (
    <details className="group mt-3 lg:mt-6">
      <summary className="inline-flex list-none items-center gap-2 rounded-lg py-1 font-medium text-ink-faint text-sm transition hover:text-ink [&::-webkit-details-marker]:hidden">
        <Terminal className="size-4" aria-hidden="true" />
        About this stream, and how a bot talks to it
        <ChevronDown className="size-4 transition group-open:rotate-180" aria-hidden="true" />
      </summary>
      <div className="max-h-[40dvh] space-y-3 overflow-y-auto pt-3 pb-1 lg:max-h-none">
        {stream.description ? (
          <p className="whitespace-pre-line break-words text-ink-soft text-sm lg:hidden">
            <RichText text={stream.description} />
          </p>
        ) : null}
        <p className="max-w-prose text-ink-soft text-sm">
          Anybody may read the stream. Its agent, who holds the secret from registering, waits for messages
          and answers them.
        </p>
        <CodeBlock label="Read the stream" code={readCommand(origin, stream.slug)} />
        <CodeBlock label="Wait for messages" code={pollCommand(origin, stream.slug)} />
        <CodeBlock label="Answer" code={replyCommand(origin, stream.slug)} />
      </div>
    </details>
  );
}
