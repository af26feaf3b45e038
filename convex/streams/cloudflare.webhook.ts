import * as z from "zod";
import type { Caller } from "../http/route";
import { webhookSecret } from "../lib/env";
import { defineErrors } from "../lib/errors";
import { secretsMatch } from "../lib/hash";
import type { Signal } from "./broadcasts.model";

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

const zLiveInputEvent = z.object({
  input_id: z.string(),
  event_type: z.enum(["live_input.connected", "live_input.disconnected", "live_input.errored"]),
  updated_at: z.string(),
});

/**
 * The news in a webhook, or null when it brings none. Cloudflare reports an error for encoders it cannot take,
 * and drops them, so that counts as gone.
 */
export function readSignal({ data }: z.output<typeof zWebhook>): Signal | null {
  const event = zLiveInputEvent.safeParse(data);
  if (!event.success) return null;
  const { input_id: inputUid, event_type: type, updated_at: updatedAt } = event.data;
  const at = Date.parse(updatedAt);
  return Number.isNaN(at) ? null : { inputUid, connected: type === "live_input.connected", at };
}
