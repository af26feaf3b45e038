export { type CallOptions, type ClientOptions, createMolt, type Molt } from "./client.ts";
export { type Fault, MoltError } from "./errors.ts";
export type { Input, Item, ListingId, OperationId, Output } from "./operations.ts";
export { all, messagesOf, type StreamMessage } from "./reading.ts";
export {
  type MoltEvent,
  type VerifyOptions,
  verifyWebhook,
  type WebhookBody,
  type WebhookCall,
  WebhookVerificationError,
  webhookChallenge,
} from "./webhooks.ts";
