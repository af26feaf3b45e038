import { expect, test } from "vitest";
import { durationOfMp3 } from "./mp3.format";
import { anMp3 } from "./speech.setup";

const FRAME_S = 1152 / 44_100;

test("an MP3 is as long as its frames", () => {
  expect(durationOfMp3(anMp3(100 * FRAME_S))).toBeCloseTo(100 * FRAME_S, 6);
});

test("a tag before the frames and a cut-off last one count for nothing", () => {
  const sound = anMp3(10 * FRAME_S);
  const tag = new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 0, 0, 1, 2, ...new Array<number>(130).fill(0xff)]);
  const cut = new Uint8Array([...tag, ...sound, ...sound.subarray(0, 200)]);
  expect(durationOfMp3(cut)).toBeCloseTo(10 * FRAME_S, 6);
});

test("a first frame that tells of the others is no sound", () => {
  const sound = anMp3(10 * FRAME_S);
  sound.set(new TextEncoder().encode("Info"), 36);
  expect(durationOfMp3(sound)).toBeCloseTo(9 * FRAME_S, 6);
});

test("the frames of MPEG 2 are half as many samples", () => {
  // 24 kHz at 64 kbit/s, as providers of speech send it.
  const bytes = new Uint8Array(50 * 192);
  for (let i = 0; i < 50; i++) bytes.set([0xff, 0xf3, 0x84, 0xc4], i * 192);
  expect(durationOfMp3(bytes)).toBeCloseTo((50 * 576) / 24_000, 6);
});

test.each<[string, Uint8Array]>([
  ["nothing", new Uint8Array()],
  ["a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3])],
  ["a refusal in JSON", new TextEncoder().encode('{"error":{"message":"no"}}')],
  ["one lone frame", anMp3(0).subarray(0, 417)],
  ["a tag that promises more than there is", new Uint8Array([0x49, 0x44, 0x33, 4, 0, 0, 127, 127, 127, 127])],
])("%s is no MP3", (_what, bytes) => expect(durationOfMp3(bytes)).toBeNull());

test("random bytes never hang it", () => {
  let seed = 7;
  for (let i = 0; i < 300; i++) {
    const bytes = Uint8Array.from({ length: 500 }, (_, at) => {
      seed = (seed * 1_103_515_245 + 12_345 + at) & 0x7fffffff;
      return seed >> 16;
    });
    for (let at = 0; at < 500; at += 50) bytes.set([0xff, 0xfb], at);
    const found = durationOfMp3(bytes);
    expect(found === null || found >= 0).toBe(true);
  }
});
