import { createHmac } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readIndex, SegmentWriter } from "../src/videos/segmentFile.ts";
import {
  type ApiVideo,
  anEncoder,
  aRecordedInput,
  aStage,
  callApi,
  callStream,
  decode,
  type Encoder,
  type Stage,
  stopEncoder,
  strike,
  until,
  untilVideo,
  videosOf,
} from "./stage.ts";

let stage: Stage;
const encoders: Encoder[] = [];
const told: { signature: string; text: string }[] = [];

beforeAll(async () => {
  stage = await aStage({
    local: { timing: { reconnectWindow: 1500, afterglow: 1000, takeoverAfter: 1000 } },
  });
  stage.backend.handle = (req, res) => {
    let text = "";
    req.on("data", (bytes) => {
      text += bytes;
    });
    req.on("end", () => {
      if (req.url === "/videos") told.push({ signature: String(req.headers["webhook-signature"]), text });
      res.writeHead(req.url === "/videos" ? 200 : 404).end();
    });
  };
});
afterAll(async () => {
  await Promise.all(encoders.map(stopEncoder));
  await strike(stage);
});

function push(key: string, options?: Parameters<typeof anEncoder>[1]): Encoder {
  const encoder = anEncoder(`${stage.rtmp}/${key}`, options);
  encoders.push(encoder);
  return encoder;
}

const hls = (uid: string, file = "video.m3u8", query = "") =>
  `${stage.url}/media/${uid}/manifest/${file}${query}`;

async function text(url: string): Promise<string> {
  const response = await fetch(url);
  return response.ok ? await response.text() : `${response.status}`;
}

test.concurrent("a broadcast is a recording from its first picture to its last, and the account is told", async () => {
  const address = `http://127.0.0.1:${stage.backend.port}/videos`;
  const subscribed = await callStream<{ secret: string }>(stage, "PUT", "/webhook", {
    notificationUrl: address,
  });
  const ada = await aRecordedInput(stage);
  const encoder = push(ada.rtmps.streamKey, { seconds: 6 });
  const running = await untilVideo(stage, ada.uid, "live-inprogress");
  expect(running).toMatchObject({ liveInput: ada.uid, input: { width: 320, height: 180 } });
  expect(await (await fetch(`${stage.url}/media/${ada.uid}/lifecycle`)).json()).toMatchObject({
    isInput: true,
    videoUID: running.uid,
  });
  expect((await callStream(stage, "DELETE", `/${running.uid}`)).status).toBe(409);
  await encoder.exited;
  const ready = await untilVideo(stage, ada.uid, "ready");
  expect(ready).toMatchObject({ uid: running.uid, readyToStream: true, scheduledDeletion: null });
  expect(ready.duration).toBeGreaterThan(5.7);
  expect(ready.duration).toBeLessThan(6.3);
  const seen = await decode(hls(ready.uid));
  expect(seen.frames).toBeGreaterThanOrEqual(178);
  expect(seen.complaints).toBe("");

  const call = await until("the call", () => told.find((one) => one.text.includes(ready.uid)));
  const [, time, signature] = /^time=(\d+),sig1=([0-9a-f]{64})$/.exec(call.signature)!;
  const expected = createHmac("sha256", subscribed.body.result.secret).update(`${time}.${call.text}`);
  expect(signature).toBe(expected.digest("hex"));
  expect(JSON.parse(call.text)).toMatchObject({ uid: ready.uid, status: { state: "ready" } });
});

