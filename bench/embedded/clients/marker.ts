/**
 * Messages of the bench carry their number, so that a viewer finds it without parsing: a generator that parsed
 * JSON would measure itself.
 */
const OPEN = 0x3c;
const CLOSE = 0x3e;
const DIGITS = 8;
const FILLER =
  "Chat as people write it: a question, an answer, a joke about the answer, and then somebody asks again. ";

/** A message of `bytes` characters that begins with its number. */
export function markedText(number: number, bytes = 200): string {
  const marker = `<${String(number).padStart(DIGITS, "0")}>`;
  return marker + FILLER.repeat(Math.ceil(bytes / FILLER.length)).slice(0, bytes - marker.length);
}

/** Calls `seen` with the number of each message in the order of the bytes, until it returns `false`. */
export function readMarkers(bytes: Buffer, seen: (number: number) => boolean): void {
  for (let at = bytes.indexOf(OPEN); at !== -1; at = bytes.indexOf(OPEN, at + 1)) {
    const number = numberAt(bytes, at + 1);
    if (number !== null && !seen(number)) return;
  }
}

export function countMarkers(bytes: Buffer): number {
  let found = 0;
  readMarkers(bytes, () => ++found > 0);
  return found;
}

function numberAt(bytes: Buffer, start: number): number | null {
  if (bytes[start + DIGITS] !== CLOSE) return null;
  let number = 0;
  for (let at = start; at < start + DIGITS; at++) {
    const digit = bytes[at]! - 0x30;
    if (digit < 0 || digit > 9) return null;
    number = number * 10 + digit;
  }
  return number;
}
