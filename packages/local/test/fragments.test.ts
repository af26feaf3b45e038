import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { type FragmentEvent, FragmentReader } from "../src/media/fragments.ts";

/** Two seconds of video at 25 frames a second with a key frame each second, in fragments of 0.4 s. */
function recording(extra: string[] = []): Buffer {
  return execFileSync("ffmpeg", [
    ...["-hide_banner", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc=size=160x90:rate=25"],
    ...[
      "-f",
      "lavfi",
      "-i",
      "sine",
      "-t",
      "2",
      "-c:v",
      "libx264",
      "-g",
      "25",
      "-bf",
      "2",
      "-pix_fmt",
      "yuv420p",
    ],
    ...["-c:a", "aac", ...extra, "-movflags", "empty_moov+default_base_moof+frag_keyframe"],
    ...["-frag_duration", "400000", "-f", "mp4", "pipe:1"],
  ]);
}

function read(bytes: Buffer, stepBytes: number): FragmentEvent[] {
  const reader = new FragmentReader();
  const events: FragmentEvent[] = [];
  for (let at = 0; at < bytes.length; at += stepBytes)
    events.push(...reader.push(bytes.subarray(at, at + stepBytes)));
  return events;
}

test("the pieces are the same however the bytes arrive", () => {
  const bytes = recording();
  const whole = read(bytes, bytes.length);
  expect(read(bytes, 7)).toEqual(whole);
  expect(read(bytes, 1000)).toEqual(whole);
  expect(whole[0]!.kind).toBe("init");
  const joined = Buffer.concat(whole.map((event) => event.bytes));
  expect(bytes.subarray(0, joined.length).equals(joined)).toBe(true);
});

test("durations add up, and key frames are known", () => {
  const fragments = read(recording(), 4096).filter((event) => event.kind === "fragment");
  const seconds = fragments.reduce((sum, fragment) => sum + fragment.durationSeconds, 0);
  expect(seconds).toBeCloseTo(2, 1);
  expect(fragments.filter(({ independent }) => independent)).toHaveLength(2);
  expect(fragments[0]!.independent).toBe(true);
  expect(Math.max(...fragments.map(({ durationSeconds }) => durationSeconds))).toBeLessThan(0.5);
});

test("sound alone can be entered anywhere", () => {
  const fragments = read(recording(["-vn"]), 4096).filter((event) => event.kind === "fragment");
  expect(fragments.length).toBeGreaterThan(3);
  expect(fragments.every(({ independent }) => independent)).toBe(true);
});

test("bytes that are no MP4 are refused", () => {
  expect(() => read(Buffer.alloc(64), 64)).toThrow("an MP4 box of 0 bytes");
  expect(() => read(Buffer.from("HTTP/1.1 200 OK\r\n"), 64)).toThrow("an MP4 box of");
  const moof = Buffer.from([0, 0, 0, 16, ...Buffer.from("moof"), 0, 0, 0, 99, ...Buffer.from("traf")]);
  const mdat = Buffer.from([0, 0, 0, 8, ...Buffer.from("mdat")]);
  expect(() => read(Buffer.concat([moof, mdat]), 64)).toThrow();
});
