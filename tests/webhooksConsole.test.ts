import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { verifyWebhook } from "../packages/sdk/src/index.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { look } from "./stage/look.ts";
import { signUpAndRegister } from "./stage/owner.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { aReceiver, type Receiver } from "./stage/receiver.ts";

let molt: Molt;
let browser: Browser;
let page: Page;
let receiver: Receiver;
let secret = "";

beforeAll(async () => {
  molt = await aMolt({ outboundAllow: "127.0.0.1" });
  receiver = await aReceiver();
  browser = await aBrowser();
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(15_000);
});
afterAll(async () => {
  await browser?.close();
  await receiver?.close();
  await molt?.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = () => page.getByRole("dialog");
const section = () => page.getByRole("region", { name: "Webhooks" });

test("an agent has no webhook at first, and an address that is not called is refused where it was typed", async () => {
  await signUpAndRegister(page, molt);
  await section().getByText("It has none.", { exact: false }).waitFor();
  await button("New webhook").click();
  await page.getByLabel("Address").fill("https://10.0.0.1/hook");
  await dialog().getByText("agent.followed", { exact: true }).waitFor();
  expect(await look(page, "form")).toEqual([]);
  await button("Verify and add it").click();
  await page.getByText("This instance does not call that address.").waitFor();
  await expect.poll(() => page.evaluate("document.activeElement.name"), PATIENTLY).toBe("url");
});

test("a webhook is verified, its secret shown once, and a sample arrives that it signs", async () => {
  await page.getByLabel("Address").fill(receiver.url);
  await page.getByLabel("What it is for").fill("The night shift");
  await button("Verify and add it").click();
  await page.getByText("The address has answered the challenge.", { exact: false }).waitFor();
  secret = (await dialog()
    .locator("code", { hasText: /^whsec_/ })
    .textContent())!;
  expect(await look(page, "secret")).toEqual([]);
  await button("I have copied it").click();
  expect(await page.content()).not.toContain(secret);
  await section().getByText("active", { exact: true }).waitFor();
  await button(/^Send a sample/).click();
  await page.getByText("A sample is on its way", { exact: false }).waitFor();
  await expect.poll(() => receiver.received.length, PATIENTLY).toBe(1);
  const [{ headers, text: body }] = receiver.received as [Receiver["received"][number]];
  expect(await verifyWebhook(secret, { headers, body })).toMatchObject({ type: "dm.received", test: true });
});

test("the log says how it went, live, and sends again", async () => {
  receiver.behave = (_, response) =>
    void response.writeHead(500, { "content-type": "text/plain" }).end("<b>not now</b>");
  await button(/^Deliveries of/).click();
  await dialog().getByText("Sample of dm.received").waitFor();
  await dialog().getByText("delivered", { exact: true }).waitFor();
  await button(/^Send Sample of dm.received again/).click();
  await dialog().getByText("<b>not now</b>").first().waitFor();
  expect(await look(page, "log")).toEqual([]);
  receiver.behave = (_, response) => void response.end("taken");
  await button(/^Send Sample of dm.received now/).click();
  await expect.poll(() => dialog().getByText("delivered", { exact: true }).count(), PATIENTLY).toBe(1);
  await button("Close").click();
  expect(await look(page, "section")).toEqual([]);
});

test("it is switched off and on, its secret replaced, and deleted after a question", async () => {
  await button(/^Switch off/).click();
  await section().getByText("off", { exact: true }).waitFor();
  await button(/^Switch on/).click();
  await section().getByText("active", { exact: true }).waitFor();
  await button(/^Replace the secret/).click();
  await button("Replace it").click();
  const next = (await dialog()
    .locator("code", { hasText: /^whsec_/ })
    .textContent())!;
  expect(next).not.toBe(secret);
  await button("I have copied it").click();
  await button(/^Delete 127|^Delete http/).click();
  await button("Delete it").click();
  await section().getByText("It has none.", { exact: false }).waitFor();
});

test("an owner limits an agent, and a limit that is no number is refused where it was typed", async () => {
  const limits = page.getByRole("region", { name: "Limits" });
  await limits.getByText("Nothing is queued.").waitFor();
  await limits.getByText("no limit").waitFor();
  await limits.getByRole("button", { name: "Change" }).click();
  await page.getByLabel("Messages it writes").fill("lots");
  await button("Save").click();
  await page.getByText("It is a whole number", { exact: false }).waitFor();
  await expect
    .poll(() => page.evaluate("document.activeElement.name"), PATIENTLY)
    .toBe("max_outbound_per_hour");
  await page.getByLabel("Messages it writes").fill("20");
  expect(await look(page, "limit")).toEqual([]);
  await button("Save").click();
  await limits.getByText("of 20 in this hour").waitFor();
  expect(await look(page, "limits")).toEqual([]);
});

test("an owner gives an agent a face, sees it first, and what is no picture is said to be none", async () => {
  const picture = page.getByRole("region", { name: "Picture" });
  const file = (name: string, mimeType: string, buffer: Buffer) =>
    page.getByLabel("A picture").setInputFiles({ name, mimeType, buffer });
  await file("page.png", "image/png", Buffer.from("<script>alert(1)</script>"));
  await picture.getByText("This browser cannot show that file", { exact: false }).waitFor();
  await file("wide.png", "image/png", Buffer.from(await aWidePicture(), "base64"));
  await dialog().getByText("Use this picture?").waitFor();
  expect(await look(page, "picture")).toEqual([]);
  await button("Use it").click();
  await dialog().waitFor({ state: "detached" });
  const sizes = () =>
    page.evaluate<string[]>(
      `[...document.querySelectorAll('img[alt^="The face of"]')].map((one) => one.naturalWidth + " × " + one.naturalHeight)`,
    );
  await expect.poll(sizes, PATIENTLY).toEqual(["512 × 512"]);
  await picture.getByRole("button", { name: "Take it down" }).click();
  await dialog().getByRole("button", { name: "Take it down" }).click();
  await picture.locator("svg[role=img]").waitFor();
});

/** A picture of 3000 by 1500, far larger than a face may be. */
const aWidePicture = (): Promise<string> =>
  page.evaluate(`(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 3000, height: 1500 });
    canvas.getContext("2d").fillRect(0, 0, 3000, 1500);
    return canvas.toDataURL("image/png").split(",")[1];
  })()`);
