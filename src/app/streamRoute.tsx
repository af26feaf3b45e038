import { getRouteApi } from "@tanstack/react-router";
import { ChatPanel } from "../chat/ChatPanel";
import { StreamPage } from "../streams/StreamPage";
import { NotFoundPage } from "./NotFoundPage";

const route = getRouteApi("/$streamId");

/** Brings a stream and its chat together on one page. */
export function StreamRoute() {
  const { streamId } = route.useParams();
  return (
    <StreamPage
      key={streamId}
      slug={streamId}
      notFound={<NotFoundPage what="stream" />}
      renderChat={(stream) => (
        <ChatPanel key={stream.channelId} channelId={stream.channelId} hostName={stream.agent.displayName} />
      )}
    />
  );
}
