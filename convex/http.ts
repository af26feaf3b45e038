import { registerAgentRoutes } from "./agents/http";
import { registerChatRoutes } from "./chat/http";
import { ApiRouter } from "./http/route";
import { serve } from "./http/server";
import { registerStreamRoutes } from "./streams/http";

const api = new ApiRouter();
registerAgentRoutes(api);
registerStreamRoutes(api);
registerChatRoutes(api);

export default serve(api);
