/*
 * Reads PNG, JPEG and WebP as far as it takes to know what a file is, how large its picture is, and which of its parts
 * make the picture. The rest (where a photo was taken, what a program noted, whatever follows the end) is left out, so
 * what is served is a picture and nothing else; of what a camera noted, how it was held stays, and is written anew. Pixels are not decoded: a spoilt picture stays spoilt.
 */

export interface Picture {
  contentType: "image/png" | "image/jpeg" | "image/webp";
  /** In pixels. */
  width: number;
  height: number;
  /** The file without what does not belong to the picture. */
  bytes: Uint8Array<ArrayBuffer>;
}

/** Null for anything that is not one still picture in one of the three formats, whatever it calls itself. */
export function readPicture(file: Uint8Array): Picture | null {
  try {
    return readPng(file) ?? readJpeg(file) ?? readWebp(file);
  } catch (error) {
    // Reading past the end: the file is cut off, or lies about its lengths.
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const viewOf = (file: Uint8Array) => new DataView(file.buffer, file.byteOffset, file.byteLength);

const wordAt = (file: Uint8Array, at: number) => String.fromCharCode(...cut(file, at, at + 4));

/** As `subarray`, but what is not there is an error. */
function cut(file: Uint8Array, from: number, to: number): Uint8Array {
  if (to > file.length || from > to) throw new RangeError("The file ends too early.");
  return file.subarray(from, to);
}

function join(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** The picture, its palette, its transparency and its colours. An animation loses all but its first frame. */
const PNG_KEPT = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP"]);

function readPng(file: Uint8Array): Picture | null {
  if (!PNG_SIGNATURE.every((byte, i) => file[i] === byte) || wordAt(file, 12) !== "IHDR") return null;
  const view = viewOf(file);
  const parts = [cut(file, 0, 8)];
  let hasData = false;
  for (let at = 8; ; ) {
    const [type, end] = [wordAt(file, at + 4), at + 12 + view.getUint32(at)];
    if (PNG_KEPT.has(type)) parts.push(cut(file, at, end));
    hasData ||= type === "IDAT";
    if (type === "IEND") break;
    at = end;
  }
  if (!hasData) return null;
  const size = { width: view.getUint32(16), height: view.getUint32(20) };
  return { contentType: "image/png", ...size, bytes: join(parts) };
}

const JPEG = { end: 0xd9, scan: 0xda, jfif: 0xe0, exif: 0xe1, colours: 0xe2, adobe: 0xee };
/** Markers that begin a frame; the three in between are tables. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Frames, tables and scans make the picture; of what programs add, how to read its colours. */
const isKept = (marker: number) =>
  (marker >= 0xc0 && marker <= 0xcf) ||
  (marker >= 0xda && marker <= 0xdd) ||
  [JPEG.jfif, JPEG.colours, JPEG.adobe].includes(marker);

function readJpeg(file: Uint8Array): Picture | null {
  if (file[0] !== 0xff || file[1] !== 0xd8) return null;
  const view = viewOf(file);
  const parts = [cut(file, 0, 2)];
  let size: { width: number; height: number } | null = null;
  let orientation: number | null = null;
  for (let at = 2; ; ) {
    const marker = view.getUint8(at + 1);
    if (view.getUint8(at) !== 0xff) return null;
    if (marker === 0xff) {
      at++; // Any number of these may stand before a marker.
      continue;
    }
    if (marker === JPEG.end) {
      parts.push(cut(file, at, at + 2));
      break;
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    if (isFrame(marker)) {
      if (size) return null; // Two sizes: viewers would unpack the one, and we look at the other.
      size = { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    }
    const afterSegment = at + 2 + length;
    const end = marker === JPEG.scan ? endOfScan(file, afterSegment) : afterSegment;
    if (isKept(marker)) parts.push(cut(file, at, end));
    if (marker === JPEG.exif && orientation === null) {
      orientation = orientationIn(cut(file, at + 4, end));
      if (orientation !== null) parts.push(exifOf(orientation));
    }
    at = end;
  }
  if (!size) return null;
  const isOnItsSide = orientation !== null && orientation >= 5;
  const shown = isOnItsSide ? { width: size.height, height: size.width } : size;
  return { contentType: "image/jpeg", ...shown, bytes: join(parts) };
}

const EXIF_HEAD = [0x45, 0x78, 0x69, 0x66, 0, 0]; // "Exif", and two zeroes
const ORIENTATION = 0x0112;

/**
 * How a camera was held, from 2 to 8, as its data say; null when it stood upright, or says nothing that can be read. It is
 * the one thing of a camera's data that belongs to the picture: without it browsers show it lying on its side.
 */
function orientationIn(segment: Uint8Array): number | null {
  if (!EXIF_HEAD.every((byte, i) => segment[i] === byte)) return null;
  const tiff = viewOf(segment.subarray(EXIF_HEAD.length));
  const fits = (at: number, length: number) => at >= 0 && at + length <= tiff.byteLength;
  if (!fits(0, 8)) return null;
  const order = tiff.getUint16(0);
  if (order !== 0x4949 && order !== 0x4d4d) return null;
  const isLittle = order === 0x4949;
  const list = tiff.getUint32(4, isLittle);
  const count = fits(list, 2) ? tiff.getUint16(list, isLittle) : 0;
  for (let i = 0, at = list + 2; i < count && fits(at, 12); i++, at += 12) {
    if (tiff.getUint16(at, isLittle) !== ORIENTATION) continue;
    const value = tiff.getUint16(at + 8, isLittle);
    return value >= 2 && value <= 8 ? value : null;
  }
  return null;
}

/** A camera's data with nothing in it but how it was held. */
function exifOf(orientation: number): Uint8Array {
  const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8];
  const entry = [ORIENTATION >> 8, ORIENTATION & 0xff, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const body = [...EXIF_HEAD, ...tiff, 0, 1, ...entry, 0, 0, 0, 0];
  return Uint8Array.of(0xff, JPEG.exif, 0, body.length + 2, ...body);
}

/** Where the next marker after the data of a scan is. In the data, 0xFF is followed by 0 or a restart marker. */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = from; at + 1 < file.length; at++) {
    const next = file[at + 1]!;
    if (file[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  throw new RangeError("The scan does not end.");
}

const WEBP_KEPT = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ICCP"]);
const WEBP_FLAGS = { animated: 0x02, xmp: 0x04, exif: 0x08 };

function readWebp(file: Uint8Array): Picture | null {
  if (file.length < 12 || wordAt(file, 0) !== "RIFF" || wordAt(file, 8) !== "WEBP") return null;
  const view = viewOf(file);
  const last = Math.min(file.length, 8 + view.getUint32(4, true));
  const parts: Uint8Array[] = [];
  let size: { width: number; height: number } | null = null;
  let hasData = false;
  for (let at = 12; at + 8 <= last; ) {
    const [type, length] = [wordAt(file, at), view.getUint32(at + 4, true)];
    const end = at + 8 + length + (length % 2);
    if (WEBP_KEPT.has(type)) {
      const chunk = Uint8Array.from(cut(file, at, end));
      if (type === "VP8X") {
        if (chunk[8]! & WEBP_FLAGS.animated) return null;
        chunk[8]! &= ~(WEBP_FLAGS.exif | WEBP_FLAGS.xmp);
      }
      size ??= sizeOfWebp(type, viewOf(chunk));
      hasData ||= type === "VP8 " || type === "VP8L";
      parts.push(chunk);
    }
    at = end;
  }
  if (!size || !hasData) return null;
  const body = join(parts);
  const head = Uint8Array.from(cut(file, 0, 12));
  viewOf(head).setUint32(4, body.length + 4, true);
  return { contentType: "image/webp", ...size, bytes: join([head, body]) };
}

function sizeOfWebp(type: string, chunk: DataView): { width: number; height: number } | null {
  const threeBytesAt = (at: number) => chunk.getUint16(at, true) | (chunk.getUint8(at + 2) << 16);
  if (type === "VP8X") return { width: threeBytesAt(12) + 1, height: threeBytesAt(15) + 1 };
  if (type === "VP8 ") {
    return { width: chunk.getUint16(14, true) & 0x3fff, height: chunk.getUint16(16, true) & 0x3fff };
  }
  if (type !== "VP8L") return null;
  const bits = chunk.getUint32(9, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
}
