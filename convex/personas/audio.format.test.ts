import { describe, expect, test } from "vitest";
import { readAudio } from "./audio.format";
import { anMp3, aWav, FLAC, M4A, OGG, WEBM } from "./audio.setup";
import { MAX_SAMPLE_BYTES, measureSample } from "./samples.model";

const SAMPLES: [string, Uint8Array, string][] = [
  ["WAV", aWav(), "audio/wav"],
  ["MP3", anMp3(), "audio/mpeg"],
  ["Ogg", OGG, "audio/ogg"],
  ["WebM without a length", WEBM, "audio/webm"],
  ["M4A", M4A, "video/mp4"],
  ["FLAC", FLAC, "audio/flac"],
];

describe("a sample", () => {
  test.each(SAMPLES)("of %s is known by its bytes, and how long it is", (_name, bytes, contentType) => {
    const audio = readAudio(bytes)!;
    expect(audio.contentType).toBe(contentType);
    expect(audio.durationS).toBeGreaterThan(4.3);
    expect(audio.durationS).toBeLessThan(4.7);
  });

  test.each(SAMPLES)("of %s that was cut off anywhere, or spoiled, throws nothing", (_name, bytes) => {
    for (let length = 0; length < Math.min(bytes.length, 600); length++) readAudio(bytes.subarray(0, length));
    for (let at = 0; at < Math.min(bytes.length, 600); at++) {
      for (const value of [0, 0x7f, 0xff]) {
        const spoiled = bytes.slice();
        spoiled[at] = value;
        readAudio(spoiled);
      }
    }
  });

  test.each([
    ["a page", new TextEncoder().encode("<!doctype html><script>alert(1)</script>")],
    ["nothing", new Uint8Array()],
    ["zeroes", new Uint8Array(1000)],
    ["a picture", Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0)],
    ["two frames of MP3", anMp3(0.05)],
  ])("is not %s", (_what, bytes) => {
    expect(measureSample(bytes)).toBe("unsupported_media_type");
  });

  test.each([
    ["shorter than three seconds", aWav(2.9), "out_of_range"],
    ["longer than ten minutes", aWav(601), "out_of_range"],
    ["larger than 20 MiB", new Uint8Array(MAX_SAMPLE_BYTES + 1), "payload_too_large"],
  ])("is not %s", (_what, bytes, fault) => {
    expect(measureSample(bytes)).toBe(fault);
  });

  test("of Ogg is searched for its last page where that can be, and not through all of it", () => {
    const followedBy = (zeroes: number) => {
      const bytes = new Uint8Array(OGG.length + zeroes);
      bytes.set(OGG);
      return readAudio(bytes)?.durationS;
    };
    expect(followedBy(1000)).toBeGreaterThan(4);
    expect(followedBy(100_000)).toBe(null);
  });

  test("that was made to be looked at for ever is looked at once", () => {
    // A million clusters, each of which begins among the blocks of the one before.
    const cluster = [0x1f, 0x43, 0xb6, 0x75, 0xff, 0xe7, 0x81, 0x00];
    const block = [0xa3, 0x88, ...cluster];
    const bytes = new Uint8Array(16 * 1024 * 1024);
    bytes.set([0x1a, 0x45, 0xdf, 0xa3, ...cluster]);
    for (let at = 12; at + block.length < bytes.length; at += block.length) bytes.set(block, at);
    const startedAt = performance.now();
    readAudio(bytes);
    expect(performance.now() - startedAt).toBeLessThan(10_000);
  });
});
