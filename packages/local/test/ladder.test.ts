import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, expect, test } from "vitest";
import { EncoderBudget } from "../src/media/ladder.ts";
import {
  anEncoder,
  aRecordedInput,
  aStage,
  decode,
  type Encoder,
  type Stage,
  stopEncoder,
  strike,
  until,
} from "./stage.ts";

let stage: Stage;
let encoders: Encoder[];
let log: string[];

/** One place, never too busy; how long an encoder may lag is for those tests to say that are about it. */
async function aStageWith(maxLagMs = 120_000): Promise<void> {
  log = [];
  encoders = [];
  stage = await aStage({
    local: {
      encoders: new EncoderBudget(1, () => false, maxLagMs),
      log: (line) => log.push(line),
      timing: { reconnectWindow: 1000, afterglow: 300 },
    },
  });
}
afterEach(async () => {
  await Promise.all(encoders.map(stopEncoder));
  await strike(stage);
});

function push(key: string, size: string): Encoder {
  const encoder = anEncoder(`${stage.rtmp}/${key}`, { size, seconds: 100 });
  encoders.push(encoder);
  return encoder;
}

const text = async (uid: string, rendition = "") => {
  const answer = await fetch(`${stage.url}/media/${uid}/${rendition}manifest/video.m3u8`);
  return answer.ok ? await answer.text() : null;
};
const isList = (playlist: string | null) => playlist?.includes("#EXT-X-STREAM-INF") ?? false;

/** The date of each segment, by its number. */
function dates(playlist: string): Map<number, number> {
  const found = new Map<number, number>();
  let at = 0;
  let seconds = 0;
  for (const line of playlist.split("\n")) {
    if (line.startsWith("#EXT-X-PROGRAM-DATE-TIME:")) at = Date.parse(line.slice(25));
    if (line.startsWith("#EXTINF:")) seconds = Number.parseFloat(line.slice(8));
    const number = /seg-(\d+)\.m4s/.exec(line)?.[1];
    if (number === undefined || line.startsWith("#")) continue;
    found.set(Number(number), at);
    at += seconds * 1000;
  }
  return found;
}

test("a large picture has a smaller rendition, which nobody waits for, and which is given up before the source suffers", async () => {
  await aStageWith();
  const ada = await aRecordedInput(stage);
  push(ada.rtmps.streamKey, "1280x720");
  const input = stage.local.inputs.find(ada.uid)!;
  const pid = await until("an encoder", () => input.ladder.pid);
  process.kill(pid, "SIGSTOP");
  const first = await until("a playlist", () => text(ada.uid));
  expect(isList(first)).toBe(false);
  // Who comes before the smaller one asks for the source from now on.
  const early = await fetch(`${stage.url}/media/${ada.uid}/manifest/video.m3u8`);
  expect([new URL(early.url).pathname, isList(await early.text())]).toEqual([
    `/media/${ada.uid}/source/manifest/video.m3u8`,
    false,
  ]);
  process.kill(pid, "SIGCONT");

  const list = await until(
    "two renditions",
    async () => {
      const now = await text(ada.uid);
      return isList(now) ? now : null;
    },
    20_000,
  );
  expect(list!.match(/#EXT-X-STREAM-INF:.*/g)).toEqual([
    expect.stringMatching(
      /BANDWIDTH=\d{5,},AVERAGE-BANDWIDTH=\d{5,},RESOLUTION=1280x720,CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2"/,
    ),
    expect.stringMatching(
      /BANDWIDTH=\d{4,},AVERAGE-BANDWIDTH=\d{4,},RESOLUTION=640x360,CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2"/,
    ),
  ]);
  await until(
    "a few segments of the smaller one",
    async () => dates((await text(ada.uid, "low/")) ?? "").size > 3,
  );
  const [source, low] = [dates((await text(ada.uid, "source/"))!), dates((await text(ada.uid, "low/"))!)];
  const shared = [...low.keys()].filter((number) => number > 0 && source.has(number));
  expect(shared.length).toBeGreaterThan(1);
  for (const number of shared) expect(Math.abs(source.get(number)! - low.get(number)!)).toBeLessThan(150);
  const played = await decode(`${stage.url}/media/${ada.uid}/low/manifest/video.m3u8`, ["-t", "2"]);
  expect(played.frames).toBeGreaterThan(30);

  const basil = await aRecordedInput(stage);
  push(basil.rtmps.streamKey, "1280x720");
  await until("another broadcast", () => text(basil.uid));
  expect(stage.local.inputs.find(basil.uid)!.ladder.wanted).toBe(false);

  process.kill(input.ladder.pid!, "SIGKILL");
  await until("it is given up", () => !input.ladder.wanted);
  expect(await text(ada.uid, "low/")).toBeNull();
  const alone = (await text(ada.uid))!;
  expect(isList(alone)).toBe(false);
  const newest = [...dates(alone).keys()].at(-1)!;
  await until(
    "the source goes on",
    async () => [...dates((await text(ada.uid))!).keys()].at(-1)! > newest + 1,
  );
  expect(log.join()).toContain("a smaller rendition is given up");
}, 60_000);

test("a small picture has none, and a place that was given back is taken by the next broadcast", async () => {
  await aStageWith();
  const [cleo, dora] = [await aRecordedInput(stage), await aRecordedInput(stage)];
  push(cleo.rtmps.streamKey, "320x180");
  await until("a playlist", () => text(cleo.uid));
  expect(stage.local.inputs.find(cleo.uid)!.ladder.wanted).toBe(false);
  const encoder = push(dora.rtmps.streamKey, "1280x720");
  await until("a playlist", () => text(dora.uid));
  const { ladder } = stage.local.inputs.find(dora.uid)!;
  expect(ladder.wanted).toBe(true);
  await stopEncoder(encoder);
  await until("the broadcast is over", () => !ladder.wanted);
  const again = push(dora.rtmps.streamKey, "1280x720");
  await until("a playlist", () => text(dora.uid));
  expect(ladder.wanted).toBe(true);
  await stopEncoder(again);
}, 60_000);

test("a pause of the publisher is no delay of the encoder", async () => {
  await aStageWith(8000);
  const ada = await aRecordedInput(stage, { timeoutSeconds: 60 });
  const { ladder } = stage.local.inputs.find(ada.uid)!;
  const first = push(ada.rtmps.streamKey, "1280x720");
  await until("both", () => ladder.playable, 20_000);
  await stopEncoder(first);
  await sleep(10_000);
  push(ada.rtmps.streamKey, "1280x720");
  const again = async () => ((await text(ada.uid, "low/")) ?? "").includes("init-2.mp4");
  await until("both again", again, 25_000);
  expect(log.join()).not.toContain("too slow");
}, 60_000);

test("an encoder that falls behind is given up, and its source plays on", async () => {
  await aStageWith(1500);
  const ada = await aRecordedInput(stage);
  push(ada.rtmps.streamKey, "1280x720");
  const { ladder } = stage.local.inputs.find(ada.uid)!;
  process.kill(await until("an encoder", () => ladder.pid), "SIGSTOP");
  await until("it is given up", () => !ladder.wanted, 30_000);
  expect(log.join()).toContain("it is too slow");
  await until("the source plays", () => text(ada.uid));
  expect(isList(await text(ada.uid))).toBe(false);
}, 60_000);

test("a busy machine makes none", async () => {
  await aStageWith();
  expect(new EncoderBudget(4, () => true).take()).toBe(false);
});
