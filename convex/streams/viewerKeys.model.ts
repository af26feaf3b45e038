import { toBase64Url } from "../identity/encoding.model";
import { macOf, signingKeys } from "../identity/signing.model";
import { invalid } from "../lib/errors";
import { secretsMatch } from "../lib/hash";

/**
 * A key by which a browser is counted as somebody who watches. Whoever calls over a live connection has no address that a
 * limit could count, so keys are given out by a route that has, and good for a day: nobody is more viewers than they have
 * keys. A key is signed and kept nowhere; with the next day's it has nothing in common.
 */
export const VIEWER_KEY_MS = 24 * 60 * 60_000;

const NONCE_BYTES = 12;
const SHAPE = /^([A-Za-z0-9_-]{16})\.([0-9a-z]{1,12})\.[A-Za-z0-9_-]{43}$/;

/** A fresh key. Only actions have the randomness for it. */
export function newViewerKey(now: number): { key: string; expiresAt: number } {
  const nonce = toBase64Url(crypto.getRandomValues(new Uint8Array(NONCE_BYTES)));
  const expiresAt = now + VIEWER_KEY_MS;
  return { key: viewerKeyOf(nonce, expiresAt), expiresAt };
}

export function viewerKeyOf(nonce: string, expiresAt: number): string {
  return signed(`${nonce}.${expiresAt.toString(36)}`, signingKeys()[0].viewerKey);
}

/** Who a key is for, the same for as long as it is good. Throws for one that is not ours or has ended. */
export function requireViewer(key: string): string {
  const [, nonce, expiresAt] = SHAPE.exec(key) ?? [];
  const body = key.slice(0, key.lastIndexOf("."));
  const isOurs = nonce && signingKeys().some(({ viewerKey }) => secretsMatch(key, signed(body, viewerKey)));
  if (isOurs && Number.parseInt(expiresAt!, 36) > Date.now()) return nonce;
  throw invalid("viewerKey", "It is none that this instance has given out, or has ended.", "bad_viewer_key");
}

const signed = (body: string, key: Uint8Array) => `${body}.${toBase64Url(macOf(key, body))}`;
