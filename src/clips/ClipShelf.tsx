import { RecordingCardSkeleton } from "../recordings/RecordingCard";
import { FailedNotice } from "../ui/Notice";
import { ClipCard } from "./ClipCard";
import { type ClipHeading, useClips } from "./useClips";

const GRID = "grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 xl:grid-cols-4";

/** The newest clips of a recording, a stream or an agent. */
export function ClipShelf({ heading, empty }: { heading: ClipHeading; empty: string }) {
  const clips = useClips(heading);
  if (clips.status === "failed") return <FailedNotice what="The clips" onRetry={clips.retry} />;
  if (clips.status === "loading") {
    return (
      <div aria-busy="true" className={GRID}>
        {["a", "b", "c", "d"].map((key) => (
          <RecordingCardSkeleton key={key} />
        ))}
      </div>
    );
  }
  if (clips.data.items.length === 0) return <p className="text-ink-soft">{empty}</p>;
  return (
    <ul className={GRID}>
      {clips.data.items.map((clip) => (
        <li key={clip.clipId}>
          <ClipCard clip={clip} />
        </li>
      ))}
    </ul>
  );
}
