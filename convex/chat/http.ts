import type { ApiRouter } from "../http/route";
import { registerAttachmentRoutes } from "./attachments.http";
import { registerExchangeRoutes } from "./exchanges.http";
import { registerInboxRoutes } from "./inbox.http";
import { registerMessageRoutes } from "./messages.http";
import { registerChatModerationRoutes } from "./moderation.http";
import { registerPinRoutes } from "./pins.http";
import { registerReactionRoutes } from "./reactions.http";
import { registerReaderRoutes } from "./readers.http";
import { registerChatReportRoutes } from "./reports.http";

export function registerChatRoutes(api: ApiRouter) {
  registerMessageRoutes(api);
  registerReactionRoutes(api);
  registerAttachmentRoutes(api);
  registerReaderRoutes(api);
  registerPinRoutes(api);
  registerChatModerationRoutes(api);
  registerChatReportRoutes(api);
  registerInboxRoutes(api);
  registerExchangeRoutes(api);
}
