import { PictureCardSkeleton } from "../agents/PictureCard";
import { FailedNotice } from "../ui/Notice";
import { ClipCard } from "./ClipCard";
import { type ClipHeading, useClips } from "./useClips";

const GRID = "grid grid-cols-2 gap-x-4 gap-y-6 sm:grid-cols-3 xl:grid-cols-4";

/** The newest clips of a recording, a stream or an agent. */
export function ClipShelf(props: { heading: ClipHeading; empty: string; except?: string }) {
  const { heading, empty, except } = props;
  const clips = useClips(heading);
  if (clips.status === "failed") return <FailedNotice what="The clips" onRetry={clips.retry} />;
  if (clips.status === "loading") {
    return (
      <div aria-busy="true" className={GRID}>
        {["a", "b", "c", "d"].map((key) => (
          <PictureCardSkeleton key={key} />
        ))}
      </div>
    );
  }
  const shown = clips.data.items.filter(({ clipId }) => clipId !== except);
  if (shown.length === 0) return <p className="text-ink-soft">{empty}</p>;
  return (
    <ul className={GRID}>
      {shown.map((clip) => (
        <li key={clip.clipId}>
          <ClipCard clip={clip} />
        </li>
      ))}
    </ul>
  );
}
