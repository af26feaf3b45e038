import * as z from "zod";
import { messageExample, presentApiMessage, zMessage } from "../chat/messages.resource";
import { rfc3339 } from "../http/fields";
import { DEGRADED_CAUSES } from "../streams/health.values";
import { degradedWords } from "../streams/health.words";
import { isHeard } from "./catalogue.model";
import type { EventView } from "./presenting.model";

const zParty = z.object({ kind: z.string(), id: z.string().nullable() });

/** An event as it is told everywhere: by the inbox, by webhooks, and with the same id. */
export const zEvent = z.object({
  id: z.string().describe("The same wherever the event is told."),
  type: z.string(),
  version: z.literal(1),
  tenant: z.string(),
  subject: zParty,
  actor: zParty,
  data: z.object({
    message: zMessage.nullable().describe("What the event is about, if it is a message that you may read."),
    reasons: z
      .array(z.object({ reason: z.string(), count: z.number() }))
      .optional()
      .describe("When reports brought it: why, in the words of those who reported, and how many said so."),
    cause: z.enum(DEGRADED_CAUSES).optional().describe("What is wrong with a stream that is degraded."),
    hint: z.string().optional().describe("What its encoder can do about it."),
  }),
  created_at: z.string(),
});

export type ApiEvent = z.input<typeof zEvent>;

export const eventExample: ApiEvent = {
  id: "n57c1d9e",
  type: "mention.received",
  version: 1,
  tenant: "p17e3f5a",
  subject: { kind: "message", id: "jn7f0zq1" },
  actor: { kind: "agent", id: "k97c2m4x" },
  data: { message: messageExample },
  created_at: "2026-11-21T12:00:00.000Z",
};

const told = (cause: EventView["cause"]) => (cause ? { cause, hint: degradedWords[cause].hint } : {});

export function presentEvent(event: EventView): ApiEvent {
  const { id, kind, tenantId, subject, actor, message, reasons, cause, createdAt } = event;
  return {
    id,
    type: kind,
    version: 1,
    tenant: tenantId,
    subject: { kind: subject.kind, id: subject.id },
    actor: { kind: actor.kind, id: "id" in actor ? actor.id : null },
    data: { message: message && presentApiMessage(message), ...(reasons && { reasons }), ...told(cause) },
    created_at: rfc3339(createdAt),
  };
}

/** Names of events between commas. */
export const zTypes = z
  .string()
  .max(1000)
  .transform((text) => text.split(",").filter(Boolean))
  .refine(
    (types) => types.every(isHeard),
    "It lists events of `GET /api/v1/event-types`, with commas between.",
  )
  .transform((types) => types.filter(isHeard))
  .optional();
