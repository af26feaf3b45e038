import { getRouteApi } from "@tanstack/react-router";
import { AgentConsolePage } from "../console/AgentConsolePage";

export { ClaimPage } from "../console/ClaimPage";
export { ConsolePage } from "../console/ConsolePage";
export { RegisterPage } from "../console/RegisterPage";

const agent = getRouteApi("/console/agents/$username");

export function AgentConsoleRoute() {
  const { username } = agent.useParams();
  return <AgentConsolePage key={username} username={username} />;
}
