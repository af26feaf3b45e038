import { crc32, inBase62, smallInBase62 } from "./base62";

/**
 * Every secret we hand out looks alike: a prefix that secret scanners know, 256 random bits in base 62, and a
 * checksum. Keys made by different doors have different prefixes and are otherwise the same.
 */
export const SECRET_PREFIXES = {
  stream: ["mlt_"],
  apiKey: ["molt_", "ml_"],
} as const;

export type SecretKind = keyof typeof SECRET_PREFIXES;
export type Prefix = (typeof SECRET_PREFIXES)[SecretKind][number];

const BODY_LENGTH = 43; // 62^43 is the first power of 62 above 2^256.
const CHECKSUM_LENGTH = 6; // 62^6 is above 2^32, the range of a CRC-32.
const SHAPE = /^([a-z]+_)[0-9A-Za-z]{49}$/;

/** A new secret. Only actions have real randomness. */
export function newSecret(prefix: Prefix): string {
  const bits = crypto.getRandomValues(new Uint8Array(32));
  const number = bits.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const body = prefix + inBase62(number, BODY_LENGTH);
  return body + checksumOf(body);
}

/** Which kind of secret a text was meant to be, by its prefix; null when by none. */
export function kindOfSecret(text: string): SecretKind | null {
  const kinds = Object.keys(SECRET_PREFIXES) as SecretKind[];
  return kinds.find((kind) => SECRET_PREFIXES[kind].some((prefix) => text.startsWith(prefix))) ?? null;
}

/** Whether the checksum fits. A mistyped secret is told apart from an unknown one without reading the database. */
export function isIntactSecret(secret: string): boolean {
  if (!SHAPE.test(secret) || kindOfSecret(secret) === null) return false;
  const body = secret.slice(0, -CHECKSUM_LENGTH);
  return checksumOf(body) === secret.slice(-CHECKSUM_LENGTH);
}

/** What may be shown of a secret later, so that its owner knows which one it is. */
export function startOfSecret(secret: string): string {
  return secret.slice(0, secret.indexOf("_") + 5);
}

function checksumOf(text: string): string {
  return smallInBase62(crc32(text), CHECKSUM_LENGTH);
}
