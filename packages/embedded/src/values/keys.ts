import { bytesOf, floatOf, int64Of, type Json, type JsonObject, kindOf } from "./json.ts";

/**
 * A memcomparable key as a string whose characters are bytes (0–255). Comparing two keys with `<` compares
 * their bytes, and a key can be a Map key as it is. At the border to SQLite it becomes a BLOB.
 */
export type Key = string;

const TAG = {
  undefined: "\x01",
  null: "\x03",
  int64: "\x04",
  float64: "\x0d",
  false: "\x0e",
  true: "\x0f",
  string: "\x10",
  bytes: "\x11",
  array: "\x12",
  object: "\x15",
} as const;
const END = "\x00";

/** Encodes one value so that the order of keys is Convex's order of values, across kinds too. */
export function encodeKey(value: Json | undefined): Key {
  switch (kindOf(value)) {
    case "undefined":
      return TAG.undefined;
    case "null":
      return TAG.null;
    case "boolean":
      return value ? TAG.true : TAG.false;
    case "int64":
      return TAG.int64 + int64Bytes(int64Of(value as Json));
    case "float64":
      return TAG.float64 + floatBytes(floatOf(value as Json));
    case "string":
      return TAG.string + escapeNul(utf8(value as string));
    case "bytes":
      return TAG.bytes + escapeNul(bytesOf(value as Json).toString("latin1"));
    case "array":
      return `${TAG.array}${(value as Json[]).map(encodeKey).join("")}${END}`;
    case "object": {
      let key: Key = TAG.object;
      const object = value as JsonObject;
      for (const name of Object.keys(object).sort()) key += escapeNul(utf8(name)) + encodeKey(object[name]);
      return key + END;
    }
  }
}

const scratch = Buffer.alloc(8);

/** Eight bytes, big-endian, the sign bit flipped, so that negative numbers come first. */
function int64Bytes(value: bigint): string {
  scratch.writeBigUInt64BE(BigInt.asUintN(64, value) ^ (1n << 63n));
  return scratch.toString("latin1");
}

/** IEEE 754 total order: negative numbers are inverted whole, others only in the sign bit. */
export function floatBytes(value: number): string {
  scratch.writeDoubleBE(value);
  if (scratch[0]! & 0x80) for (let i = 0; i < 8; i++) scratch[i] = ~scratch[i]! & 0xff;
  else scratch[0]! ^= 0x80;
  return scratch.toString("latin1");
}

function utf8(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the fast path is exactly "ASCII without NUL".
  return /^[\x01-\x7f]*$/.test(text) ? text : Buffer.from(text, "utf8").toString("latin1");
}

/** NUL becomes `00 FF`, and `00` ends the string: a prefix sorts before everything that continues it. */
function escapeNul(bytes: string): string {
  return (bytes.includes("\x00") ? bytes.replaceAll("\x00", "\x00\xff") : bytes) + END;
}

/** The smallest key greater than every key that starts with `prefix`; `null` means there is no upper end. */
export function afterPrefix(prefix: Key): Key | null {
  for (let i = prefix.length - 1; i >= 0; i--) {
    const byte = prefix.charCodeAt(i);
    if (byte < 0xff) return prefix.slice(0, i) + String.fromCharCode(byte + 1);
  }
  return null;
}

export function keyToBlob(key: Key): Buffer {
  return Buffer.from(key, "latin1");
}

/** A key as SQLite's `hex` writes it. */
export function hexToKey(hex: string): Key {
  return Buffer.from(hex, "hex").toString("latin1");
}

/** As SQLite's `hex` writes it. */
export function blobToHex(blob: Buffer): string {
  return blob.toString("hex").toUpperCase();
}

export function blobToKey(blob: Uint8Array): Key {
  return Buffer.from(blob.buffer, blob.byteOffset, blob.byteLength).toString("latin1");
}

/** Compares two values in Convex's total order: negative, zero or positive. */
export function compareValues(a: Json | undefined, b: Json | undefined): number {
  const left = encodeKey(a);
  const right = encodeKey(b);
  return left < right ? -1 : left > right ? 1 : 0;
}
