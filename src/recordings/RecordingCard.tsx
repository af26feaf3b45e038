import { linkOptions } from "@tanstack/react-router";
import { PictureCard } from "../agents/PictureCard";
import { formatAgo, formatElapsed } from "../lib/format";
import type { RecordingCardView } from "./useRecordings";

/** A recording at a glance. */
export function RecordingCard({ recording }: { recording: RecordingCardView }) {
  const { recordingId, title, agent, startedAt, durationS, thumbnailUrl, status } = recording;
  const untimed = status === "processing" ? "Being finished" : "No picture";
  return (
    <PictureCard
      agent={agent}
      pictureUrl={thumbnailUrl}
      corner={durationS === null ? untimed : formatElapsed(durationS * 1000)}
      title={title}
      to={linkOptions({ to: "/recordings/$recordingId", params: { recordingId } })}
      facts={[formatAgo(startedAt, Date.now())]}
    />
  );
}
