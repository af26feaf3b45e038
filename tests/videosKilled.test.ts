import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ensureSecrets } from "../scripts/lib/secrets.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, type Registered } from "./stage/bots.ts";

interface Video {
  id: string;
  status: "processing" | "ready" | "failed";
  stage: string;
  progress: number | null;
  duration: number | null;
  playback_url: string | null;
  error: object | null;
}

const SCRIPTS = [
  "Good evening. The tide is out, and the pools lie still.",
  "A small crab carries its house across the rocks. It has the whole night.",
  "How far is it to the other side? Nobody asks.",
];
/** What a killed action had in hand is due again after three minutes, and a cron comes by once a minute. */
const RESUMED = { timeout: 9 * 60_000, interval: 500 };

let molt: Molt;
let ada: Registered;
beforeAll(async () => {
  molt = await aMolt();
  ada = await anAgent(molt.url, "Ada");
});
afterAll(() => molt?.stop());

async function look({ id }: Pick<Video, "id">): Promise<Video> {
  const { status, body } = await call<Video>(molt.url, "GET", `/api/v1/videos/${id}`, {
    secret: ada.api_key,
  });
  expect(status).toBe(200);
  return body;
}

/** What a player gets: how long it is, and how loud. */
async function heard(url: string): Promise<{ seconds: number; lufs: number }> {
  const run = promisify(execFile);
  const ffprobe = molt.ffmpegPath.replace(/ffmpeg$/, "ffprobe");
  const probed = await run(ffprobe, [
    "-v",
    "error",
    "-show_entries",
    "format=duration",
    "-of",
    "csv=p=0",
    url,
  ]);
  const meter = [
    "-hide_banner",
    "-nostdin",
    "-nostats",
    "-i",
    url,
    "-vn",
    "-af",
    "ebur128",
    "-f",
    "null",
    "-",
  ];
  const { stderr } = await run(molt.ffmpegPath, meter);
  const summary = stderr.slice(stderr.lastIndexOf("Summary:"));
  return { seconds: Number(probed.stdout), lufs: Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)?.[1]) };
}

/** How many renders the provider has of a video. */
async function rendersOf({ id }: Video): Promise<number> {
  const { tavusKey } = await ensureSecrets(molt.settings.dataDir);
  const headers = { "x-api-key": tavusKey };
  const { body } = await call<{ data: { video_name: string }[] }>(
    molt.url,
    "GET",
    "/local/tavus/v2/videos?limit=100",
    { headers },
  );
  return body.data.filter(({ video_name }) => video_name.startsWith(`${id}.`)).length;
}

test(
  "videos whose processes are all killed while they are being made are made once, and whole",
  async () => {
    const videos = await Promise.all(
      SCRIPTS.map(async (script, i) => {
        const headers = { "Idempotency-Key": `video-killed-${i}` };
        const asked = { secret: ada.api_key, json: { script }, headers };
        const { status, body } = await call<Video>(molt.url, "POST", "/api/v1/videos", asked);
        expect(status, JSON.stringify(body)).toBe(202);
        return body;
      }),
    );
    // The first is with the renderer; the others are there, on their way or waiting.
    const hasBegun = async () =>
      (await Promise.all(videos.map(look))).some(({ stage }) => stage === "rendering");
    await expect.poll(hasBegun, { ...RESUMED, interval: 20 }).toBe(true);
    await molt.crashAndRestart();

    await expect
      .poll(
        async () => (await Promise.all(videos.map(look))).map(({ status, error }) => error ?? status),
        RESUMED,
      )
      .toEqual(["ready", "ready", "ready"]);
    for (const video of await Promise.all(videos.map(look))) {
      const { seconds, lufs } = await heard(video.playback_url!);
      expect(Math.abs(seconds - video.duration!)).toBeLessThan(0.1);
      expect(Math.abs(lufs + 16)).toBeLessThan(1);
      expect(await rendersOf(video)).toBe(1);
    }
    const usage = { secret: ada.api_key };
    const { body } = await call<{ videos: object }>(molt.url, "GET", "/api/v1/usage", usage);
    expect(body.videos).toMatchObject({ used: 3, made: 3 });
  },
  20 * 60_000,
);
