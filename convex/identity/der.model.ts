/** The tags of DER that a public key is made of. */
const SEQUENCE = 0x30;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const OBJECT_ID = 0x06;

/** A reader of DER as strict as DER is: anything that could be written in two ways is refused with null. */
class DerReader {
  private at = 0;
  constructor(private readonly bytes: Uint8Array) {}

  get done(): boolean {
    return this.at === this.bytes.length;
  }

  /** The contents of the next element, which has to have this tag. */
  next(tag: number): Uint8Array | null {
    const { bytes } = this;
    if (bytes[this.at] !== tag) return null;
    let length = bytes[this.at + 1] ?? -1;
    let start = this.at + 2;
    if (length > 0x7f) {
      const width = length - 0x80;
      if (width < 1 || width > 2) return null; // No key needs a length of three bytes.
      length = 0;
      for (let i = 0; i < width; i++) length = length * 256 + (bytes[start + i] ?? 0);
      start += width;
      if (length < (width === 1 ? 0x80 : 0x100)) return null;
    }
    if (length < 0 || start + length > bytes.length) return null;
    this.at = start + length;
    return bytes.subarray(start, this.at);
  }
}

export interface Spki {
  algorithm: string;
  /** The curve, for algorithms that have several. */
  curve: string | null;
  key: Uint8Array;
}

/** A SubjectPublicKeyInfo (RFC 5280): object identifiers in hexadecimal, and the bytes of the key. */
export function readSpki(der: Uint8Array): Spki | null {
  const outer = new DerReader(der);
  const body = outer.next(SEQUENCE);
  if (!body || !outer.done) return null;
  const parts = new DerReader(body);
  const header = parts.next(SEQUENCE);
  const bits = parts.next(BIT_STRING);
  if (!header || !bits || bits[0] !== 0 || !parts.done) return null;
  const identifiers = new DerReader(header);
  const algorithm = identifiers.next(OBJECT_ID);
  if (!algorithm) return null;
  const curve = identifiers.done ? null : identifiers.next(OBJECT_ID);
  return { algorithm: hexOf(algorithm), curve: curve && hexOf(curve), key: bits.subarray(1) };
}

/** The modulus and the exponent of an RSA key (RFC 8017), without leading zeros. */
export function readRsaKey(der: Uint8Array): { n: Uint8Array; e: Uint8Array } | null {
  const outer = new DerReader(der);
  const body = outer.next(SEQUENCE);
  if (!body || !outer.done) return null;
  const numbers = new DerReader(body);
  const n = numbers.next(INTEGER);
  const e = numbers.next(INTEGER);
  if (!n || !e || !numbers.done || isNegative(n) || isNegative(e)) return null;
  return { n: withoutZeros(n), e: withoutZeros(e) };
}

const isNegative = (integer: Uint8Array) => ((integer[0] ?? 0x80) & 0x80) !== 0;

export function withoutZeros(number: Uint8Array): Uint8Array {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? number.subarray(0, 0) : number.subarray(first);
}

function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
