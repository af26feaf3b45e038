import { mkdtempSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { readTrackFacts } from "../src/media/trackFacts.ts";
import {
  ACCOUNT,
  type ApiVideo,
  aStage,
  aVideoFile,
  callStream,
  decode,
  rawRequest,
  type Stage,
  strike,
  TOKEN,
  until,
} from "./stage.ts";

let stage: Stage;
beforeAll(async () => {
  stage = await aStage();
});
afterAll(() => strike(stage));

const PATH = `/local/cloudflare/client/v4/accounts/${ACCOUNT}/stream`;

async function upload(bytes: Buffer | ReadableStream, headers: Record<string, string> = {}, on = stage) {
  const form = new FormData();
  if (Buffer.isBuffer(bytes)) form.append("file", new Blob([new Uint8Array(bytes)]), "a.mp4");
  const answer = await fetch(`${on.url}${PATH}`, {
    method: "POST",
    headers: { authorization: `Bearer ${TOKEN}`, ...headers },
    body: Buffer.isBuffer(bytes) ? form : bytes,
    duplex: "half",
  } as RequestInit);
  return { status: answer.status, body: (await answer.json()) as { result: ApiVideo } };
}

const settled = (uid: string, on = stage) =>
  until(
    "it is settled",
    async () => {
      const { result } = (await callStream(on, "GET", `/${uid}`)).body;
      return ["ready", "error"].includes(result.status.state) ? result : null;
    },
    30_000,
  );

const hls = (uid: string) => `${stage.url}/media/${uid}/manifest/video.m3u8`;
const leftovers = () => readdirSync(join(stage.folder, "media", "uploads"));

test.each([
  ["is copied", { codec: "libx264", options: ["-g", "50"] }],
  ["with pictures out of order", { codec: "libx264", options: ["-g", "75", "-bf", "3"] }],
  ["of more colours than browsers play", { codec: "libx264", options: ["-pix_fmt", "yuv444p"] }],
  ["of another kind", { codec: "mpeg4", format: "avi", extra: ["-c:a", "mp3"] }],
  ["without sound", { codec: "libx264", extra: ["-an"] }],
])("a file %s plays from its first picture to its last", async (_, options) => {
  const { status, body } = await upload(await aVideoFile(4, options));
  expect([status, body.result.readyToStream]).toEqual([200, false]);
  const video = await settled(body.result.uid);
  expect(video).toMatchObject({ status: { state: "ready" }, input: { width: 320, height: 180 } });
  expect(video.meta).toEqual({ name: "a.mp4" });
  expect(Math.abs(video.duration - 4)).toBeLessThan(0.1);
  const seen = await decode(hls(video.uid));
  expect(seen.frames).toBeGreaterThanOrEqual(99);
  expect(seen.complaints).toBe("");
  // In eight bits and a quarter of the colours, as every browser plays it.
  const [, init] = /URI="\.\.\/(segments\/init-\d+\.mp4)"/.exec(await (await fetch(hls(video.uid))).text())!;
  const head = await (await fetch(`${stage.url}/media/${video.uid}/${init}`)).arrayBuffer();
  expect(readTrackFacts(Buffer.from(head)).video?.codec).toMatch(/^avc1\.(?:42|4d|64)/);
  const picture = await fetch(`${stage.url}/media/${video.uid}/thumbnails/thumbnail.jpg?time=2s`);
  expect([picture.status, picture.headers.get("content-type")]).toEqual([200, "image/jpeg"]);
  expect(leftovers()).toEqual([]);
});

test("captions are there for players and for whoever asks, by a token when the video needs one", async () => {
  const { uid } = (await upload(await aVideoFile(2))).body.result;
  await settled(uid);
  const form = new FormData();
  const vtt = "WEBVTT\n\n00:00.000 --> 00:01.500\nGuten Tag.\n";
  form.append("file", new Blob([vtt]), "de.vtt");
  const headers = { authorization: `Bearer ${TOKEN}` };
  const put = await fetch(`${stage.url}${PATH}/${uid}/captions/de`, { method: "PUT", headers, body: form });
  expect(((await put.json()) as { result: object }).result).toMatchObject({
    language: "de",
    label: "Deutsch",
  });
  await callStream(stage, "POST", `/${uid}`, { requireSignedURLs: true });
  const { token } = (await callStream<{ token: string }>(stage, "POST", `/${uid}/token`, {})).body.result;
  const list = await (await fetch(hls(token))).text();
  expect(list).toMatch(/#EXT-X-MEDIA:TYPE=SUBTITLES,.*LANGUAGE="de",.*URI="\.\.\/captions\/de\.m3u8"/);
  expect(list).toMatch(/CODECS="avc1\.[0-9a-f]{6},mp4a\.40\.2",SUBTITLES="captions"\n\.\.\/source\//i);
  expect((await decode(hls(token))).frames).toBeGreaterThanOrEqual(49);
  const playlist = await (await fetch(`${stage.url}/media/${token}/captions/de.m3u8`)).text();
  expect(playlist).toContain("\nde.vtt\n");
  const file = await fetch(`${stage.url}/media/${token}/captions/de.vtt`);
  expect([file.headers.get("content-type"), await file.text()]).toEqual(["text/vtt; charset=utf-8", vtt]);
  expect((await fetch(`${stage.url}/media/${uid}/captions/de.vtt`)).status).toBe(401);
  for (const language of ["fr", "../de", "de.vtt"])
    expect((await fetch(`${stage.url}/media/${token}/captions/${language}.vtt`)).status).toBe(404);
  expect((await callStream(stage, "GET", `/${uid}/captions/e/n`)).status).toBe(404);
  expect((await callStream(stage, "PUT", `/${uid}/captions/not_a_language`)).status).toBe(400);
});

test("what is no video is told so, and a list of other files opens none of them", async () => {
  const secret = join(stage.folder, "secret.ts");
  writeFileSync(secret, await aVideoFile(1, { format: "ts" }));
  for (const bytes of [
    Buffer.from("This is no video."),
    Buffer.alloc(0),
    Buffer.from(`#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile://${secret}\n#EXT-X-ENDLIST\n`),
    Buffer.from(`ffconcat version 1.0\nfile '${secret}'\n`),
  ]) {
    const { uid } = (await upload(bytes)).body.result;
    const video = await settled(uid);
    expect(video.status.state).toBe("error");
    expect(video.status.errorReasonCode).toMatch(/^ERR_/);
  }
});

test("a form that is too large, torn or none leaves nothing", async () => {
  const before = (await callStream<ApiVideo[]>(stage, "GET", "")).body.result.length;
  const head = '--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n';
  let sent = 0;
  const endless = new ReadableStream({
    pull(controller) {
      if (sent === 0) controller.enqueue(Buffer.from(head));
      sent += 2 ** 20;
      if (sent > 250 * 2 ** 20) controller.close();
      else controller.enqueue(Buffer.alloc(2 ** 20));
    },
  });
  const type = { "content-type": "multipart/form-data; boundary=x" };
  // The answer may come while the body is still on its way, which closes the connection.
  expect(
    await upload(endless, type).then(
      ({ status }) => status,
      () => 413,
    ),
  ).toBe(413);
  const refused = async (text: string, headers = type) => {
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(text));
        controller.close();
      },
    });
    return (await upload(body, headers)).status;
  };
  expect(await refused("hello", { "content-type": "application/json" })).toBe(400);
  expect(await refused(`${head}half of it`)).toBe(400);
  expect(await refused('--x\r\nContent-Disposition: form-data; name="other"\r\n\r\nhi\r\n--x--\r\n')).toBe(
    400,
  );
  expect(await refused(`--x\r\nContent-Disposition: ${"x".repeat(20_000)}\r\n\r\n`)).toBe(400);
  // Whoever hangs up in the middle.
  await rawRequest(
    stage.local.port,
    `POST ${PATH} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${TOKEN}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: ${head.length}\r\nConnection: close\r\n\r\n${head}`,
  );
  await until("nothing is left", () => leftovers().length === 0);
  expect((await callStream<ApiVideo[]>(stage, "GET", "")).body.result).toHaveLength(before);
}, 60_000);

test("what was being made when the process ended is made after the next start", async () => {
  const folder = mkdtempSync(join(tmpdir(), "molt-uploads-"));
  const first = await aStage({ folder });
  const { uid } = (await upload(await aVideoFile(20, { codec: "mpeg4", format: "avi" }), {}, first)).body
    .result;
  await first.local.stop();
  first.backend.server.close();
  const second = await aStage({ folder });
  const video = await settled(uid, second);
  expect(video.status.state).toBe("ready");
  expect(Math.abs(video.duration - 20)).toBeLessThan(0.1);
  expect(readdirSync(join(folder, "media", "videos", uid)).sort()).toEqual([
    "index.jsonl",
    "media.bin",
    "video.json",
  ]);
  await strike(second);
}, 60_000);
