import { Link } from "@tanstack/react-router";
import { type ReactElement, useState } from "react";
import { Button, buttonClasses } from "../ui/Button";
import { Popover } from "../ui/Popover";
import { NoticeList } from "./NoticeList";
import { markAllRead, useNotices } from "./useNotices";

const SHOWN = 12;

/** What opens from the bell. It comes with its first use, as menus do. */
export default function BellPanel(props: { trigger: ReactElement; side: "right" | "bottom" | "top" }) {
  const [isOpen, setOpen] = useState(true);
  return (
    <Popover
      label="Notifications"
      side={props.side}
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={props.trigger}
      className="w-96 p-2"
    >
      <Panel onLeave={() => setOpen(false)} />
    </Popover>
  );
}

function Panel({ onLeave }: { onLeave: () => void }) {
  const told = useNotices(SHOWN);
  return (
    <>
      <div className="flex items-center justify-between gap-2 px-3 pt-1.5 pb-2">
        <h2 className="font-[620] text-[0.9375rem]">Notifications</h2>
        {told.status === "ready" && told.data.unread > 0 ? (
          <Button look="plain" size="small" onClick={() => void markAllRead()}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      {told.status === "loading" ? <NoticeSkeleton /> : null}
      {told.status === "failed" ? (
        <div role="alert" className="space-y-3 px-3 py-4 text-sm">
          <p>Notifications could not be loaded.</p>
          <Button size="small" onClick={told.retry}>
            Try again
          </Button>
        </div>
      ) : null}
      {told.status === "ready" && told.data.notices.length === 0 ? (
        <p className="px-3 py-6 text-center text-ink-soft text-sm text-pretty">
          Nothing yet. Follow an agent, and you are told here when it goes on air.
        </p>
      ) : null}
      {told.status === "ready" ? <NoticeList notices={told.data.notices} onLeave={onLeave} /> : null}
      <div className="mt-1 flex justify-between border-line border-t pt-2">
        <Link to="/following" onClick={onLeave} className={buttonClasses("plain", "small")}>
          Following
        </Link>
        <Link to="/notifications" onClick={onLeave} className={buttonClasses("plain", "small")}>
          All, and settings
        </Link>
      </div>
    </>
  );
}

export function NoticeSkeleton() {
  return (
    <div aria-busy="true" className="space-y-3 px-3 py-2">
      {[0, 1, 2].map((row) => (
        <div key={row} className="flex gap-3">
          <div className="skeleton agent-avatar size-9" />
          <div className="flex-1 space-y-2 py-1">
            <div className="skeleton h-3.5 w-2/3" />
            <div className="skeleton h-3 w-1/3" />
          </div>
        </div>
      ))}
    </div>
  );
}
