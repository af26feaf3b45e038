import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createMolt } from "../packages/sdk/src/index.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { look } from "./stage/look.ts";
import { codeIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { aMeeting, type Meeting } from "./stage/servers.ts";

const EMAIL = "cleo@example.org";
const PASSWORD = "a sentence that nobody guesses";

let molt: Molt;
let browser: Browser;
let pool: Meeting;
let reef: Meeting;
/** #shells of the pool. */
let shellsId = "";
/** What pages complained about: uncaught errors and refused content. None is fine. */
const complaints: string[] = [];

beforeAll(async () => {
  molt = await aMolt();
  browser = await aBrowser();
  pool = await aMeeting(molt.url, ["Ada", "Basil"], "The Tide Pool");
  reef = await aMeeting(molt.url, ["Dov"], "Pixel reef");
  const [ada] = pool.actors;
  await ada!.molt.changeServer({ server: pool.serverId, category: "science", tags: ["tides"] });
  shellsId = (await ada!.molt.createChannel({ server: pool.serverId, name: "shells" })).id;
  for (const content of ["High water at six.", "The harbour says seven.", "The harbour is wrong."])
    await ada!.molt.sendMessage({ id: pool.channelId, content });
  await ada!.molt.sendMessage({ id: shellsId, content: "Ring 211 is thick." });
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

async function aVisitor(options: Parameters<Browser["newContext"]>[0] = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: "reduce",
    ...options,
  });
  noteComplaints(context);
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  return page;
}

function noteComplaints(context: BrowserContext): void {
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
}

const pathOf = (page: Page) => new URL(page.url()).pathname;
const strip = (page: Page) => page.getByRole("navigation", { name: "Servers" });
const channels = (page: Page) => page.getByRole("navigation", { name: "Channels" });
const channelPath = ({ serverId, channelId }: Meeting) => `/servers/${serverId}/channels/${channelId}`;
const focused = (page: Page) =>
  page.evaluate<string>(
    "document.activeElement.ariaLabel ?? document.activeElement.textContent.trim().slice(0, 60)",
  );

test("a stranger finds a server, looks in, and watches it; it stays after a reload", async () => {
  const page = await aVisitor();
  await page.goto(molt.url);
  await page.getByRole("link", { name: "Explore servers" }).first().click();
  await page.getByRole("searchbox", { name: "Search servers" }).fill("tide");
  await expect.poll(() => new URL(page.url()).search, PATIENTLY).toBe("?q=tide");
  await page.getByRole("button", { name: "Look into The Tide Pool" }).click();
  const look = page.getByRole("dialog", { name: "The Tide Pool" });
  await look.getByText("The harbour is wrong.").waitFor();
  await page.keyboard.press("Escape");
  await look.waitFor({ state: "detached" });
  expect(new URL(page.url()).search).toBe("?q=tide");

  await page.getByRole("button", { name: "Watch The Tide Pool" }).click();
  await strip(page).getByRole("link", { name: "The Tide Pool" }).waitFor();
  await page.reload();
  await strip(page).getByRole("link", { name: "The Tide Pool" }).waitFor();
  expect(await strip(page).getByRole("link", { name: "Pixel reef" }).count()).toBe(0);
  await page.context().close();
});

test("category and order are in the address, and an address opens what it says", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers?category=science&sort=new`);
  await page.getByRole("link", { name: "The Tide Pool" }).waitFor();
  expect(await page.getByRole("link", { name: "Pixel reef" }).count()).toBe(0);
  expect(await page.getByRole("radio", { name: "New" }).isChecked()).toBe(true);
  await page.getByRole("button", { name: "Everything" }).click();
  await page.getByRole("link", { name: "Pixel reef" }).waitFor();
  expect(new URL(page.url()).search).toBe("?sort=new");
  await page.getByRole("button", { name: "tides" }).click();
  await expect.poll(() => page.getByRole("link", { name: "Pixel reef" }).count(), PATIENTLY).toBe(0);
  expect(new URL(page.url()).search).toContain("tag=tides");
  await strip(page)
    .getByRole("link", { name: "Explore servers" })
    .and(page.locator("[aria-current=page]"))
    .waitFor();
  // An address can hold what is no tag; no server has it, with words to look for or without.
  for (const words of ["", "&q=tides"]) {
    await page.goto(`${molt.url}/servers?tag=${"tide".repeat(60)}${words}`);
    await page.getByRole("heading", { name: "No server fits" }).waitFor();
    const remove = await page.getByRole("button", { name: /^Remove the tag/ }).boundingBox();
    expect(remove!.x + remove!.width).toBeLessThan(1280);
  }
  await page.context().close();
});

test("the keyboard alone leads from the strip to the channels, the messages and the members", async () => {
  const page = await aVisitor();
  await page.goto(molt.url);
  await page.evaluate(
    `localStorage.setItem("molt.watched", ${JSON.stringify(JSON.stringify([pool.serverId, reef.serverId]))})`,
  );
  await page.reload();
  await strip(page).getByRole("link", { name: "Pixel reef" }).waitFor();
  const tabTo = async (reached: (name: string) => boolean) => {
    for (let n = 0; n < 40; n++) {
      if (reached(await focused(page))) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`Tab leads to ${await focused(page)}.`);
  };
  await page.keyboard.press("Tab");
  expect(await focused(page)).toBe("Skip to content");
  await tabTo((name) => name === "Explore servers");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toBe("The Tide Pool");
  await page.keyboard.press("Enter");
  await expect.poll(() => pathOf(page), PATIENTLY).toBe(channelPath(pool));

  await tabTo((name) => name === "general");
  await page.keyboard.press("ArrowDown");
  expect(await focused(page)).toBe("shells");
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("Enter");
  await page.getByText("The harbour is wrong.").waitFor();
  const message = () => page.evaluate<string>("document.activeElement.closest('article')?.textContent ?? ''");
  await tabTo((name) => /^Ada, \d/.test(name));
  expect(await message()).toContain("The harbour is wrong.");
  await page.keyboard.press("ArrowUp");
  await expect.poll(message, PATIENTLY).toContain("The harbour says seven.");
  const isInMembers = () =>
    page.evaluate("document.activeElement.closest('section[aria-label=Members]') !== null");
  for (let n = 0; n < 10 && !(await isInMembers()); n++) await page.keyboard.press("Tab");
  const member = await focused(page);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByText("@ada").waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "detached" });
  await expect.poll(() => focused(page), PATIENTLY).toBe(member);

  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => pathOf(page), PATIENTLY).toBe(`/servers/${pool.serverId}/channels/${shellsId}`);
  await page.keyboard.press("Alt+ArrowDown");
  await expect.poll(() => pathOf(page), PATIENTLY).toBe(channelPath(pool));
  await page.context().close();
}, 180_000);

test("what is said elsewhere shows as unread, is a key away, and is read with one, too", async () => {
  const page = await aVisitor();
  await page.goto(molt.url + channelPath(pool));
  await page.getByText("The harbour is wrong.").waitFor();
  await page.getByRole("button", { name: "Watch The Tide Pool" }).click();
  // Whoever comes for the first time has missed nothing, although something was said in #shells.
  await page.waitForTimeout(1500);
  expect(
    await channels(page)
      .getByRole("link", { name: /unread/ })
      .count(),
  ).toBe(0);
  const [ada] = pool.actors;
  await ada!.molt.sendMessage({ id: shellsId, content: "Ring 212 is thin." });
  await channels(page)
    .getByRole("link", { name: /shells.*unread/ })
    .waitFor();
  await strip(page).getByRole("link", { name: "The Tide Pool, unread" }).waitFor();

  await page.keyboard.press("Alt+Shift+ArrowDown");
  await page.getByText("Ring 212 is thin.").waitFor();
  await expect
    .poll(
      () =>
        channels(page)
          .getByRole("link", { name: /unread/ })
          .count(),
      PATIENTLY,
    )
    .toBe(0);
  await strip(page).getByRole("link", { name: "The Tide Pool", exact: true }).waitFor();

  await ada!.molt.sendMessage({ id: pool.channelId, content: "And the harbour apologised." });
  await channels(page)
    .getByRole("link", { name: /general.*unread/ })
    .waitFor();
  await page.keyboard.press("Shift+Escape");
  await expect
    .poll(
      () =>
        channels(page)
          .getByRole("link", { name: /unread/ })
          .count(),
      PATIENTLY,
    )
    .toBe(0);
  await page.reload();
  await channels(page).getByRole("link", { name: "general" }).waitFor();
  await page.waitForTimeout(1000);
  expect(
    await channels(page)
      .getByRole("link", { name: /unread/ })
      .count(),
  ).toBe(0);
  await page.context().close();
}, 180_000);

test("a folded category and the last channel of a server are remembered", async () => {
  const [ada] = pool.actors;
  const { id } = await ada!.molt.createCategory({ server: pool.serverId, name: "The workshop" });
  await ada!.molt.createChannel({ server: pool.serverId, name: "gauges", category_id: id });
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers/${pool.serverId}/channels/${shellsId}`);
  const heading = page.getByRole("button", { name: "The workshop" });
  await channels(page).getByRole("link", { name: "gauges" }).waitFor();
  await heading.click();
  await expect.poll(() => channels(page).getByRole("link", { name: "gauges" }).count(), PATIENTLY).toBe(0);
  await page.goto(`${molt.url}/servers/${pool.serverId}`);
  await expect.poll(() => pathOf(page), PATIENTLY).toContain(shellsId);
  await expect.poll(() => heading.getAttribute("aria-expanded"), PATIENTLY).toBe("false");
  await page.context().close();
});

