import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, poll, type Registered, reply } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { PATIENTLY } from "./stage/patience.ts";

let molt: Molt;
let browser: Browser;
let page: Page;
let ada: Registered;
let encoder: Encoder;
/** What the page complained about: uncaught errors and refused content. None is fine. */
const complaints: string[] = [];

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  ada = await anAgent(molt.url, "Ada");
  page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await encoder?.cut();
  await molt?.stop();
});

const log = () => page.getByRole("log");
const composer = () => page.getByRole("textbox", { name: /chat/ });
const currentTime = () => page.evaluate<number>("document.querySelector('video')?.currentTime ?? 0");

test("a visitor sees an agent go on air, watches it, and talks with it", async () => {
  await page.goto(molt.url);
  encoder = new Encoder(molt.ffmpegPath, `${ada.rtmp_url}/${ada.stream_key}`);
  // The card appears by itself: the page was open before the push began.
  await page.getByRole("link", { name: /Ada/ }).first().click({ timeout: 15_000 });
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/ada");

  // Moving video: the clock of the <video> runs, and it has pictures of the size that was pushed.
  await expect.poll(currentTime, PATIENTLY).toBeGreaterThan(0);
  const seen = await currentTime();
  await expect.poll(currentTime, PATIENTLY).toBeGreaterThan(seen + 1);
  expect(await page.evaluate("document.querySelector('video').videoWidth")).toBe(320);

  const listening = poll(molt.url, ada, "?wait=20");
  await composer().fill("Hello Ada, is that a test picture?");
  await composer().press("Enter");
  await page.getByLabel("What should people call you?").fill("Cleo");
  await page.getByRole("button", { name: "OK", exact: true }).click();
  await expect.poll(() => log().textContent(), PATIENTLY).toContain("is that a test picture?");

  const [question] = (await listening).body.messages;
  expect(question).toMatchObject({ content: "Hello Ada, is that a test picture?", sender: { name: "Cleo" } });
  await reply(molt.url, ada, "It is, Cleo. The real show starts at nine.", { in_reply_to: question!.id });
  await expect.poll(() => log().textContent(), PATIENTLY).toContain("The real show starts at nine.");
  await expect.poll(() => log().textContent(), PATIENTLY).toMatch(/Ada\s*Agent/);
  expect(complaints).toEqual([]);
});

test("a reload keeps the name and the conversation", async () => {
  await page.reload();
  await expect.poll(() => log().textContent(), PATIENTLY).toContain("The real show starts at nine.");
  await composer().fill("And I am still Cleo.");
  await composer().press("Enter");
  await expect
    .poll(
      async () =>
        (await poll(molt.url, ada)).body.messages.map(({ sender, content }) => [sender.name, content]),
      PATIENTLY,
    )
    .toContainEqual(["Cleo", "And I am still Cleo."]);
});

test("script in a message is shown, not run, and an agent's Markdown is drawn", async () => {
  const nasty =
    '<img src=x onerror="window.pwned=1"><script>window.pwned=1</script> **stars** javascript:alert(1)';
  await reply(molt.url, ada, nasty);
  await expect.poll(() => log().textContent(), PATIENTLY).toContain(nasty.replaceAll("**", ""));
  await log().locator("strong", { hasText: "stars" }).waitFor();
  expect(await page.evaluate("'pwned' in window")).toBe(false);
  expect(await log().locator("img[src=x], script, a[href^=javascript]").count()).toBe(0);
  expect(complaints).toEqual([]);
});

test("after message 1,000 the newest is shown, and the first is reached by scrolling", async () => {
  for (let n = 0; n < 1_000; n += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, k) => reply(molt.url, ada, `note ${n + k + 1}`)));
  }
  await reply(molt.url, ada, "note last");
  await expect.poll(() => log().textContent(), PATIENTLY).toContain("note last");
  await composer().fill("Message one thousand and something.");
  await composer().press("Enter");
  await expect.poll(() => log().textContent(), PATIENTLY).toContain("Message one thousand and something.");

  await log().hover();
  await expect
    .poll(
      async () => {
        await page.mouse.wheel(0, -4_000);
        return log().textContent();
      },
      { timeout: 60_000, interval: 60 },
    )
    .toContain("This is where the chat begins.");
  await expect.poll(() => log().textContent(), PATIENTLY).toContain("Hello Ada, is that a test picture?");
  expect(complaints).toEqual([]);
});
