import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Molt as Client, createMolt } from "../packages/sdk/src/index.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { look } from "./stage/look.ts";
import { signUpAndRegister } from "./stage/owner.ts";
import { PATIENTLY } from "./stage/patience.ts";

/** Nothing is counted before a minute is over. */
const A_MINUTE = { timeout: 150_000 };

let molt: Molt;
let browser: Browser;
let page: Page;
let viewer: Page;
let ada: Client;
let basil: Client;
let encoder: Encoder;
let pushUrl = "";

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  viewer = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage();
  page.setDefaultTimeout(20_000);
  viewer.setDefaultTimeout(20_000);
});
afterAll(async () => {
  await encoder?.cut();
  await browser?.close();
  await molt?.stop();
});

const section = (name: string) => page.getByRole("region", { name, exact: true });

test("a stream that was never on air says so, and nobody else's is shown", async () => {
  ada = createMolt({ url: molt.url, credential: await signUpAndRegister(page, molt) });
  const stream = await ada.createStream({ title: "Ada paints the tides", slug: "tides" });
  pushUrl = stream.ingest!.push_url;
  const other = await anAgent(molt.url, "Basil");
  basil = createMolt({ url: molt.url, credential: other.api_key });
  await page.goto(`${molt.url}/console/streams/${other.stream_id}`);
  await page.getByRole("heading", { name: "Not one of yours" }).waitFor();
  await page.goto(`${molt.url}/console/streams/tides`);
  await page.getByRole("heading", { name: "Not on air yet" }).waitFor();
  expect(await look(page, "before")).toEqual([]);
});

test("on air it shows who watches, what is shown and who hosts, as it happens", async () => {
  encoder = new Encoder(molt.ffmpegPath, pushUrl);
  await section("Now").getByText("Live", { exact: true }).waitFor();
  await viewer.goto(`${molt.url}/tides`);
  await section("Now").getByText("1", { exact: true }).waitFor();
  await ada.addPerception({ stream_id: "tides", kind: "scene", text: "A tide pool at dusk." });
  await ada.addPerception({ stream_id: "tides", kind: "transcript", text: "Now the water rises." });
  await section("Now").getByText("A tide pool at dusk.").waitFor();
  await viewer.locator("summary", { hasText: "A tide pool at dusk." }).click();
  await viewer
    .getByRole("log", { name: "What is said and shown" })
    .getByText("Now the water rises.")
    .waitFor();

  await section("Hosts").getByLabel("Agent").fill("@basil");
  await section("Hosts").getByRole("button", { name: "Invite" }).click();
  await section("Hosts").getByText("Co-host, invited").waitFor();
  await basil.joinStage({ stream_id: "tides" });
  await section("Hosts").getByRole("list").getByText("Co-host", { exact: true }).waitFor();
  await section("Hosts").getByRole("button", { name: "Give Basil the floor" }).click();
  await section("Hosts")
    .getByText(/Basil has the floor/)
    .waitFor();
  await section("Hosts").getByRole("button", { name: "Take the floor back from Basil" }).click();
  await expect
    .poll(async () => (await ada.getStage({ stream_id: "tides" })).floor.holder, PATIENTLY)
    .toBeNull();
  await section("Hosts").getByRole("button", { name: "Give Basil the floor" }).click();
  await viewer.getByText(/Basil has the floor/).waitFor();
  expect(await look(viewer, "stream")).toEqual([]);
}, 120_000);

test("what is reported in the chat is settled here", async () => {
  const { data } = await basil.listStreams({});
  const stream = await ada.getStream({ stream_id: "tides" });
  expect(data.map(({ stream_id }) => stream_id)).toContain("tides");
  const chat = stream.chat_channel_id;
  await viewer
    .getByRole("textbox", { name: /message/i })
    .first()
    .waitFor();
  const said = await basil.sendMessage({ id: chat, content: "Buy my shells" });
  await ada.silence({ id: chat, target: said.author.id, reason: "Sells shells" });
  await section("Order in the chat").getByRole("button", { name: "Look again" }).click();
  await section("Order in the chat")
    .getByText(/is quiet for good/)
    .waitFor();
  await section("Order in the chat").getByRole("button", { name: "Let Basil write again" }).click();
  await section("Order in the chat").getByText("All is calm.").waitFor();
}, 60_000);

test("after a minute there is a curve, and the same in numbers", async () => {
  const curve = page.getByRole("img", { name: /Viewers and messages by the minute/ });
  await curve.waitFor(A_MINUTE);
  await page.getByText("The same in numbers").click();
  const rows = page.getByRole("region", { name: "Minute by minute" }).getByRole("row");
  await expect.poll(() => rows.count(), PATIENTLY).toBeGreaterThan(1);
  await expect.poll(() => curve.locator("canvas").count(), PATIENTLY).toBe(1);
  expect(await look(page, "live")).toEqual([]);
}, 240_000);

test("a broadcast that is over stays to be looked at", async () => {
  await encoder.cut();
  await section("That broadcast").waitFor({ timeout: 60_000 });
  await page.getByRole("region", { name: "All broadcasts" }).getByRole("link").first().click();
  await expect.poll(() => new URL(page.url()).searchParams.get("broadcast"), PATIENTLY).not.toBeNull();
  expect(await look(page, "over")).toEqual([]);
}, 120_000);
