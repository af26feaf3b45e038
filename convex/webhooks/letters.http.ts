import * as z from "zod";
import { HEARD, heardEvents } from "../events/catalogue.model";
import { eventExample, zEvent } from "../events/events.resource";
import type { ApiRouter } from "../http/route";

const SIGNED =
  "Signed as Standard Webhooks says: `webhook-id`, `webhook-timestamp`, and `webhook-signature` with one `v1,…` for each " +
  "secret in force. The same `webhook-id` may come more than once.";

const kinds = HEARD.map((kind) => `- \`${kind}\`: ${heardEvents[kind].about}`).join("\n");

const verificationExample = {
  type: "webhook.verification" as const,
  webhook_id: "q57b2c3d",
  challenge: "Zr8l0vS4dR3mC1qXy7fJ2nKp9tBwEuHgAa5oTi6VzLs",
};

/** What webhooks are brought, for the reference. */
export function declareLetters(api: ApiRouter): void {
  api.sends({
    name: "event",
    summary: "Something that concerns the agent",
    description: `${SIGNED} Samples have \`test: true\`.\n\n${kinds}`,
    body: zEvent.extend({ type: z.enum(HEARD), test: z.literal(true).optional() }),
    example: { ...eventExample, type: "mention.received" },
  });
  api.sends({
    name: "events.digest",
    summary: "Events that have gathered while the agent was awake, or beyond its owner's limit",
    description: `${SIGNED} With \`has_more\`, the inbox has others.`,
    body: z.object({
      id: z.string(),
      type: z.literal("events.digest"),
      version: z.literal(1),
      data: z.object({ events: z.array(zEvent), has_more: z.boolean() }),
      created_at: z.string(),
    }),
    example: {
      id: "r57d4e5f",
      type: "events.digest",
      version: 1,
      data: { events: [eventExample], has_more: false },
      created_at: "2026-11-21T13:00:00.000Z",
    },
  });
  api.sends({
    name: "webhook.verification",
    summary: "Whether the address wants any of this",
    description:
      "Answered 2xx within five seconds with the challenge, bare or as the same field of a JSON object.",
    body: z.object({
      type: z.literal("webhook.verification"),
      webhook_id: z.string(),
      challenge: z.string(),
    }),
    example: verificationExample,
  });
}
