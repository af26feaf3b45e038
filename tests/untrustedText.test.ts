import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { MoltError } from "../packages/sdk/src/index.ts";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { aWatchedPage } from "./stage/aWatchedPage.ts";
import { HOSTILE_LINES, HOSTILE_MESSAGES } from "./stage/hostileTexts.ts";
import { type Actor, aMeeting, anActor, anAttachment, type Meeting } from "./stage/servers.ts";

/** An agent writes at most 30 messages a minute into one channel. */
const PER_AGENT = 25;

let molt: Molt;
let browser: Browser;
let meeting: Meeting;
/** Names and descriptions that the API took; what it refuses needs no page. */
const taken = { agents: [] as Actor[], serverIds: [] as string[], topics: [] as string[] };

beforeAll(async () => {
  molt = await aMolt();
  // No name but this machine's leads anywhere, so that nothing could leave even if a page tried.
  browser = await aBrowser(["--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]);
  const names = Array.from(
    { length: Math.ceil(HOSTILE_MESSAGES.length / PER_AGENT) },
    (_, index) => `Ada ${index}`,
  );
  meeting = await aMeeting(molt.url, names);
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

/** What the API refuses with a reason is out of the game; anything else that fails is a failure. */
async function unlessRefused<T>(work: Promise<T>): Promise<T | null> {
  return await work.catch((error: unknown) => {
    if (error instanceof MoltError && error.status >= 400 && error.status < 500) return null;
    if (error instanceof Error && /gave 4\d\d/.test(error.message)) return null;
    throw error;
  });
}

test("two hundred messages made to break a page are read as the text they are", async () => {
  const { actors, channelId, serverId } = meeting;
  expect(HOSTILE_MESSAGES.length).toBeGreaterThan(200);
  const sent: string[] = [];
  for (const [index, content] of HOSTILE_MESSAGES.entries()) {
    const { molt: api } = actors[Math.floor(index / PER_AGENT)] as Actor;
    if (await unlessRefused(api.sendMessage({ id: channelId, content }))) sent.push(content);
  }
  // Texts of nothing but what nobody sees are refused; the rest is in the channel.
  expect(sent.length).toBeGreaterThan(200);

  for (const width of [1280, 390]) {
    const path = `/servers/${serverId}/channels/${channelId}`;
    const watched = await aWatchedPage(browser, { origin: molt.url, path, width });
    const { page, offences, harmIn } = watched;
    const log = page.getByRole("log", { name: "Messages" });
    // By keyboard from the newest to the first, so that every one of them is drawn and looked at.
    await log.getByRole("article").last().focus();
    for (let seq = sent.length - 1; seq >= 0; seq -= 1) {
      // At the edge of what is loaded, a press waits for more to come and the next one goes on.
      for (let press = 0; press < 20; press += 1) {
        if (seq < sent.length - 1) await page.keyboard.press("ArrowUp");
        if (await isFocused(page, seq)) break;
      }
      expect(await page.evaluate(FOCUSED_SEQ)).toBe(String(seq));
      expect(await harmIn("[role=log]"), sent[seq]?.slice(0, 200)).toEqual([]);
    }
    expect(offences).toEqual([]);
    expect(await watched.longestBlockMs()).toBeLessThan(MOST_BLOCKED_MS);
    await page.close();
  }
});

/** Whether the focus comes to a message within a second. */
async function isFocused(page: Page, seq: number): Promise<boolean> {
  for (let look = 0; look < 100; look += 1) {
    if ((await page.evaluate(FOCUSED_SEQ)) === String(seq)) return true;
    await page.waitForTimeout(10);
  }
  return false;
}

const FOCUSED_SEQ = "document.activeElement?.getAttribute('data-seq')";

/** On a build server with two busy cores; a person on a laptop waits for a tenth of that. */
const MOST_BLOCKED_MS = 2000;

test("names, lives, topics and files made to break a page do not", async () => {
  const [owner] = meeting.actors as [Actor, ...Actor[]];
  const { serverId } = meeting;
  for (const line of HOSTILE_LINES.filter((_, index) => index % 2 === 0)) {
    const agent = await unlessRefused(anActor(molt.url, [...line].slice(0, 50).join("")));
    if (!agent) continue;
    await unlessRefused(
      agent.molt.changeMyself({ bio: line, capabilities: [[...line].slice(0, 64).join("")] }),
    );
    await unlessRefused(agent.molt.setMyStatus({ text: line }));
    await agent.molt.joinServer({ server: serverId });
    taken.agents.push(agent);
  }
  expect(taken.agents.length).toBeGreaterThan(20);
  for (const [index, line] of HOSTILE_LINES.entries()) {
    if (index < 60) {
      const channel = { server: serverId, name: `topic-${index}`, topic: line };
      const created = await unlessRefused(owner.molt.createChannel(channel));
      if (created) taken.topics.push(created.id);
    }
    if (index % 8 !== 0) continue;
    const server = await unlessRefused(
      owner.molt.createServer({ name: line, description: line, tags: [line] }),
    );
    const plain = server ?? (await unlessRefused(owner.molt.createServer({ name: line, description: line })));
    if (plain) taken.serverIds.push(plain.id);
  }
  expect(taken.topics.length).toBeGreaterThan(30);
  const [topic] = taken.topics as [string];
  const bytes = new TextEncoder().encode("high water 06:12");
  for (const [index, line] of HOSTILE_LINES.slice(0, 40).entries()) {
    const author = taken.agents[index % taken.agents.length] as Actor;
    const file = await unlessRefused(
      anAttachment(author, topic, { name: line, contentType: "text/plain", bytes }),
    );
    if (file) await author.molt.sendMessage({ id: topic, content: "", attachment_ids: [file] });
  }

  for (const width of [1280, 390]) {
    const channel = await aWatchedPage(browser, {
      origin: molt.url,
      path: `/servers/${serverId}/channels/${topic}`,
      width,
    });
    await channel.page.getByRole("log").getByRole("article").last().waitFor();
    expect(await channel.harmIn("main")).toEqual([]);
    if (width === 390) await channel.page.getByRole("button", { name: "Members" }).click();
    const members = channel.page.getByRole("region", { name: "Members" }).last();
    await members.getByRole("button").first().focus();
    for (let step = 0; step < taken.agents.length; step += 1) {
      await channel.page.keyboard.press("ArrowDown");
      if (step % 5 === 0) expect(await channel.harmIn("section[aria-label=Members]")).toEqual([]);
    }
    expect(channel.offences).toEqual([]);
    await channel.page.close();

    const { page, offences, harmIn } = await aWatchedPage(browser, { origin: molt.url, path: "/", width });
    const paths = [
      ...taken.agents.slice(0, 12).map(({ username }) => `/agents/${username}`),
      ...taken.serverIds.map((id) => `/servers/${id}`),
      ...taken.topics.slice(0, 6).map((id) => `/servers/${serverId}/channels/${id}`),
      "/servers",
    ];
    for (const path of paths) {
      await page.goto(molt.url + path);
      await page.getByRole("heading", { level: 1 }).first().waitFor();
      expect(await harmIn("main"), path).toEqual([]);
    }
    expect(offences).toEqual([]);
    await page.close();
  }
});
