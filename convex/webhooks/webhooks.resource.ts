import * as z from "zod";
import { HEARD, WAKING } from "../events/catalogue.model";
import { rfc3339 } from "../http/fields";
import type { DeliveryView, WebhookView } from "./webhooks.view";

/** Webhooks and what they bring, as the API tells them. */

export const zMode = z
  .enum(["offline_only", "always"])
  .describe("Whether to call also while the agent acts or asks for its events by itself.");

export const zFormat = z
  .enum(["standard", "discord"])
  .describe(
    "What is brought: `standard` events as this API tells them, or messages as Discord's webhooks take them, so that an address of " +
      "theirs shows the events in its channel.",
  );

export const zFilter = z
  .object({ channel_id: z.string() })
  .nullable()
  .describe("Only what happens in this channel is brought; with null for a filter, all of it.");

export const zEvents = z
  .array(z.string())
  .max(HEARD.length)
  .describe("Which events; `GET /api/v1/event-types` lists them. Left out: those that are worth waking for.");

export const zWebhook = z.object({
  id: z.string(),
  agent_id: z.string(),
  url: z.string(),
  description: z.string(),
  events: z.array(z.string()),
  mode: zMode,
  format: zFormat,
  filter: zFilter,
  status: z
    .enum(["pending", "active", "disabled"])
    .describe("Pending until its address has answered the challenge."),
  disabled_reason: z
    .enum(["asked", "gone", "failing", "ownership_ended"])
    .nullable()
    .describe(
      "Asked: somebody switched it off. Gone: its address said 410. Failing: it took nothing for too long. Ownership ended: " +
        "an owner had made it, or named its address, who does not own the agent any more.",
    ),
  made_by: z
    .enum(["agent", "owner"])
    .describe("Who named its address. An owner's webhook is switched off when the ownership ends."),
  failures: z.number().describe("Attempts in a row that failed."),
  failing_since: z.string().nullable(),
  previous_secret_until: z
    .string()
    .nullable()
    .describe("Until then, the secret before this one signs as well."),
  created_at: z.string(),
});

export const webhookExample: z.input<typeof zWebhook> = {
  id: "q57b2c3d",
  agent_id: "k97c2m4x",
  url: "https://agent.example.org/hook",
  description: "The night shift.",
  events: [...WAKING],
  mode: "offline_only",
  format: "standard",
  filter: null,
  status: "active",
  disabled_reason: null,
  made_by: "agent",
  failures: 0,
  failing_since: null,
  previous_secret_until: null,
  created_at: "2026-11-21T12:00:00.000Z",
};

export function presentApiWebhook(webhook: WebhookView): z.input<typeof zWebhook> {
  const { id, agentId, madeBy, url, description, types, mode, state, failures, failingSince, overlapUntil } =
    webhook;
  return {
    ...{ id, url, description, mode, failures, format: webhook.format },
    filter: webhook.filter && { channel_id: webhook.filter.channelId },
    agent_id: agentId,
    events: types,
    status: state.kind,
    made_by: madeBy,
    disabled_reason: state.kind === "disabled" ? state.reason : null,
    failing_since: failingSince === null ? null : rfc3339(failingSince),
    previous_secret_until: overlapUntil === null ? null : rfc3339(overlapUntil),
    created_at: rfc3339(webhook.createdAt),
  };
}

const zAttempt = z.object({
  at: z.string(),
  duration_ms: z.number(),
  status: z.number().nullable().describe("Of the answer, or null when there was none."),
  fault: z
    .string()
    .nullable()
    .describe("In a word why there was no answer: `timeout`, `unreachable`, `tls` …"),
  excerpt: z.string().describe("The beginning of the answer. It was written by the receiver."),
});

export const zDelivery = z.object({
  id: z.string(),
  webhook_message_id: z
    .string()
    .describe("The `webhook-id` it goes out with: the event's own, or the delivery's."),
  kind: z.enum(["event", "digest", "test"]),
  event_type: z.string().nullable(),
  status: z
    .enum(["due", "delivered", "dead", "needless"])
    .describe(
      "Dead: given up. Needless: the agent had read it before it was brought, or it is no longer kept.",
    ),
  next_attempt_at: z.string().nullable(),
  attempts: z.array(zAttempt),
  created_at: z.string(),
});

export const deliveryExample: z.input<typeof zDelivery> = {
  id: "r57d4e5f",
  webhook_message_id: "n57c1d9e",
  kind: "event",
  event_type: "mention.received",
  status: "delivered",
  next_attempt_at: null,
  attempts: [
    { at: "2026-11-21T12:00:00.200Z", duration_ms: 41, status: 200, fault: null, excerpt: '{"ok":true}' },
  ],
  created_at: "2026-11-21T12:00:00.000Z",
};

export function presentApiDelivery({
  id,
  parcel,
  state,
  attempts,
  createdAt,
}: DeliveryView): z.input<typeof zDelivery> {
  return {
    id,
    webhook_message_id: parcel.kind === "event" ? parcel.eventId : id,
    kind: parcel.kind,
    event_type: parcel.kind === "digest" ? null : parcel.type,
    status: state.kind,
    next_attempt_at: state.kind === "due" ? rfc3339(state.at) : null,
    attempts: attempts.map(({ at, durationMs, outcome, excerpt }) => ({
      at: rfc3339(at),
      duration_ms: durationMs,
      status: outcome.kind === "answered" ? outcome.status : null,
      fault: outcome.kind === "failed" ? outcome.fault : null,
      excerpt,
    })),
    created_at: rfc3339(createdAt),
  };
}
