import { describe, expect, test } from "vitest";
import { readPicture } from "./picture.format";
import * as S from "./pictures.setup";

const SECRET = "GPS 48.2082, 16.3738";
const tells = (bytes: Uint8Array) => new TextDecoder("latin1").decode(bytes).includes(SECRET);
const secret = S.bytesOf(SECRET);
const SIZE = { width: 40, height: 36 };

describe("a picture", () => {
  test.each([
    ["PNG", S.PNG, "image/png"],
    ["JPEG", S.JPEG, "image/jpeg"],
    ["WebP", S.WEBP, "image/webp"],
    ["lossless WebP", S.WEBP_LOSSLESS, "image/webp"],
  ])(
    "in %s is known by its bytes, with its size, and read again it is the same",
    (_name, file, contentType) => {
      const picture = readPicture(file)!;
      expect(picture).toMatchObject({ contentType, ...SIZE });
      expect(readPicture(picture.bytes)).toEqual(picture);
    },
  );

  const vp8 = S.WEBP.subarray(12);
  const extended = (flags: number) =>
    S.webpChunk("VP8X", Uint8Array.of(flags, 0, 0, 0, SIZE.width - 1, 0, 0, SIZE.height - 1, 0, 0));
  const afterPngHeader = (chunk: Uint8Array) => S.joined(S.PNG.subarray(0, 33), chunk, S.PNG.subarray(33));
  const afterJpegStart = (segment: Uint8Array) =>
    S.joined(S.JPEG.subarray(0, 2), segment, S.JPEG.subarray(2));

  test.each([
    ["a PNG's text", afterPngHeader(S.pngChunk("tEXt", secret))],
    ["a PNG's camera data", afterPngHeader(S.pngChunk("eXIf", secret))],
    ["what follows a PNG", S.joined(S.PNG, secret)],
    ["a JPEG's camera data", afterJpegStart(S.jpegSegment(0xe1, secret))],
    ["a JPEG's comment", afterJpegStart(S.jpegSegment(0xfe, secret))],
    ["what follows a JPEG", S.joined(S.JPEG, secret)],
    ["a WebP's camera data", S.webpOf(extended(0x08), vp8, S.webpChunk("EXIF", secret))],
    ["a WebP's description", S.webpOf(extended(0x04), vp8, S.webpChunk("XMP ", secret))],
    ["what follows a WebP", S.joined(S.WEBP, secret)],
  ])("loses %s and nothing of what is seen", (_where, file) => {
    expect(tells(file)).toBe(true);
    const picture = readPicture(file)!;
    expect(picture).toMatchObject(SIZE);
    expect(tells(picture.bytes)).toBe(false);
    expect(readPicture(picture.bytes)).toEqual(picture);
  });

  test("with flags that promise what was taken out has them taken back", () => {
    const { bytes } = readPicture(S.webpOf(extended(0x1c), vp8))!;
    expect(bytes[20]).toBe(0x10);
    expect(bytes.length).toBe(8 + new DataView(bytes.buffer).getUint32(4, true));
  });
});

/** A camera's data: how it was held, between two other things that it noted, one of them a secret. */
function cameraData(orientation: number, order: "II" | "MM"): Uint8Array {
  const isLittle = order === "II";
  const view = new DataView(new ArrayBuffer(8 + 2 + 3 * 12 + 4));
  view.setUint16(0, isLittle ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, isLittle);
  view.setUint32(4, 8, isLittle);
  view.setUint16(8, 3, isLittle);
  for (const [i, [tag, value]] of [
    [0x0100, 40],
    [0x0112, orientation],
    [0x8825, 50],
  ].entries()) {
    view.setUint16(10 + i * 12, tag!, isLittle);
    view.setUint16(12 + i * 12, 3, isLittle);
    view.setUint32(14 + i * 12, 1, isLittle);
    view.setUint16(18 + i * 12, value!, isLittle);
  }
  return S.joined(S.bytesOf("Exif\u0000\u0000"), new Uint8Array(view.buffer), secret);
}

/** How long the picture is when nothing is kept but what is seen. */
const BARE = readPicture(S.JPEG)!.bytes.length;

