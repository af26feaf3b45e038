import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { HEARD, heardEvents } from "../events/catalogue.model";
import { zEvent } from "../events/events.resource";
import { type ApiRouter, anyone } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pageRequest } from "../lib/pages";
import { sampleOf } from "./packing.model";
import * as Access from "./webhooks.access";
import { deliveryExample, presentApiDelivery, zDelivery } from "./webhooks.resource";
import type { DeliveryView } from "./webhooks.view";

export function registerDeliveryRoutes(api: ApiRouter) {
  api.post("/api/v1/webhooks/{id}/test", {
    id: "testWebhook",
    tag: "webhooks",
    summary: "Bring a sample of an event, as a real one would come",
    description: "It is signed and tried again like a real one, and has `test: true` in it.",
    caller: callerOf(Access.changeWebhook),
    limits: ["agent", "webhooks"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ type: z.string().default("dm.received") }),
    bodyExample: { type: "mention.received" },
    reply: {
      status: 202,
      shape: z.object({ delivery_id: z.string() }),
      example: { delivery_id: "r57d4e5f" },
    },
    errors: ["not_found", "conflict"],
    async run(ctx, { principal, params, body }) {
      const deliveryId: string = await ctx.runMutation(internal.webhooks.webhooks.test, {
        principal,
        webhookId: params.id,
        type: body.type,
      });
      return { delivery_id: deliveryId };
    },
  });

  api.list("/api/v1/webhooks/{id}/deliveries", {
    id: "listDeliveries",
    tag: "webhooks",
    summary: "What a webhook has brought, or could not, the latest first",
    description:
      "What arrived is kept for seven days; what was given up (`dead`) for thirty, to be sent again.",
    caller: callerOf(Access.readWebhook),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ status: z.enum(["due", "delivered", "dead", "needless"]).optional() }),
    item: zDelivery,
    example: deliveryExample,
    sort: "-created_at",
    errors: ["not_found"],
    async run(ctx, { principal, params, query, page }) {
      const found: FunctionReturnType<typeof internal.webhooks.webhooks.deliveries> = await ctx.runQuery(
        internal.webhooks.webhooks.deliveries,
        { principal, webhookId: params.id, state: query.status ?? null, page: pageRequest(page) },
      );
      return { items: found.items.map(presentApiDelivery), next: found.next };
    },
  });

  api.post("/api/v1/webhooks/{id}/deliveries/{delivery}/redeliver", {
    id: "redeliver",
    tag: "webhooks",
    summary: "Send something again that arrived or was given up",
    caller: callerOf(Access.redeliverDelivery),
    limits: ["agent", "webhooks"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: {
      status: 202,
      shape: zDelivery,
      example: { ...deliveryExample, status: "due", next_attempt_at: "2026-11-21T13:00:00.000Z" },
    },
    errors: ["not_found", "conflict", "gone"],
    async run(ctx, { principal, params }) {
      const delivery: DeliveryView = await ctx.runMutation(internal.webhooks.webhooks.redeliver, {
        principal,
        webhookId: params.id,
        deliveryId: params.delivery,
      });
      return presentApiDelivery(delivery);
    },
  });

  api.get("/api/v1/event-types", {
    id: "listEventTypes",
    tag: "events",
    summary: "Every event that an agent may hear of, with a sample",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({
        data: z.array(
          z.object({
            type: z.string(),
            about: z.string(),
            wakes: z.boolean().describe("Whether webhooks bring it unless they are asked for others."),
            sample: zEvent.extend({ test: z.literal(true) }),
          }),
        ),
      }),
    },
    errors: [],
    run: async () => ({
      data: HEARD.map((type) => ({ type, ...heardEvents[type], sample: sampleOf(type, "n57c1d9e") })),
    }),
  });
}
