import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { aProgram, type Program, portsOf } from "./program.ts";
import { aBackend, aStage, type Backend, listen, type Stage, strike, until } from "./stage.ts";
import { aReceiver, quickDrawing, TavusClient, type TavusVideo } from "./tavusStage.ts";

/** A sentence that takes a few seconds to draw, and one that does not. */
const LONG = "The north wind and the sun were arguing one day.";
const SHORT = "Hello.";
const ALLOW = { MOLT_OUTBOUND_ALLOW: "127.0.0.1" };

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function stageWith(options: Parameters<typeof aStage>[0]): Promise<Stage & { tavus: TavusClient }> {
  const stage = await aStage(options);
  ends.push(() => strike(stage));
  return { ...stage, tavus: new TavusClient(stage.url) };
}

async function receiving() {
  const receiver = aReceiver();
  const port = await listen(receiver.server);
  ends.push(() => receiver.server.close());
  return { ...receiver, url: `http://127.0.0.1:${port}/told` };
}

const filesOf = (folder: string) => readdirSync(join(folder, "media", "tavus", "files")).sort();
/** What is kept of a video besides its files. */
const recordOf = (folder: string, id: string) =>
  JSON.parse(readFileSync(join(folder, "media", "tavus", "videos", `${id}.json`), "utf8")) as {
    attempts: number;
    callback: { told: boolean };
  };
const progressOf = ({ generation_progress: text }: TavusVideo) => Number(text.split("/")[0]);

describe("a process that is killed at any moment", () => {
  /** A process with a data folder that outlives it. */
  async function killable() {
    const folder = mkdtempSync(join(tmpdir(), "molt-tavus-"));
    const backend: Backend = await aBackend();
    ends.push(() => {
      backend.server.close();
      rmSync(folder, { recursive: true, force: true });
    });
    const start = async () => {
      const program: Program = aProgram({
        ...{ MOLT_DATA: folder, ...ALLOW },
        ...{ CONVEX_PORT: `${backend.port}`, CONVEX_SITE_PORT: `${backend.port}` },
      });
      ends.push(() => program.child.kill("SIGKILL"));
      const { port } = await portsOf(program.output);
      const kill = async () => {
        program.child.kill("SIGKILL");
        await until("it is gone", () => program.child.signalCode !== null);
      };
      return { tavus: new TavusClient(`http://127.0.0.1:${port}`), kill };
    };
    return { folder, start };
  }

  test.each<[string, (video: TavusVideo) => boolean]>([
    ["waits", () => true],
    ["is spoken", ({ status, ...video }) => status === "generating" && progressOf({ status, ...video }) < 8],
    ["is drawn", (video) => progressOf(video) >= 15],
    ["is nearly there", (video) => progressOf(video) >= 85],
  ])(
    "while a video %s goes on with it, once",
    async (_, isMoment) => {
      const { folder, start } = await killable();
      const { url, told } = await receiving();
      const first = await start();
      const [replica_id] = await first.tavus.stock();
      const { video_id } = await first.tavus.order({ replica_id, script: LONG, callback_url: url });
      await until(
        "the moment",
        async () => {
          const video = (await first.tavus.video(video_id))!;
          expect(video.status).not.toBe("ready");
          return isMoment(video);
        },
        30_000,
      );
      await first.kill();
      const second = await start();
      const ready = await second.tavus.untilVideo(video_id, "ready");
      expect((await fetch(ready.download_url!)).status).toBe(200);
      await until("it is told", () => told.length > 0);
      expect(told.map((one) => [one.video_id, one.status])).toEqual([[video_id, "ready"]]);
      expect(filesOf(folder)).toEqual([`${video_id}.jpg`, `${video_id}.mp4`]);
      expect(recordOf(folder, video_id).attempts).toBeLessThanOrEqual(2);
      await second.kill();
    },
    90_000,
  );

  test("while nobody listens to its callback tells of it after the next start, and not again once it was heard", async () => {
    const { folder, start } = await killable();
    const { url, told, refuse } = await receiving();
    refuse.push(...Array<number>(50).fill(500));
    const first = await start();
    const [replica_id] = await first.tavus.stock();
    const { video_id } = await first.tavus.order({ replica_id, script: SHORT, callback_url: url });
    await first.tavus.untilVideo(video_id, "ready");
    await until("a call", () => refuse.length < 50);
    await first.kill();
    refuse.length = 0;
    const second = await start();
    // Killed between the answer and its note of it, it would rightly tell once more.
    await until("it has noted that it was heard", () => recordOf(folder, video_id).callback.told);
    await second.kill();
    const third = await start();
    await third.tavus.untilVideo(video_id, "ready");
    expect(told.map((one) => one.video_id)).toEqual([video_id]);
  }, 90_000);
});

