import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "../../../tests/stage/aBrowser.ts";
import { EncoderBudget } from "../src/media/ladder.ts";
import {
  type ApiInput,
  type ApiVideo,
  anEncoder,
  aRecordedInput,
  aStage,
  type Encoder,
  type Stage,
  stopEncoder,
  strike,
  until,
  untilVideo,
} from "./stage.ts";

let stage: Stage;
let browser: Browser;
let ada: ApiInput;
let video: ApiVideo;
let encoder: Encoder;

beforeAll(async () => {
  stage = await aStage({
    local: {
      encoders: new EncoderBudget(1, () => false, 120_000),
      timing: { reconnectWindow: 1000, afterglow: 500 },
    },
  });
  browser = await aBrowser();
  ada = await aRecordedInput(stage);
  encoder = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`, { size: "960x540", seconds: 200 });
  video = await untilVideo(stage, ada.uid, "live-inprogress");
  const listed = async () => await (await fetch(address("video.m3u8?dvrEnabled=true"))).text();
  await until("a past", async () => (await listed()).split("#EXTINF").length > 18, 60_000);
}, 90_000);
afterAll(async () => {
  await browser.close();
  await stopEncoder(encoder);
  await strike(stage);
});

const address = (file: string, id = ada.uid) => `${stage.url}/media/${id}/manifest/${file}`;

type Seen = { time: number; end: number; height: number; levels: number; error: string | null };

/** A default hls.js that plays an address; `act` is done once pictures are there. */
async function watch(url: string, act = "") {
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("hls.js/dist/hls.min.js")) });
  await page.evaluate(`
    window.video = Object.assign(document.createElement("video"), { muted: true, autoplay: true });
    document.body.append(video);
    video.addEventListener("playing", () => (window.first ??= video.currentTime));
    window.hls = new Hls();
    window.fatal = null;
    hls.on(Hls.Events.ERROR, (_event, data) => { if (data.fatal) window.fatal = data.details; });
    hls.loadSource(${JSON.stringify(url)});
    hls.attachMedia(video);
  `);
  const look = () =>
    page.evaluate<Seen>(`({
      time: video.currentTime,
      end: video.seekable.length ? video.seekable.end(video.seekable.length - 1) : 0,
      height: video.videoHeight,
      levels: hls.levels.length,
      error: window.fatal,
    })`);
  const advances = async (what: string) => {
    const from = (await look()).time;
    await until(`${what}: the picture advances`, async () => (await look()).time > from + 1, 20_000);
    return await look();
  };
  await until("pictures", async () => (await look()).height > 0, 20_000);
  await advances("from its start");
  if (act) await page.evaluate(act);
  const seen = await advances(act || "on");
  expect(seen.error).toBeNull();
  return { page, seen, look };
}

test("a live broadcast plays in two renditions, near its edge", async () => {
  await until(
    "both",
    async () => (await (await fetch(address("video.m3u8"))).text()).includes("STREAM-INF"),
    20_000,
  );
  const { page, seen, look } = await watch(address("video.m3u8"), "hls.nextLevel = 0");
  expect(seen.levels).toBe(2);
  await page.evaluate("hls.nextLevel = 1");
  await until(
    "the other size",
    async () => (await page.evaluate("video.videoHeight")) !== seen.height,
    20_000,
  );
  const { time, end } = await look();
  expect(end - time).toBeLessThan(8);
  await page.close();
}, 60_000);

test("a live broadcast is rewound to its beginning and goes on from there", async () => {
  const { page, seen } = await watch(address("video.m3u8?dvrEnabled=true"), "video.currentTime = 1");
  expect(seen.time).toBeGreaterThan(1);
  expect(seen.time).toBeLessThan(8);
  expect(seen.end).toBeGreaterThan(15);
  await page.close();
}, 60_000);

test("a clip of a live broadcast plays from its very second", async () => {
  const { page, look } = await watch(address("clip.m3u8?time=6.5s&duration=5s", video.uid));
  // The key frame before is half a second earlier.
  expect(await page.evaluate("window.first")).toBeGreaterThan(0.3);
  await until("its end", async () => (await look()).time > 4.5, 20_000);
  await page.close();
}, 60_000);

test("a recording is sought in, back and forth, and has an end", async () => {
  await stopEncoder(encoder);
  const { uid, duration } = await untilVideo(stage, ada.uid, "ready");
  const { page, seen, look } = await watch(address("video.m3u8", uid), "video.currentTime = 12.2");
  expect(seen.time).toBeGreaterThan(12.2);
  expect(seen.time).toBeLessThan(18);
  await page.evaluate("video.currentTime = 4.7");
  await until("earlier pictures", async () => {
    const { time } = await look();
    return time > 5.5 && time < 9;
  });
  await page.evaluate(`video.currentTime = ${duration - 2}`);
  await until("the end", () => page.evaluate("video.ended"), 20_000);
  await page.close();
}, 90_000);
