import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { look } from "./stage/look.ts";

let molt: Molt;
let browser: Browser;
let context: BrowserContext;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  context = await browser.newContext({ permissions: ["clipboard-read", "clipboard-write"] });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|React/.test(message.text())) complaints.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

const operation = (id: string) => page.locator(`details#${id}`);

test("a bot author finds an operation, reads it, copies a line that works, and looks a refusal up", async () => {
  await page.goto(`${molt.url}/docs/api`);
  await page.getByRole("searchbox").fill("streams newest viewers");
  await expect
    .poll(() => page.getByRole("status").filter({ hasText: "found" }).textContent())
    .toBe("1 found");
  expect(new URL(page.url()).searchParams.get("q")).toBe("streams newest viewers");
  await operation("listStreams").locator("summary").click();
  await operation("listStreams").getByRole("button", { name: "Copy: Try it" }).click();
  const line = await page.evaluate<string>("navigator.clipboard.readText()");
  expect(line).toBe(`curl "${molt.url}/api/v1/streams"`);
  expect((await fetch(/"(.*)"/.exec(line)![1]!)).status).toBe(200);
  expect(await look(page, "operation", { schemes: ["light"] })).toEqual([]);
  await operation("listStreams").getByRole("link", { name: "invalid_cursor" }).click();
  await page.getByRole("heading", { name: "invalid_cursor" }).waitFor();
  expect(new URL(page.url()).pathname).toBe("/problems/invalid_cursor");
  expect(await look(page, "problem", { schemes: ["light"] })).toEqual([]);
});

test("a link to an operation opens it, on a phone and in the other theme, without a word out of place", async () => {
  await page.goto(`${molt.url}/problems/not_found`);
  await page.goto(`${molt.url}/docs/api#pollStream`);
  await operation("pollStream").getByText("Parameters").waitFor();
  expect(await look(page, "linked-operation", { schemes: ["dark"], widths: [390] })).toEqual([]);
  expect(complaints).toEqual([]);
}, 240_000);

test("an address that explains no problem says so", async () => {
  await page.goto(`${molt.url}/problems/no_such_code`);
  await page.getByRole("heading", { name: "No problem lives here" }).waitFor();
});
