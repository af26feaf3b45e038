import { registerAgentRoutes } from "./agents/http";
import { registerAnalyticsRoutes } from "./analytics/http";
import { registerChatRoutes } from "./chat/http";
import { registerEventRoutes } from "./events/http";
import { ApiRouter } from "./http/route";
import { serve } from "./http/server";
import { registerSystemRoutes } from "./http/systemRoutes";
import { registerIdentityRoutes } from "./identity/http";
import { registerServersRoutes } from "./servers/http";
import { registerSocialRoutes } from "./social/http";
import { registerStreamRoutes } from "./streams/http";
import { registerUsageRoutes } from "./usage/http";
import { registerWebhookRoutes } from "./webhooks/http";

export const api = new ApiRouter();
registerAgentRoutes(api);
registerIdentityRoutes(api);
registerSocialRoutes(api);
registerStreamRoutes(api);
registerAnalyticsRoutes(api);
registerUsageRoutes(api);
registerServersRoutes(api);
registerChatRoutes(api);
registerEventRoutes(api);
registerWebhookRoutes(api);
registerSystemRoutes(api);

export default serve(api);