test("the palette goes to servers, channels, agents and actions by name, from any focus", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers`);
  await page.getByRole("searchbox", { name: "Search servers" }).focus();
  const open = async (typed: string, option: RegExp) => {
    await page.keyboard.press("Control+k");
    const field = page.getByRole("combobox");
    await expect.poll(() => page.evaluate("document.activeElement.role"), PATIENTLY).toBe("combobox");
    await field.fill(typed);
    await page.getByRole("option", { name: option }).first().waitFor();
    return page.getByRole("option", { name: option }).first();
  };
  await (await open("tide", /The Tide Pool/)).click();
  await expect.poll(() => pathOf(page), PATIENTLY).toContain(pool.serverId);
  await open("#shells", /shells/);
  await page.keyboard.press("Enter");
  await expect.poll(() => pathOf(page), PATIENTLY).toContain(shellsId);
  await (await open("@basil", /@basil/)).click();
  await expect.poll(() => pathOf(page), PATIENTLY).toBe("/agents/basil");
  await (await open(">dark", /Dark theme/)).click();
  await page.locator("html[data-theme=dark]").waitFor();
  // The places of late come first.
  await page.keyboard.press("Control+k");
  await page.getByRole("option").first().waitFor();
  await expect.poll(() => page.getByRole("option").first().textContent(), PATIENTLY).toContain("@basil");
  await page.keyboard.press("Escape");
  await page.getByRole("combobox").waitFor({ state: "detached" });
  await page.context().close();
}, 180_000);

test("every shortcut is on the sheet that ? opens, and single keys can be switched off", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers`);
  await page.getByRole("heading", { name: "Servers", level: 1 }).waitFor();
  const sheet = page.getByRole("dialog", { name: "Shortcuts" });
  await page.keyboard.press("?");
  await sheet.getByText("Next unread channel").waitFor();
  await sheet.getByRole("checkbox").uncheck();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await page.waitForTimeout(400);
  expect(await sheet.count()).toBe(0);
  await page.context().close();
});

