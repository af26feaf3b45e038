import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import {
  ACCOUNT,
  anEncoder,
  aStage,
  aVideoFile,
  type Encoder,
  listen,
  type Stage,
  stopEncoder,
  strike,
  TOKEN,
  until,
} from "./stage.ts";

/**
 * What the backend relies on of Cloudflare Stream's API, held against the stand-in and, when an account is named, against
 * Cloudflare itself: `CLOUDFLARE_CONTRACT_ACCOUNT_ID`, `CLOUDFLARE_CONTRACT_API_TOKEN` and
 * `CLOUDFLARE_CONTRACT_PLAYBACK_URL` (`https://customer-….cloudflarestream.com`). It makes live inputs and deletes them
 * again, and records a few seconds.
 */
type Provider = { apiUrl: string; accountId: string; token: string; playbackUrl: string; isReal: boolean };

const real = (): Provider | null => {
  const { CLOUDFLARE_CONTRACT_ACCOUNT_ID: accountId, CLOUDFLARE_CONTRACT_API_TOKEN: token } = process.env;
  const playbackUrl = process.env.CLOUDFLARE_CONTRACT_PLAYBACK_URL?.replace(/\/+$/, "");
  if (!accountId || !token || !playbackUrl) return null;
  return { apiUrl: "https://api.cloudflare.com/client/v4", accountId, token, playbackUrl, isReal: true };
};

const zUid = z.string().regex(/^[0-9a-f]{32}$/);
const zTime = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const zEnvelope = z.object({
  success: z.boolean(),
  errors: z.array(z.object({ code: z.number(), message: z.string() })),
  messages: z.array(z.unknown()),
  result: z.unknown(),
});
const zInput = z.object({
  uid: zUid,
  created: zTime,
  modified: zTime,
  meta: z.record(z.string(), z.unknown()),
  enabled: z.boolean(),
  rtmps: z.object({ url: z.string(), streamKey: z.string().min(16) }),
  recording: z.object({
    mode: z.enum(["off", "automatic"]),
    requireSignedURLs: z.boolean(),
    allowedOrigins: z.array(z.string()).nullable(),
  }),
  status: z
    .object({ current: z.object({ state: z.string(), statusEnteredAt: zTime.optional() }).nullish() })
    .nullish(),
});
const zVideo = z.object({
  uid: zUid,
  created: zTime,
  modified: zTime,
  duration: z.number(),
  size: z.number(),
  readyToStream: z.boolean(),
  requireSignedURLs: z.boolean(),
  allowedOrigins: z.array(z.string()),
  scheduledDeletion: zTime.nullish(),
  liveInput: zUid.optional(),
  meta: z.record(z.string(), z.unknown()),
  status: z.object({ state: z.string(), errorReasonCode: z.string() }),
  input: z.object({ width: z.number(), height: z.number() }),
  playback: z.object({ hls: z.url(), dash: z.url() }),
  thumbnail: z.url(),
  preview: z.url(),
});

