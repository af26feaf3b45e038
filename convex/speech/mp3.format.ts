const BITRATES = {
  1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
} as const;
const RATES = {
  1: [44_100, 48_000, 32_000],
  2: [22_050, 24_000, 16_000],
  2.5: [11_025, 12_000, 8000],
} as const;

/**
 * How long an MP3 (MPEG 1, 2 or 2.5, Layer III) plays, in seconds, by walking its frames; null when it is none. A tag before
 * them is passed over, and so is what comes after the last whole one.
 */
export function durationOfMp3(bytes: Uint8Array): number | null {
  let at = afterTag(bytes);
  let seconds = 0;
  let frames = 0;
  for (;;) {
    const frame = readFrame(bytes, at);
    if (!frame || at + frame.length > bytes.length) break;
    // The first frame may be one that tells of the others and holds no sound.
    if (frames > 0 || !isNote(bytes, at, frame.length)) seconds += frame.samples / frame.rate;
    frames++;
    at += frame.length;
  }
  return frames < 2 ? null : seconds;
}

function afterTag(bytes: Uint8Array): number {
  if (bytes[0] !== 0x49 || bytes[1] !== 0x44 || bytes[2] !== 0x33 || bytes.length < 10) return 0;
  return 10 + ((bytes[6]! << 21) | (bytes[7]! << 14) | (bytes[8]! << 7) | bytes[9]!);
}

function readFrame(bytes: Uint8Array, at: number) {
  const [a, b, c] = [bytes[at], bytes[at + 1], bytes[at + 2]];
  if (a !== 0xff || b === undefined || c === undefined || (b & 0xe6) !== 0xe2) return null;
  const version = ([2.5, null, 2, 1] as const)[(b >> 3) & 3];
  if (version === null || version === undefined) return null;
  const bitrate = BITRATES[version === 1 ? 1 : 2][c >> 4];
  const rate = RATES[version][(c >> 2) & 3];
  if (!bitrate || !rate) return null;
  const samples = version === 1 ? 1152 : 576;
  const length = Math.floor((samples / 8) * ((bitrate * 1000) / rate)) + ((c >> 1) & 1);
  return { samples, rate, length };
}

const NOTES = ["Xing", "Info", "VBRI"];

function isNote(bytes: Uint8Array, at: number, length: number): boolean {
  const text = String.fromCharCode(...bytes.subarray(at + 4, at + Math.min(length, 64)));
  return NOTES.some((note) => text.includes(note));
}