test("servers are put in order by dragging and by keys, and stay so", async () => {
  const page = await aVisitor();
  await page.goto(molt.url);
  const watched = JSON.stringify(JSON.stringify([pool.serverId, reef.serverId]));
  await page.evaluate(`localStorage.setItem("molt.watched", ${watched})`);
  await page.reload();
  const strip = page.getByRole("navigation", { name: "Servers" });
  const tiles = strip.locator("[data-strip]");
  const order = async () => {
    const names: (string | null)[] = [];
    for (const link of await tiles.getByRole("link").all()) names.push(await link.getAttribute("aria-label"));
    return names.map((name) => name?.split(",")[0]);
  };
  await expect.poll(order, PATIENTLY).toEqual(["The Tide Pool", "Pixel reef"]);
  await tiles.nth(1).getByRole("link").focus();
  await page.keyboard.press("Shift+ArrowUp");
  await expect.poll(order, PATIENTLY).toEqual(["Pixel reef", "The Tide Pool"]);
  await page.keyboard.press("Shift+ArrowUp"); // There is nothing above it.
  await tiles.nth(0).dragTo(tiles.nth(1), { targetPosition: { x: 30, y: 44 } });
  await expect.poll(order, PATIENTLY).toEqual(["The Tide Pool", "Pixel reef"]);
  await tiles.nth(0).dragTo(tiles.nth(1), { targetPosition: { x: 30, y: 44 } });
  await page.reload();
  await expect.poll(order, PATIENTLY).toEqual(["Pixel reef", "The Tide Pool"]);
  await strip.getByRole("button", { name: "More" }).click();
  await page.getByRole("menu").waitFor();
  expect(await look(page, "menu", { schemes: ["light"], widths: [1280] })).toEqual([]);
  await page.context().close();
});

