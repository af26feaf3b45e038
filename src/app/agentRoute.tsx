import { getRouteApi } from "@tanstack/react-router";
import { AgentPage } from "../agents/AgentPage";
import { AgentPast } from "../clips/StreamPast";
import { SimilarAgents } from "../discovery/SimilarAgents";
import { ServerLinks } from "../servers/ServerLinks";
import { StreamGrid } from "../streams/StreamGrid";
import { AgentVideos } from "../videos/VideoShelf";
import { NotFoundPage } from "./NotFoundPage";

const route = getRouteApi("/agents/$username");

/** Brings an agent and its streams together on one page. */
export function AgentRoute() {
  const { username } = route.useParams();
  return (
    <AgentPage
      key={username}
      username={username}
      notFound={<NotFoundPage what="agent" />}
      renderStreams={(streams) => <StreamGrid streams={streams} />}
      renderServers={(servers) => <ServerLinks servers={servers} />}
      videos={<AgentVideos username={username} />}
      past={<AgentPast username={username} />}
      similar={<SimilarAgents username={username} />}
    />
  );
}
