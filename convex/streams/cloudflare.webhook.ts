import * as z from "zod";
import type { Caller } from "../http/route";
import { webhookSecret } from "../lib/env";
import { defineErrors } from "../lib/errors";
import { secretsMatch } from "../lib/hash";
import type { News, Signal } from "./broadcasts.model";
import { DEGRADED_CAUSES } from "./health.values";

const webhookErrors = defineErrors({
  notCloudflare: { code: "unauthenticated", message: "The cf-webhook-auth header is missing or wrong." },
});

/** Cloudflare itself, known by the secret that was given to it. Without a configured secret nobody is. */
export const cloudflareWebhook: Caller<null> = {
  kind: "header",
  who: "Cloudflare, with its secret in `cf-webhook-auth`",
  errors: ["unauthenticated"],
  nameOf: () => "cloudflare",
  async admit(_ctx, request) {
    const expected = webhookSecret();
    const given = request.headers.get("cf-webhook-auth");
    if (!expected || !given || !secretsMatch(given, expected)) throw webhookErrors.notCloudflare();
    return null;
  },
};

/** Cloudflare sends test notifications of other shapes too, so nothing in it is required. */
export const zWebhook = z.object({ data: z.unknown().optional() });

const common = { input_id: z.string(), updated_at: z.string() };
const zCode = z.string().regex(/^[A-Za-z0-9_]{1,64}$/);

/** The last two are our own media server's; Cloudflare does not measure what encoders send. */
const zLiveInputEvent = z.discriminatedUnion("event_type", [
  z.object({ ...common, event_type: z.literal("live_input.connected") }),
  z.object({ ...common, event_type: z.literal("live_input.disconnected") }),
  z.object({
    ...common,
    event_type: z.literal("live_input.errored"),
    live_input_errored: z
      .object({ error: z.object({ code: zCode }) })
      .optional()
      .catch(undefined),
  }),
  z.object({
    ...common,
    event_type: z.literal("live_input.degraded"),
    live_input_degraded: z.object({ cause: z.enum(DEGRADED_CAUSES) }),
  }),
  z.object({ ...common, event_type: z.literal("live_input.recovered") }),
]);

/** The news in a webhook, or null when it brings none that we know. */
export function readSignal({ data }: z.output<typeof zWebhook>): Signal | null {
  const event = zLiveInputEvent.safeParse(data);
  if (!event.success) return null;
  const at = Date.parse(event.data.updated_at);
  return Number.isNaN(at) ? null : { inputUid: event.data.input_id, at, news: readNews(event.data) };
}

function readNews(event: z.output<typeof zLiveInputEvent>): News {
  switch (event.event_type) {
    case "live_input.connected":
      return { kind: "connected" };
    case "live_input.disconnected":
      return { kind: "disconnected" };
    case "live_input.errored":
      return { kind: "errored", code: event.live_input_errored?.error.code ?? "unknown" };
    case "live_input.degraded":
      return { kind: "degraded", cause: event.live_input_degraded.cause };
    case "live_input.recovered":
      return { kind: "recovered" };
  }
}
