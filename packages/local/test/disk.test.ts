import { execFileSync, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aProgram, portsOf } from "./program.ts";
import {
  type ApiInput,
  type ApiVideo,
  aBackend,
  anEncoder,
  aRecordedInput,
  aStage,
  type Backend,
  callStream,
  decode,
  playlistOf,
  type Stage,
  stopEncoder,
  strike,
  until,
  untilVideo,
  videosOf,
} from "./stage.ts";

let folder: string;
let backend: Backend;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "molt-disk-"));
  backend = await aBackend();
});
afterAll(() => {
  backend.server.close();
  backend.server.closeAllConnections();
  rmSync(folder, { recursive: true, force: true });
});

/** The process, a recorded input in it and its API. */
async function aRunning(dataFolder: string) {
  const program = aProgram({ CONVEX_SITE_PORT: String(backend.port), MOLT_DATA: dataFolder });
  const { port, rtmpPort } = await portsOf(program.output);
  const stage = { url: `http://127.0.0.1:${port}`, rtmp: `rtmp://127.0.0.1:${rtmpPort}/live` } as Stage;
  return { ...program, stage };
}

test("a recording that kill -9 cuts off is closed at the next start, and plays up to its last segment", async () => {
  const data = mkdtempSync(join(folder, "data-"));
  const first = await aRunning(data);
  const ada = await aRecordedInput(first.stage);
  const encoder = anEncoder(`${first.stage.rtmp}/${ada.rtmps.streamKey}`);
  const { uid } = await untilVideo(first.stage, ada.uid, "live-inprogress");
  const listed = async () => (await playlistOf(first.stage, uid, "?dvrEnabled=true")) ?? "";
  await until("five segments", async () => (await listed()).split("#EXTINF").length > 6, 20_000);
  first.child.kill("SIGKILL");
  await once(first.child, "exit");
  await stopEncoder(encoder);

  const second = await aRunning(data);
  const ready = await untilVideo(second.stage, ada.uid, "ready");
  expect(ready.uid).toBe(uid);
  expect(ready.duration).toBeGreaterThan(3.5);
  const played = await decode(`${second.stage.url}/media/${uid}/manifest/video.m3u8`);
  expect(played.complaints).toBe("");
  expect(Math.abs(played.frames / 30 - ready.duration)).toBeLessThan(0.2);

  const again = anEncoder(`${second.stage.rtmp}/${ada.rtmps.streamKey}`);
  await untilVideo(second.stage, ada.uid, "live-inprogress");
  expect(await videosOf(second.stage, ada.uid)).toHaveLength(2);
  await stopEncoder(again);
  second.child.kill("SIGTERM");
  await once(second.child, "exit");
}, 90_000);

const cannotLimit = spawnSync("prlimit", ["--version"]).status !== 0;

test.skipIf(cannotLimit)(
  "a file that cannot grow ends the recording, and the broadcast does not notice",
  async () => {
    const running = await aRunning(mkdtempSync(join(folder, "data-")));
    execFileSync("prlimit", [`--pid=${running.child.pid}`, "--fsize=120000"]);
    const ada = await aRecordedInput(running.stage);
    const encoder = anEncoder(`${running.stage.rtmp}/${ada.rtmps.streamKey}`);
    const ready = await untilVideo(running.stage, ada.uid, "ready");
    expect(ready.size).toBeLessThanOrEqual(120_000);
    expect(ready.duration).toBeGreaterThan(0);
    expect(running.output()).toMatch(/the recording [0-9a-f]{32} of [0-9a-f]{32} ends here: EFBIG/);
    const played = await decode(`${running.stage.url}/media/${ready.uid}/manifest/video.m3u8`);
    expect(played.complaints).toBe("");
    const newest = async () =>
      Number([...((await playlistOf(running.stage, ada.uid)) ?? "").matchAll(/seg-(\d+)/g)].at(-1)?.[1]);
    const before = await newest();
    await until("it goes on", async () => (await newest()) > before + 1);
    expect(encoder.child.exitCode).toBeNull();
    await stopEncoder(encoder);
    running.child.kill("SIGTERM");
    await once(running.child, "exit");
  },
  60_000,
);

async function aShortRecording(stage: Stage, ada: ApiInput): Promise<ApiVideo> {
  const before = (await videosOf(stage, ada.uid)).length;
  await anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`, { seconds: 3 }).exited;
  const look = async () => {
    const videos = await videosOf(stage, ada.uid);
    return videos.length > before && videos[0]!.status.state === "ready" ? videos[0] : null;
  };
  return await until("another recording", look, 20_000);
}

test("when the room is used up the oldest recording goes, with a word in the log", async () => {
  const log: string[] = [];
  const timing = { reconnectWindow: 200, afterglow: 200 };
  const probe = await aStage({ local: { timing } });
  const { size } = await aShortRecording(probe, await aRecordedInput(probe));
  await strike(probe);
  const stage = await aStage({
    env: { MOLT_MEDIA_MAX_BYTES: String(Math.round(size * 2.4)) },
    local: { timing, log: (line) => log.push(line) },
  });
  const ada = await aRecordedInput(stage);
  const oldest = await aShortRecording(stage, ada);
  const kept = await aShortRecording(stage, ada);
  expect(await videosOf(stage, ada.uid)).toHaveLength(2);
  const newest = await aShortRecording(stage, ada).catch(() => null);
  const left = (await videosOf(stage, ada.uid)).map(({ uid }) => uid);
  expect(left).not.toContain(oldest.uid);
  expect(left).toContain(kept.uid);
  expect(log.join("\n")).toContain(`video ${oldest.uid} of ${oldest.created} is deleted: there is no room`);
  expect(newest === null || left.includes(newest.uid)).toBe(true);
  expect((await callStream(stage, "GET", `/${oldest.uid}`)).status).toBe(404);
  await strike(stage);
}, 60_000);

test("what is due for deletion goes, what is no video's folder goes, what is damaged stays where it is", async () => {
  const stage = await aStage({ local: { timing: { reconnectWindow: 200, afterglow: 200 } } });
  const ada = await aRecordedInput(stage);
  const [due, damaged] = [await aShortRecording(stage, ada), await aShortRecording(stage, ada)];
  const wish = { scheduledDeletion: new Date(Date.now() - 1000).toISOString() };
  await callStream(stage, "POST", `/${due.uid}`, wish);
  await stage.local.stop();
  const videos = join(stage.folder, "media", "videos");
  writeFileSync(join(videos, damaged.uid, "video.json"), "{");
  const again = await aStage({ folder: stage.folder, backend: stage.backend });
  expect(await videosOf(again, ada.uid)).toEqual([]);
  await until("its folder is gone", () => readdirSync(videos).length === 1);
  expect(readdirSync(videos)).toEqual([damaged.uid]);
  await strike(again);
}, 60_000);
