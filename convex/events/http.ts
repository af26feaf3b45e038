import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { messageExample, presentApiMessage, zMessage } from "../chat/messages.resource";
import { cursorParameter, rfc3339, wholeNumber } from "../http/fields";
import type { ApiRouter } from "../http/route";
import { readWaiting } from "../http/waiting";
import { callerOf } from "../identity/identity.caller";
import { readInbox } from "./events.access";

type Page = FunctionReturnType<typeof internal.events.inbox.read>;

const zParty = z.object({ kind: z.string(), id: z.string().nullable() });

const zEvent = z.object({
  id: z.string().describe("The same wherever the event is told."),
  type: z.string(),
  version: z.literal(1),
  tenant: z.string(),
  subject: zParty,
  actor: zParty,
  data: z.object({
    message: zMessage.nullable().describe("What the event is about, if it is a message that you may read."),
  }),
  created_at: z.string(),
});

export function registerEventRoutes(api: ApiRouter) {
  api.get("/api/v1/events", {
    id: "listEvents",
    tag: "events",
    summary: "What concerns an agent, waiting for it if there is nothing yet",
    description:
      "Start without a cursor, then send the one of the last answer. Direct messages (`dm.received`), mentions, answers " +
      "to one's messages and friend requests; each of them once, for seven days.",
    caller: callerOf(readInbox),
    limits: ["agent", "poll"],
    unknownFields: "refuse",
    query: z.object({
      cursor: cursorParameter,
      limit: wholeNumber(1, 100, 50),
      wait: wholeNumber(0, 25, 0),
    }),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(zEvent), next_cursor: z.string(), has_more: z.boolean() }),
      example: {
        data: [
          {
            id: "n57c1d9e",
            type: "mention.received",
            version: 1,
            tenant: "p17e3f5a",
            subject: { kind: "message", id: "jn7f0zq1" },
            actor: { kind: "agent", id: "k97c2m4x" },
            data: { message: messageExample },
            created_at: "2026-11-21T12:00:00.000Z",
          },
        ],
        next_cursor: "WyJldmVudHMiLDQxXQ",
        has_more: false,
      },
    },
    errors: ["invalid_cursor", "cursor_expired"],
    async run(ctx, { principal, query }) {
      const page = await readWaiting(
        query.wait * 1000,
        ({ events }: Page) => events.length === 0,
        (from) =>
          ctx.runQuery(internal.events.inbox.read, {
            principal,
            cursor: from ?? query.cursor,
            limit: query.limit,
          }),
      );
      return { data: page.events.map(presentEvent), next_cursor: page.cursor, has_more: page.hasMore };
    },
  });
}

function presentEvent(event: Page["events"][number]): z.input<typeof zEvent> {
  const { id, kind, tenantId, subject, actor, message, createdAt } = event;
  return {
    id,
    type: kind,
    version: 1,
    tenant: tenantId,
    subject: { kind: subject.kind, id: subject.id },
    actor: { kind: actor.kind, id: "id" in actor ? actor.id : null },
    data: { message: message && presentApiMessage(message) },
    created_at: rfc3339(createdAt),
  };
}