test("the list of members has one card for all: it opens beside a row, closes there, and gives the focus back", async () => {
  const page = await aVisitor();
  await page.goto(molt.url + channelPath(pool));
  const row = page.getByRole("region", { name: "Members" }).locator("[data-row] button").first();
  await row.focus();
  await page.keyboard.press("Enter");
  const card = page.getByRole("dialog", { name: /^About @/ });
  await card.getByRole("link", { name: "Whole profile" }).waitFor();
  await expect.poll(() => row.getAttribute("aria-expanded"), PATIENTLY).toBe("true");
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  await expect
    .poll(() => row.evaluate((one) => one === one.ownerDocument.activeElement), PATIENTLY)
    .toBe(true);
  await row.click();
  await card.waitFor();
  await row.click();
  await card.waitFor({ state: "detached" });
  await expect.poll(() => row.getAttribute("aria-expanded"), PATIENTLY).toBe("false");
  await page.context().close();
});

test("a long press and a finger put servers in order, and open none; a finger that moves at once does not", async () => {
  const page = await aVisitor({ viewport: { width: 1024, height: 768 }, hasTouch: true });
  await page.goto(molt.url);
  const watched = JSON.stringify(JSON.stringify([pool.serverId, reef.serverId]));
  await page.evaluate(`localStorage.setItem("molt.watched", ${watched})`);
  await page.reload();
  const tiles = strip(page).locator("[data-strip]");
  await expect.poll(() => tiles.getByRole("link").count(), PATIENTLY).toBe(2);
  const first = () => tiles.first().getByRole("link").getAttribute("aria-label");
  const [from, to] = [(await tiles.nth(0).boundingBox())!, (await tiles.nth(1).boundingBox())!];
  const x = from.x + from.width / 2;
  const touch = await page.context().newCDPSession(page);
  const finger = (type: "touchStart" | "touchMove" | "touchEnd", y?: number) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: y === undefined ? [] : [{ x, y }] });
  const below = to.y + to.height - 4;

  await finger("touchStart", from.y + 20);
  for (let y = from.y + 20; y < below; y += 10) await finger("touchMove", y);
  await page.waitForTimeout(600); // longer than a press
  await finger("touchEnd");
  expect(await first()).toMatch(/^The Tide Pool/);

  await finger("touchStart", from.y + 20);
  await expect.poll(() => tiles.first().getAttribute("class"), PATIENTLY).toContain("opacity-40");
  for (let y = from.y + 20; y < below; y += 10) await finger("touchMove", y);
  await finger("touchEnd");
  await expect.poll(first, PATIENTLY).toMatch(/^Pixel reef/);
  expect(new URL(page.url()).pathname).toBe("/");
  await page.context().close();
});

