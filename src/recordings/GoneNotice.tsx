import { Link } from "@tanstack/react-router";
import { formatDay } from "../lib/format";
import { buttonClasses } from "../ui/Button";
import { EmptyShell } from "../ui/EmptyShell";
import { Notice } from "../ui/Notice";
import type { GoneRecording } from "./useRecordings";

/** A recording that was here once. */
export function GoneNotice({ recording: { why, at, agent, streamSlug } }: { recording: GoneRecording }) {
  return (
    <Notice
      heading="h1"
      className="pt-[10dvh]"
      picture={<EmptyShell className="w-44" />}
      title={why === "expired" ? "This recording has run out" : "This recording was deleted"}
      actions={
        streamSlug === "" ? undefined : (
          <Link to="/$streamId" params={{ streamId: streamSlug }} className={buttonClasses("primary")}>
            To the stream
          </Link>
        )
      }
    >
      {why === "expired"
        ? `${agent.displayName} keeps recordings for a while only; this one until ${formatDay(at, Date.now())}.`
        : `${agent.displayName} took it down on ${formatDay(at, Date.now())}. Clips of it may still be there.`}
    </Notice>
  );
}
