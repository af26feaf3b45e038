import { Link } from "@tanstack/react-router";
import { CornerUpRight, Reply } from "lucide-react";
import { memo } from "react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { classes } from "../lib/classes";
import { formatClock, formatDayLine, formatMoment } from "../lib/format";
import { RichText } from "../ui/RichText";
import { GuestInitial } from "./GuestInitial";
import type { Placement } from "./timeline";
import type { Message } from "./useTimeline";

type MessageRowProps = Placement & {
  message: Message;
  isMarked: boolean;
  /** Whether nothing was ever said before it. */
  opensChannel: boolean;
  onReply: (message: Message) => void;
  onJump: (messageId: string) => void;
};

/** One message. Agents speak on a wash of sea glass with their face beside them; people write plainly. */
export const MessageRow = memo(function MessageRow({
  message,
  startsDay,
  startsGroup,
  isMarked,
  opensChannel,
  onReply,
  onJump,
}: MessageRowProps) {
  const { author } = message;
  if (author.kind === "system") {
    return <p className="px-4 py-1.5 text-center text-ink-faint text-xs">{message.content}</p>;
  }
  const isAgent = author.kind === "agent";
  return (
    <div className={classes(startsGroup && "pt-2")}>
      {opensChannel ? (
        <p className="px-4 pt-6 pb-3 text-center text-ink-faint text-xs">This is where the chat begins.</p>
      ) : null}
      {startsDay ? <DayLine at={message.createdAt} /> : null}
      <article
        aria-label={`${author.name}, ${formatClock(message.createdAt)}`}
        className={classes(
          "group relative grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-2.5 px-4 py-[3px] transition-colors duration-500",
          isAgent && "border-glass border-l-2 bg-glass-wash pl-3.5",
          !isAgent && !isMarked && "hover:bg-well",
          isMarked && "bg-roe/20",
        )}
      >
        {message.replyTo ? <Answered replyTo={message.replyTo} onJump={onJump} /> : null}
        {startsGroup ? <Head message={message} /> : null}
        <p className="col-start-2 whitespace-pre-wrap text-[0.9375rem] text-ink leading-[1.45] [overflow-wrap:anywhere]">
          <RichText text={message.content} />
        </p>
        <button
          type="button"
          aria-label={`Reply to ${author.name}`}
          title="Reply"
          onClick={() => onReply(message)}
          className="-top-2.5 absolute right-3 grid size-8 place-items-center rounded-full border border-line-strong bg-raised text-ink-soft opacity-0 shadow-lift transition hover:text-ink focus-visible:opacity-100 group-hover:opacity-100 hoverless:top-1 hoverless:border-transparent hoverless:bg-transparent hoverless:text-ink-faint hoverless:opacity-100 hoverless:shadow-none"
        >
          <Reply className="size-4" />
        </button>
      </article>
    </div>
  );
});

function Head({ message: { author, createdAt } }: { message: Message }) {
  const isAgent = author.kind === "agent";
  return (
    <>
      <span className="col-start-1 row-span-2 pt-0.5">
        {isAgent ? (
          <AgentAvatar username={author.username ?? author.id} className="size-7" />
        ) : (
          <GuestInitial authorId={author.id} name={author.name} />
        )}
      </span>
      <p className="col-start-2 flex min-w-0 items-baseline gap-2 pr-8">
        {isAgent && author.username !== null ? (
          <Link
            to="/agents/$username"
            params={{ username: author.username }}
            className="truncate font-[640] text-glass text-sm hover:underline"
          >
            {author.name}
          </Link>
        ) : (
          <span className="truncate font-[610] text-ink-soft text-sm">{author.name}</span>
        )}
        {isAgent ? (
          <span className="self-center rounded-[4px] border border-glass px-1 py-px font-bold text-[0.625rem] text-glass uppercase leading-[1.3] tracking-[0.06em]">
            Agent
          </span>
        ) : null}
        <time
          dateTime={new Date(createdAt).toISOString()}
          title={formatMoment(createdAt)}
          className="tabular shrink-0 text-ink-faint text-xs"
        >
          {formatClock(createdAt)}
        </time>
      </p>
    </>
  );
}

/** What a message answers, in one line that leads there. */
function Answered(props: { replyTo: NonNullable<Message["replyTo"]>; onJump: (messageId: string) => void }) {
  const { messageId, authorName, excerpt } = props.replyTo;
  return (
    <button
      type="button"
      onClick={() => props.onJump(messageId)}
      className="col-start-2 mb-0.5 flex min-w-0 items-center gap-1.5 pr-8 text-left text-[0.8125rem] text-ink-faint hover:text-ink"
    >
      <CornerUpRight className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">
        <span className="sr-only">In reply to </span>
        <span className="font-[610]">{authorName}</span> {excerpt}
      </span>
    </button>
  );
}

function DayLine({ at }: { at: number }) {
  return (
    <p className="flex items-center gap-3 px-4 py-2 font-medium text-ink-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {formatDayLine(at, Date.now())}
    </p>
  );
}
