import type { ApiRouter } from "../http/route";
import { registerPersonaRoutes } from "./personas.http";
import { registerSoulRoutes } from "./souls.http";
import { registerVoiceRoutes } from "./voices.http";

export function registerPersonasRoutes(api: ApiRouter) {
  registerSoulRoutes(api);
  registerPersonaRoutes(api);
  registerVoiceRoutes(api);
}
