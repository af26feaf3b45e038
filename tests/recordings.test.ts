import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, type Registered } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { look } from "./stage/look.ts";
import { codeIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { Viewer } from "./stage/viewers.ts";

interface Recording {
  id: string;
  status: string;
  duration_s: number | null;
  playback_url: string | null;
}
interface Clip extends Recording {
  start_s: number;
  recording_id: string | null;
}

let molt: Molt;
let browser: Browser;
let page: Page;
let ada: Registered;
let encoder: Encoder;
let cleo: Viewer;
let recordingId: string;
let clip: Clip;
const complaints: string[] = [];

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  ada = await anAgent(molt.url, "Ada");
  cleo = new Viewer(molt.url);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
});
afterAll(async () => {
  await cleo?.close();
  await browser?.close();
  await encoder?.cut();
  await molt?.stop();
});

const own = { secret: "" };
const get = async <Body>(path: string) => (await call<Body>(molt.url, "GET", path, own)).body;
const recordings = async () => (await get<{ data: Recording[] }>("/api/v1/recordings?stream_id=ada")).data;
const recordingNow = () => get<Recording>(`/api/v1/recordings/${recordingId}`);
const clipNow = () => get<Clip>(`/api/v1/clips/${clip.id}`);
const makeClip = (json: object, key: string) =>
  call<Clip>(molt.url, "POST", "/api/v1/clips", { ...own, json, headers: { "Idempotency-Key": key } });

/** Where the picture of the page stands, and how far one can go in it. */
const picture = () =>
  page.evaluate<{ at: number; end: number; width: number } | null>(`(() => {
    const video = document.querySelector("video");
    if (!video || video.seekable.length === 0) return null;
    return { at: video.currentTime, end: video.seekable.end(video.seekable.length - 1), width: video.videoWidth };
  })()`);
const at = async () => (await picture())?.at ?? 0;

/** That pictures move: the clock of the video goes on by more than a second from where it is. */
async function moves(): Promise<void> {
  await expect.poll(async () => (await picture())?.width ?? 0, PATIENTLY).toBe(320);
  const seen = await at();
  await expect.poll(at, PATIENTLY).toBeGreaterThan(seen + 1);
}

async function signUp(): Promise<void> {
  await page.goto(`${molt.url}/sign-up`);
  await page.getByLabel("Name").fill("Dov");
  await page.getByLabel("E-mail").fill("dov@example.org");
  await page.getByLabel("Password").fill("a sentence that nobody guesses");
  await page.getByRole("button", { name: "Send me a code" }).click();
  await page.getByRole("heading", { name: "Look into your mail" }).waitFor();
  await expect.poll(() => newestMailTo(molt, "dov@example.org"), PATIENTLY).toContain("finish registering");
  await page.getByLabel("Code from the mail").fill(codeIn(await newestMailTo(molt, "dov@example.org"))!);
  await page.getByRole("button", { name: "Finish" }).click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/console");
}

/** Dov says that Ada is his, and she agrees. */
async function claimAda(): Promise<void> {
  await page.goto(`${molt.url}/console/claim`);
  await page.getByLabel("Username or id").fill("ada");
  await page.getByRole("button", { name: "Begin" }).click();
  const command = await page.locator("figure code").textContent();
  const path = /\/api\/v1\/claims\/\S+\/verify/.exec(command!)![0];
  const asked = await call(molt.url, "POST", path, { ...own, json: {} });
  const [, claimer] = /\(([^()]+)\) wants to own/.exec(JSON.stringify(asked.body))!;
  expect((await call(molt.url, "POST", path, { ...own, json: { claimer } })).status).toBe(200);
}

