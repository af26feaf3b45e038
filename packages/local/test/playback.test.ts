import { sign } from "node:crypto";
import { mkdtempSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PlaybackTokens, SigningKeyError } from "../src/videos/tokens.ts";
import {
  type ApiInput,
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
  untilVideo,
} from "./stage.ts";

let stage: Stage;
let input: ApiInput;
let video: ApiVideo;
let encoder: Encoder;

beforeAll(async () => {
  stage = await aStage();
  input = await aRecordedInput(stage, { requireSignedURLs: true });
  encoder = anEncoder(`${stage.rtmp}/${input.rtmps.streamKey}`);
  video = await untilVideo(stage, input.uid, "live-inprogress");
}, 60_000);
afterAll(async () => {
  await stopEncoder(encoder);
  await strike(stage);
});

const status = async (id: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${stage.url}/media/${id}/${path}`, { headers });
  await answer.arrayBuffer();
  return answer.status;
};

async function tokenFor(uid: string, wish: object = {}): Promise<string> {
  return (await callStream<{ token: string }>(stage, "POST", `/${uid}/token`, wish)).body.result.token;
}

const seconds = () => Math.floor(Date.now() / 1000);

describe("what needs a token", () => {
  test("is refused by its uid at every address, and played by a token in its place", async () => {
    expect(video.requireSignedURLs).toBe(true);
    for (const { uid } of [input, video]) {
      const token = await tokenFor(uid);
      const playlist = await (await fetch(`${stage.url}/media/${token}/manifest/video.m3u8`)).text();
      const segment = /segments\/seg-\d+\.m4s/.exec(playlist)![0];
      for (const path of [
        "manifest/video.m3u8",
        "manifest/video.m3u8?dvrEnabled=true",
        "manifest/clip.m3u8?time=0s&duration=5s",
        "manifest/video.m3u8?duration=1m",
        segment,
        "segments/init-1.mp4",
        "thumbnails/thumbnail.jpg?time=0s",
        "lifecycle",
        "views",
      ]) {
        expect([path, await status(uid, path)]).toEqual([path, 401]);
        expect([path, await status(token, path)]).toEqual([path, 200]);
      }
    }
    const played = await decode(`${stage.url}/media/${await tokenFor(video.uid)}/manifest/video.m3u8`, [
      "-t",
      "2",
    ]);
    expect(played.frames).toBeGreaterThan(30);
  });

  test("may be opened to all again, the input and its recording each for itself", async () => {
    const opened = await callStream(stage, "POST", `/${video.uid}`, { requireSignedURLs: false });
    expect(opened.body.result.requireSignedURLs).toBe(false);
    expect(await status(video.uid, "manifest/video.m3u8")).toBe(200);
    expect(await status(input.uid, "manifest/video.m3u8")).toBe(401);
    await callStream(stage, "POST", `/${video.uid}`, { requireSignedURLs: true });
  });

  test("is played from its time on and up to its time, for a day at most", async () => {
    const notYet = await tokenFor(video.uid, { nbf: seconds() + 60 });
    const over = await tokenFor(video.uid, { exp: seconds() - 1 });
    for (const token of [notYet, over]) expect(await status(token, "manifest/video.m3u8")).toBe(401);
    const tooLong = { exp: seconds() + 25 * 3600 };
    expect((await callStream(stage, "POST", `/${video.uid}/token`, tooLong)).status).toBe(400);
    const rules = { accessRules: [{ type: "any", action: "block" }] };
    expect((await callStream(stage, "POST", `/${video.uid}/token`, rules)).status).toBe(400);
    expect((await callStream(stage, "POST", `/${"0".repeat(32)}/token`)).status).toBe(404);
    expect((await callStream(stage, "POST", `/${video.uid}/token`, {}, "wrong")).status).toBe(403);
  });

  test("is not played by a token for something else, or one that is made up", async () => {
    const other = await aRecordedInput(stage);
    const good = await tokenFor(video.uid);
    const [head, body, signature] = good.split(".") as [string, string, string];
    const claims = JSON.parse(Buffer.from(body, "base64url").toString()) as object;
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const { kid } = JSON.parse(Buffer.from(head, "base64url").toString()) as { kid: string };
    expect(claims).toMatchObject({ sub: video.uid, kid });
    // A token for another input names another input, wherever it is shown.
    expect(await status(await tokenFor(other.uid), "manifest/video.m3u8")).toBe(404);
    const forged = [
      `${head}.${encode({ ...claims, sub: input.uid })}.${signature}`,
      `${head}.${body}.${"A".repeat(signature.length)}`,
      `${head}.${body}.`,
      `${encode({ alg: "none", kid })}.${body}.`,
      `${encode({ alg: "none", kid })}.${body}.${signature}`,
      `${encode({ alg: "HS256", kid })}.${body}.${signature}`,
      `${encode({ alg: "RS256", kid: "../../signing-key" })}.${body}.${signature}`,
      `${head}.${body}.${signature}.${signature}`,
      `${head}.${body}`,
      "..",
      "a.b.c",
      `${"a".repeat(1000)}.${"b".repeat(900)}.c`,
    ];
    for (const token of forged)
      expect([token.slice(0, 40), await status(token, "manifest/video.m3u8")]).toEqual([
        token.slice(0, 40),
        token === ".." ? 404 : 401,
      ]);
  });
});

test("pages of other hosts do not play what is kept for some", async () => {
  const kept = await aRecordedInput(stage, { allowedOrigins: ["watch.example", "*.tv.example"] });
  const mine = anEncoder(`${stage.rtmp}/${kept.rtmps.streamKey}`);
  const recording = await untilVideo(stage, kept.uid, "live-inprogress");
  const from = (origin: string) => status(kept.uid, "manifest/video.m3u8", { origin });
  expect(await from("https://watch.example")).toBe(200);
  expect(await from("https://a.tv.example")).toBe(200);
  for (const other of [
    "https://tv.example",
    "https://evil-watch.example",
    "https://watch.example.evil",
    "null",
  ])
    expect([other, await from(other)]).toEqual([other, 403]);
  expect(await status(kept.uid, "manifest/video.m3u8")).toBe(403);
  const byReferrer = { referer: "https://watch.example/ada" };
  expect(await status(recording.uid, "manifest/video.m3u8", byReferrer)).toBe(200);
  await stopEncoder(mine);
});

test("viewers are counted while they ask, unless the input hides them", async () => {
  const counted = async (uid: string) =>
    ((await (await fetch(`${stage.url}/media/${uid}/views`)).json()) as { liveViewers: number }).liveViewers;
  const ada = await aRecordedInput(stage);
  const mine = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`);
  await untilVideo(stage, ada.uid, "live-inprogress");
  for (const agent of ["one", "two", "two"])
    expect(await status(ada.uid, "manifest/video.m3u8", { "user-agent": agent })).toBe(200);
  expect(await counted(ada.uid)).toBe(2);
  await callApi(stage, "PUT", `/${ada.uid}`, { recording: { mode: "automatic", hideLiveViewerCount: true } });
  expect(await counted(ada.uid)).toBe(0);
  await stopEncoder(mine);
});

