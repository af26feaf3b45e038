import { getRouteApi } from "@tanstack/react-router";
import { MessageBody } from "../chat/MessageBody";
import { ClipButton } from "../clips/ClipButton";
import { ClipPage } from "../clips/ClipPage";
import { ClipShelf } from "../clips/ClipShelf";
import { HighlightClip } from "../clips/HighlightClip";
import { RecordingPage } from "../recordings/RecordingPage";
import type { Replayed } from "../recordings/useReplay";
import { NotFoundPage } from "./NotFoundPage";

const recording = getRouteApi("/recordings/$recordingId");
const clip = getRouteApi("/clips/$clipId");

const renderMessage = (message: Replayed["message"]) => <MessageBody message={message} />;

/** Brings a recording, its chat and the clips of it together on one page. */
export function RecordingRoute() {
  const { recordingId } = recording.useParams();
  const { t = 0 } = recording.useSearch();
  return (
    <RecordingPage
      key={recordingId}
      recordingId={recordingId}
      startS={t}
      notFound={<NotFoundPage what="recording" />}
      renderMessage={renderMessage}
      renderClipButton={(url, second, title) => (
        <ClipButton source={{ kind: "recording", recordingId, url }} second={second} suggestedTitle={title} />
      )}
      renderHighlightClip={(highlight, durationS) => (
        <HighlightClip recordingId={recordingId} durationS={durationS} highlight={highlight} />
      )}
      clips={<ClipShelf heading={{ recording: recordingId }} empty="Nobody has kept a moment of this yet." />}
    />
  );
}

export function ClipRoute() {
  const { clipId } = clip.useParams();
  return (
    <ClipPage
      key={clipId}
      clipId={clipId}
      notFound={<NotFoundPage what="clip" />}
      renderMessage={renderMessage}
    />
  );
}