describe("while a broadcast goes on", () => {
  test("its viewers go back in it, and to what happens now again", async () => {
    own.secret = ada.api_key;
    encoder = new Encoder(molt.ffmpegPath, `${ada.rtmp_url}/${ada.stream_key}`);
    await page.goto(`${molt.url}/ada`);
    await moves();
    await cleo.openChat("ada").then((channelId) => cleo.write(channelId, "Early words."));
    await expect
      .poll(
        async () =>
          Date.now() - Date.parse((await get<{ started_at: string }>("/api/v1/streams/ada")).started_at),
        {
          timeout: 60_000,
        },
      )
      .toBeGreaterThan(35_000);

    const seek = page.getByRole("slider", { name: "Seek" });
    await seek.focus();
    for (let i = 0; i < 2; i++) await page.getByRole("button", { name: "Back ten seconds" }).click();
    // The whole broadcast is there now, and the picture stands some twenty seconds before its end.
    await expect.poll(async () => (await picture())?.end ?? 0, PATIENTLY).toBeGreaterThan(30);
    await moves();
    const { at: position, end } = (await picture())!;
    expect(end - position).toBeGreaterThan(15);
    expect(end - position).toBeLessThan(40);

    await page.getByRole("button", { name: "Jump to live" }).click();
    await expect
      .poll(() => page.getByRole("button", { name: "Live", exact: true }).count(), PATIENTLY)
      .toBe(1);
    await moves();
  });

  test("a clip of it is played at once", async () => {
    const channelId = await cleo.openChat("ada");
    await cleo.write(channelId, "The wave breaks.");
    const asked = Date.now();
    const made = await makeClip(
      { stream_id: "ada", last_s: 20, title: "The wave breaks" },
      "clip-of-the-wave",
    );
    expect(made.status).toBe(201);
    clip = made.body;
    recordingId = clip.recording_id!;
    await page.goto(`${molt.url}/clips/${clip.id}`);
    await moves();
    console.log(
      `A clip of a running broadcast moved ${((Date.now() - asked) / 1000).toFixed(1)} s after it was asked for.`,
    );
    expect((await picture())!.end).toBeLessThan(25);
    await expect.poll(() => page.getByRole("log").textContent(), PATIENTLY).toContain("The wave breaks.");
    await page.getByRole("heading", { level: 1, name: "The wave breaks" }).waitFor();
  });

  test("a viewer who has signed in chooses a part of it by keyboard, and keeps it under a name", async () => {
    await signUp();
    await page.goto(`${molt.url}/ada`);
    await page.getByRole("button", { name: "Clip", exact: true }).click();
    const dialog = page.getByRole("dialog", { name: "Make a clip" });
    await dialog.getByRole("slider", { name: "Begins" }).focus();
    // The preview plays from where the clip begins, round and round.
    await expect
      .poll(() => page.evaluate("document.querySelector('dialog video')?.currentTime ?? 0"), PATIENTLY)
      .toBeGreaterThan(1);
    expect(await look(page, "clip-dialog")).toEqual([]);
    await dialog.getByRole("slider", { name: "Begins" }).focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await dialog.getByText("25 seconds").waitFor();
    await dialog.getByLabel("Title").fill("Dov keeps this");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "Watch it" }).click();
    await page.getByRole("heading", { level: 1, name: "Dov keeps this" }).waitFor();
    await moves();
    const { end } = (await picture())!;
    expect(Math.abs(end - 25)).toBeLessThan(3);
    await page.getByRole("button", { name: "Edit" }).waitFor();
    expect(await look(page, "clip")).toEqual([]);
  });
});

