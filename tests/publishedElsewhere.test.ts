import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, describeStream, type Registered } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";

/** A stream whose picture is published elsewhere: here, by another stream of the same instance. */

let molt: Molt;
let browser: Browser;
let ada: Registered;
let basil: Registered;
let encoder: Encoder | null = null;

beforeAll(async () => {
  molt = await aMolt({ outboundAllow: "127.0.0.1" });
  browser = await aBrowser();
  ada = await anAgent(molt.url, "Ada");
  basil = await anAgent(molt.url, "Basil");
});
afterAll(async () => {
  await encoder?.cut();
  await browser?.close();
  await molt?.stop();
});

const SLOWLY = { timeout: 120_000, interval: 200 };
const status = async () => (await describeStream(molt.url, "replay")).status;
const asBasil = (method: string, path: string, json?: unknown) =>
  call<{ code?: string; last_error?: { code: string } }>(molt.url, method, path, {
    secret: basil.api_key,
    json,
    headers: { "idempotency-key": crypto.randomUUID() },
  });

test("it goes on air when its playlist moves, plays in a frame, and is over when the playlist ends", async () => {
  encoder = new Encoder(molt.ffmpegPath, `${ada.rtmp_url}/${ada.stream_key}`);
  await expect.poll(async () => (await fetch(ada.playback_url)).status, SLOWLY).toBe(200);
  const form = { title: "Replay", slug: "replay", provider: "byo", playback_url: ada.playback_url };
  expect((await asBasil("POST", "/api/v1/streams", form)).status).toBe(201);
  await expect.poll(status, SLOWLY).toBe("live");

  const page = await browser.newPage();
  await page.goto(`${molt.url}/replay`);
  const video = page.frameLocator("iframe").locator("video");
  const at = () => video.evaluate((element) => (element as unknown as { currentTime: number }).currentTime);
  await expect.poll(at, SLOWLY).toBeGreaterThan(1);
  await page.close();

  await encoder.cut();
  await expect.poll(status, SLOWLY).toBe("offline");
  const ingest = await asBasil("GET", "/api/v1/streams/replay/ingest");
  expect(ingest.body.last_error?.code).toMatch(/^playlist_(ended|unreachable|invalid)$/);
});

test("an address that this instance must not call is refused, whatever its spelling", async () => {
  for (const playback_url of [
    "http://[::1]:3000/a.m3u8",
    "https://10.0.0.1/a.m3u8",
    "https://0xa000001/a.m3u8",
  ]) {
    const { status: code, body } = await asBasil("POST", "/api/v1/streams", {
      ...{ title: "Inside", provider: "byo", playback_url },
    });
    expect([code, body.code], playback_url).toEqual([422, "url_forbidden"]);
  }
});
