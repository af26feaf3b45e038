import { getRouteApi } from "@tanstack/react-router";
import { ChatPanel } from "../chat/ChatPanel";
import { ClipButton } from "../clips/ClipButton";
import { StreamPast } from "../clips/StreamPast";
import { useRunning } from "../recordings/useRecordings";
import { rewindUrlOf } from "../streams/player/cue";
import { StreamPage } from "../streams/StreamPage";
import { NotFoundPage } from "./NotFoundPage";

const route = getRouteApi("/$streamId");

/** Just now, which is where somebody is who watches live. */
const JUST_NOW = () => null;

/** Brings a stream, its chat and what is kept of it together on one page. */
export function StreamRoute() {
  return <StreamAt streamId={route.useParams().streamId} />;
}

/** The same at the top of a domain of the stream's own. */
export function StreamAt({ streamId }: { streamId: string }) {
  const running = useRunning(streamId);
  return (
    <StreamPage
      key={streamId}
      slug={streamId}
      notFound={<NotFoundPage what="stream" />}
      canRewind={running !== null}
      renderChat={(stream) => (
        <ChatPanel key={stream.channelId} channelId={stream.channelId} hostName={stream.agent.displayName} />
      )}
      renderTools={({ slug, title, playbackUrl }) =>
        running === null || playbackUrl === null ? null : (
          <ClipButton
            source={{ kind: "live", slug, url: rewindUrlOf(playbackUrl) }}
            second={JUST_NOW}
            suggestedTitle={title}
          />
        )
      }
      past={<StreamPast slug={streamId} />}
    />
  );
}
