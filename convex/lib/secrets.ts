const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const PREFIX = "mlt_";
const BODY_LENGTH = 43; // 62^43 is the first power of 62 above 2^256.
const CHECKSUM_LENGTH = 6; // 62^6 is above 2^32, the range of a CRC-32.
const SHAPE = /^mlt_[0-9A-Za-z]{49}$/;

/** A new stream secret: `mlt_`, 256 random bits in base 62, and a checksum. Only actions have real randomness. */
export function newStreamSecret(): string {
  const bits = crypto.getRandomValues(new Uint8Array(32));
  const number = bits.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const body = PREFIX + inBase62(number, BODY_LENGTH);
  return body + checksumOf(body);
}

/** Whether the checksum fits. A mistyped secret is told apart from an unknown one without reading the database. */
export function isIntactSecret(secret: string): boolean {
  if (!SHAPE.test(secret)) return false;
  const body = secret.slice(0, -CHECKSUM_LENGTH);
  return checksumOf(body) === secret.slice(-CHECKSUM_LENGTH);
}

function checksumOf(text: string): string {
  return inBase62(BigInt(crc32(text)), CHECKSUM_LENGTH);
}

function inBase62(number: bigint, length: number): string {
  let rest = number;
  let digits = "";
  for (let i = 0; i < length; i++) {
    digits = ALPHABET[Number(rest % 62n)]! + digits;
    rest /= 62n;
  }
  return digits;
}

/** CRC-32 (IEEE 802.3) of ASCII text. */
function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) {
    crc ^= text.charCodeAt(i);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}