test("a shortcut takes other keys, but none that another has, and gives them back", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers/${pool.serverId}/channels/${pool.channelId}`);
  await page.getByRole("log").waitFor();
  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog");
  await sheet.getByRole("button", { name: "Other keys for: Show or hide the pinned messages" }).click();
  await page.keyboard.press("/");
  await sheet.getByText("Those are taken: Search in the channel.").waitFor();
  expect(await look(page, "taken-keys", { schemes: ["light"], widths: [1280] })).toEqual([]);
  await page.keyboard.press("Alt+p");
  await sheet.getByRole("button", { name: "The usual keys for: Show or hide the pinned messages" }).waitFor();
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "detached" });
  const pins = page.getByRole("region", { name: "Pinned in general" });
  await page.keyboard.press("p");
  await page.keyboard.press("Alt+p");
  await pins.waitFor(); // Opened by the second one: two would have closed it again.
  await page.keyboard.press("Alt+p");
  await pins.waitFor({ state: "detached" });
  await page.keyboard.press("?");
  await sheet.getByRole("button", { name: "All as usual" }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("p");
  await pins.waitFor();
  await page.context().close();
});

test("on a phone a finger brings in the channels and the members, and the edges are the system's", async () => {
  const page = await aVisitor({ viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.goto(molt.url + channelPath(pool));
  await page.getByText("The harbour is wrong.").waitFor();
  const touch = await page.context().newCDPSession(page);
  const sweep = async (from: number, to: number) => {
    const at = (x: number) => [{ x, y: 400 }];
    await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(from) });
    for (let step = 1; step <= 6; step++) {
      const x = from + ((to - from) * step) / 6;
      await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(x) });
    }
    await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  };
  const left = page.getByRole("dialog", { name: "The Tide Pool: servers and channels" });
  const right = page.getByRole("dialog", { name: "Members" });
  await sweep(4, 300);
  await page.waitForTimeout(300);
  expect(await left.count()).toBe(0);
  await sweep(120, 320);
  await left.waitFor();
  // A finger pushes it away again.
  await sweep(300, 40);
  await left.waitFor({ state: "detached" });
  await sweep(300, 100);
  await right.getByText("Basil").click();
  // The card of a member lies above the sheet, and goes before it.
  const card = page.getByRole("dialog", { name: "About @basil" });
  await card.getByRole("link", { name: "Whole profile" }).click({ trial: true });
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  await right.getByText("Basil").waitFor();
  await page.keyboard.press("Escape");
  await right.waitFor({ state: "detached" });

  await page.getByRole("button", { name: "Channels" }).click();
  await left.getByRole("link", { name: "shells" }).click();
  await left.waitFor({ state: "detached" });
  await expect.poll(() => pathOf(page), PATIENTLY).toContain(shellsId);
  await page.context().close();
}, 180_000);

test("what was watched before signing in moves into the account, and follows it to another device", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers`);
  await page.getByRole("button", { name: "Watch The Tide Pool" }).click();

  const open = createMolt({ url: molt.url });
  await open.registerOwner({ email: EMAIL, password: PASSWORD });
  await expect.poll(() => newestMailTo(molt, EMAIL), PATIENTLY).not.toBeNull();
  const code = codeIn(await newestMailTo(molt, EMAIL))!;
  await open.verifyEmail({ email: EMAIL, password: PASSWORD, code, role: "owner", client: "a test" });

  const signIn = async (visitor: Page) => {
    await visitor.goto(`${molt.url}/sign-in`);
    await visitor.getByLabel("E-mail").fill(EMAIL);
    await visitor.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await visitor.getByRole("button", { name: "Sign in", exact: true }).click();
    await visitor.getByRole("heading", { name: "Console", level: 1 }).waitFor();
  };
  await signIn(page);
  await expect.poll(() => page.evaluate("localStorage.getItem('molt.watched')"), PATIENTLY).toBeNull();
  await strip(page).getByRole("link", { name: "The Tide Pool" }).waitFor();

  const other = await aVisitor();
  await signIn(other);
  await strip(other).getByRole("link", { name: "The Tide Pool" }).waitFor();
  await other.goto(`${molt.url}/servers`);
  await other.getByRole("button", { name: "Watch Pixel reef" }).click();
  // Live, on the device where nothing was clicked.
  await strip(page).getByRole("link", { name: "Pixel reef" }).waitFor();
  await other.getByRole("button", { name: "Watch The Tide Pool" }).click();
  await expect
    .poll(() => strip(page).getByRole("link", { name: "The Tide Pool" }).count(), PATIENTLY)
    .toBe(0);
  await page.context().close();
  await other.context().close();
}, 180_000);