describe("when it is over", () => {
  test("it is a recording, and the clip a video of its own", async () => {
    const seconds = { timeout: 90_000, interval: 500 };
    await encoder.cut();
    await expect.poll(async () => (await recordingNow()).status, seconds).toBe("ready");
    expect((await recordings()).map(({ id }) => id)).toEqual([recordingId]);
    expect((await recordingNow()).duration_s).toBeGreaterThan(30);
    await expect.poll(async () => (await clipNow()).status, seconds).toBe("ready");
    const { playback_url } = await clipNow();
    expect((await fetch(playback_url!)).status).toBe(200);
    expect(playback_url).not.toContain("clip.m3u8");
  });

  test("the picture goes on after a jump, and the chat is where the picture is", async () => {
    await page.goto(`${molt.url}/recordings/${recordingId}`);
    await moves();
    const log = page.getByRole("log");
    await expect.poll(() => log.textContent(), PATIENTLY).toContain("Early words.");
    expect(await log.textContent()).not.toContain("The wave breaks.");

    const { duration_s } = await recordingNow();
    const target = Math.floor(duration_s! - 8);
    await page.getByRole("slider", { name: "Seek" }).fill(String(target));
    await expect.poll(at, PATIENTLY).toBeGreaterThan(target + 1);
    await expect.poll(() => log.textContent(), PATIENTLY).toContain("The wave breaks.");

    expect(await look(page, "recording")).toEqual([]);

    // A message leads to its place, and what comes later is not said yet.
    await log
      .getByRole("button", { name: /^Play from/ })
      .first()
      .click();
    await expect.poll(at, PATIENTLY).toBeLessThan(target - 5);
    await expect.poll(() => log.textContent(), PATIENTLY).not.toContain("The wave breaks.");
    await moves();
  });

  test("a link leads to a second of it", async () => {
    await page.goto(`${molt.url}/recordings/${recordingId}?t=20`);
    await expect.poll(at, PATIENTLY).toBeGreaterThan(20);
    expect(await at()).toBeLessThan(35);
  });

  test("it is on the pages of its stream and its agent, with its clip", async () => {
    for (const path of ["/ada", "/agents/ada"]) {
      await page.goto(molt.url + path);
      await page.locator(`a[href="/recordings/${recordingId}"]:visible`).first().waitFor();
      await page.locator(`a[href="/clips/${clip.id}"]:visible`).first().waitFor();
    }
  });

  test("its owner gives it chapters", async () => {
    await claimAda();
    await page.goto(`${molt.url}/recordings/${recordingId}`);
    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Title").fill("The night of the wave");
    await page.getByLabel("Chapters").fill("0:05 Mixing blues\n0:20 The wave");
    expect(await look(page, "editing")).toEqual([]);
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: "The night of the wave" }).waitFor();
    await page.getByRole("button", { name: "0:20 The wave" }).click();
    await expect.poll(at, PATIENTLY).toBeGreaterThan(20);
  });

  test("what its owner keeps private plays for them, and is there for nobody else", async () => {
    const { playback_url } = await recordingNow();
    const stranger = await browser.newPage();
    stranger.setDefaultTimeout(20_000);
    await stranger.goto(`${molt.url}/recordings/${recordingId}`);
    await stranger.getByRole("heading", { level: 1, name: "The night of the wave" }).waitFor();

    await page.getByRole("button", { name: "Edit" }).click();
    await page.getByLabel("Who sees it").selectOption("private");
    await page.getByRole("button", { name: "Save" }).click();
    // Whoever has the page open loses it, and whoever kept the address of the video plays nothing by it.
    await stranger.getByRole("heading", { level: 1, name: "No recording lives here" }).waitFor();
    await expect.poll(async () => (await fetch(playback_url!)).status, PATIENTLY).toBe(401);
    await stranger.goto(`${molt.url}/ada`);
    await stranger.getByRole("heading", { level: 1 }).first().waitFor();
    await stranger.locator(`a[href="/clips/${clip.id}"]:visible`).first().waitFor();
    expect(await stranger.locator(`a[href="/recordings/${recordingId}"]`).count()).toBe(0);
    await stranger.close();

    // Without a reload, and after one.
    await moves();
    await page.goto(`${molt.url}/recordings/${recordingId}`);
    await moves();
    expect(await look(page, "private-recording")).toEqual([]);
  });

  test("deleted, it says so; its clip stays until it is deleted, too", async () => {
    const statusOf = async (path: string) => (await fetch(molt.url + path)).status;
    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await page.getByRole("heading", { name: "This recording was deleted" }).waitFor();
    await page.goto(`${molt.url}/clips/${clip.id}`);
    await moves();
    expect(await statusOf(`/clips/${clip.id}`)).toBe(200);

    await page.getByRole("button", { name: "Delete" }).click();
    await page.getByRole("button", { name: "Delete it" }).click();
    await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/ada");
    await expect.poll(() => statusOf(`/clips/${clip.id}`), PATIENTLY).toBe(410);
    expect(await statusOf(`/api/v1/clips/${clip.id}`)).toBe(410);
    await page.goto(`${molt.url}/clips/${clip.id}`);
    await page.getByRole("heading", { level: 1, name: "This clip was deleted" }).waitFor();
    expect(await look(page, "deleted-clip")).toEqual([]);
    await page.getByRole("link", { name: "To the stream" }).click();
    await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/ada");
    expect(complaints).toEqual([]);
  });
});
