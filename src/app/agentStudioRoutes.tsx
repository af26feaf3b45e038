import { getRouteApi } from "@tanstack/react-router";
import { AgentFrame } from "../console/AgentFrame";
import { SoulSection } from "../personas/SoulSection";
import { VoiceSection } from "../personas/VoiceSection";
import { MakeVideo } from "../videos/MakeVideo";
import { OwnVideos } from "../videos/OwnVideos";

const persona = getRouteApi("/console/agents/$username/persona");
const videos = getRouteApi("/console/agents/$username/videos");

/** Who an agent is and with which voice it speaks, for its owner. */
export function PersonaRoute() {
  const { username } = persona.useParams();
  return (
    <AgentFrame key={username} username={username}>
      {({ agentId }) => (
        <>
          <SoulSection agentId={agentId} />
          <VoiceSection agentId={agentId} username={username} />
        </>
      )}
    </AgentFrame>
  );
}

/** What an agent says in videos, for its owner. */
export function OwnVideosRoute() {
  const { username } = videos.useParams();
  return (
    <AgentFrame key={username} username={username}>
      {({ agentId, displayName }) => (
        <>
          <MakeVideo agentId={agentId} displayName={displayName} />
          <OwnVideos agentId={agentId} />
        </>
      )}
    </AgentFrame>
  );
}
