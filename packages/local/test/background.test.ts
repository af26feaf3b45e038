import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { lookOf } from "../src/avatar/renderVideo.ts";
import { Scene, type SceneJob } from "../src/avatar/scene.ts";
import { findFfmpeg } from "../src/media/ffmpeg.ts";
import { Outside } from "../src/outside/outside.ts";
import { BackgroundError, fetchBackground } from "../src/tavus/background.ts";
import { aStage, listen, strike } from "./stage.ts";
import { quickDrawing, TavusClient } from "./tavusStage.ts";

const { path: ffmpegPath } = await findFfmpeg();
const folder = mkdtempSync(join(tmpdir(), "molt-background-"));
const ends: (() => unknown)[] = [() => rmSync(folder, { recursive: true })];
afterEach(async () => {
  for (const end of ends.splice(1).reverse()) await end();
});

/** A picture by ffmpeg: red to the left, blue to the right. */
const aPicture = (codec: string, size = "200x100"): Buffer => {
  const source = `color=red:s=${size},format=rgb24,drawbox=x=iw/2:w=iw/2:h=ih:c=blue:t=fill`;
  const args = ["-loglevel", "error", "-f", "lavfi", "-i", source, "-frames:v", "1", "-c:v", codec];
  return execFileSync(ffmpegPath, [...args, "-f", "image2pipe", "pipe:1"]);
};

/** A list beside which there is a picture of somebody else's. */
function aList(): string {
  writeFileSync(join(folder, "private.png"), aPicture("png"));
  return "ffconcat version 1.0\nfile private.png\n";
}

function aFilm(): Buffer {
  const args = [
    "-loglevel",
    "error",
    "-f",
    "lavfi",
    "-i",
    "testsrc=s=64x64:d=0.2",
    "-f",
    "matroska",
    "pipe:1",
  ];
  return execFileSync(ffmpegPath, args);
}

async function serving(content: Buffer | string): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((req, res) => {
    asked.push(req.url!);
    res.end(content);
  });
  const port = await listen(server);
  ends.push(() => server.close());
  return { url: `http://127.0.0.1:${port}/it`, asked };
}

const outside = (allow: string[]) =>
  new Outside({ publicUrl: "https://molt.test", ownPort: () => 1, allow, resolve: async () => [] });
const file = join(folder, "given");
const fetchIt = (url: string, allow = ["127.0.0.1"]) =>
  fetchBackground(
    url,
    { file, width: 64, height: 64 },
    { outside: outside(allow), ffmpegPath },
    new AbortController().signal,
  );
const colourAt = (pixels: Uint8Array, x: number, y: number, width = 64) => [
  ...pixels.subarray((y * width + x) * 4, (y * width + x) * 4 + 3),
];

test.each(["png", "mjpeg", "libwebp"])(
  "a picture (%s) fills the frame, and nothing of it stays on disk",
  async (codec) => {
    const { url } = await serving(aPicture(codec));
    const pixels = await fetchIt(url);
    expect(pixels.length).toBe(64 * 64 * 4);
    // Cut at the sides: the middle of what was given is the middle still.
    const [left, right] = [colourAt(pixels, 4, 32), colourAt(pixels, 60, 32)];
    expect([left[0]! > 200, left[2]! < 60, right[0]! < 60, right[2]! > 200]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(existsSync(file)).toBe(false);
  },
);

test.each<[string, () => Buffer | string]>([
  ["a page", () => "<!doctype html><title>No picture</title>"],
  [
    "a drawing that may name others",
    () => '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>',
  ],
  ["a list of other files that are pictures", aList],
  ["a film", aFilm],
  ["half a picture's head", () => aPicture("png").subarray(0, 20)],
  ["more pixels than a camera has", () => aPicture("png", "9000x9000")],
  ["more than 10 MiB", () => Buffer.alloc(10 * 2 ** 20 + 1)],
  ["nothing", () => ""],
])("%s is no background", async (_what, content) => {
  const { url } = await serving(content());
  await expect(fetchIt(url)).rejects.toThrow(BackgroundError);
  expect(existsSync(file)).toBe(false);
});

test("an address inside is not called, and the order has failed with that reason", async () => {
  const inside = await serving(aPicture("png"));
  await expect(fetchIt(inside.url, [])).rejects.toThrow("does not call that address");
  const stage = await aStage({ local: { tavus: { drawing: quickDrawing } } });
  ends.push(() => strike(stage));
  const tavus = new TavusClient(stage.url);
  const [replica_id] = await tavus.stock();
  const properties = { background: inside.url };
  const { video_id } = await tavus.order({ replica_id, script: "Hello.", properties });
  const failed = await tavus.untilVideo(video_id, "error");
  expect(failed.status_details).toContain("this instance does not call that address");
  expect(inside.asked).toEqual([]);
});

test("an order has its picture drawn behind its host", async () => {
  const { url } = await serving(aPicture("png", "1280x720"));
  const drawn: SceneJob[] = [];
  const drawing = {
    ...quickDrawing,
    renderVideo: async (...[job, options]: Parameters<typeof quickDrawing.renderVideo>) => {
      drawn.push(job);
      return await quickDrawing.renderVideo(job, options);
    },
  };
  const stage = await aStage({ env: { MOLT_OUTBOUND_ALLOW: "127.0.0.1" }, local: { tavus: { drawing } } });
  ends.push(() => strike(stage));
  const tavus = new TavusClient(stage.url);
  const [replica_id] = await tavus.stock();
  const { video_id } = await tavus.order({ replica_id, script: "Hello.", properties: { background: url } });
  await tavus.untilVideo(video_id, "ready");
  const { picture, speech, width, height } = drawn[0]!;
  const scene = new Scene({ speech, look: lookOf("ada"), width, height, picture });
  const pixels = scene.paint(speech.durationS / 2).data();
  const [left, right] = [colourAt(pixels, 200, 200, width), colourAt(pixels, width - 200, 200, width)];
  expect(left[0]! > 2 * left[2]!).toBe(true);
  expect(right[2]! > 2 * right[0]!).toBe(true);
});
