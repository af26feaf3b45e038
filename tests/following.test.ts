/// <reference path="../convex/notices/httpEce.d.ts" />
import { createECDH, randomBytes } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import ece from "http_ece";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { aNameServer, type NameServer } from "../convex/identity/nameServer.setup.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, call, type Registered } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { look } from "./stage/look.ts";
import { codeIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";

const EMAIL = "cleo@example.org";
const PASSWORD = "a sentence that nobody guesses";

let molt: Molt;
let dns: NameServer;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let ada: Registered;
let encoder: Encoder | undefined;
/** What a push service was brought for Cleo's browser, decrypted. */
let pushed: object;
const closing: (() => void)[] = [];
const complaints: string[] = [];

beforeAll(async () => {
  dns = await aNameServer();
  const own = { outboundAllow: "127.0.0.1", nameServers: dns.address };
  [molt, browser] = await Promise.all([aMolt(own), aBrowser()]);
  ada = await anAgent(molt.url, "Ada");
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(15_000);
  context.on("weberror", (error) => complaints.push(error.error().message));
  page = await context.newPage();
});
afterAll(async () => {
  await encoder?.cut();
  for (const close of closing) close();
  dns?.close();
  await browser?.close();
  await molt?.stop();
});

const goOnAir = () => {
  encoder = new Encoder(molt.ffmpegPath, `${ada.rtmp_url}/${ada.stream_key}`);
};
const statusOf = async () =>
  (await call<{ status: string }>(molt.url, "GET", `/api/v1/streams/${ada.stream_id}`)).body.status;
const bell = () => page.getByRole("button", { name: /^Notifications/ }).first();

/** A push service of this machine: it decrypts what it is brought, as a browser does. */
async function aPushService() {
  const key = createECDH("prime256v1");
  const keys = { p256dh: key.generateKeys("base64url"), auth: randomBytes(16).toString("base64url") };
  const received: { title: string; path: string }[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const how = { version: "aes128gcm", privateKey: key, authSecret: keys.auth };
      received.push(
        JSON.parse(ece.decrypt(Buffer.concat(chunks), how).toString()) as (typeof received)[number],
      );
      response.writeHead(201).end();
    });
  });
  return { keys, received, endpoint: `${await listen(server)}/push/1` };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("a viewer makes an account, and follows an agent from its page", async () => {
  await page.goto(`${molt.url}/agents/ada`);
  await page.getByRole("link", { name: "Sign in to follow Ada" }).waitFor();
  await page.goto(`${molt.url}/sign-up`);
  await page.getByLabel("Name").fill("Cleo");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect.poll(async () => codeIn(await newestMailTo(molt, EMAIL)), PATIENTLY).not.toBeNull();
  await page.getByLabel("Code from the mail").fill(codeIn(await newestMailTo(molt, EMAIL)) ?? "");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/console");

  await page.goto(`${molt.url}/agents/ada`);
  const follow = page.getByRole("button", { name: "Follow Ada" });
  await follow.click();
  await expect.poll(() => follow.getAttribute("aria-pressed"), PATIENTLY).toBe("true");
  await expect
    .poll(
      async () =>
        (await call<{ followers_count: number }>(molt.url, "GET", "/api/v1/agents/ada")).body.followers_count,
      PATIENTLY,
    )
    .toBe(1);
});

test("the bell and a push tell of a broadcast once, and not again after a reconnect", async () => {
  const push = await aPushService();
  const json = { email: EMAIL, password: PASSWORD };
  const { body } = await call<{ access_token: string }>(molt.url, "POST", "/api/v1/accounts/login", { json });
  const subscribed = await call(molt.url, "POST", "/api/v1/push-subscriptions", {
    secret: body.access_token,
    json: { endpoint: push.endpoint, keys: push.keys, browser: "Test" },
  });
  expect(subscribed.status).toBe(201);
  await page.goto(`${molt.url}/servers`);
  await expect.poll(() => bell().getAttribute("aria-label"), PATIENTLY).toBe("Notifications");

  goOnAir();
  await expect.poll(() => bell().getAttribute("aria-label"), PATIENTLY).toBe("Notifications, 1 unread");
  await expect.poll(() => push.received.length, PATIENTLY).toBe(1);
  expect(push.received[0]).toMatchObject({ title: "Ada is on air", path: `/${ada.stream_id}` });
  pushed = push.received[0]!;

  await encoder?.cut();
  await expect.poll(statusOf, PATIENTLY).not.toBe("live");
  goOnAir();
  await expect.poll(statusOf, PATIENTLY).toBe("live");
  const { body: told } = await call<{ data: object[] }>(molt.url, "GET", "/api/v1/notifications", {
    secret: body.access_token,
  });
  expect(told.data).toHaveLength(1);
  await expect.poll(() => bell().getAttribute("aria-label"), PATIENTLY).toBe("Notifications, 1 unread");
  expect(push.received).toHaveLength(1);
});

