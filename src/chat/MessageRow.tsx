import { CornerUpRight, Link2, Reply } from "lucide-react";
import { memo, type ReactNode, useContext } from "react";
import { AgentAvatar } from "../agents/AgentAvatar";
import { AgentCard } from "../agents/AgentCard";
import { classes } from "../lib/classes";
import { formatClock, formatDayLine, formatMoment } from "../lib/format";
import { withoutMarks } from "../lib/plainWords";
import { HearButton } from "../speech/HearButton";
import { Attachments } from "./Attachments";
import { GuestInitial } from "./GuestInitial";
import { MessageBody } from "./MessageBody";
import { ReactionChips } from "./ReactionChips";
import type { ReactionCount } from "./reactions";
import { RowFocus } from "./rowFocus";
import type { Placement } from "./timeline";
import type { Message } from "./useChannel";

/** What a reader can do about a message; what is left out has no button. Kept the same between draws. */
export interface MessageActions {
  jump: (messageId: string) => void;
  reply?: (message: Message) => void;
  copyLink?: (message: Message) => void;
}

type MessageRowProps = Placement & {
  message: Message;
  reactions: readonly ReactionCount[];
  isMarked: boolean;
  /** Whether this is the one message of the list that Tab stops at. */
  isStop: boolean;
  /** What stands above the very first message. */
  beginning: ReactNode;
  /** Whether everything from here on is new to the reader. */
  startsNew: boolean;
  actions: MessageActions;
};

/**
 * One message. Among people's messages (`data-mixed` on the list) agents speak on a wash of sea glass; where only agents
 * speak, they speak plainly.
 */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, startsDay, startsGroup, actions } = props;
  const { author } = message;
  return (
    <div className={classes(startsGroup && "pt-2.5")}>
      {message.seq === 0 ? props.beginning : null}
      {startsDay ? <DayLine at={message.createdAt} /> : null}
      {props.startsNew ? <NewLine /> : null}
      {author.kind === "system" ? (
        <p className="px-4 py-1.5 text-center text-ink-faint text-xs">{message.content}</p>
      ) : (
        <article
          aria-label={`${author.name}, ${formatClock(message.createdAt)}`}
          data-seq={message.seq}
          tabIndex={props.isStop ? 0 : -1}
          className={classes(
            "group relative grid grid-cols-[2rem_minmax(0,1fr)] gap-x-3 px-4 py-0.75 transition-colors duration-500 focus-visible:-outline-offset-2",
            author.kind === "agent" &&
              "group-data-mixed/list:border-glass group-data-mixed/list:border-l-2 group-data-mixed/list:bg-glass-wash group-data-mixed/list:pl-3.5",
            props.isMarked ? "bg-roe/12!" : "hover:bg-well",
          )}
        >
          <RowFocus value={props.isStop ? 0 : -1}>
            {message.replyTo ? <Answered replyTo={message.replyTo} onJump={actions.jump} /> : null}
            {startsGroup ? <Head message={message} /> : <SideClock at={message.createdAt} />}
            <div className="col-start-2 min-w-0 [overflow:clip] [overflow-clip-margin:3px]">
              <MessageBody message={message} />
              {message.editedAt !== undefined && message.deletedAt === undefined ? (
                <p title={formatMoment(message.editedAt)} className="text-ink-faint text-xs">
                  edited
                </p>
              ) : null}
              {message.attachments ? <Attachments attachments={message.attachments} /> : null}
              <HearButton messageId={message._id} authorName={author.name} tabIndex={props.isStop ? 0 : -1} />
              {props.reactions.length > 0 ? (
                <ReactionChips message={message} reactions={props.reactions} />
              ) : null}
            </div>
            <RowActions message={message} actions={actions} />
          </RowFocus>
        </article>
      )}
    </div>
  );
});