test("twenty orders at once are all made, a few at a time, and whoever has one waits for none of who has many", async () => {
  let atOnce = 0;
  let most = 0;
  const { tavus } = await stageWith({
    local: {
      tavus: {
        parallel: 2,
        drawing: {
          ...quickDrawing,
          renderVideo: async (job, options) => {
            most = Math.max(most, ++atOnce);
            return await quickDrawing.renderVideo(job, options).finally(() => atOnce--);
          },
        },
      },
    },
  });
  const [busy, quiet] = await tavus.stock();
  const many = await Promise.all(
    Array.from({ length: 19 }, (_, at) => tavus.order({ replica_id: busy, script: `Number ${at}.` })),
  );
  const one = await tavus.order({ replica_id: quiet, script: SHORT });
  await tavus.untilVideo(one.video_id, "ready");
  const states = await Promise.all(many.map(({ video_id }) => tavus.video(video_id)));
  expect(states.filter((video) => video!.status === "queued").length).toBeGreaterThan(10);
  for (const { video_id } of many) await tavus.untilVideo(video_id, "ready");
  expect(most).toBe(2);
}, 90_000);

test("a video that is deleted while it is drawn leaves no process and no file, and the next one is made", async () => {
  const { tavus, folder } = await stageWith({ local: { tavus: { parallel: 1 } } });
  const [replica_id] = await tavus.stock();
  const { video_id } = await tavus.order({ replica_id, script: LONG.repeat(5) });
  const next = await tavus.order({ replica_id, script: SHORT });
  await until("it is drawn", async () => progressOf((await tavus.video(video_id))!) >= 10, 30_000);
  expect((await tavus.call("DELETE", `/videos/${video_id}`)).status).toBe(200);
  expect(await tavus.video(video_id)).toBeNull();
  await tavus.untilVideo(next.video_id, "ready");
  expect(filesOf(folder)).toEqual([`${next.video_id}.jpg`, `${next.video_id}.mp4`]);
  expect(processesWith(video_id)).toEqual([]);
}, 60_000);

/** Processes of this machine that have a text in their command line. */
function processesWith(text: string): string[] {
  const ids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const lines = ids.map((id) => {
    try {
      return readFileSync(join("/proc", id, "cmdline"), "utf8");
    } catch {
      return "";
    }
  });
  return lines.filter((line) => line.includes(text));
}

test("a callback is repeated until somebody takes it", async () => {
  const { url, told, refuse } = await receiving();
  const { tavus } = await stageWith({ env: ALLOW, local: { tavus: { drawing: quickDrawing } } });
  refuse.push(503, 500, 404);
  const [replica_id] = await tavus.stock();
  const { video_id } = await tavus.order({ replica_id, script: SHORT, callback_url: url });
  const [call] = await until("it is told", () => (told.length > 0 ? told : null), 20_000);
  expect(call).toMatchObject({ video_id, status: "ready", generation_progress: "100/100" });
  expect(refuse).toEqual([]);
});

test("who has ordered one video waits for none of another host who has ordered many, in the same voice", async () => {
  const drawn: string[] = [];
  const drawing = {
    ...quickDrawing,
    lookOf: (seed: string) => {
      drawn.push(seed);
      return quickDrawing.lookOf(seed);
    },
  };
  const { tavus } = await stageWith({ local: { tavus: { parallel: 1, drawing } } });
  const [replica_id] = await tavus.stock();
  const order = (host: string) => tavus.order({ replica_id, script: SHORT, properties: { host } });
  for (let i = 0; i < 4; i++) await order("mallory");
  await order("ada");
  await until("all are drawn", () => drawn.length === 5, 60_000);
  expect(drawn.at(-1)).toBe("mallory");
});

test("a callback goes nowhere inside this machine, and the video is made all the same", async () => {
  const { url, told } = await receiving();
  const { tavus } = await stageWith({ local: { tavus: { drawing: quickDrawing } } });
  const [replica_id] = await tavus.stock();
  const { video_id } = await tavus.order({ replica_id, script: SHORT, callback_url: url });
  await tavus.untilVideo(video_id, "ready");
  expect(told).toEqual([]);
  const wrong = await tavus.call("POST", "/videos", { replica_id, script: SHORT, callback_url: "ftp://a" });
  expect([wrong.status, JSON.stringify(wrong.body)]).toEqual([400, expect.stringContaining("callback_url")]);
});

