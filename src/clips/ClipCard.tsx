import { linkOptions } from "@tanstack/react-router";
import { PictureCard } from "../agents/PictureCard";
import { formatAgo, formatElapsed, formatPlural } from "../lib/format";
import type { ClipView } from "./useClips";

/** A clip at a glance. */
export function ClipCard({ clip }: { clip: ClipView }) {
  return (
    <PictureCard
      agent={clip.agent}
      pictureUrl={clip.thumbnailUrl}
      corner={formatElapsed(clip.durationS * 1000)}
      title={clip.title}
      to={linkOptions({ to: "/clips/$clipId", params: { clipId: clip.clipId } })}
      facts={[formatPlural(clip.viewCount, "view"), formatAgo(clip.createdAt, Date.now())]}
    />
  );
}