test.concurrent("a publisher that comes back in time goes on with the same recording, a late one begins another", async () => {
  const ada = await aRecordedInput(stage, { timeoutSeconds: 3 });
  const first = push(ada.rtmps.streamKey);
  await untilVideo(stage, ada.uid, "live-inprogress");
  await until("three segments", async () => (await text(hls(ada.uid))).split("#EXTINF").length > 3);
  await stopEncoder(first);
  const second = push(ada.rtmps.streamKey, { seconds: 3 });
  await second.exited;
  const ready = await untilVideo(stage, ada.uid, "ready");
  expect(await videosOf(stage, ada.uid)).toHaveLength(1);
  const playlist = await text(hls(ready.uid));
  expect(playlist.split("#EXT-X-DISCONTINUITY\n")).toHaveLength(2);
  expect(playlist.match(/init-\d\.mp4/g)).toHaveLength(2);

  const third = push(ada.rtmps.streamKey, { seconds: 2 });
  await third.exited;
  await until("another one", async () => (await videosOf(stage, ada.uid)).length === 2, 20_000);
  const [newest, older] = await videosOf(stage, ada.uid);
  expect(older!.uid).toBe(ready.uid);
  expect(newest!.uid).not.toBe(ready.uid);
});

test.concurrent("whoever asks not to be recorded is not, and a shorter keep is kept", async () => {
  const ada = await aRecordedInput(stage, { mode: "off" });
  const encoder = push(ada.rtmps.streamKey, { seconds: 2 });
  await until("a playlist", async () => (await text(hls(ada.uid))).startsWith("#EXTM3U"));
  await encoder.exited;
  expect(await videosOf(stage, ada.uid)).toEqual([]);
  expect(await text(hls(ada.uid, "clip.m3u8", "?time=0s&duration=5s"))).toBe("404");

  const basil = await aRecordedInput(stage);
  await callApi(stage, "PUT", `/${basil.uid}`, { deleteRecordingAfterDays: 30 });
  await push(basil.rtmps.streamKey, { seconds: 2 }).exited;
  const { scheduledDeletion } = await untilVideo(stage, basil.uid, "ready");
  const days = (Date.parse(scheduledDeletion!) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(29.9);
  expect(days).toBeLessThanOrEqual(30);
});

describe("a running broadcast", () => {
  let ada: { uid: string };
  let video: ApiVideo;

  beforeAll(async () => {
    const input = await aRecordedInput(stage);
    ada = input;
    push(input.rtmps.streamKey, { seconds: 100 });
    video = await untilVideo(stage, ada.uid, "live-inprogress");
    const hasHistory = async () => (await text(hls(ada.uid))).includes("seg-14.m4s");
    await until("more than memory keeps", hasHistory, 40_000);
  }, 60_000);

  test("can be rewound to its first second, up to its newest part, with the older part left out on wish", async () => {
    const plain = await text(hls(ada.uid));
    expect(plain).not.toContain("seg-0.m4s");
    const rewindable = await text(hls(ada.uid, "video.m3u8", "?dvrEnabled=true"));
    expect(rewindable).toContain("#EXT-X-PLAYLIST-TYPE:EVENT");
    expect(rewindable).toContain("#EXT-X-MEDIA-SEQUENCE:0");
    expect(rewindable).toMatch(/CAN-SKIP-UNTIL=/);
    const listed = [...rewindable.matchAll(/seg-(\d+)\.m4s/g)].map(([, number]) => Number(number));
    expect(listed).toEqual(listed.map((_, at) => at));
    expect(rewindable).toContain("#EXT-X-PART:");
    for (const id of [ada.uid, video.uid]) {
      const first = await fetch(`${stage.url}/media/${id}/segments/seg-0.m4s`, {
        headers: { range: "bytes=4-7" },
      });
      expect([first.status, await first.text()]).toEqual([206, "moof"]);
    }
    const update = await text(hls(ada.uid, "video.m3u8", "?dvrEnabled=true&_HLS_skip=YES"));
    const skipped = Number(/SKIPPED-SEGMENTS=(\d+)/.exec(update)?.[1]);
    expect(skipped).toBeGreaterThan(0);
    expect(update).not.toContain("seg-0.m4s");
    expect(update).toContain(`seg-${skipped}.m4s`);
  });

  test("has pictures of every second of it", async () => {
    const at = (query: string) => fetch(`${stage.url}/media/${video.uid}/thumbnails/thumbnail.jpg${query}`);
    const early = Buffer.from(await (await at("?time=2s&height=90")).arrayBuffer());
    const later = Buffer.from(await (await at("?time=9s&height=90")).arrayBuffer());
    expect(early.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    expect(early.equals(later)).toBe(false);
    expect((await at("?time=1h")).status).toBe(404);
    expect((await at("?time=-1s")).status).toBe(400);
    expect((await at("?time=99999999999999999999s")).status).toBe(400);
  });

  test("can be clipped while it runs: at once as a playlist, and soon as a video that needs no source", async () => {
    const clip = await text(hls(video.uid, "clip.m3u8", "?time=3s&duration=4s"));
    expect(clip).toContain("#EXT-X-ENDLIST");
    expect(clip).toContain("#EXT-X-PLAYLIST-TYPE:VOD");
    expect(clip).toMatch(/#EXT-X-START:TIME-OFFSET=0\.[89]\d\d,PRECISE=YES/);
    const seconds = [...clip.matchAll(/#EXTINF:([\d.]+)/g)].reduce((sum, [, one]) => sum + Number(one), 0);
    expect(seconds).toBeGreaterThanOrEqual(4);
    expect(seconds).toBeLessThan(6.5);
    expect((await decode(hls(video.uid, "clip.m3u8", "?time=3s&duration=4s"))).frames).toBeGreaterThan(110);

    const startedAtMs = Date.now();
    const wish = { clippedFromVideoUID: video.uid, startTimeSeconds: 3.4, endTimeSeconds: 8.4 };
    const ordered = await callStream(stage, "POST", "/clip", { ...wish, meta: { name: "the best" } });
    expect(ordered.body.result).toMatchObject({ clippedFrom: video.uid, meta: { name: "the best" } });
    const { uid } = ordered.body.result;
    const isReady = async () => (await callStream(stage, "GET", `/${uid}`)).body.result.readyToStream;
    await until("the clip is ready", isReady, 15_000);
    expect(Date.now() - startedAtMs).toBeLessThan(15_000);
    const made = (await callStream(stage, "GET", `/${uid}`)).body.result;
    expect(made.duration).toBeGreaterThan(4.9);
    expect(made.duration).toBeLessThan(5.15);
    expect(made.liveInput).toBeUndefined();
    const played = await decode(hls(uid));
    expect(played.complaints).toBe("");
    expect(played.frames).toBeGreaterThanOrEqual(149);
    expect(played.frames).toBeLessThanOrEqual(151);
  });

  test.each([
    ["longer than a minute", "?time=0s&duration=61s", 400],
    ["of no length", "?time=0s&duration=0s", 400],
    ["that begins nowhere", "?duration=5s", 400],
    ["from the far future", "?time=9999999s&duration=5s", 404],
    ["with a huge time", `?time=${"9".repeat(400)}s&duration=5s`, 400],
    ["with a time that is a path", "?time=../../etc&duration=5s", 400],
  ])("has no clip %s", async (_what, query, status) => {
    const answer = await fetch(hls(video.uid, "clip.m3u8", query));
    expect(answer.status).toBe(status);
    await answer.text();
  });

  test.each([
    ["from no video", { clippedFromVideoUID: "0".repeat(32) }, 404],
    ["backwards", { startTimeSeconds: 5, endTimeSeconds: 4 }, 400],
    ["of two minutes", { endTimeSeconds: 121 }, 400],
    ["from beyond the end", { startTimeSeconds: 9000, endTimeSeconds: 9010 }, 400],
    ["at no time at all", { startTimeSeconds: "now" }, 400],
  ])("makes no clip %s", async (_what, wish, status) => {
    const usual = { clippedFromVideoUID: video.uid, startTimeSeconds: 1, endTimeSeconds: 6 };
    const before = (await callStream<ApiVideo[]>(stage, "GET", "")).body.result.length;
    expect((await callStream(stage, "POST", "/clip", { ...usual, ...wish })).status).toBe(status);
    expect((await callStream<ApiVideo[]>(stage, "GET", "")).body.result.length).toBe(before);
  });

  test("shows its last minutes to choose from", async () => {
    const answer = await fetch(hls(ada.uid, "video.m3u8", "?duration=5s"));
    expect(answer.headers.get("stream-media-id")).toBe(video.uid);
    expect(Number(answer.headers.get("preview-start-seconds"))).toBeGreaterThan(5);
    expect(await answer.text()).toContain("#EXT-X-ENDLIST");
  });

  test("shows to everybody, once it was for some, only what comes from then on", async () => {
    const settings = (requireSignedURLs: boolean) =>
      callApi(stage, "PUT", `/${ada.uid}`, { recording: { mode: "automatic", requireSignedURLs } });
    await settings(true);
    expect((await fetch(hls(ada.uid))).status).toBe(401);
    await settings(false);
    const rewound = () => text(hls(ada.uid, "video.m3u8", "?dvrEnabled=true"));
    await until("it plays again", async () => (await rewound()).includes("#EXTINF"), 20_000);
    const [first] = [...(await rewound()).matchAll(/seg-(\d+)\.m4s/g)].map(([, number]) => Number(number));
    expect(first).toBeGreaterThan(14);
    expect(await text(hls(ada.uid))).not.toContain(`seg-${first! - 1}.m4s`);
    const piece = (number: number) => fetch(`${stage.url}/media/${ada.uid}/segments/seg-${number}.m4s`);
    expect([(await piece(first! - 1)).status, (await piece(0)).status]).toEqual([404, 404]);
    expect((await piece(first!)).status).toBe(200);
    const past = ["manifest/clip.m3u8?time=1s&duration=5s", "manifest/video.m3u8?duration=1m"];
    for (const path of past)
      expect((await fetch(`${stage.url}/media/${ada.uid}/${path}`)).status, path).toBe(404);
  });
});

describe("what was written", () => {
  const folderOf = async (segments: number) => {
    const folder = mkdtempSync(join(tmpdir(), "molt-segments-"));
    const writer = new SegmentWriter(folder);
    writer.startRun(1, Buffer.from("init"));
    for (let sequence = 7; sequence < 7 + segments; sequence++)
      writer.append(aSegment(sequence), Buffer.alloc(100));
    await writer.close();
    return folder;
  };
  const aSegment = (sequence: number) => ({
    ...{ sequence, run: 1, durationSeconds: 2, startedAtMs: 0, independent: true, complete: true },
    parts: [],
  });

  test("is read as it was", async () => {
    const index = readIndex(await folderOf(3));
    expect(index.segments.map(({ sequence, at, startsAt }) => [sequence, at, startsAt])).toEqual([
      [7, 4, 0],
      [8, 104, 2],
      [9, 204, 4],
    ]);
    expect(index.runs).toEqual([{ number: 1, at: 0, bytes: 4 }]);
  });

  test.each([
    ["a torn last line", (folder: string) => appendFileSync(join(folder, "index.jsonl"), '{"seque')],
    ["media without a line", (folder: string) => appendFileSync(join(folder, "media.bin"), "half a segment")],
    ["a line of another file", (folder: string) => appendFileSync(join(folder, "index.jsonl"), '{"at":9}\n')],
  ])("is read up to %s, which goes", async (_what, spoil) => {
    const folder = await folderOf(3);
    spoil(folder);
    expect(readIndex(folder).segments).toHaveLength(3);
    expect(readFileSync(join(folder, "media.bin"))).toHaveLength(304);
    expect(readIndex(folder).segments).toHaveLength(3);
  });

  test("is read up to where the media ends", async () => {
    const folder = await folderOf(3);
    truncateSync(join(folder, "media.bin"), 250);
    expect(readIndex(folder).segments).toHaveLength(2);
    writeFileSync(join(folder, "index.jsonl"), "null\n");
    expect(readIndex(folder).segments).toEqual([]);
  });
});