test("a server or a channel that is not there says so, within reach of everything else", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers/nope`);
  await page.getByRole("heading", { name: "No server lives here" }).waitFor();
  await page.goto(`${molt.url}/servers/${pool.serverId}/channels/nope`);
  await page.getByRole("heading", { name: "No channel lives here" }).waitFor();
  await page.getByRole("link", { name: "Back to the server" }).click();
  await page.getByRole("log", { name: "Messages" }).waitFor();
  await page.context().close();
});

test("without a connection the client still opens, says so, and goes on by itself", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers`);
  await page.getByRole("link", { name: "The Tide Pool" }).waitFor();
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  await page.reload();
  await page.getByRole("link", { name: "The Tide Pool" }).waitFor();
  const kept = await page.evaluate<string[]>(
    "caches.open('molt-client').then((c) => c.keys()).then((keys) => keys.map(({ url }) => new URL(url).pathname))",
  );
  expect(kept).toContain("/");
  expect(
    kept.filter((path) => !/^\/(assets\/.*|theme\.js|icon\.svg|manifest\.webmanifest)?$/.test(path)),
  ).toEqual([]);

  await page.context().setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: /You are offline|can’t be reached/ }).waitFor();
  await page.context().setOffline(false);
  await page.getByRole("link", { name: "The Tide Pool" }).waitFor({ timeout: 60_000 });
  await page.context().close();
}, 180_000);

test("a page that is open hears of a new version, and changes over when somebody says so", async () => {
  const page = await aVisitor();
  await page.goto(`${molt.url}/servers`);
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  await page.reload();
  await expect.poll(() => page.evaluate("Boolean(navigator.serviceWorker.controller)"), PATIENTLY).toBe(true);
  await appendFile(join(molt.settings.dataDir, "build/client/sw.js"), "\n// another build\n");
  await expect
    .poll(async () => {
      await page.evaluate(
        "navigator.serviceWorker.getRegistration().then((r) => r.update()).then(() => true)",
      );
      return page.getByText("molt has a new version.").count();
    }, PATIENTLY)
    .toBe(1);
  const reloaded = page.waitForEvent("load");
  await page.getByRole("button", { name: "Reload" }).click();
  await reloaded;
  expect(await page.getByText("molt has a new version.").count()).toBe(0);
  await page.context().close();
}, 180_000);

test("axe finds nothing on the shell's pages, and none scrolls sideways on a phone", async () => {
  const findings: string[] = [];
  const page = await aVisitor();
  const visit = async (path: string, ready: string | RegExp) => {
    await page.goto(molt.url + path);
    await page.getByRole("heading", { name: ready }).first().waitFor();
    await expect.poll(() => page.locator("[aria-busy=true]").count(), PATIENTLY).toBe(0);
    findings.push(...(await look(page, path, { axeOnPhone: true })));
  };
  await visit("/", /Agents/);
  await visit("/servers", "Servers");
  await visit(`/servers?preview=${pool.serverId}`, "The Tide Pool");
  await visit(channelPath(pool), "general");
  await visit("/servers/nope", "No server lives here");
  await page.keyboard.press("Control+k");
  await page.getByRole("option").first().waitFor();
  findings.push(...(await look(page, "palette", { axeOnPhone: true })));
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Shortcuts" }).waitFor();
  findings.push(...(await look(page, "shortcuts", { axeOnPhone: true })));
  await page.context().close();
  expect(findings).toEqual([]);
  expect(complaints).toEqual([]);
}, 300_000);
