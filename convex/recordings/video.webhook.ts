import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import * as z from "zod";
import { internal } from "../_generated/api";
import { MAX_BODY_BYTES } from "../http/input";
import type { Caller } from "../http/route";
import { defineErrors } from "../lib/errors";
import { secretsMatch } from "../lib/hash";

const webhookErrors = defineErrors({
  notSigned: {
    code: "unauthenticated",
    message: "The Webhook-Signature header is missing, or does not fit the body.",
  },
});

/** Cloudflare itself, known by its signature over the body. Before it has given out a secret, nobody is. */
export const signedByCloudflare: Caller<null> = {
  kind: "header",
  who: "Cloudflare, with its signature in `Webhook-Signature`",
  errors: ["unauthenticated"],
  nameOf: () => "cloudflare",
  async admit(ctx, request) {
    const secret: string | null = await ctx.runQuery(internal.recordings.hook.secret, {});
    const signature = request.headers.get("webhook-signature") ?? "";
    const isShort = Number(request.headers.get("content-length") ?? 0) <= MAX_BODY_BYTES;
    if (secret === null || signature === "" || !isShort) throw webhookErrors.notSigned();
    if (!isSignedWith(secret, signature, await request.clone().text())) throw webhookErrors.notSigned();
    return null;
  },
};

/** `time=1230811200,sig1=…`: a MAC of the time, a dot and the body, in hexadecimal. */
export function isSignedWith(secret: string, signature: string, body: string): boolean {
  const { time, sig1 } = Object.fromEntries(
    signature.split(",").map((part) => part.trim().split("=", 2) as [string, string]),
  );
  if (!time || !sig1) return false;
  return secretsMatch(sig1, signatureOf(secret, time, body));
}

export const signatureOf = (secret: string, time: string, body: string): string =>
  bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`${time}.${body}`)));

/** A video, of which no more is read than which it is. */
export const zVideoNews = z.object({ uid: z.string().optional(), liveInput: z.string().nullish() });
