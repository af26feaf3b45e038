import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { callerOf } from "../identity/identity.caller";
import { pushKeys } from "../lib/env";
import { oneSubscription, ownNotices } from "./notices.access";

const PATH = "/api/v1/push-subscriptions";

const zSubscription = z.object({ id: z.string(), browser: z.string(), created_at: z.string() });
const subscription = { id: "m17e3f5a", browser: "Firefox on Linux", created_at: "2026-11-21T12:00:00.000Z" };

export function registerPushRoutes(api: ApiRouter) {
  const common = { tag: "notifications", limits: ["agent"], unknownFields: "refuse" } as const;

  api.get(PATH, {
    ...common,
    id: "listPushSubscriptions",
    summary: "The browsers a human wants pushes in, and what a browser needs to subscribe",
    caller: callerOf(ownNotices),
    reply: {
      status: 200,
      shape: z.object({
        application_server_key: z
          .string()
          .nullable()
          .describe("For `pushManager.subscribe`; null on an instance that sends no pushes."),
        data: z.array(zSubscription),
      }),
      example: { application_server_key: "BJxJ0mPB", data: [subscription] },
    },
    errors: [],
    async run(ctx, { principal }) {
      const list: FunctionReturnType<typeof internal.notices.push.list> = await ctx.runQuery(
        internal.notices.push.list,
        { principal },
      );
      const data = list.map(({ subscriptionId: id, browser, createdAt }) => ({
        ...{ id, browser, created_at: rfc3339(createdAt) },
      }));
      return { application_server_key: pushKeys()?.publicKey ?? null, data };
    },
  });

  api.post(PATH, {
    ...common,
    id: "addPushSubscription",
    summary: "Get pushes in a browser; the same one again is the same subscription",
    description: "The body is what `PushSubscription.toJSON()` gives, and a name for the browser.",
    caller: callerOf(ownNotices),
    idempotency: "accepted",
    body: z.object({
      endpoint: z.string().max(2048),
      expirationTime: z.number().nullable().optional(),
      keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(100) }),
      browser: z.string().max(60).optional(),
    }),
    bodyExample: {
      endpoint: "https://push.example.com/send/a1b2c3",
      keys: {
        p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        auth: "BTBZMqHH6r4Tts7J_aSIgg",
      },
      browser: "Firefox on Linux",
    },
    reply: { status: 201, shape: z.object({ id: z.string() }), example: { id: "m17e3f5a" } },
    errors: ["validation_failed", "url_forbidden", "unavailable"],
    async run(ctx, { principal, body: { endpoint, keys, browser = "" } }) {
      const id: string = await ctx.runMutation(internal.notices.push.subscribe, {
        ...{ principal, subscription: { endpoint, ...keys, browser } },
      });
      return { id };
    },
  });

  api.delete(`${PATH}/{id}`, {
    ...common,
    id: "removePushSubscription",
    summary: "No more pushes in a browser",
    caller: callerOf(oneSubscription),
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.notices.push.unsubscribe, { principal, subscriptionId: params.id });
      return null;
    },
  });
}