test("what cannot be said is told as what it is", async () => {
  const { url, told } = await receiving();
  const { tavus } = await stageWith({ env: ALLOW, local: { tavus: { drawing: quickDrawing } } });
  const [replica_id] = await tavus.stock();
  const { video_id } = await tavus.order({ replica_id, script: "***", callback_url: url });
  const failed = await tavus.untilVideo(video_id, "error");
  expect(failed).toMatchObject({ status_details: expect.stringMatching(/spoken/), download_url: null });
  const [call] = await until("it is told", () => (told.length > 0 ? told : null));
  expect(call).toMatchObject({ video_id, status: "error", status_details: failed.status_details });
});

test("files are for who has their address, and neither they nor the API are there under another name", async () => {
  const { tavus, local, url } = await stageWith({ local: { tavus: { drawing: quickDrawing } } });
  const [replica_id] = await tavus.stock();
  const name = `<script>alert("1")</script>`;
  const { video_id } = await tavus.order({ replica_id, script: SHORT, video_name: name });
  const ready = await tavus.untilVideo(video_id, "ready");
  const part = await fetch(ready.download_url!, { headers: { range: "bytes=4-7" } });
  expect([part.status, await part.text()]).toEqual([206, "ftyp"]);
  const picture = await fetch(ready.still_image_thumbnail_url!);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  const page = await fetch(ready.hosted_url);
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain('<video src="video.mp4"');
  expect(html).not.toContain(name);
  for (const token of ["A".repeat(32), video_id, "..%2Ffiles"])
    expect((await fetch(`${url}/local/tavus/files/${token}/video.mp4`)).status).toBe(404);
  const asked = (path: string, host: string) =>
    new Promise<number>((resolve, reject) => {
      const options = { port: local.port, path, headers: { host, "x-api-key": "a-tavus-key-for-tests" } };
      request({ host: "127.0.0.1", ...options }, (res) => resolve(res.resume().statusCode!))
        .once("error", reject)
        .end();
    });
  expect(await asked("/local/tavus/v2/videos", `127.0.0.1:${local.port}`)).toBe(200);
  for (const path of ["/local/tavus/v2/videos", new URL(ready.download_url!).pathname])
    expect([path, await asked(path, "stream.example")]).not.toContain(200);
});

test("finished videos go after a day, and before that the oldest when there are too many", async () => {
  const folder = mkdtempSync(join(tmpdir(), "molt-tavus-"));
  const local = { tavus: { drawing: quickDrawing } };
  const first = await aStage({ folder, local });
  const tavus = new TavusClient(first.url);
  const [replica_id] = await tavus.stock();
  const ids: string[] = [];
  for (const script of ["One.", "Two.", "Three."]) {
    const { video_id } = await tavus.order({ replica_id, script });
    ids.push((await tavus.untilVideo(video_id, "ready")).video_id);
  }
  await first.local.stop();
  first.backend.server.close();
  const path = join(folder, "media", "tavus", "videos", `${ids[0]}.json`);
  const old = JSON.parse(readFileSync(path, "utf8")) as { updatedAt: number; bytes: number };
  writeFileSync(path, JSON.stringify({ ...old, updatedAt: Date.now() - 25 * 3600_000 }));
  // What a crash has left of something that was being written.
  const stray = join(folder, "media", "tavus", "files", `${ids[1]}.mp4.1234.part`);
  writeFileSync(stray, "half");
  utimesSync(stray, 0, 0);
  const bytes = (JSON.parse(readFileSync(path.replace(ids[0]!, ids[2]!), "utf8")) as { bytes: number }).bytes;
  const second = await stageWith({ folder, local: { tavus: { ...local.tavus, maxBytes: bytes + 10 } } });
  expect(await second.tavus.video(ids[0]!)).toBeNull();
  expect(await second.tavus.video(ids[1]!)).toBeNull();
  expect(await second.tavus.video(ids[2]!)).toMatchObject({ status: "ready" });
  expect(filesOf(folder)).toEqual([`${ids[2]}.jpg`, `${ids[2]}.mp4`]);
  expect(existsSync(path)).toBe(false);
});