describe("a photograph", () => {
  const photo = (...segments: Uint8Array[]) =>
    S.joined(S.JPEG.subarray(0, 2), ...segments.map((one) => S.jpegSegment(0xe1, one)), S.JPEG.subarray(2));

  test.each([
    ["II", 6],
    ["MM", 8],
    ["II", 3],
  ] as const)("keeps how the camera was held (%s, %i), and nothing else that it noted", (order, held) => {
    const picture = readPicture(photo(cameraData(held, order)))!;
    expect(tells(picture.bytes)).toBe(false);
    const lies = held >= 5;
    expect(picture).toMatchObject(lies ? { width: SIZE.height, height: SIZE.width } : SIZE);
    expect(picture.bytes.length).toBe(BARE + 36);
    // The one entry that is left, as the standard writes it.
    const entry = [0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, held, 0, 0];
    expect([...picture.bytes.subarray(22, 34)]).toEqual(entry);
    expect(readPicture(picture.bytes)).toEqual(picture);
  });

  test("that was taken upright, or says something impossible, has no camera data left", () => {
    for (const held of [0, 1, 9, 400]) {
      expect(readPicture(photo(cameraData(held, "MM")))!.bytes.length).toBe(BARE);
    }
  });

  test("that says twice how it was held counts the first time", () => {
    const picture = readPicture(photo(cameraData(6, "MM"), cameraData(3, "II")))!;
    expect(picture.bytes[31]).toBe(6);
    expect(picture.bytes.length).toBe(BARE + 36);
  });

  test("with spoilt camera data is none or a picture, and never an error", () => {
    const file = photo(cameraData(6, "II"));
    for (let at = 2; at < 80; at++) {
      for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
        const spoilt = Uint8Array.from(file);
        spoilt[at] = value;
        expect(() => readPicture(spoilt)).not.toThrow();
      }
    }
  });
});

describe("no picture", () => {
  test.each([
    ["nothing", new Uint8Array()],
    ["a page", S.bytesOf("<!doctype html><script>alert(1)</script>")],
    ["a drawing that can hold scripts", S.bytesOf('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ["a GIF", S.bytesOf("GIF89a\u0001\u0000")],
    ["a sound that begins as a WebP does", S.joined(S.bytesOf("RIFF\u0000\u0000\u0000\u0000WAVE"), S.WEBP)],
    [
      "a moving WebP",
      S.webpOf(S.webpChunk("VP8X", Uint8Array.of(2, 0, 0, 0, 39, 0, 0, 35, 0, 0)), S.WEBP.subarray(12)),
    ],
    ["a WebP of headers alone", S.webpOf(S.webpChunk("VP8X", new Uint8Array(10)))],
    ["a PNG without pixels", S.joined(S.PNG.subarray(0, 33), S.pngChunk("IEND", new Uint8Array()))],
    [
      "a JPEG of two frames, the first of which is huge",
      S.joined(
        S.JPEG.subarray(0, 2),
        S.jpegSegment(0xc0, Uint8Array.of(8, 0xff, 0xff, 0xff, 0xff, 1, 1, 0x11, 0)),
        S.JPEG.subarray(2),
      ),
    ],
    ["a JPEG without a frame", S.joined(S.JPEG.subarray(0, 2), Uint8Array.of(0xff, 0xd9))],
  ])("is %s", (_what, file) => {
    expect(readPicture(file)).toBeNull();
  });

  test("is any picture cut off anywhere, or with any byte changed it is none or a picture, and never an error", () => {
    for (const file of [S.PNG, S.JPEG, S.WEBP_LOSSLESS]) {
      for (let length = 0; length < file.length; length++) {
        expect(readPicture(file.subarray(0, length)), `${length}`).toBeNull();
      }
      for (let at = 0; at < file.length; at++) {
        for (const value of [0, 1, 0x7f, 0x80, 0xff]) {
          const spoilt = Uint8Array.from(file);
          spoilt[at] = value;
          const picture = readPicture(spoilt);
          if (picture) expect(picture.bytes.length).toBeLessThanOrEqual(file.length);
        }
      }
    }
  });
});
