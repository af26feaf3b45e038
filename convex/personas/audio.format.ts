/**
 * What a sample of a voice is, by its bytes: the name and the type it came with count for nothing. Only as much is read as
 * tells the container and the length; whether it can be heard, the provider finds out.
 */
export interface Audio {
  contentType: string;
  /** Null when the file does not say, as those recorded live do not have to. */
  durationS: number | null;
}

type Bytes = Uint8Array;

/** Null for what is no sound in a container that voices come in, or was cut off before it says so. */
export function readAudio(bytes: Bytes): Audio | null {
  try {
    return readContainer(bytes);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readContainer(bytes: Bytes): Audio | null {
  const of = (contentType: string, durationS: number | null): Audio => ({
    contentType,
    durationS: durationS !== null && Number.isFinite(durationS) && durationS > 0 ? durationS : null,
  });
  if (textAt(bytes, 0, 4) === "RIFF" && textAt(bytes, 8, 4) === "WAVE")
    return of("audio/wav", lengthOfWav(bytes));
  if (textAt(bytes, 0, 4) === "fLaC") return of("audio/flac", lengthOfFlac(bytes));
  if (textAt(bytes, 0, 4) === "OggS") return of("audio/ogg", lengthOfOgg(bytes));
  if (textAt(bytes, 4, 4) === "ftyp") return of("video/mp4", lengthOfMp4(bytes));
  if (bytes.length > 4 && viewOf(bytes).getUint32(0) === 0x1a45dfa3)
    return of("audio/webm", lengthOfWebm(bytes));
  const mp3 = lengthOfMp3(bytes);
  return mp3 === null ? null : of("audio/mpeg", mp3);
}

const viewOf = (bytes: Bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const textAt = (bytes: Bytes, at: number, length: number): string =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** The same for four letters, without making a text of them: samples may hold millions of places to look at. */
const isNamed = (bytes: Bytes, at: number, name: string): boolean =>
  bytes[at] === name.charCodeAt(0) &&
  bytes[at + 1] === name.charCodeAt(1) &&
  bytes[at + 2] === name.charCodeAt(2) &&
  bytes[at + 3] === name.charCodeAt(3);

function lengthOfWav(bytes: Bytes): number | null {
  const view = viewOf(bytes);
  let rate = 0;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    if (isNamed(bytes, at, "fmt ") && at + 20 <= bytes.length) rate = view.getUint32(at + 16, true); // bytes each second
    // A recorder that was cut off leaves a size that is too large, or none.
    if (isNamed(bytes, at, "data"))
      return rate > 0 ? Math.min(size || Number.POSITIVE_INFINITY, bytes.length - at - 8) / rate : null;
    at += 8 + size + (size % 2);
  }
  return null;
}

function lengthOfFlac(bytes: Bytes): number | null {
  if (bytes.length < 26) return null;
  const view = viewOf(bytes);
  const rate = view.getUint32(18) >>> 12;
  const samples = (view.getUint8(21) & 15) * 2 ** 32 + view.getUint32(22);
  return rate > 0 ? samples / rate : null;
}

/** The longest page of Ogg, in bytes. The last one lies no farther from the end, and nowhere else is looked for it. */
const LONGEST_PAGE = 65_307;

/** The last page says how many samples there are: at 48 kHz for Opus, at its own rate for Vorbis. */
function lengthOfOgg(bytes: Bytes): number | null {
  const view = viewOf(bytes);
  const first = 28 + view.getUint8(26);
  const isOpus = textAt(bytes, first - 1, 8) === "OpusHead" || textAt(bytes, first, 8) === "OpusHead";
  const vorbis = isOpus ? -1 : indexOf(bytes, "\x01vorbis", 0, 256);
  const rate = isOpus
    ? 48_000
    : vorbis >= 0 && vorbis + 16 <= bytes.length
      ? view.getUint32(vorbis + 12, true)
      : 0;
  const from = Math.max(1, bytes.length - LONGEST_PAGE);
  for (let at = bytes.length - 27; at >= from && rate > 0; at--) {
    if (!isNamed(bytes, at, "OggS")) continue;
    return (view.getUint32(at + 6, true) + view.getUint32(at + 10, true) * 2 ** 32) / rate;
  }
  return null;
}

function indexOf(bytes: Bytes, text: string, from: number, to: number): number {
  for (let at = from; at < Math.min(to, bytes.length - text.length); at++) {
    if (textAt(bytes, at, text.length) === text) return at;
  }
  return -1;
}

/** The header of the film; null for one that is written in fragments, whose header knows of none. */
function lengthOfMp4(bytes: Bytes): number | null {
  const movie = boxIn(bytes, "moov", 0, bytes.length);
  const header = movie && boxIn(bytes, "mvhd", movie.from, movie.to);
  if (!header || header.to - header.from < 32) return null;
  const view = viewOf(bytes);
  const isLong = view.getUint8(header.from) === 1;
  const at = header.from + (isLong ? 20 : 12);
  const scale = view.getUint32(at);
  const units = isLong ? Number(view.getBigUint64(at + 4)) : view.getUint32(at + 4);
  return scale > 0 ? units / scale : null;
}

function boxIn(bytes: Bytes, name: string, from: number, to: number): { from: number; to: number } | null {
  const view = viewOf(bytes);
  for (let at = from; at + 8 <= to; ) {
    let size = view.getUint32(at);
    let head = 8;
    if (size === 1 && at + 16 <= to) [size, head] = [Number(view.getBigUint64(at + 8)), 16];
    if (size === 0) size = to - at;
    if (size < head) return null;
    if (isNamed(bytes, at + 4, name)) return { from: at + head, to: Math.min(at + size, to) };
    at += size;
  }
  return null;
}

/** The moment of the last cluster and the last block in it: what a browser records says no length of its own. */
function lengthOfWebm(bytes: Bytes): number | null {
  let last = 0;
  let hasCluster = false;
  for (let at = 0; at + 12 < bytes.length; at++) {
    // The cluster's id, its size in one to eight bytes, then its time: E7.
    if (bytes[at] !== 0x1f || bytes[at + 1] !== 0x43 || bytes[at + 2] !== 0xb6 || bytes[at + 3] !== 0x75)
      continue;
    const timeAt = at + 4 + widthOf(bytes[at + 4]!);
    if (bytes[timeAt] !== 0xe7) continue;
    const width = bytes[timeAt + 1]! & 0x7f;
    if (width > 8 || timeAt + 2 + width > bytes.length) continue;
    hasCluster = true;
    const start = numberAt(bytes, timeAt + 2, width);
    const blocks = walkBlocks(bytes, timeAt + 2 + width);
    last = Math.max(last, start + blocks.last);
    // What has been walked along is not looked at again, or a file made for it would be, a million times.
    at = Math.max(at, blocks.end - 1);
  }
  return hasCluster ? last / 1000 : null;
}

/** Walks along the blocks of a cluster; answers when the last of them begins, in milliseconds after it, and where they end. */
function walkBlocks(bytes: Bytes, from: number): { last: number; end: number } {
  const view = viewOf(bytes);
  let last = 0;
  let at = from;
  while (at + 8 < bytes.length) {
    const id = bytes[at]!;
    if (id !== 0xa3 && id !== 0xa0 && id !== 0xab && id !== 0xa7) break;
    const width = widthOf(bytes[at + 1]!);
    const size = numberAt(bytes, at + 1, width) - 2 ** (7 * width); // without the mark of its width
    const body = at + 1 + width;
    if (id === 0xa3 && body + 3 < bytes.length)
      last = Math.max(last, view.getInt16(body + widthOf(bytes[body]!)));
    at = body + Math.max(0, size);
  }
  return { last, end: at };
}

const widthOf = (first: number): number => Math.clz32(first) - 23;

function numberAt(bytes: Bytes, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = value * 256 + (bytes[at + i] ?? 0);
  return value;
}

const MP3_KBPS = {
  v1: [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  v2: [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const MP3_HZ = [44_100, 48_000, 32_000];

/** Frame by frame, as MP3 has no header that tells; null for what has not three frames after one another. */
function lengthOfMp3(bytes: Bytes): number | null {
  let at = 0;
  if (textAt(bytes, 0, 3) === "ID3" && bytes.length > 10) {
    const [a, b, c, d] = [...bytes.subarray(6, 10)] as [number, number, number, number];
    at = 10 + (a << 21) + (b << 14) + (c << 7) + d;
  }
  let frames = 0;
  let seconds = 0;
  while (at + 4 <= bytes.length) {
    const [one, two, three] = [bytes[at]!, bytes[at + 1]!, bytes[at + 2]!];
    const version = (two >> 3) & 3; // 3: MPEG-1, 2: MPEG-2, 0: MPEG-2.5
    const isLayer3 = one === 0xff && two >= 0xe0 && version !== 1 && ((two >> 1) & 3) === 1;
    const kbps = (version === 3 ? MP3_KBPS.v1 : MP3_KBPS.v2)[three >> 4];
    const base = MP3_HZ[(three >> 2) & 3];
    if (!isLayer3 || !kbps || !base) break;
    const hertz = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
    const samples = version === 3 ? 1152 : 576;
    at += Math.floor((samples / 8) * ((kbps * 1000) / hertz)) + ((three >> 1) & 1);
    seconds += samples / hertz;
    frames++;
  }
  return frames >= 3 ? seconds : null;
}