describe("the key that signs", () => {
  const path = () => join(mkdtempSync(join(tmpdir(), "molt-key-")), "media", "signing-key.json");

  test("is made once, for its owner's eyes, and outlives the process", () => {
    const file = path();
    const exp = seconds() + 60;
    const token = new PlaybackTokens(file).issue("ada", { exp });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = new PlaybackTokens(file);
    expect(again.uidOf(token)).toBe("ada");
    // The clock is looked at each time, also when the signature is known already.
    expect(again.uidOf(token, exp * 1000 + 1)).toBeNull();
    expect(new PlaybackTokens(path()).uidOf(token)).toBeNull();
  });

  test("signs nothing that has no end", () => {
    const file = path();
    const tokens = new PlaybackTokens(file);
    const { id, pem } = JSON.parse(readFileSync(file, "utf8")) as { id: string; pem: string };
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
    const text = `${encode({ alg: "RS256", kid: id })}.${encode({ sub: "ada", kid: id })}`;
    const signature = sign("sha256", Buffer.from(text), pem).toString("base64url");
    expect(tokens.uidOf(`${text}.${signature}`)).toBeNull();
  });

  test("stops the start when its file is damaged", () => {
    const file = path();
    new PlaybackTokens(file);
    writeFileSync(file, "{");
    expect(() => new PlaybackTokens(file)).toThrow(SigningKeyError);
  });
});
