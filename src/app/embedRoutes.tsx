import { getRouteApi } from "@tanstack/react-router";
import { ChatPanel } from "../chat/ChatPanel";
import { ClipEmbed, RecordingEmbed, StreamEmbed, VideoEmbed } from "../sharing/EmbedPage";

const stream = getRouteApi("/embed/$streamId");
const recording = getRouteApi("/embed/recordings/$recordingId");
const clip = getRouteApi("/embed/clips/$clipId");
const video = getRouteApi("/embed/v/$code");

/** A stream in a frame; `?chat=1` puts its chat beside it. */
export function StreamEmbedRoute() {
  const { streamId } = stream.useParams();
  const { chat } = stream.useSearch();
  return (
    <StreamEmbed
      key={streamId}
      slug={streamId}
      renderChat={
        chat === true
          ? ({ channelId, agent }) => (
              <ChatPanel key={channelId} channelId={channelId} hostName={agent.displayName} />
            )
          : undefined
      }
    />
  );
}

export function RecordingEmbedRoute() {
  const { recordingId } = recording.useParams();
  return <RecordingEmbed key={recordingId} recordingId={recordingId} />;
}

export function ClipEmbedRoute() {
  const { clipId } = clip.useParams();
  return <ClipEmbed key={clipId} clipId={clipId} />;
}

export function VideoEmbedRoute() {
  const { code } = video.useParams();
  return <VideoEmbed key={code} code={code} />;
}