describe.each(["the stand-in", "Cloudflare"])("%s", (name) => {
  const account = name === "Cloudflare" ? real() : null;
  // Cloudflare costs money and needs an account: without one there is nothing to hold it against.
  const it = test.skipIf(name === "Cloudflare" && account === null);
  let stage: Stage | null = null;
  let provider: Provider;
  const made: string[] = [];
  const encoders: Encoder[] = [];

  beforeAll(async () => {
    if (name === "Cloudflare") {
      if (account) provider = account;
      return;
    }
    stage = await aStage({ local: { timing: { reconnectWindow: 500, afterglow: 500 } } });
    const apiUrl = `${stage.url}/local/cloudflare/client/v4`;
    const own = { apiUrl, accountId: ACCOUNT, token: TOKEN, playbackUrl: `${stage.url}/media` };
    provider = { ...own, isReal: false };
  });
  afterAll(async () => {
    await Promise.all(encoders.map(stopEncoder));
    for (const uid of made) await call("DELETE", `/live_inputs/${uid}`);
    if (stage) await strike(stage);
  });

  async function call(method: string, path: string, body?: object) {
    const answer = await fetch(`${provider.apiUrl}/accounts/${provider.accountId}/stream${path}`, {
      method,
      headers: { authorization: `Bearer ${provider.token}`, "content-type": "application/json" },
      body: body && JSON.stringify(body),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === "" ? null : zEnvelope.parse(JSON.parse(text)) };
  }

  async function anInput(settings: object = {}) {
    const { body } = await call("POST", "/live_inputs", { meta: { name: "contract" }, ...settings });
    const input = zInput.parse(body!.result);
    made.push(input.uid);
    return input;
  }

  it("makes a live input that can be read, listed, changed and deleted", async () => {
    const input = await anInput({ recording: { mode: "automatic", timeoutSeconds: 0 } });
    expect(input).toMatchObject({
      enabled: true,
      meta: { name: "contract" },
      recording: { mode: "automatic" },
    });
    expect(input.rtmps.url).toMatch(/^rtmps?:\/\/.*\/live\/$/);
    const read = zInput.parse((await call("GET", `/live_inputs/${input.uid}`)).body!.result);
    expect(read.rtmps).toEqual(input.rtmps);
    const listed = JSON.stringify((await call("GET", "/live_inputs")).body!.result);
    expect(listed).toContain(input.uid);
    expect(listed).not.toContain(input.rtmps.streamKey);
    const wish = {
      meta: { name: "changed" },
      enabled: false,
      recording: { mode: "automatic", requireSignedURLs: true },
    };
    const changed = zInput.parse((await call("PUT", `/live_inputs/${input.uid}`, wish)).body!.result);
    expect(changed).toMatchObject({
      enabled: false,
      recording: { requireSignedURLs: true },
      rtmps: input.rtmps,
    });
    expect((await call("DELETE", `/live_inputs/${input.uid}`)).status).toBe(200);
    expect((await call("GET", `/live_inputs/${input.uid}`)).status).toBe(404);
  });

  it("gives an input another key on wish", async () => {
    const input = await anInput();
    const rotated = zInput.parse((await call("POST", `/live_inputs/${input.uid}/rotate_keys`)).body!.result);
    expect(rotated.uid).toBe(input.uid);
    expect(rotated.rtmps.streamKey).not.toBe(input.rtmps.streamKey);
  });

  it("says no with a code and a reason", async () => {
    const nobody = "0".repeat(32);
    for (const [method, path] of [
      ["GET", `/live_inputs/${nobody}`],
      ["GET", `/${nobody}`],
      ["POST", `/${nobody}/token`],
    ] as const) {
      const { status, body } = await call(method, path, method === "POST" ? {} : undefined);
      expect([path, status, body?.success]).toEqual([path, 404, false]);
      expect(body!.errors[0]).toMatchObject({ code: expect.any(Number), message: expect.any(String) });
    }
    const wrong = await fetch(`${provider.apiUrl}/accounts/${provider.accountId}/stream/live_inputs`, {
      headers: { authorization: "Bearer wrong" },
    });
    expect([400, 401, 403]).toContain(wrong.status);
  });

  it("records a push, plays it by a token, and shows the recording", async () => {
    const recording = { mode: "automatic", requireSignedURLs: true, timeoutSeconds: 0 };
    const input = await anInput({ recording });
    const seconds = provider.isReal ? 40 : 4;
    const encoder = anEncoder(`${input.rtmps.url}${input.rtmps.streamKey}`, { gopSeconds: 2, seconds });
    encoders.push(encoder);
    const videos = async () =>
      z.array(zVideo).parse((await call("GET", `/live_inputs/${input.uid}/videos`)).body!.result);
    const patience = provider.isReal ? 120_000 : 20_000;
    const running = await until("it runs", async () => (await videos())[0], patience);
    expect(running).toMatchObject({ liveInput: input.uid, requireSignedURLs: true });
    const connected = async () =>
      zInput.parse((await call("GET", `/live_inputs/${input.uid}`)).body!.result).status?.current?.state ===
      "connected";
    await until("it is connected", connected, patience);
    await encoder.exited;
    const ready = await until(
      "it is ready",
      async () => (await videos()).find(({ status }) => status.state === "ready"),
      patience,
    );
    expect(ready.uid).toBe(running.uid);
    expect(ready.duration).toBeGreaterThan(seconds - 2);
    expect(ready.input).toEqual({ width: 320, height: 180 });

    const { result } = (await call("POST", `/${ready.uid}/token`, {})).body!;
    const { token } = z.object({ token: z.string().min(20) }).parse(result);
    const manifest = (id: string) => fetch(`${provider.playbackUrl}/${id}/manifest/video.m3u8`);
    expect((await manifest(ready.uid)).status).toBe(401);
    const signed = await manifest(token);
    expect([signed.status, (await signed.text()).slice(0, 7)]).toEqual([200, "#EXTM3U"]);

    const opened = zVideo.parse(
      (await call("POST", `/${ready.uid}`, { requireSignedURLs: false })).body!.result,
    );
    expect(opened.requireSignedURLs).toBe(false);
    const clip = await fetch(`${provider.playbackUrl}/${ready.uid}/manifest/clip.m3u8?time=1s&duration=2s`);
    expect([clip.status, (await clip.text()).slice(0, 7)]).toEqual([200, "#EXTM3U"]);
    expect((await call("DELETE", `/${ready.uid}`)).status).toBe(200);
    expect((await call("GET", `/${ready.uid}`)).status).toBe(404);
  }, 400_000);

  it("takes a file, plays it at its full length, with captions, and lets go of all of it", async () => {
    const file = await aVideoFile(3);
    const url = `${provider.apiUrl}/accounts/${provider.accountId}/stream`;
    const send = async (method: string, path: string, name: string, bytes: Buffer | string) => {
      const body = new FormData();
      body.append("file", new Blob([bytes as string]), name);
      const headers = { authorization: `Bearer ${provider.token}` };
      const answer = await fetch(`${url}${path}`, { method, headers, body });
      return { status: answer.status, body: zEnvelope.parse(await answer.json()) };
    };
    const name = `contract-${Date.now()}.mp4`;
    const uploaded = await send("POST", "", name, file as unknown as string);
    expect(uploaded.status).toBe(200);
    const { uid } = zVideo.partial().required({ uid: true }).parse(uploaded.body.result);
    const look = async () => zVideo.parse((await call("GET", `/${uid}`)).body!.result);
    const patience = provider.isReal ? 180_000 : 20_000;
    const ready = await until(
      "it is ready",
      async () => ((await look()).readyToStream ? look() : null),
      patience,
    );
    expect(ready.meta.name).toBe(name);
    expect(Math.abs(ready.duration - 3)).toBeLessThan(0.15);
    expect(ready.input).toEqual({ width: 320, height: 180 });
    const found = z.array(zVideo).parse((await call("GET", `?search=${name}`)).body!.result);
    expect(found.map((video) => video.uid)).toEqual([uid]);

    const manifest = `${provider.playbackUrl}/${uid}/manifest/video.m3u8`;
    expect(await (await fetch(manifest)).text()).toContain("#EXTM3U");
    const vtt = "WEBVTT\n\n00:00.000 --> 00:02.000\nHello there.\n";
    const zCaption = z.object({ language: z.string(), label: z.string(), generated: z.boolean().optional() });
    const put = await send("PUT", `/${uid}/captions/en`, "en.vtt", vtt);
    expect(zCaption.parse(put.body.result)).toMatchObject({ language: "en", label: "English" });
    expect((await send("PUT", `/${uid}/captions/en`, "en.vtt", "no captions at all")).status).toBe(400);
    const listed = z.array(zCaption).parse((await call("GET", `/${uid}/captions`)).body!.result);
    expect(listed.map(({ language }) => language)).toEqual(["en"]);
    await until(
      "captions are offered",
      async () => /TYPE=SUBTITLES.*LANGUAGE="en"/.test(await (await fetch(manifest)).text()),
      patience,
    );
    expect((await call("DELETE", `/${uid}/captions/en`)).status).toBe(200);
    expect((await call("GET", `/${uid}/captions`)).body!.result).toEqual([]);
    expect((await call("DELETE", `/${uid}`)).status).toBe(200);
    expect((await call("GET", `/${uid}`)).status).toBe(404);
  }, 400_000);

  // A real account has one webhook, and it is somebody's.
  test.skipIf(name === "Cloudflare")("signs what it tells about videos", async () => {
    const received: { signature: string; text: string }[] = [];
    const receiver = createServer((req, res) => {
      let text = "";
      req.on("data", (bytes) => {
        text += bytes;
      });
      req.on("end", () => {
        received.push({ signature: String(req.headers["webhook-signature"]), text });
        res.end();
      });
    });
    const port = await listen(receiver);
    const set = await call("PUT", "/webhook", { notificationUrl: `http://127.0.0.1:${port}/` });
    const zSubscription = z.object({ notificationUrl: z.url(), modified: zTime, secret: z.string().min(16) });
    const { secret } = zSubscription.parse(set.body!.result);
    expect(zSubscription.parse((await call("GET", "/webhook")).body!.result).secret).toBe(secret);
    const input = await anInput({ recording: { mode: "automatic", timeoutSeconds: 0 } });
    await anEncoder(`${input.rtmps.url}${input.rtmps.streamKey}`, { seconds: 2 }).exited;
    const { signature, text } = await until("a call", () => received[0]);
    const [, time, sig1] = /^time=(\d+),sig1=([0-9a-f]+)$/.exec(signature)!;
    expect(sig1).toBe(createHmac("sha256", secret).update(`${time}.${text}`).digest("hex"));
    expect(zVideo.parse(JSON.parse(text))).toMatchObject({
      liveInput: input.uid,
      status: { state: "ready" },
    });
    expect((await call("DELETE", "/webhook")).status).toBe(200);
    expect((await call("GET", "/webhook")).status).toBe(404);
    receiver.close();
  });
});
