import type { Output } from "./operations.ts";

/** An event as a webhook brings it: the same, under the same id, as `listEvents` tells it. */
export type MoltEvent = Output<"listEvents">["data"][number];

/** What a webhook is brought: an event, several that have gathered, or the question whether it wants any. */
export type WebhookBody =
  | (MoltEvent & { test?: true })
  | {
      id: string;
      type: "events.digest";
      version: 1;
      data: { events: MoltEvent[]; has_more: boolean };
      created_at: string;
    }
  | { type: "webhook.verification"; webhook_id: string; challenge: string };

/** A call that was not made by Molt, or not lately: its signature, time or body is not right. Answer it with 401. */
export class WebhookVerificationError extends Error {
  override name = "WebhookVerificationError";
}

export interface WebhookCall {
  /** As they came: `Headers`, or Node's `request.headers`. */
  headers: Headers | Record<string, string | string[] | undefined>;
  /** The body as it came, byte for byte; what was parsed and written again has another signature. */
  body: string;
}

export interface VerifyOptions {
  /** How old, or how far in the future, a call may be. Five minutes keep old ones from being sent again. */
  toleranceS?: number;
  /** The time to compare with, in milliseconds. */
  now?: number;
}

/**
 * Checks that a call was signed with the webhook's secret (Standard Webhooks) and answers what it brings. While a secret
 * is replaced, give both. Throws `WebhookVerificationError` for anything else.
 *
 * A delivery may come more than once: remember the `webhook-id` of what you have dealt with. The question that comes
 * when a webhook is registered has no signature yet; `webhookChallenge` finds it.
 */
export async function verifyWebhook(
  secrets: string | readonly string[],
  { headers, body }: WebhookCall,
  { toleranceS = 300, now = Date.now() }: VerifyOptions = {},
): Promise<WebhookBody> {
  const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map((name) =>
    headerOf(headers, `webhook-${name}`),
  );
  if (!id || !timestamp || !signatures) throw new WebhookVerificationError("A webhook header is missing.");
  const at = /^\d{1,12}$/.test(timestamp) ? Number(timestamp) : Number.NaN;
  if (!(Math.abs(now / 1000 - at) <= toleranceS)) {
    throw new WebhookVerificationError("The call is too old, or from the future.");
  }
  const signed = new TextEncoder().encode(`${id}.${timestamp}.${body}`);
  for (const secret of typeof secrets === "string" ? [secrets] : secrets) {
    const key = await keyOf(secret);
    for (const signature of signatures.split(" ")) {
      const bytes = signature.startsWith("v1,") ? fromBase64(signature.slice(3)) : null;
      if (bytes && (await crypto.subtle.verify("HMAC", key, bytes, signed)))
        return JSON.parse(body) as WebhookBody;
    }
  }
  throw new WebhookVerificationError("No signature fits.");
}

/** The challenge in a body, to be answered as it is, or null when it is something else. */
export function webhookChallenge(body: string): string | null {
  try {
    const { type, challenge } = JSON.parse(body) as { type?: unknown; challenge?: unknown };
    return type === "webhook.verification" && typeof challenge === "string" ? challenge : null;
  } catch {
    return null;
  }
}

function headerOf(headers: WebhookCall["headers"], name: string): string | null {
  if (headers instanceof Headers) return headers.get(name);
  const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return (Array.isArray(value) ? value[0] : value) ?? null;
}

async function keyOf(secret: string): Promise<Awaited<ReturnType<typeof crypto.subtle.importKey>>> {
  const bytes = fromBase64(secret.replace(/^whsec_/, ""));
  if (!bytes || bytes.length === 0) throw new WebhookVerificationError("The secret is none of a webhook.");
  return await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return null;
  }
}
