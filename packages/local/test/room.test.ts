import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { type Video, Videos } from "../src/videos/videos.ts";

const folder = mkdtempSync(join(tmpdir(), "molt-room-"));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("who fills the disk makes room: the oldest of whoever takes most goes, and its owner's service is told", () => {
  const told: Video[] = [];
  const videos = new Videos({ folder, maxBytes: 100, log: () => {}, tell: (video) => told.push(video) });
  let day = 1;
  const add = (creator: string, bytes: number): Video => {
    const video = videos.create("ready", { creator });
    videos.update(video, { bytes });
    video.record.createdAt = `2026-11-${String(day++).padStart(2, "0")}T00:00:00Z`;
    return video;
  };
  const small = add("ada", 20);
  const [first, second, third] = [add("basil", 30), add("basil", 30), add("basil", 30)];
  expect(videos.makeRoom()).toBe(true);
  const left = () => new Set(videos.list().map(({ record }) => record.uid));
  expect(left()).toEqual(new Set([small, second, third].map((video) => video!.record.uid)));
  expect(told.map(({ record }) => [record.uid, record.error?.code])).toEqual([
    [first!.record.uid, "ERR_STORAGE_FULL"],
  ]);
  // Once everybody takes as much, the oldest of all goes.
  add("cleo", 60);
  expect(videos.makeRoom()).toBe(true);
  expect([...left()]).toContain(small.record.uid);
  expect(videos.list().reduce((sum, { record }) => sum + record.bytes, 0)).toBeLessThanOrEqual(100);
  videos.stop();
});
