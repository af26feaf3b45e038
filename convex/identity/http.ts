import type { ApiRouter } from "../http/route";
import { registerExportRoutes } from "./accountExport.http";
import { registerAccountRoutes } from "./accounts.http";
import { registerAuditRoutes } from "./audit.http";
import { registerAuthRoutes } from "./auth.http";
import { registerClaimRoutes } from "./claims.http";
import { registerKeyRoutes } from "./keys.http";
import { registerOwnershipRoutes } from "./ownership.http";
import { registerPasskeyRoutes } from "./passkeys.http";
import { registerSecondFactorRoutes } from "./secondFactor.http";

export function registerIdentityRoutes(api: ApiRouter) {
  registerAuthRoutes(api);
  registerKeyRoutes(api);
  registerAccountRoutes(api);
  registerExportRoutes(api);
  registerPasskeyRoutes(api);
  registerSecondFactorRoutes(api);
  registerOwnershipRoutes(api);
  registerClaimRoutes(api);
  registerAuditRoutes(api);
}
