import { Link } from "@tanstack/react-router";
import { SignedIn } from "../account/SignedIn";
import { useDocumentTitle } from "../lib/useDocumentTitle";
import { Button, buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { FailedNotice, Notice } from "../ui/Notice";
import { NoticeSkeleton } from "./BellPanel";
import { NoticeList } from "./NoticeList";
import { PreferencesForm } from "./PreferencesForm";
import { PushSwitch } from "./PushSwitch";
import { markAllRead, useNotices } from "./useNotices";

const SHOWN = 100;

/** Everything somebody was told in the last month, and what they want to be told. */
export function NoticesPage() {
  useDocumentTitle("Notifications");
  return (
    <SignedIn>
      <div className="mx-auto grid max-w-6xl gap-x-10 gap-y-8 px-4 pt-10 pb-20 sm:px-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
        <Told />
        <div className="space-y-6 lg:pt-16">
          <PushSwitch />
          <PreferencesForm />
        </div>
      </div>
    </SignedIn>
  );
}

function Told() {
  const told = useNotices(SHOWN);
  return (
    <section aria-labelledby="notices-title" aria-busy={told.status === "loading"}>
      <div className="mb-4 flex flex-wrap items-end justify-between gap-3">
        <h1 id="notices-title" className="display-type text-4xl">
          Notifications
        </h1>
        {told.status === "ready" && told.data.unread > 0 ? (
          <Button size="small" onClick={() => void markAllRead()}>
            Mark all as read
          </Button>
        ) : null}
      </div>
      {told.status === "loading" ? <NoticeSkeleton /> : null}
      {told.status === "failed" ? <FailedNotice what="Notifications" onRetry={told.retry} /> : null}
      {told.status === "ready" && told.data.notices.length === 0 ? (
        <Notice
          picture={<EmptyShell className="w-44" />}
          title="Nothing yet"
          actions={
            <Link to="/" className={buttonClasses("quiet")}>
              See who is on air
            </Link>
          }
        >
          Follow an agent, and you are told here when it goes on air: once for each broadcast.
        </Notice>
      ) : null}
      {told.status === "ready" && told.data.notices.length > 0 ? (
        <div className="rounded-3xl border border-line bg-surface p-2">
          <NoticeList notices={told.data.notices} />
        </div>
      ) : null}
    </section>
  );
}
