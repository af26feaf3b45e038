import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { call, describeStream } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { look } from "./stage/look.ts";
import { signUpAndRegister } from "./stage/owner.ts";
import { PATIENTLY } from "./stage/patience.ts";

/** An owner and a stream: made in the console, on air by a real encoder, cut off, disabled, hidden and healed. */

const SLUG = "night-show";

let molt: Molt;
let browser: Browser;
let page: Page;
let encoder: Encoder | null = null;
let pushUrl = "";

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await encoder?.cut();
  await browser?.close();
  await molt?.stop();
});

const SLOWLY = { timeout: 60_000, interval: 100 };
const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = () => page.getByRole("dialog");
const section = (name: string) => page.getByRole("region", { name });
const status = async () => (await describeStream(molt.url, SLUG)).status;
const settings = () => page.goto(`${molt.url}/console/streams/${SLUG}/settings`);

/** The address to push to, as a dialog shows it this once. */
async function readPushUrl(from: Locator): Promise<string> {
  const server = (await from.locator("figure code").nth(0).textContent())!;
  const key = (await from.locator("figure code").nth(1).textContent())!;
  expect(server).toMatch(/^rtmp:\/\//);
  return `${server}/${key}`;
}

/** The picture moves: what plays now is later than what played before. */
async function expectMoving(): Promise<void> {
  const at = () =>
    page.locator("video").evaluate((video) => (video as unknown as { currentTime: number }).currentTime);
  await expect.poll(at, SLOWLY).toBeGreaterThan(0);
  const before = await at();
  await expect.poll(at, SLOWLY).toBeGreaterThan(before + 1);
}

test("an owner makes a stream, and its key is told this once", async () => {
  await signUpAndRegister(page, molt);
  await section("Streams").getByText("It has no stream yet.", { exact: false }).waitFor();
  await button("New stream").click();
  await page.getByLabel("Title").fill("Night show");
  await page.getByLabel("Category").selectOption("art");
  expect(await look(page, "new-stream")).toEqual([]);
  await button("Make it").click();
  await dialog().getByText("Stream key").waitFor();
  pushUrl = await readPushUrl(dialog());
  expect(await look(page, "made")).toEqual([]);
  await button("I have copied them").click();
  await page.getByRole("heading", { level: 1, name: `/${SLUG}` }).waitFor();
  await section("Key").getByText(pushUrl.slice(-4), { exact: false }).waitFor();
  expect(await page.content()).not.toContain(pushUrl.split("/").at(-1));
  expect(await look(page, "settings")).toEqual([]);
});

test("what is wrong with a setting is said at its field; what is right is kept", async () => {
  await page.getByLabel("Tags").fill("Painting, sea");
  await page.getByLabel("An encoder that breaks off", { exact: false }).fill("4000");
  await button("Save").click();
  await page.getByText("It is a whole number from 0 to 300.").waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.name"), PATIENTLY).toBe("reconnect_window_s");
  await page.getByLabel("An encoder that breaks off", { exact: false }).fill("20");
  await button("Save").click();
  const tagsOf = async () =>
    (await call<{ tags: string[] }>(molt.url, "GET", `/api/v1/streams/${SLUG}`)).body.tags;
  await expect.poll(tagsOf, PATIENTLY).toEqual(["painting", "sea"]);
});

test("a domain of one's own is named, looked for, and removed, all by keyboard", async () => {
  const domain = section("Domain");
  const name = domain.getByLabel("Domain", { exact: true });
  await name.fill("not a domain");
  await name.press("Enter");
  await expect.poll(() => name.getAttribute("aria-invalid"), PATIENTLY).toBe("true");
  await expect.poll(() => page.evaluate("document.activeElement.name"), PATIENTLY).toBe("domain");
  await name.fill("show.localhost");
  await name.press("Enter");
  await domain.getByText("_molt-domain.show.localhost", { exact: true }).waitFor();
  await domain.getByText("is not proved yet").waitFor();
  await domain.getByRole("button", { name: "Check now" }).press("Enter");
  await domain.getByRole("alert").waitFor();
  expect(await look(page, "domain")).toEqual([]);
  await domain.getByRole("button", { name: "Remove show.localhost" }).press("Enter");
  await dialog().getByRole("button", { name: "Remove it" }).press("Enter");
  await name.waitFor();
});

test("the encoder's health is seen while it pushes", async () => {
  encoder = new Encoder(molt.ffmpegPath, pushUrl);
  await section("On air").getByText("The encoder is well.").waitFor();
  await section("On air").getByText("320 × 180").waitFor();
  await section("On air").getByText("H.264, AAC").waitFor();
  expect(await look(page, "on-air")).toEqual([]);
});

test("a picture that breaks off is waited for with a clock, and comes back by itself", async () => {
  await page.goto(`${molt.url}/${SLUG}`);
  await expectMoving();
  await encoder!.cut();
  await page.getByText("Back in a moment").waitFor();
  await page.getByText(/It is waited for, \d+ seconds? more\./).waitFor();
  expect(await look(page, "holding")).toEqual([]);
  encoder = new Encoder(molt.ffmpegPath, pushUrl);
  await expectMoving();
  const { body } = await call<{ data: object[] }>(molt.url, "GET", `/api/v1/streams/${SLUG}/broadcasts`);
  expect(body.data).toHaveLength(1);
});

test("another key cuts the push off and refuses the old key at once; the page follows the new one", async () => {
  await settings();
  await section("On air").getByText("The encoder is well.").waitFor();
  await button("Replace the key").click();
  await button("Cut it off and replace it").click();
  await dialog().getByText("Stream key of", { exact: false }).waitFor();
  const fresh = await readPushUrl(dialog());
  await encoder!.ended;
  expect(await status()).toBe("offline");
  const old = new Encoder(molt.ffmpegPath, pushUrl);
  expect(await old.ended).not.toBe("");
  await button("I have copied it").click();
  pushUrl = fresh;
  encoder = new Encoder(molt.ffmpegPath, pushUrl);
  await page.goto(`${molt.url}/${SLUG}`);
  await expectMoving();
});

test("a disabled stream cuts its encoder off and lets none in until it is enabled", async () => {
  await settings();
  await button("Disable").click();
  await button("Disable it").click();
  await encoder!.ended;
  await section("On air").getByText("Disabled: no encoder is let in.").waitFor();
  const refused = new Encoder(molt.ffmpegPath, pushUrl);
  expect(await refused.ended).not.toBe("");
  expect(await look(page, "disabled")).toEqual([]);
  await button("Enable").click();
  await button("Disable").waitFor();
  // Cut off, it is kept out for half a minute; then it is let in again.
  await expect
    .poll(async () => {
      if (!encoder?.isRunning) encoder = new Encoder(molt.ffmpegPath, pushUrl);
      return await status();
    }, SLOWLY)
    .toBe("live");
});

test("a private stream plays for its owner with a token, and is not there for anybody else", async () => {
  await page.getByLabel("Who it is there for").selectOption("private");
  await button("Save").click();
  const seen = async () => (await call(molt.url, "GET", `/api/v1/streams/${SLUG}`)).status;
  await expect.poll(seen, PATIENTLY).toBe(404);
  await page.goto(`${molt.url}/${SLUG}`);
  await expectMoving();
  await page.getByText("Private", { exact: true }).first().waitFor();
  const stranger = await browser.newPage();
  await stranger.goto(`${molt.url}/${SLUG}`);
  await stranger.getByRole("heading", { name: "No stream lives here" }).waitFor();
  await stranger.close();
  await settings();
  await playsPastItsToken();
  await settings();
  await page.getByLabel("Who it is there for").selectOption("public");
  await button("Save").click();
  await expect.poll(seen, PATIENTLY).toBe(200);
});

/** A token is said to end at once, so that the page asks for another; the picture is not to notice. */
async function playsPastItsToken(): Promise<void> {
  const tokens: string[] = [];
  await page.route("**/playback-token", async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { token: string; expires_at: string };
    tokens.push(body.token);
    await route.fulfill({ response, json: { ...body, expires_at: new Date().toISOString() } });
  });
  const played: string[] = [];
  page.on("request", (request) => {
    if (/\.(m3u8|m4s)/.test(request.url())) played.push(request.url());
  });
  await page.goto(`${molt.url}/${SLUG}`);
  await expectMoving();
  const video = page.locator("video");
  await video.evaluate((element) => {
    const counted = element as unknown as { hiccups: number } & EventTarget;
    counted.hiccups = 0;
    for (const kind of ["waiting", "emptied", "error"])
      counted.addEventListener(kind, () => void counted.hiccups++);
  });
  await expect.poll(() => tokens.length, SLOWLY).toBeGreaterThan(1);
  const [first, second] = tokens;
  expect(second).not.toBe(first);
  const isNew = () => played.filter((url) => url.includes(`/${second}/`) && url.includes(".m4s")).length;
  await expect.poll(isNew, SLOWLY).toBeGreaterThan(5);
  const since = played.findIndex((url) => url.includes(`/${second}/`));
  expect(played.slice(since).filter((url) => url.includes(`/${first}/`))).toEqual([]);
  await expectMoving();
  expect(await video.evaluate((element) => (element as unknown as { hiccups: number }).hiccups)).toBe(0);
  await page.unroute("**/playback-token");
}

test("key frames that are far apart show on the page, with what to do about it in the console", async () => {
  await encoder!.cut();
  encoder = new Encoder(molt.ffmpegPath, pushUrl, { keyframeEveryS: 12 });
  await page.goto(`${molt.url}/${SLUG}`);
  await page.getByText("Key frames are far apart", { exact: false }).waitFor({ timeout: 60_000 });
  expect(await look(page, "degraded")).toEqual([]);
  await settings();
  await section("On air").getByText("-g 60", { exact: false }).waitFor();
});

test("an address that a stream had once leads on to the new one", async () => {
  await page.getByLabel("Address").fill("day-show");
  await button("Save").click();
  await page.getByRole("heading", { level: 1, name: "/day-show" }).waitFor();
  await page.goto(`${molt.url}/${SLUG}`);
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/day-show");
  expect((await call(molt.url, "GET", `/api/v1/streams/${SLUG}`)).status).toBe(404);
});
