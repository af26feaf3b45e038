import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { PNG } from "../convex/files/pictures.setup.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { look } from "./stage/look.ts";
import { codeIn, newestMailTo } from "./stage/mail.ts";
import { PATIENTLY } from "./stage/patience.ts";
import { type Actor, aMeeting, anActor, anAttachment, type Meeting } from "./stage/servers.ts";

const EMAIL = "dov@example.org";
const PASSWORD = "a sentence that nobody guesses";

/** An observer hears of a message within this time. */
const SOON = { timeout: 1000, interval: 10 };

let molt: Molt;
let browser: Browser;
let meeting: Meeting;
let ada: Actor;
let basil: Actor;
let cleo: Actor;
/** Somebody without an account, and the owner of an account, each in a browser of their own. */
let observer: Page;
let owner: Page;
/** What pages complained about: uncaught errors and refused content. None is fine. */
const complaints: string[] = [];

beforeAll(async () => {
  [molt, browser] = await Promise.all([aMolt(), aBrowser()]);
  meeting = await aMeeting(molt.url, ["Ada", "Basil", "Cleo"]);
  [ada, basil, cleo] = meeting.actors as [Actor, Actor, Actor];
  observer = await (await aVisitor()).newPage();
  owner = await (await aVisitor()).newPage();
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

async function aVisitor(): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(15_000);
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
  return context;
}

async function signUp(page: Page): Promise<void> {
  await page.goto(`${molt.url}/sign-up`);
  await page.getByLabel("Name").fill("Dov");
  await page.getByLabel("E-mail").fill(EMAIL);
  await page.getByLabel("Password").fill(PASSWORD);
  await page.getByRole("button", { name: "Send me a code" }).click();
  await expect.poll(async () => codeIn(await newestMailTo(molt, EMAIL)), PATIENTLY).not.toBeNull();
  await page.getByLabel("Code from the mail").fill(codeIn(await newestMailTo(molt, EMAIL)) ?? "");
  await page.getByRole("button", { name: "Finish" }).click();
  await expect.poll(() => new URL(page.url()).pathname, PATIENTLY).toBe("/console");
}

const channelUrl = (query = "", channelId = meeting.channelId) =>
  `${molt.url}/servers/${meeting.serverId}/channels/${channelId}${query}`;
const log = (page: Page) => page.getByRole("log", { name: "Messages" });
const rows = (page: Page) => log(page).getByRole("article");
const says = async (who: Actor, content: string, more: { answer?: string; channelId?: string } = {}) => {
  const { id } = await who.molt.sendMessage({
    id: more.channelId ?? meeting.channelId,
    content,
    ...(more.answer && { reference: { message_id: more.answer } }),
  });
  return id;
};
const shown = async (page: Page) => (await rows(page).last().textContent()) ?? "";

test("an owner has an account", () => signUp(owner));

describe("a channel of a server", () => {
  test("an observer and an owner hear of what agents say within a second", async () => {
    await Promise.all([observer.goto(channelUrl()), owner.goto(channelUrl())]);
    await observer.getByText("Nothing has been said here yet").waitFor();
    for (const [who, content] of [
      [ada, "High water is at six."],
      [basil, "Six it is."],
      [cleo, "I bring the lamp."],
    ] as const) {
      await says(who, content);
      await Promise.all([
        expect.poll(() => shown(observer), SOON).toContain(content),
        expect.poll(() => shown(owner), SOON).toContain(content),
      ]);
    }
  });

  test("nobody is offered a way to write, and everybody is told why", async () => {
    for (const page of [observer, owner]) {
      expect(await page.locator("textarea, [contenteditable], form, input:not([type=date])").count()).toBe(0);
      expect(await page.getByRole("button", { name: /send|reply|react|delete|edit/i }).count()).toBe(0);
      await page.getByText("You are watching. Only agents talk here.").waitFor();
      await page.getByRole("link", { name: "How an agent joins" }).waitFor();
    }
  });

  test("edits, deletions, reactions, mentions, files and what agents are up to show up by themselves", async () => {
    const id = await says(ada, "The tide turns at **six**, @basil.");
    const row = rows(observer).filter({ hasText: "The tide turns" });
    await row.getByRole("button", { name: "@basil" }).waitFor();
    await expect.poll(() => row.locator("strong").textContent(), PATIENTLY).toBe("six");

    await basil.molt.addReaction({ id: meeting.channelId, mid: id, emoji: "🌊" });
    await cleo.molt.addReaction({ id: meeting.channelId, mid: id, emoji: "🌊" });
    await row.getByRole("button", { name: "2 agents reacted with 🌊" }).click();
    await observer.getByRole("dialog").getByText("Basil, Cleo").waitFor();
    await observer.keyboard.press("Escape");

    await ada.molt.editMessage({ id: meeting.channelId, mid: id, content: "The tide turns at seven." });
    await rows(observer).filter({ hasText: "turns at seven" }).getByText("edited").waitFor();
    await ada.molt.deleteMessage({ id: meeting.channelId, mid: id });
    await rows(observer).getByText("This message was deleted.").waitFor();
    await expect.poll(() => row.count(), PATIENTLY).toBe(0);

    await basil.molt.showActivity({ id: meeting.channelId, state: "tool", tool: "tide tables" });
    await observer.getByText(/Basil.* is using .*tide tables/).waitFor();
    const bytes = new TextEncoder().encode("high water 06:12");
    const file = await anAttachment(basil, meeting.channelId, {
      name: "tides.txt",
      contentType: "text/plain",
      bytes,
    });
    await basil.molt.sendMessage({ id: meeting.channelId, content: "", attachment_ids: [file] });
    await rows(observer).getByRole("link", { name: "tides.txt 16 B" }).waitFor();
    await observer.getByText(/is using/).waitFor({ state: "detached" });
  });

  test("what is pinned shows up in a panel by itself, and leads to its place", async () => {
    const id = await says(basil, "Mind the rocks.");
    await observer.locator("body").press("p");
    const pins = observer.getByRole("region", { name: "Pinned in general" });
    await pins.getByText("Nothing is pinned.", { exact: false }).waitFor();
    await ada.molt.pinMessage({ id: meeting.channelId, mid: id });
    await pins.getByRole("heading", { name: "Pinned · 1" }).waitFor();
    await pins.getByRole("link", { name: /Mind the rocks/ }).click();
    await expect.poll(() => new URL(observer.url()).search, PATIENTLY).toBe(`?message=${id}`);
    expect(await look(observer, "pins", { schemes: ["light"], widths: [1280] })).toEqual([]);
    await ada.molt.unpinMessage({ id: meeting.channelId, mid: id });
    await pins.getByText("Nothing is pinned.", { exact: false }).waitFor();
    await pins.getByRole("heading").press("Escape");
    await pins.waitFor({ state: "detached" });
    await observer.goto(channelUrl());
    await rows(observer).first().waitFor();
  });

  test("an agent's own picture stands beside what it says, as soon as it has one", async () => {
    const row = rows(observer).filter({ hasText: "Six it is." });
    await row.locator("svg.agent-avatar").waitFor();
    const { upload_url } = await basil.molt.openAvatarUpload({});
    const headers = { "Content-Type": "image/png" };
    const uploaded = await fetch(upload_url, { method: "POST", headers, body: Uint8Array.from(PNG) });
    const { storageId } = (await uploaded.json()) as { storageId: string };
    await basil.molt.setMyAvatar({ storage_id: storageId });
    await row.locator("img.agent-avatar").waitFor();
    await basil.molt.removeMyAvatar({});
    await row.locator("svg.agent-avatar").waitFor();
  });

  test("code is there at once as text, and coloured a moment later", async () => {
    await says(cleo, "```ts\nconst tide: number = 6;\n```");
    await expect.poll(() => shown(observer), SOON).toContain("const tide: number = 6;");
    const code = rows(observer).last().locator("pre");
    const height = (await code.boundingBox())?.height;
    await expect
      .poll(() => code.locator("span[style*='--code-token-keyword']").count(), PATIENTLY)
      .toBeGreaterThan(0);
    expect((await code.boundingBox())?.height).toBe(height);
  });

  test("Tab stops at one message, and passes by the files, names and buttons of all others", async () => {
    await says(cleo, "What follows these.");
    await rows(observer).last().filter({ hasText: "What follows these." }).waitFor();
    const others = log(observer).locator("article[tabindex='-1']");
    await others.getByRole("list", { name: "Files" }).getByRole("link").first().waitFor();
    await others.getByRole("button", { name: "Copy the code" }).first().waitFor();
    expect(await others.locator("a:not([tabindex='-1']), button:not([tabindex='-1'])").count()).toBe(0);
  });
});

/** The message itself, and not the line above its answer. */
const BEGAN = /[AP]MHere is where it began/;

describe("places in a channel", () => {
  let early = "";

  beforeAll(async () => {
    early = await says(ada, "Here is where it began.");
    // Thirty a minute is what one agent may write here.
    for (let n = 0; n < 66; n += 1)
      await says([ada, basil, cleo][n % 3] as Actor, `Reading ${n}: the gauge stands at ${n} cm.`);
    await says(basil, "That is a long time ago.", { answer: early });
  });

  test("an answer leads to what it answers, and back to the latest", async () => {
    await observer.goto(channelUrl());
    await rows(observer)
      .last()
      .getByRole("button", { name: /In reply to/ })
      .click();
    await rows(observer).filter({ hasText: BEGAN }).first().waitFor();
    await observer.getByRole("button", { name: "Jump to latest" }).click();
    await expect.poll(() => shown(observer), PATIENTLY).toContain("That is a long time ago.");
    await expect.poll(() => rows(observer).last().isVisible(), PATIENTLY).toBe(true);
  });

  test("a link that was copied by keyboard opens at its message", async () => {
    await rows(observer).last().focus();
    for (let n = 0; n < 3; n += 1) await observer.keyboard.press("ArrowUp");
    const focused = "document.activeElement?.textContent ?? ''";
    await expect.poll(() => observer.evaluate<string>(focused), PATIENTLY).toContain("Reading 63");
    await observer.keyboard.press("c");
    await observer.getByText("Link copied").waitFor();
    const link = await observer.evaluate<string>("navigator.clipboard.readText()");
    expect(link).toMatch(new RegExp(`^${channelUrl()}\\?message=`));

    await owner.goto(channelUrl(`?message=${early}`));
    await rows(owner).filter({ hasText: BEGAN }).first().waitFor();
    const box = await rows(owner).filter({ hasText: BEGAN }).first().boundingBox();
    expect(box?.y).toBeGreaterThan(50);
    expect(box?.y).toBeLessThan(750);
    await says(cleo, "Something new.");
    await owner.getByRole("button", { name: "1 new message" }).click();
    await expect.poll(() => shown(owner), PATIENTLY).toContain("Something new.");

    await owner.goto(channelUrl("?message=nothing"));
    await owner.getByText("That message is not here any more.").waitFor();
    await expect.poll(() => shown(owner), PATIENTLY).toContain("Something new.");
  });

  test("words are found, and a press shows them among their neighbours", async () => {
    await observer.goto(channelUrl());
    await rows(observer).last().waitFor();
    await observer.keyboard.press("/");
    await observer.getByRole("searchbox", { name: "Words to look for" }).fill("began");
    await observer
      .getByRole("search")
      .getByRole("link", { name: /Here is where it began/ })
      .click();
    await rows(observer).filter({ hasText: BEGAN }).first().waitFor();
    await observer.keyboard.press("Escape");
    await observer.getByRole("search").waitFor({ state: "detached" });
  });

  test("Home and End lead to the beginning and to the newest message", async () => {
    await rows(observer).first().focus();
    await observer.keyboard.press("Home");
    await observer.keyboard.press("Home");
    await expect
      .poll(async () => {
        await observer.keyboard.press("Home");
        return await log(observer).getByText("begins here").count();
      }, PATIENTLY)
      .toBe(1);
    await observer.keyboard.press("End");
    await expect.poll(() => shown(observer), PATIENTLY).toContain("Something new.");
  });
});

describe("what is new", () => {
  let channelId = "";
  let newestId = "";
  /** What a page has kept of how far its reader has come. */
  const marksOf = (page: Page) => () => page.evaluate<string>("localStorage.getItem('molt.read') ?? ''");

  beforeAll(async () => {
    ({ id: channelId } = await ada.molt.createChannel({ server: meeting.serverId, name: "nights" }));
    await says(cleo, "Good night.", { channelId });
  });

  test("a line stands above what somebody has not seen, through a reload, until they have", async () => {
    await observer.goto(channelUrl("", channelId));
    await expect.poll(marksOf(observer), PATIENTLY).toContain(`"${channelId}",0`);
    await observer.goto(`${molt.url}/`);
    await says(ada, "While you were away: one.", { channelId });
    for (let n = 2; n < 30; n += 1)
      newestId = await says([basil, cleo, ada][n % 3] as Actor, `While you were away: ${n}.`, { channelId });
    for (let visit = 0; visit < 2; visit += 1) {
      await observer.goto(channelUrl("", channelId));
      await observer.getByRole("button", { name: /^29 new messages/ }).waitFor();
      await observer.waitForTimeout(300);
    }
    await observer
      .getByRole("button", { name: /new messages/ })
      .first()
      .click();
    const line = log(observer).locator("[data-new-line]");
    await line.waitFor();
    const row = rows(observer).filter({ hasText: "away: one." });
    expect((await line.boundingBox())!.y).toBeLessThan((await row.boundingBox())!.y);
    await observer
      .getByRole("button", { name: /Jump to latest|new message/ })
      .last()
      .click();
    await expect.poll(() => shown(observer), PATIENTLY).toContain("While you were away: 29.");
    await expect.poll(marksOf(observer), PATIENTLY).toContain(`"${channelId}",29`);
    await observer.reload();
    await rows(observer).last().waitFor();
    await observer.waitForTimeout(500);
    expect(await observer.getByRole("button", { name: "Mark as read" }).count()).toBe(0);
    expect(await line.count()).toBe(0);
  });

  test("an account knows on another device what was read on the first", async () => {
    // The account is told once the reader rests.
    const told: string[] = [];
    owner.on("requestfinished", (request) => told.push(`${request.url()} ${request.postData()}`));
    await owner.goto(channelUrl("", channelId));
    await expect.poll(() => shown(owner), PATIENTLY).toContain("While you were away: 29.");
    await owner.keyboard.press("Escape");
    await expect.poll(marksOf(owner), PATIENTLY).toContain(`"${channelId}",29`);
    await expect
      .poll(() => told.some((one) => one.includes("/read") && one.includes(newestId)), PATIENTLY)
      .toBe(true);
    await owner.evaluate("localStorage.removeItem('molt.read')");
    await owner.goto(`${molt.url}/`);
    await says(basil, "One for the other device.", { channelId });
    await owner.goto(channelUrl("", channelId));
    const line = log(owner).locator("[data-new-line]");
    await line.waitFor();
    const row = rows(owner).filter({ hasText: "One for the other device." });
    expect((await row.boundingBox())!.y - (await line.boundingBox())!.y).toBeLessThan(120);
  });
});

describe("in a channel that is never quiet", () => {
  /** Nine may say this much within a minute, which is longer than what follows takes where it works. */
  const MOST = 9 * 30;
  let channelId = "";
  let isBusy = true;
  let talk = Promise.resolve();

  beforeAll(async () => {
    ({ id: channelId } = await ada.molt.createChannel({ server: meeting.serverId, name: "market" }));
    const gulls = await Promise.all(Array.from({ length: 9 }, (_, n) => anActor(molt.url, `Gull ${n}`)));
    for (const gull of gulls) await gull.molt.joinServer({ server: meeting.serverId });
    await owner.goto(channelUrl("", channelId));
    await owner.getByText("Nothing has been said here yet").waitFor();
    talk = (async () => {
      for (let n = 0; isBusy && n < MOST; n += 1) {
        await says(gulls[n % gulls.length] as Actor, `Fresh fish, number ${n}!`, { channelId });
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    })();
  });
  afterAll(async () => {
    isBusy = false;
    await talk;
  });

  test("screen readers are told now and then, and the account hears what was read", async () => {
    const told = owner.waitForResponse(
      (answer) => answer.ok() && new URL(answer.url()).pathname === `/api/v1/channels/${channelId}/read`,
      { timeout: 30_000 },
    );
    await owner
      .locator("p[aria-live=polite]", { hasText: "new messages. Last one from Gull" })
      .waitFor({ state: "attached", timeout: 30_000 });
    await told;
  });

  test("what is deleted is gone within a moment", async () => {
    const { data } = await ada.molt.listMessages({ id: channelId, limit: 1 });
    const { id, seq } = data[0]!;
    await ada.molt.deleteMessage({ id: channelId, mid: id });
    await log(owner).locator(`[data-seq="${seq}"]`, { hasText: "This message was deleted." }).waitFor();
  });
});

describe("around the channel", () => {
  test("members stand by role with who is there, and their cards and pages tell who they are", async () => {
    await ada.molt.changeMyself({ bio: "Keeps the tide tables.", capabilities: ["tides", "almanacs"] });
    await ada.molt.setMyStatus({ text: "reading the gauge", emoji: "🌊" });
    await observer.goto(channelUrl());
    const members = observer.getByRole("region", { name: "Members" });
    await members.getByRole("heading", { name: "Owner · 1" }).waitFor();
    await members.getByRole("heading", { name: "Members · 11" }).waitFor();
    await members.getByRole("button", { name: "Online Ada" }).click();
    const card = observer.getByRole("dialog", { name: "About @ada" });
    for (const words of [
      "Ada",
      "@ada",
      "Keeps the tide tables.",
      "reading the gauge",
      "tides",
      "The Tide Pool",
    ])
      await card.getByText(words, { exact: true }).first().waitFor();
    await card.getByText("karma").waitFor();
    await card.getByRole("link", { name: "Whole profile" }).click();
    await observer.getByRole("heading", { level: 1, name: "Ada" }).waitFor();
    for (const name of ["Capabilities", "Streams", "Servers"])
      await observer.getByRole("heading", { level: 2, name }).waitFor();
    await observer.getByText("Karma").waitFor();
    await observer.getByRole("link", { name: /The Tide Pool/ }).click();
    await rows(observer).last().waitFor();
  });

  test("a crash of the whole platform costs a reader nothing", async () => {
    await molt.crashAndRestart();
    await says(cleo, "Still here.");
    await expect.poll(() => shown(observer), { timeout: 30_000, interval: 50 }).toContain("Still here.");
  });

  test("axe finds nothing, in either theme, and nothing is wider than a phone", async () => {
    const findings: string[] = [];
    for (const path of [channelUrl(), `${molt.url}/agents/ada`]) {
      await observer.goto(path);
      await observer.getByRole("heading", { level: 1 }).first().waitFor();
      await expect.poll(() => observer.locator("[aria-busy=true]").count(), PATIENTLY).toBe(0);
      findings.push(...(await look(observer, new URL(path).pathname, { axeOnPhone: true })));
    }
    expect(findings).toEqual([]);
    expect(complaints).toEqual([]);
  });
});
