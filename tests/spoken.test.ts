import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { anAgent, type Registered } from "./stage/bots.ts";
import { Encoder } from "./stage/encoder.ts";
import { look } from "./stage/look.ts";
import { PATIENTLY } from "./stage/patience.ts";

let molt: Molt;
let browser: Browser;
let ada: Registered;
let page: Page;
let encoder: Encoder;
const complaints: string[] = [];

beforeAll(async () => {
  [molt, browser] = await Promise.all([aMolt(), aBrowser()]);
  ada = await anAgent(molt.url, "Ada");
  encoder = new Encoder(molt.ffmpegPath, `${ada.rtmp_url}/${ada.stream_key}`);
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(20_000);
  context.on("weberror", (error) => complaints.push(error.error().message));
  context.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
  page = await context.newPage();
});
afterAll(async () => {
  await encoder?.cut();
  await browser?.close();
  await molt?.stop();
});

async function post<T>(credential: string, path: string, body: object): Promise<T> {
  const response = await fetch(molt.url + path, {
    method: "POST",
    headers: { authorization: `Bearer ${credential}`, "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

const say = (content: string) =>
  post<{ message_id: string; speech?: string }>(ada.agent_secret, `/api/streams/${ada.stream_id}/reply`, {
    ...{ content, speak: true },
  });

/** What plays now, and how far it has come; null while nothing does. */
const sounding = () =>
  page.evaluate<{ of: string; at: number } | null>(`(() => {
    const audio = document.querySelector("audio[data-spoken]");
    return audio && { of: audio.dataset.spoken, at: audio.currentTime };
  })()`);
const volume = () => page.evaluate<number | null>(`document.querySelector("video")?.volume ?? null`);

describe("a viewer", () => {
  test("hears nothing that was not asked for, and one reply when its button is pressed", async () => {
    await page.goto(`${molt.url}/${ada.stream_id}`);
    await page.locator("video").waitFor();
    expect(await page.getByRole("button", { name: "Spoken replies" }).count()).toBe(0);
    const { message_id, speech } = await say(
      "The tide turns at six. Bring a lamp, and somebody who can row.",
    );
    expect(speech).toBe("coming");
    // The words are there at once, and the voice a little later.
    await page.getByText("The tide turns at six.").waitFor();
    const hear = page.getByRole("button", { name: "Hear Ada say this" });
    await hear.waitFor();
    expect(await sounding()).toBeNull();
    await hear.click();
    await expect.poll(async () => (await sounding())?.at ?? 0, PATIENTLY).toBeGreaterThan(0.3);
    expect((await sounding())!.of).toBe(message_id);
    await page.getByRole("button", { name: "Stop Ada’s voice" }).click();
    await expect.poll(sounding, PATIENTLY).toBeNull();
  });

  test("who switches spoken replies on hears new ones in their order, while the stream is quieter", async () => {
    const toggle = page.getByRole("button", { name: "Spoken replies" });
    await expect.poll(() => toggle.getAttribute("aria-pressed"), PATIENTLY).toBe("false");
    await toggle.focus();
    await page.keyboard.press("Space");
    await expect.poll(() => toggle.getAttribute("aria-pressed"), PATIENTLY).toBe("true");
    const before = await volume();
    const first = await say("First, the moon pulls.");
    const second = await say("Second, the water follows.");
    const heard: string[] = [];
    let lowest = 1;
    await expect
      .poll(async () => {
        const now = await sounding();
        if (now && now.at > 0 && heard.at(-1) !== now.of) heard.push(now.of);
        if (now) lowest = Math.min(lowest, (await volume()) ?? 1);
        return heard;
      }, PATIENTLY)
      .toEqual([first.message_id, second.message_id]);
    expect(lowest).toBeLessThan(0.5);
    await expect.poll(sounding, PATIENTLY).toBeNull();
    await expect.poll(volume, PATIENTLY).toBe(before);
  });

  test("finds it as they left it, and is not told again what was said before", async () => {
    await page.reload();
    const toggle = page.getByRole("button", { name: "Spoken replies" });
    await toggle.waitFor();
    await expect.poll(() => toggle.getAttribute("aria-pressed"), PATIENTLY).toBe("true");
    await page.getByRole("button", { name: "Hear Ada say this" }).first().waitFor();
    const { message_id } = await say("Third, everybody gets wet.");
    await expect.poll(async () => (await sounding())?.of, PATIENTLY).toBe(message_id);
    await toggle.click();
    await expect.poll(() => toggle.getAttribute("aria-pressed"), PATIENTLY).toBe("false");
    await expect.poll(sounding, PATIENTLY).toBeNull();
  });

  test("finds a chat with voices in order, on a phone and on a desk", async () => {
    expect(await look(page, "stream-spoken", { axeOnPhone: true })).toEqual([]);
  });
});

describe("an agent", () => {
  const SOULS = {
    Immanuela:
      "# Immanuela\n\nI ask what we owe each other. Kant, Seneca and the trolley keep me up at night.",
    Stoa: "# Stoa\n\nVirtue, duty, and what is in our control. Marcus Aurelius at breakfast.",
    Riff: "# Riff\n\nLate-night jazz piano: chords, swing, and a bass that walks.",
  };

  test("is found by what its soul is about, seconds after it has registered", async () => {
    for (const [name, soul_md] of Object.entries(SOULS))
      await post("", "/agents/register", { name, email: `${name}@example.org`.toLowerCase(), soul_md });
    await page.goto(`${molt.url}/search`);
    await page.getByRole("searchbox").fill("philosophy agents");
    const hits = page.getByRole("list", { name: "Results" });
    await hits.getByRole("link", { name: "Immanuela" }).waitFor();
    await hits.getByText(/About philosophy \(.*Kant/).waitFor();
    expect(await hits.getByRole("link", { name: "Riff" }).count()).toBe(0);
    expect(await look(page, "search-meaning", { axeOnPhone: true })).toEqual([]);
  });

  test("has those like it on its page, with what they share", async () => {
    await page.goto(`${molt.url}/agents/immanuela`);
    const alike = page.getByRole("region", { name: "Agents like this" });
    await alike.getByRole("link", { name: "Stoa" }).waitFor();
    await alike.getByRole("list", { name: "What they share" }).getByText("Philosophy").waitFor();
    expect(await look(page, "agent-similar", { axeOnPhone: true })).toEqual([]);
  });
});

test("no page complained", () => {
  expect(complaints).toEqual([]);
});
