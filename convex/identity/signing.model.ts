import { mapHashToField } from "@noble/curves/abstract/modular.js";
import { p256 } from "@noble/curves/nist.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8ToBytes } from "@noble/hashes/utils.js";
import { publicUrl, signingSecrets } from "../lib/env";
import { defineErrors } from "../lib/errors";
import { toBase64Url } from "./encoding.model";

/** 32 random bytes in base64url have 43 characters; anything shorter was made by hand. */
const SHORTEST_SECRET = 43;

const signingErrors = defineErrors({
  notSetUp: {
    code: "unavailable",
    message: "Signing in is not set up on this instance: it has no signing secret or no public address.",
  },
});

/** An ES256 key as RFC 7517 writes it, without the private part. */
export interface PublicJwk {
  kty: "EC";
  crv: "P-256";
  x: string;
  y: string;
  kid: string;
  alg: "ES256";
  use: "sig";
}

/** The keys that follow from one signing secret. */
export interface SigningKeys {
  privateKey: Uint8Array;
  publicJwk: PublicJwk;
  refreshKey: Uint8Array;
  auditKey: Uint8Array;
  webhookKey: Uint8Array;
  sealingKey: Uint8Array<ArrayBuffer>;
  viewerKey: Uint8Array;
}

const derived = new Map<string, SigningKeys>();

/**
 * The keys of this instance, the one that signs first. All follow from `MOLT_SIGNING_SECRET`, which is made at the
 * first start and is in no database. Throws "unavailable" on an instance without one.
 */
export function signingKeys(): [SigningKeys, ...SigningKeys[]] {
  const [first, ...older] = signingSecrets().map(keysOf);
  if (!first) throw signingErrors.notSetUp();
  return [first, ...older];
}

/** The keys that heads of trails are sealed with, the newest first; none on an instance without a signing secret. */
export const auditKeys = () => signingSecrets().map((secret) => keysOf(secret).auditKey);

/** The public halves, for whoever wants to check a token of ours. */
export function jwks(): { keys: PublicJwk[] } {
  return { keys: signingSecrets().map((secret) => keysOf(secret).publicJwk) };
}

/** Who our tokens say they are from: the address of the instance. */
export function issuer(): string {
  const url = publicUrl();
  if (!url) throw signingErrors.notSetUp();
  return url;
}

export function macOf(key: Uint8Array, text: string): Uint8Array {
  return hmac(sha256, key, utf8ToBytes(text));
}

function keysOf(secret: string): SigningKeys {
  const known = derived.get(secret);
  if (known) return known;
  if (secret.length < SHORTEST_SECRET) {
    throw new Error(`A signing secret needs at least ${SHORTEST_SECRET} characters.`);
  }
  // 48 bytes, because a number made of 32 would favour some keys over others.
  const privateKey = mapHashToField(derive(secret, "access token", 48), p256.Point.Fn.ORDER);
  const point = p256.getPublicKey(privateKey, false);
  const [x, y] = [toBase64Url(point.slice(1, 33)), toBase64Url(point.slice(33))];
  const kid = toBase64Url(sha256(utf8ToBytes(`{"crv":"P-256","kty":"EC","x":"${x}","y":"${y}"}`)));
  const keys: SigningKeys = {
    privateKey,
    publicJwk: { kty: "EC", crv: "P-256", x, y, kid, alg: "ES256", use: "sig" },
    refreshKey: derive(secret, "refresh token", 32),
    auditKey: derive(secret, "audit head", 32),
    webhookKey: derive(secret, "webhook secret", 32),
    sealingKey: Uint8Array.from(derive(secret, "sealing", 32)),
    viewerKey: derive(secret, "viewer key", 32),
  };
  derived.set(secret, keys);
  return keys;
}

function derive(secret: string, purpose: string, length: number): Uint8Array {
  return hkdf(sha256, utf8ToBytes(secret), undefined, utf8ToBytes(`molt ${purpose}`), length);
}
