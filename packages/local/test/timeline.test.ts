import { expect, test } from "vitest";
import { Timeline } from "../src/media/timeline.ts";

const at = Date.UTC(2026, 0, 1);

function aFragment(durationSeconds: number, independent: boolean, size = 10) {
  return { bytes: Buffer.alloc(size, durationSeconds * 10), durationSeconds, independent };
}

/** Adds segments of one key frame fragment and one other, half a second each. */
function addSegments(timeline: Timeline, count: number, size?: number): void {
  for (let segment = 0; segment < count; segment++) {
    timeline.append(aFragment(0.5, true, size), at);
    timeline.append(aFragment(0.5, false, size), at);
  }
}

function lines(timeline: Timeline, start: string): string[] {
  return timeline
    .playlist()!
    .split("\n")
    .filter((line) => line.startsWith(start));
}

test("there is no playlist before the first whole segment, which waits for no key frame", () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  timeline.append(aFragment(0.2, true), at);
  expect(timeline.playlist()).toBeNull();
  timeline.append(aFragment(0.2, false), at);
  expect(lines(timeline, "#EXTINF")).toEqual(["#EXTINF:0.40000,"]);
  timeline.append(aFragment(0.5, false), at);
  timeline.append(aFragment(0.5, false), at);
  expect(lines(timeline, "#EXTINF")).toHaveLength(1);
  timeline.append(aFragment(0.5, true), at);
  expect(lines(timeline, "#EXTINF")).toEqual(["#EXTINF:0.40000,", "#EXTINF:1.00000,"]);
});

test("segments after the first are cut at key frames only, and at last without one", () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  timeline.append(aFragment(0.5, true), at);
  timeline.append(aFragment(0.5, true), at);
  timeline.append(aFragment(0.2, true), at);
  for (let fragment = 0; fragment < 26; fragment++) timeline.append(aFragment(0.5, false), at);
  expect(lines(timeline, "#EXTINF")).toEqual(["#EXTINF:0.50000,", "#EXTINF:12.20000,"]);
  expect(lines(timeline, "#EXT-X-TARGETDURATION")).toEqual(["#EXT-X-TARGETDURATION:12"]);
  expect(timeline.playlist()).not.toContain("#EXT-X-INDEPENDENT-SEGMENTS");
});

test("a long stream lists few segments and keeps few more", () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  addSegments(timeline, 100);
  expect(lines(timeline, "#EXTINF")).toHaveLength(6);
  expect(lines(timeline, "#EXT-X-MEDIA-SEQUENCE")).toEqual(["#EXT-X-MEDIA-SEQUENCE:93"]);
  expect(lines(timeline, "#EXT-X-PART:").length).toBeLessThanOrEqual(6);
  expect(timeline.file("seg-90.m4s")).not.toBeNull();
  expect(timeline.file("seg-80.m4s")).toBeNull();
  expect(timeline.keptBytes).toBe(12 * 20);
});

test("memory is bounded by bytes too", () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  addSegments(timeline, 20, 10 * 1024 * 1024);
  expect(timeline.keptBytes).toBeLessThanOrEqual(120 * 1024 * 1024);
});

test("a discontinuity is said before the next run begins, and counted when it leaves the playlist", () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  addSegments(timeline, 3);
  timeline.endRun();
  expect(timeline.playlist()!.trimEnd().endsWith("#EXT-X-DISCONTINUITY")).toBe(true);
  timeline.startRun(Buffer.from("other"));
  expect(timeline.playlist()!.trimEnd().endsWith("#EXT-X-DISCONTINUITY")).toBe(true);
  addSegments(timeline, 2);
  expect(
    lines(timeline, "#EXT-X-DISCONTINUITY\n".trim()).filter((line) => !line.includes("SEQUENCE")),
  ).toHaveLength(1);
  expect(lines(timeline, "#EXT-X-MAP")).toEqual([
    '#EXT-X-MAP:URI="../segments/init-1.mp4"',
    '#EXT-X-MAP:URI="../segments/init-2.mp4"',
  ]);
  const sequenceBefore = lines(timeline, "#EXT-X-DISCONTINUITY-SEQUENCE");
  addSegments(timeline, 30);
  expect(sequenceBefore).toEqual(["#EXT-X-DISCONTINUITY-SEQUENCE:1"]);
  expect(lines(timeline, "#EXT-X-DISCONTINUITY-SEQUENCE")).toEqual(["#EXT-X-DISCONTINUITY-SEQUENCE:2"]);
  expect(timeline.file("init-1.mp4")).toBeNull();
  expect(timeline.file("init-2.mp4")?.toString()).toBe("other");
});

test("a push after the end starts an empty playlist with higher numbers", () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  addSegments(timeline, 3);
  timeline.end();
  expect(timeline.playlist()).toContain("#EXT-X-ENDLIST");
  timeline.startRun(Buffer.from("other"));
  expect(timeline.playlist()).toBeNull();
  addSegments(timeline, 2);
  expect(lines(timeline, "../segments")).toEqual(["../segments/seg-3.m4s"]);
});

test("who waits is woken by the part, by the end of the stream, and by time", async () => {
  const timeline = new Timeline();
  timeline.startRun(Buffer.from("init"));
  addSegments(timeline, 2);
  const woken: string[] = [];
  const part = timeline.waitFor({ sequence: 1, part: 2 }).then(() => woken.push("part"));
  const segment = timeline.waitFor({ sequence: 1, part: null }).then(() => woken.push("segment"));
  timeline.append(aFragment(0.1, false), at);
  await part;
  expect(woken).toEqual(["part"]);
  timeline.append(aFragment(0.5, true), at);
  await segment;
  const never = timeline.waitFor({ sequence: 3, part: 7 });
  const startedAtMs = Date.now();
  await never;
  expect(Date.now() - startedAtMs).toBeGreaterThan(1000);
  const ended = timeline.waitFor({ sequence: 3, part: 7 });
  timeline.end();
  await ended;
  expect(timeline.mayWaitFor({ sequence: 5, part: null })).toBe(false);
});
