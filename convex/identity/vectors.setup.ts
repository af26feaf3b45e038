/** What vectors are made of: numbers from a seed, arithmetic, and DER with every freedom to do it wrong. */

/** Random bytes and texts that a seed gives again (mulberry32). */
export function seeded(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  const bytes = (length: number): Uint8Array<ArrayBuffer> => Uint8Array.from({ length }, () => next() & 255);
  const alphabet = [..."abcdefg 0123456789:\n-_/éß漢🌊\u0000"];
  const text = () =>
    Array.from({ length: 1 + (next() % 120) }, () => alphabet[next() % alphabet.length]).join("");
  return { next, bytes, text };
}

export function bytesOf(value: bigint, length: number): Uint8Array<ArrayBuffer> {
  const digits = value.toString(16).padStart(2 * length, "0");
  return Uint8Array.from(digits.match(/../g)!, (pair) => Number.parseInt(pair, 16));
}

export function numberOf(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
}

export function powMod(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  let power = base % modulus;
  for (let left = exponent; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * power) % modulus;
    power = (power * power) % modulus;
  }
  return result;
}

/** The same bytes with one bit of one of them turned. */
export function flipped(bytes: Uint8Array, at: number): Uint8Array {
  return bytes.map((byte, i) => (i === at ? byte ^ (1 << (at % 8)) : byte));
}

const OIDS = {
  "P-256": [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07],
  secp256k1: [0x2b, 0x81, 0x04, 0x00, 0x0a],
};
const EC = [0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01];

function raw(tag: number, contents: ArrayLike<number>): Uint8Array {
  return Uint8Array.from([tag, contents.length, ...Array.from(contents)]);
}

/** The shortest two's complement, as DER wants it; negative numbers as well. */
function integer(value: bigint): Uint8Array {
  let length = 1;
  while (value >= 1n << BigInt(8 * length - 1) || value < -(1n << BigInt(8 * length - 1))) length++;
  return raw(0x02, bytesOf(BigInt.asUintN(8 * length, value), length));
}

const sequence = (...parts: Uint8Array[]) =>
  raw(
    0x30,
    parts.flatMap((part) => [...part]),
  );

/** A public key as OpenSSL writes it, around whatever is meant to be its point. */
function spki(curve: keyof typeof OIDS, point: Uint8Array): string {
  const header = sequence(raw(0x06, EC), raw(0x06, OIDS[curve]));
  const key = sequence(header, raw(0x03, [0, ...point]));
  return `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...key))}\n-----END PUBLIC KEY-----\n`;
}

export const der = { raw, integer, sequence, spki };
