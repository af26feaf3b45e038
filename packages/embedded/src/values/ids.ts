import { randomFillSync } from "node:crypto";

/**
 * Document ids as Convex writes them: varint(table number) ‖ 16 bytes ‖ Fletcher-16 checksum, in Crockford's
 * base32. Inside the store a document is known by its 16 bytes alone, as a string of byte characters.
 */
export type InternalId = string;

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const DIGITS = new Map([...ALPHABET].map((char, value) => [char, value]));
const INTERNAL_BYTES = 16;

const pool = Buffer.alloc(4096);
let poolAt = pool.length;

/** The clock of new ids, in ms; ids made in one millisecond are ordered by chance. */
export function newInternalId(now: number): InternalId {
  // Six bytes of time in front keep inserts at the right edge of the B-tree; ten random bytes keep ids unguessable.
  if (poolAt + 10 > pool.length) {
    randomFillSync(pool);
    poolAt = 0;
  }
  const bytes = Buffer.allocUnsafe(INTERNAL_BYTES);
  bytes.writeUIntBE(Math.max(0, Math.floor(now)), 0, 6);
  pool.copy(bytes, 6, poolAt, poolAt + 10);
  poolAt += 10;
  return bytes.toString("latin1");
}

export function encodeId(tableNumber: number, internalId: InternalId): string {
  const bytes: number[] = [];
  let rest = tableNumber;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
  for (let i = 0; i < INTERNAL_BYTES; i++) bytes.push(internalId.charCodeAt(i));
  const [low, high] = fletcher16(bytes);
  bytes.push(low, high);
  return base32(bytes);
}

/** The parts of an id, or `null` for anything that is not one: wrong alphabet, length or checksum. */
export function decodeId(text: string): { tableNumber: number; internalId: InternalId } | null {
  if (text.length < 31 || text.length > 37) return null;
  const bytes = unbase32(text);
  if (!bytes) return null;
  let tableNumber = 0;
  let at = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    if (byte === undefined || shift > 28) return null;
    tableNumber += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) {
      if (byte === 0 && shift > 0) return null;
      break;
    }
  }
  if (bytes.length !== at + INTERNAL_BYTES + 2 || tableNumber === 0) return null;
  const [low, high] = fletcher16(bytes.slice(0, -2));
  if (bytes.at(-2) !== low || bytes.at(-1) !== high) return null;
  return { tableNumber, internalId: String.fromCharCode(...bytes.slice(at, at + INTERNAL_BYTES)) };
}

function fletcher16(bytes: readonly number[]): [number, number] {
  let sum = 0;
  let sumOfSums = 0;
  for (const byte of bytes) {
    sum = (sum + byte) & 0xff;
    sumOfSums = (sumOfSums + sum) & 0xff;
  }
  return [sum, sumOfSums];
}

const CODES = Uint8Array.from(ALPHABET, (char) => char.charCodeAt(0));

function base32(bytes: readonly number[]): string {
  const text = Buffer.allocUnsafe(Math.ceil((bytes.length * 8) / 5));
  let length = 0;
  let buffer = 0;
  let bits = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text[length++] = CODES[(buffer >>> bits) & 31]!;
    }
    buffer &= (1 << bits) - 1;
  }
  if (bits > 0) text[length++] = CODES[(buffer << (5 - bits)) & 31]!;
  return text.toString("latin1", 0, length);
}

function unbase32(text: string): number[] | null {
  const bytes: number[] = [];
  let buffer = 0;
  let bits = 0;
  for (const char of text) {
    const digit = DIGITS.get(char);
    if (digit === undefined) return null;
    buffer = (buffer << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      bytes.push((buffer >>> bits) & 0xff);
      buffer &= (1 << bits) - 1;
    }
  }
  // The padding carries nothing; an id with other or more of it would be a second spelling of the same document.
  return buffer === 0 && bits < 5 ? bytes : null;
}