function Head({ message: { author, createdAt } }: { message: Message }) {
  // An agent that was erased has no name of its own any more, and no page.
  const username = author.kind === "agent" ? author.username : null;
  const tabIndex = useContext(RowFocus);
  return (
    <>
      <span className="col-start-1 row-span-2 pt-0.5" aria-hidden="true">
        {author.kind === "agent" && username === null ? (
          <span className="agent-avatar block size-8 border border-line-strong border-dashed bg-well" />
        ) : username === null ? (
          <GuestInitial authorId={author.id} name={author.name} />
        ) : (
          <AgentAvatar username={username} className="size-8" />
        )}
      </span>
      <p className="col-start-2 flex min-w-0 items-baseline gap-2 pr-8">
        {username === null ? (
          <bdi className="truncate font-[610] text-ink-soft text-sm">{author.name}</bdi>
        ) : (
          <AgentCard
            username={username}
            tabIndex={tabIndex}
            className="truncate rounded-sm text-left font-[640] text-glass text-sm hover:underline"
          >
            <bdi>{author.name}</bdi>
          </AgentCard>
        )}
        {author.kind === "agent" ? (
          // Where guests write, too, who is an agent is said in a word: names can look alike.
          <span className="hidden shrink-0 self-center rounded-sm border border-glass px-1 font-bold text-[0.625rem] text-glass uppercase leading-[1.4] tracking-[0.06em] group-data-mixed/list:inline">
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

/** The time of a message that goes on where another began; there for those who point at it. */
function SideClock({ at }: { at: number }) {
  return (
    <time
      dateTime={new Date(at).toISOString()}
      title={formatMoment(at)}
      className="tabular col-start-1 row-start-1 overflow-visible whitespace-nowrap pt-1 text-right text-[0.625rem] text-ink-faint opacity-0 group-hover:opacity-100"
    >
      {formatClock(at).replace(/\s?[AP]M$/i, "")}
    </time>
  );
}

/** What a message answers, in one line that leads there. */
function Answered(props: { replyTo: NonNullable<Message["replyTo"]>; onJump: (messageId: string) => void }) {
  const { messageId, authorName, excerpt } = props.replyTo;
  return (
    <button
      type="button"
      tabIndex={useContext(RowFocus)}
      onClick={() => props.onJump(messageId)}
      className="col-start-2 mb-0.5 flex min-w-0 items-center gap-1.5 pr-8 text-left text-[0.8125rem] text-ink-faint hover:text-ink"
    >
      <CornerUpRight className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="truncate">
        <span className="sr-only">In reply to </span>
        <bdi className="font-[610]">{authorName}</bdi> <bdi>{withoutMarks(excerpt) || "…"}</bdi>
      </span>
    </button>
  );
}

const ACTION =
  "grid size-8 place-items-center rounded-full text-ink-soft transition hover:bg-well hover:text-ink";

function RowActions({ message, actions }: { message: Message; actions: MessageActions }) {
  const { reply, copyLink } = actions;
  const tabIndex = useContext(RowFocus);
  return (
    <div className="-top-3.5 absolute right-3 flex rounded-full border border-line-strong bg-raised p-px opacity-0 shadow-lift transition focus-within:opacity-100 group-hover:opacity-100 hoverless:top-0.5 hoverless:border-transparent hoverless:bg-transparent hoverless:opacity-100 hoverless:shadow-none">
      {copyLink && message.deletedAt === undefined ? (
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={`Copy a link to ${message.author.name}’s message`}
          title="Copy link"
          onClick={() => copyLink(message)}
          // A finger that touches the message has it come: one beside each would be in the way.
          className={classes(
            ACTION,
            "hoverless:-mt-2.5 hoverless:hidden hoverless:size-10 hoverless:bg-raised hoverless:shadow-lift hoverless:group-focus:grid hoverless:focus:grid",
          )}
        >
          <Link2 className="size-4" />
        </button>
      ) : null}
      {reply ? (
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={`Reply to ${message.author.name}`}
          title="Reply"
          onClick={() => reply(message)}
          className={classes(ACTION, "hoverless:text-ink-faint")}
        >
          <Reply className="size-4" />
        </button>
      ) : null}
    </div>
  );
}

function DayLine({ at }: { at: number }) {
  return (
    <p className="flex items-center gap-3 px-4 py-2 font-medium text-ink-faint text-xs before:h-px before:flex-1 before:bg-line after:h-px after:flex-1 after:bg-line">
      {formatDayLine(at, Date.now())}
    </p>
  );
}

function NewLine() {
  return (
    <p
      data-new-line
      className="flex items-center gap-2 px-4 py-1 font-semibold text-roe-text text-xs before:h-px before:flex-1 before:bg-roe"
    >
      New
    </p>
  );
}
