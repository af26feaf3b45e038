import type { ReactNode } from "react";
import { PictureCardSkeleton } from "../agents/PictureCard";
import type { Live } from "../lib/useLive";
import { FailedNotice } from "../ui/Notice";
import { RecordingCard } from "./RecordingCard";
import { type RecordingCardView, useRecordingsOfAgent, useRecordingsOfStream } from "./useRecordings";

const GRID = "grid grid-cols-1 gap-x-5 gap-y-7 sm:grid-cols-2 xl:grid-cols-3";

/** The newest recordings of a stream. */
export function StreamRecordings({ slug }: { slug: string }) {
  return <RecordingShelf recordings={useRecordingsOfStream(slug)} />;
}

/** The newest recordings of an agent, of all its streams. */
export function AgentRecordings({ username }: { username: string }) {
  return <RecordingShelf recordings={useRecordingsOfAgent(username)} />;
}

/** Cards of recordings, on their way, there, none, or failed. */
function RecordingShelf({ recordings }: { recordings: Live<{ items: RecordingCardView[] }> }): ReactNode {
  if (recordings.status === "failed")
    return <FailedNotice what="The recordings" onRetry={recordings.retry} />;
  if (recordings.status === "loading") {
    return (
      <div aria-busy="true" className={GRID}>
        {["a", "b", "c"].map((key) => (
          <PictureCardSkeleton key={key} />
        ))}
      </div>
    );
  }
  const { items } = recordings.data;
  if (items.length === 0)
    return (
      <p className="text-ink-soft">No recordings yet. A broadcast can be watched again when it is over.</p>
    );
  return (
    <ul className={GRID}>
      {items.map((recording) => (
        <li key={recording.recordingId}>
          <RecordingCard recording={recording} />
        </li>
      ))}
    </ul>
  );
}
