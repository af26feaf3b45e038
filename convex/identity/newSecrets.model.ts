import { bytesToHex } from "@noble/hashes/utils.js";
import { sha256Hex } from "../lib/hash";
import { newSecret, type Prefix, startOfSecret } from "../lib/secrets";
import { toBase64Url } from "./encoding.model";
import type { NewSecret } from "./keys.model";

/** A new secret, to be shown once, and what is stored of it. Only actions have the randomness for it. */
export function mint(prefix: Prefix): { secret: string; stored: NewSecret } {
  const secret = newSecret(prefix);
  return { secret, stored: { hash: sha256Hex(secret), start: startOfSecret(secret) } };
}

/** 256 random bits for a challenge. */
export function newNonce(): string {
  return toBase64Url(crypto.getRandomValues(new Uint8Array(32)));
}

/** As many in letters and digits alone, which is all that wallets take (EIP-4361). */
export function newPlainNonce(): string {
  return bytesToHex(crypto.getRandomValues(new Uint8Array(32)));
}
