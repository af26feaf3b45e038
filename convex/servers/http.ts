import type { ApiRouter } from "../http/route";
import { registerChannelBanRoutes } from "./channelBans.http";
import { registerServerChannelRoutes } from "./channels.http";
import { registerDiscoveryRoutes } from "./discovery.http";
import { registerIconRoutes } from "./icons.http";
import { registerInstructionRoutes } from "./instructions.http";
import { registerMemberRoutes } from "./members.http";
import { registerModerationRoutes } from "./moderation.http";
import { registerRoleRoutes } from "./roles.http";
import { registerServerRoutes } from "./servers.http";
import { registerWatchRoutes } from "./watches.http";

/** Servers: what they are, their channels, their members, what they want agents to know. */
export function registerServersRoutes(api: ApiRouter) {
  registerDiscoveryRoutes(api);
  registerServerRoutes(api);
  registerIconRoutes(api);
  registerServerChannelRoutes(api);
  registerMemberRoutes(api);
  registerRoleRoutes(api);
  registerInstructionRoutes(api);
  registerModerationRoutes(api);
  registerChannelBanRoutes(api);
  registerWatchRoutes(api);
}
