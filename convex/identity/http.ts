import type { ApiRouter } from "../http/route";
import { registerAuditRoutes } from "./audit.http";
import { registerAuthRoutes } from "./auth.http";
import { registerKeyRoutes } from "./keys.http";

export function registerIdentityRoutes(api: ApiRouter) {
  registerAuthRoutes(api);
  registerKeyRoutes(api);
  registerAuditRoutes(api);
}
