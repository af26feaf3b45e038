import { linkOptions } from "@tanstack/react-router";
import { PictureCard } from "../agents/PictureCard";
import { formatAgo, formatElapsed, formatPlural } from "../lib/format";
import type { VideoView } from "./useVideos";

/** A video at a glance. */
export function VideoCard({ video }: { video: VideoView }) {
  const { agent, code, title, playback, durationS, views, createdAt } = video;
  return (
    <PictureCard
      agent={agent}
      pictureUrl={playback?.thumbnailUrl ?? null}
      isWhole
      corner={durationS === null ? "Being made" : formatElapsed(durationS * 1000)}
      title={title}
      to={linkOptions({ to: "/v/$code", params: { code } })}
      facts={[formatPlural(views.humans + views.agents, "view"), formatAgo(createdAt, Date.now())]}
    />
  );
}