test("a browser shows what it is pushed, once however often it comes, and says so when it cannot be pushed to", async () => {
  await context.grantPermissions(["notifications"], { origin: molt.url });
  await page.goto(`${molt.url}/notifications`);
  const devtools = await context.newCDPSession(page);
  const registration = new Promise<string>((found) =>
    devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations: [first] }) => {
      if (first) found(first.registrationId);
    }),
  );
  await devtools.send("ServiceWorker.enable");
  await page.evaluate("navigator.serviceWorker.ready.then(() => undefined)");
  const bring = async (data: string) =>
    devtools.send("ServiceWorker.deliverPushMessage", {
      ...{ origin: molt.url, registrationId: await registration, data },
    });
  const shown = () =>
    page.evaluate<object[]>(`navigator.serviceWorker.ready
      .then((worker) => worker.getNotifications())
      .then((all) => all.map(({ title, body, tag, data }) => ({ title, body, tag, ...data })))`);
  for (let i = 0; i < 2; i++) await bring(JSON.stringify(pushed));
  await bring("no words at all");
  // The last one is the sign that those before it have been shown.
  const wordless = expect.objectContaining({ title: "molt", path: "/notifications" });
  await expect.poll(shown, PATIENTLY).toContainEqual(wordless);
  const all = await shown();
  expect(all).toHaveLength(2);
  expect(all).toContainEqual(expect.objectContaining(pushed));

  // This window is a private one, in which Chromium has no pushes.
  await page.getByRole("button", { name: "Turn on" }).click();
  await page.getByText("That did not work: the browser’s push service gave no answer.").waitFor();
  await page.getByRole("button", { name: "Turn on" }).waitFor();
});

test("what the bell holds leads to the stream, and is read then", async () => {
  await bell().click();
  const row = page
    .getByRole("dialog", { name: "Notifications" })
    .getByRole("link", { name: /Ada went on air/ });
  await row.click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe(`/${ada.stream_id}`);
  await expect.poll(() => bell().getAttribute("aria-label"), PATIENTLY).toBe("Notifications");
  await page.goto(`${molt.url}/following`);
  await page.getByRole("listitem").filter({ hasText: "Ada" }).getByText("LIVE").waitFor();
});

test("a search is made by keyboard alone, says what it found where, and leads there", async () => {
  await page.goto(`${molt.url}/search`);
  // The page takes the keyboard by itself.
  await page.locator("input[type=search]:focus").waitFor();
  await page.keyboard.type("hosst");
  const first = page.getByRole("list", { name: "Results" }).getByRole("link").first();
  await first.waitFor();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("host");
  await expect.poll(() => page.locator("mark").first().textContent(), PATIENTLY).toBe("hosts");
  await page.getByRole("radio", { name: "Streams" }).check({ force: true });
  await page.getByRole("searchbox", { name: "Search everything" }).focus();
  await expect
    .poll(() => Object.fromEntries(new URL(page.url()).searchParams), PATIENTLY)
    .toEqual({ q: "host", type: "stream" });
  await expect
    .poll(() => page.getByRole("list", { name: "Results" }).getByRole("link").count(), PATIENTLY)
    .toBe(1);
  await page.keyboard.press("ArrowDown");
  await expect
    .poll(() => page.evaluate("document.activeElement.hasAttribute('data-hit')"), PATIENTLY)
    .toBe(true);
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe(`/${ada.stream_id}`);
});

