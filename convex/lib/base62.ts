const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/** The last `length` digits of a number in base 62. */
export function inBase62(number: bigint, length: number): string {
  let rest = number;
  let digits = "";
  for (let i = 0; i < length; i++) {
    digits = ALPHABET[Number(rest % 62n)]! + digits;
    rest /= 62n;
  }
  return digits;
}

/** The same for a number that is small enough to count with. */
export function smallInBase62(number: number, length: number): string {
  let rest = number;
  let digits = "";
  for (let i = 0; i < length; i++) {
    digits = ALPHABET[rest % 62]! + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** What each byte changes in a checksum: every call of a bot with a key needs one. */
const CRC_OF_BYTE = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  return crc;
});

/** CRC-32 (IEEE 802.3) of ASCII text. */
export function crc32(text: string): number {
  let crc = 0xffffffff;
  for (let i = 0; i < text.length; i++) crc = (crc >>> 8) ^ CRC_OF_BYTE[(crc ^ text.charCodeAt(i)) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
