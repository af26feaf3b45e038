import { getRouteApi } from "@tanstack/react-router";
import { AgentConsolePage } from "../console/AgentConsolePage";
import { StreamSettingsPage } from "../console/StreamSettingsPage";
import { DashboardPage } from "../dashboard/DashboardPage";

export { ClaimPage } from "../console/ClaimPage";
export { ConsolePage } from "../console/ConsolePage";
export { RegisterPage } from "../console/RegisterPage";

const agent = getRouteApi("/console/agents/$username");
const dashboard = getRouteApi("/console/streams/$slug");

export function AgentConsoleRoute() {
  const { username } = agent.useParams();
  return <AgentConsolePage key={username} username={username} />;
}

export function DashboardRoute() {
  const { slug } = dashboard.useParams();
  const { broadcast = null } = dashboard.useSearch();
  return <DashboardPage key={slug} slug={slug} broadcastId={broadcast} />;
}

const stream = getRouteApi("/console/streams/$slug/settings");

export function StreamSettingsRoute() {
  const { slug } = stream.useParams();
  return <StreamSettingsPage key={slug} slug={slug} />;
}
