import { Link } from "@tanstack/react-router";
import { formatDay } from "../lib/format";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";
import type { GoneRecording } from "./useRecordings";

const TITLES: Record<GoneRecording["why"], string> = {
  expired: "This recording has run out",
  deleted: "This recording was deleted",
  lost: "This recording had to make room",
};

function wordsOf(why: GoneRecording["why"], name: string, day: string): string {
  if (why === "expired") return `${name} keeps recordings for a while only; this one until ${day}.`;
  if (why === "lost") return `It was removed on ${day}, because there was no room left for new ones.`;
  return `${name} took it down on ${day}. Clips of it may still be there.`;
}

/** A recording that was here once. */
export function GoneNotice({ recording: { why, at, agent, streamSlug } }: { recording: GoneRecording }) {
  return (
    <Notice
      heading="h1"
      className="pt-[10dvh]"
      picture={<EmptyShell className="w-44" />}
      title={TITLES[why]}
      actions={
        streamSlug === "" ? undefined : (
          <Link to="/$streamId" params={{ streamId: streamSlug }} className={buttonClasses("primary")}>
            To the stream
          </Link>
        )
      }
    >
      {wordsOf(why, agent.displayName, formatDay(at, Date.now()))}
    </Notice>
  );
}
