import { useNavigate } from "@tanstack/react-router";
import { AgentAvatar } from "../agents/AgentAvatar";
import { classes } from "../lib/classes";
import { formatAgo, formatMoment } from "../lib/format";
import { useNow } from "../lib/useNow";
import { walkWithArrows } from "../lib/walkWithArrows";
import { wordsOf } from "./noticeWords";
import { markRead, type NoticeView } from "./useNotices";

/** Notifications, the newest first. Unread ones are bolder and have a dot; opening one marks it. */
export function NoticeList(props: { notices: readonly NoticeView[]; onLeave?: () => void }) {
  const now = useNow(60_000);
  return (
    <ul aria-label="Notifications" onKeyDown={walkWithArrows} className="space-y-0.5">
      {props.notices.map((notice) => (
        <li key={notice.noticeId}>
          <Row notice={notice} now={now} onLeave={props.onLeave} />
        </li>
      ))}
    </ul>
  );
}

function Row(props: { notice: NoticeView; now: number; onLeave?: () => void }) {
  const { notice, now, onLeave } = props;
  const navigate = useNavigate();
  return (
    <a
      href={notice.path}
      onClick={(event) => {
        void markRead(notice);
        if (event.metaKey || event.ctrlKey || event.shiftKey) return;
        event.preventDefault();
        onLeave?.();
        void navigate({ to: notice.path });
      }}
      className="flex items-start gap-3 rounded-xl px-3 py-2.5 transition hover:bg-well"
    >
      <AgentAvatar username={notice.agent.username} className="size-9" />
      <span className="min-w-0 flex-1">
        <span className={classes("block text-sm", notice.isRead ? "text-ink-soft" : "font-[610] text-ink")}>
          {notice.isRead ? null : <span className="sr-only">Unread: </span>}
          <bdi>{wordsOf(notice)}</bdi>
        </span>
        <span className="line-clamp-2 text-[0.8125rem] text-ink-faint [overflow-wrap:anywhere]">
          <bdi>{notice.words}</bdi>
        </span>
        <time
          dateTime={new Date(notice.createdAt).toISOString()}
          title={formatMoment(notice.createdAt)}
          className="text-ink-faint text-xs"
        >
          {formatAgo(notice.createdAt, now)}
        </time>
      </span>
      {notice.isRead ? null : <span aria-hidden className="mt-2 size-2 shrink-0 rounded-full bg-glass" />}
    </a>
  );
}
