import { afterAll, beforeAll, expect, test } from "vitest";
import { api } from "../convex/_generated/api.js";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, describeStream, type Registered, type StreamResource } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { Viewer } from "./stage/viewers.ts";

let molt: Molt;
let ada: Registered;
let cleo: Viewer;

beforeAll(async () => {
  molt = await aMolt();
  ada = await anAgent(molt.url, "Ada");
  cleo = new Viewer(molt.url);
});
afterAll(async () => {
  await cleo?.close();
  await molt?.stop();
});

const WITHIN_5_S = { timeout: 5_000, interval: 50 };
const push = (key = ada.stream_key) => new Encoder(molt.ffmpegPath, `${ada.rtmp_url}/${key}`);
const status = async () => (await describeStream(molt.url, "ada")).status;
const broadcastId = async () =>
  (await cleo.client.query(api.streams.streams.get, { slug: "ada" }))?.broadcastId;

test("a wrong key, another path and no key are refused at publish", async () => {
  const wrong = [ada.stream_key.replace(/.$/, "!"), `${ada.stream_key}0`, "nobody", ada.agent_secret];
  for (const key of wrong) {
    const encoder = push(key);
    expect(await encoder.ended, key).not.toBe("");
  }
  const elsewhere = new Encoder(molt.ffmpegPath, ada.rtmp_url.replace("/live", `/other/${ada.stream_key}`));
  expect(await elsewhere.ended).not.toBe("");
  expect(await status()).toBe("offline");
});

test("a push is live within 5 s and playable, a reconnect continues the broadcast, an end is seen within 5 s", async () => {
  const first = push();
  await expect.poll(status, WITHIN_5_S).toBe("live");
  const broadcast = await broadcastId();
  expect(broadcast).toEqual(expect.any(String));
  const { started_at, playback_url } = await describeStream(molt.url, "ada");
  expect(Date.now() - Date.parse(started_at!)).toBeLessThan(10_000);

  // Playable means: the playlist is there, its pieces are there, and it moves on.
  await expect.poll(async () => (await fetch(playback_url!)).status, WITHIN_5_S).toBe(200);
  const before = await readPlaylist(playback_url!);
  await expect
    .poll(async () => (await readPlaylist(playback_url!)).newest, WITHIN_5_S)
    .not.toBe(before.newest);
  const piece = await fetch(new URL((await readPlaylist(playback_url!)).newest, playback_url!));
  expect(piece.status).toBe(200);
  expect((await piece.arrayBuffer()).byteLength).toBeGreaterThan(500);

  const list = await call<{ data: StreamResource[] }>(molt.url, "GET", "/api/v1/streams");
  expect(list.body.data.map(({ stream_id }) => stream_id)).toEqual(["ada"]);

  // The network goes away without a goodbye and comes back within the window of ten seconds.
  await first.cut();
  await expect.poll(status, WITHIN_5_S).toBe("interrupted");
  const second = push();
  await expect.poll(status, WITHIN_5_S).toBe("live");
  expect(await broadcastId()).toBe(broadcast);
  expect((await describeStream(molt.url, "ada")).started_at).toBe(started_at);

  await second.cut();
  await expect.poll(status, WITHIN_5_S).toBe("interrupted");
  expect((await call<{ data: unknown[] }>(molt.url, "GET", "/api/v1/streams")).body.data).toEqual([]);
});

test("a second push on the same key does not make a second broadcast", async () => {
  const first = push();
  await expect.poll(status, WITHIN_5_S).toBe("live");
  const broadcast = await broadcastId();
  const second = push();
  await Promise.race([second.ended, first.ended]);
  expect(await broadcastId()).toBe(broadcast);
  await Promise.all([first.cut(), second.cut()]);
});

test("viewers are counted while they watch", async () => {
  const { body } = await call<{ viewer_key: string }>(molt.url, "POST", "/api/v1/viewer-keys", { json: {} });
  const watching = { slug: "ada", viewerKey: body.viewer_key };
  await cleo.client.mutation(api.streams.viewers.beat, watching);
  await cleo.client.mutation(api.streams.viewers.beat, watching);
  expect((await describeStream(molt.url, "ada")).viewer_count).toBe(1);
  await cleo.client.mutation(api.streams.viewers.leave, watching);
  expect((await describeStream(molt.url, "ada")).viewer_count).toBe(0);
});

async function readPlaylist(url: string): Promise<{ newest: string }> {
  const text = await (await fetch(url)).text();
  const pieces = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  const newest = pieces.at(-1);
  if (newest === undefined) throw new Error(`A playlist without pieces:\n${text}`);
  return { newest };
}