/** A page of somebody else's that frames a player. */
async function aForeignPage(path: string): Promise<string> {
  const frame = `<iframe src="${molt.url}${path}" width="640" height="360" allow="autoplay"></iframe>`;
  const server = createServer((_, response) =>
    response.writeHead(200, { "Content-Type": "text/html" }).end(`<!doctype html><body>${frame}`),
  );
  return await listen(server);
}

test("a player plays on the page that its agent has named, and on no other", async () => {
  const path = `/embed/${ada.stream_id}`;
  const [named, other] = [await aForeignPage(path), await aForeignPage(path)];
  const change = await call(molt.url, "PATCH", `/api/v1/streams/${ada.stream_id}`, {
    secret: ada.api_key,
    json: { embed_origins: [named] },
  });
  expect(change.status).toBe(200);
  await expect
    .poll(async () => (await fetch(molt.url + path)).headers.get("content-security-policy"), PATIENTLY)
    .toContain(`frame-ancestors 'self' ${named}`);
  const visitor = await browser.newPage();
  visitor.setDefaultTimeout(20_000);
  const refused: string[] = [];
  visitor.on("console", (message) => /frame-ancestors/.test(message.text()) && refused.push(message.text()));
  await visitor.goto(named);
  const time = () => visitor.frames()[1]!.evaluate("document.querySelector('video')?.currentTime ?? 0");
  await expect.poll(time, PATIENTLY).toBeGreaterThan(0.5);
  expect(refused).toEqual([]);
  await visitor.goto(other);
  await expect.poll(() => refused.length, PATIENTLY).toBeGreaterThan(0);
  expect(await visitor.frames()[1]?.locator("video").count()).toBe(0);
  await visitor.close();
});

test("a stream is shown, and talked to, under a domain that has said so, and under no other", async () => {
  const at = `/api/v1/streams/${ada.stream_id}/domain`;
  const own = { secret: ada.api_key };
  const json = { domain: "bot.localhost" };
  const { body } = await call<{ record: { name: string; value: string } }>(molt.url, "PUT", at, {
    ...own,
    json,
  });
  const visitor = await browser.newPage();
  visitor.setDefaultTimeout(20_000);
  const there = `http://bot.localhost:${molt.settings.ports.web}/`;
  expect((await visitor.goto(there))?.status()).toBe(404);
  dns.texts.set(body.record.name, [body.record.value]);
  expect((await call(molt.url, "POST", `${at}/verify`, own)).status).toBe(200);
  await expect.poll(async () => (await visitor.goto(there))?.status(), PATIENTLY).toBe(200);
  await visitor.getByRole("heading", { level: 1, name: "Ada" }).waitFor();
  await visitor.locator("textarea, input").first().waitFor();
  expect((await visitor.goto(`http://other.localhost:${molt.settings.ports.web}/`))?.status()).toBe(404);
  await visitor.close();
});

test("a link to a stream has a card, an oEmbed answer and a feed", async () => {
  const page = await (await fetch(`${molt.url}/${ada.stream_id}`)).text();
  expect(page).toContain(`<meta property="og:url" content="${molt.url}/${ada.stream_id}">`);
  expect(page).toContain('<div id="root">');
  const [, href = ""] = /type="application\/json\+oembed" href="([^"]+)"/.exec(page) ?? [];
  const answer = (await (await fetch(href.replaceAll("&amp;", "&"))).json()) as { html: string };
  expect(answer.html).toContain(`src="${molt.url}/embed/${ada.stream_id}"`);
  const feed = await fetch(`${molt.url}/feeds/agents/ada/rss.xml`);
  expect(feed.headers.get("content-type")).toBe("application/rss+xml; charset=utf-8");
});

test("pages of following and finding have nothing that axe minds, on a desk and on a phone", async () => {
  for (const path of ["/search?q=ada", "/browse", "/following", "/notifications", "/agents/ada"]) {
    await page.goto(molt.url + path);
    await page.getByRole("heading", { level: 1 }).waitFor();
    await page.locator("[aria-busy=true]").first().waitFor({ state: "detached" });
    expect(await look(page, path, { axeOnPhone: true })).toEqual([]);
  }
  expect(complaints).toEqual([]);
});
