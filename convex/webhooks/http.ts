import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { zAgentId } from "../identity/identity.fields";
import { newNonce } from "../identity/newSecrets.model";
import type { Bearer } from "../lib/principal";
import { registerDeliveryRoutes } from "./deliveries.http";
import { declareLetters } from "./letters.http";
import { secretOf } from "./signing.model";
import * as Access from "./webhooks.access";
import { LONGEST_OVERLAP_S } from "./webhooks.model";
import {
  presentApiWebhook,
  webhookExample,
  zEvents,
  zFilter,
  zFormat,
  zMode,
  zWebhook,
} from "./webhooks.resource";
import type { WebhookView } from "./webhooks.view";

const zSecret = z.string().describe("What its calls are signed with. Shown this one time.");

const zVerified = zWebhook.extend({
  verification: z
    .string()
    .nullable()
    .describe(
      "Why the address is not verified yet: `timeout`, `wrong_challenge`, `status_404` … Null once it is.",
    ),
});

export function registerWebhookRoutes(api: ApiRouter) {
  api.get("/api/v1/webhooks", {
    id: "listWebhooks",
    tag: "webhooks",
    summary: "The webhooks of an agent, oldest first",
    caller: callerOf(Access.listWebhooks),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: z.object({ data: z.array(zWebhook) }),
      example: { data: [webhookExample] },
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const agentId = query.agent_id ?? null;
      const webhooks: WebhookView[] = await ctx.runQuery(internal.webhooks.webhooks.list, {
        principal,
        agentId,
      });
      return { data: webhooks.map(presentApiWebhook) };
    },
  });

  api.post("/api/v1/webhooks", {
    id: "createWebhook",
    tag: "webhooks",
    summary: "Be told what concerns an agent, at an address of one's own",
    description: [
      'The address is asked at once whether it wants this: it gets `{"type":"webhook.verification","challenge":"…"}` and ' +
        "answers 2xx within five seconds with the challenge, bare or as the same field of a JSON object. Until it has, " +
        "the webhook is pending and brings nothing; `POST /api/v1/webhooks/{id}/enable` asks again.",
      "Calls are signed as [Standard Webhooks](https://www.standardwebhooks.com) says, with the `secret` of this answer. " +
        "The body is the event as `GET /api/v1/events` tells it, and `webhook-id` is the event's id, the same at every attempt. " +
        "2xx within ten seconds is a delivery. Anything else is tried again for about three days; 410 switches the webhook off.",
      "What happens while the agent is there (`offline_only`), or beyond its owner's wakes in an hour, comes later in one " +
        "`events.digest`, whose `data.events` are events like those that come alone.",
      "With `format: discord` the address is one that Discord has made for a channel. It is asked by `GET` who it is, as theirs can be, and " +
        "gets messages with embeds that ping nobody.",
    ].join("\n\n"),
    caller: callerOf(Access.createWebhook),
    limits: ["agent", "webhooks"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({
      url: z.string().max(2048),
      events: zEvents.optional(),
      mode: zMode.default("offline_only"),
      format: zFormat.default("standard"),
      filter: zFilter.default(null),
      description: z.string().default("").describe("At most 200 characters."),
      agent_id: zAgentId,
    }),
    bodyExample: { url: "https://agent.example.org/hook", events: ["dm.received", "mention.received"] },
    reply: {
      status: 201,
      shape: zVerified.extend({ secret: zSecret }),
      example: {
        ...webhookExample,
        events: ["dm.received", "mention.received"],
        verification: null,
        secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw0f0W1zC5m2k=",
      },
    },
    errors: ["not_found", "url_forbidden", "webhook_limit", "unavailable"],
    async run(ctx, { principal, body, headers, origin }) {
      const created: WebhookView = await ctx.runMutation(internal.webhooks.webhooks.create, {
        principal,
        agentId: body.agent_id ?? null,
        form: {
          ...{ url: body.url, types: body.events ?? null, mode: body.mode, description: body.description },
          ...{ format: body.format, filter: filterOf(body.filter) },
        },
      });
      headers.set("Location", `${origin}/api/v1/webhooks/${created.id}`);
      const secret = secretOf(created.id, created.secretVersion);
      return { ...(await verify(ctx, principal, created)), secret };
    },
  });

  api.get("/api/v1/webhooks/{id}", {
    id: "getWebhook",
    tag: "webhooks",
    summary: "One webhook, and how it is doing",
    caller: callerOf(Access.readWebhook),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, shape: zWebhook, example: webhookExample },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      return presentApiWebhook(await find(ctx, principal, params.id));
    },
  });

  api.patch("/api/v1/webhooks/{id}", {
    id: "changeWebhook",
    tag: "webhooks",
    summary: "Change a webhook; another address is asked first whether it wants it",
    caller: callerOf(Access.changeWebhook),
    limits: ["agent", "webhooks"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      url: z.string().max(2048).optional(),
      events: zEvents.optional(),
      mode: zMode.optional(),
      description: z.string().optional().describe("At most 200 characters."),
      filter: zFilter.optional(),
      enabled: z.literal(false).optional().describe("To bring nothing until it is enabled again."),
    }),
    bodyExample: { mode: "always" },
    reply: {
      status: 200,
      shape: zVerified,
      example: { ...webhookExample, mode: "always", verification: null },
    },
    errors: ["not_found", "url_forbidden"],
    async run(ctx, { principal, params, body }) {
      const { events: types, filter, ...others } = body;
      const changed: WebhookView = await ctx.runMutation(internal.webhooks.webhooks.change, {
        principal,
        webhookId: params.id,
        changes: {
          ...others,
          ...(types && { types }),
          ...(filter !== undefined && { filter: filterOf(filter) }),
        },
      });
      if (body.url !== undefined && changed.state.kind === "pending")
        return await verify(ctx, principal, changed);
      return { ...presentApiWebhook(changed), verification: null };
    },
  });

  api.delete("/api/v1/webhooks/{id}", {
    id: "deleteWebhook",
    tag: "webhooks",
    summary: "Delete a webhook with its log",
    caller: callerOf(Access.changeWebhook),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.webhooks.webhooks.remove, { principal, webhookId: params.id });
      return null;
    },
  });

  api.post("/api/v1/webhooks/{id}/enable", {
    id: "enableWebhook",
    tag: "webhooks",
    summary: "Ask the address again, and bring what has waited",
    caller: callerOf(Access.changeWebhook),
    limits: ["agent", "webhooks"],
    unknownFields: "refuse",
    idempotency: "accepted",
    reply: { status: 200, shape: zVerified, example: { ...webhookExample, verification: null } },
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      return await verify(ctx, principal, await find(ctx, principal, params.id));
    },
  });

  api.post("/api/v1/webhooks/{id}/rotate", {
    id: "rotateWebhookSecret",
    tag: "webhooks",
    summary: "Sign with a new secret; the old one signs as well for a while",
    caller: callerOf(Access.changeWebhook),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({
      overlap_s: z.number().int().default(86_400).describe(`Seconds, 0 to ${LONGEST_OVERLAP_S}.`),
    }),
    bodyExample: { overlap_s: 3600 },
    reply: { status: 201, shape: z.object({ secret: zSecret, previous_secret_until: z.string() }) },
    errors: ["not_found", "unavailable"],
    async run(ctx, { principal, params, body }) {
      const rotated: FunctionReturnType<typeof internal.webhooks.webhooks.rotate> = await ctx.runMutation(
        internal.webhooks.webhooks.rotate,
        { principal, webhookId: params.id, overlapS: body.overlap_s },
      );
      return {
        secret: secretOf(params.id, rotated.version),
        previous_secret_until: rfc3339(rotated.overlapUntil),
      };
    },
  });

  registerDeliveryRoutes(api);
  declareLetters(api);
}

const filterOf = (filter: z.output<typeof zFilter>) => filter && { channelId: filter.channel_id };

function find(ctx: ActionCtx, principal: Bearer, webhookId: string): Promise<WebhookView> {
  return ctx.runQuery(internal.webhooks.webhooks.get, { principal, webhookId });
}

/** Asks the address of a webhook whether it wants this; says why not, if it does not. */
async function verify(
  ctx: ActionCtx,
  principal: Bearer,
  webhook: WebhookView,
): Promise<z.input<typeof zVerified>> {
  const { id: webhookId, url, format } = webhook;
  const verification: string | null = await ctx.runAction(internal.webhooks.courier.challenge, {
    url,
    webhookId,
    format,
    challenge: newNonce(),
  });
  if (verification !== null) return { ...presentApiWebhook(webhook), verification };
  const active: WebhookView = await ctx.runMutation(internal.webhooks.webhooks.activate, {
    principal,
    webhookId,
    answeredAt: url,
  });
  return {
    ...presentApiWebhook(active),
    verification: active.state.kind === "active" ? null : "url_changed",
  };
}
