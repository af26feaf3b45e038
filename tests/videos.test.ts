import { execFile } from "node:child_process";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aBrowser } from "./stage/aBrowser.ts";
import { aMolt, type Molt } from "./stage/aMolt.ts";
import { call } from "./stage/bots.ts";
import { look } from "./stage/look.ts";
import { registerAda, signUp } from "./stage/owner.ts";
import { PATIENTLY } from "./stage/patience.ts";

let molt: Molt;
let browser: Browser;
let page: Page;
const ada = { secret: "" };
const complaints: string[] = [];

/** A renderer is no slower than speech; a busy machine may be. */
const RENDERED = { timeout: 60_000, interval: 200 };

beforeAll(async () => {
  molt = await aMolt({ freeVideos: "10" });
  // A microphone that beeps, and a browser that is allowed to hear it.
  browser = await aBrowser(["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"]);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  page.setDefaultTimeout(20_000);
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (/Content Security Policy|Minified React error/.test(message.text())) complaints.push(message.text());
  });
});
afterAll(async () => {
  await browser?.close();
  await molt?.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name, exact: typeof name === "string" });
const dialog = () => page.getByRole("dialog");
const step = (name: string) => page.locator(`[data-step=${name}]`);
const isDone = (name: string) => step(name).getAttribute("data-done");
/** Most pages are looked at once in one theme; what is said of colours holds for the parts that all of them are made of. */
const glance = (name: string) => look(page, name, { schemes: ["dark"], widths: [390, 1280] });
const SCRIPT = "Good evening. The tide is out, and the pools lie still. Come and look.";

/** What stands in a terminal after a line that a page offers was pasted into it. */
async function paste(command: string): Promise<Record<string, unknown>> {
  const { stdout } = await promisify(execFile)("bash", ["-c", command]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("the first steps of an agent", () => {
  let firstVideo: Record<string, unknown>;

  test("tick off as it makes the calls that its owner is shown, as they stand", async () => {
    await signUp(page, molt);
    ada.secret = await registerAda(page);
    await expect.poll(() => isDone("registered"), PATIENTLY).toBe("true");
    expect(await isDone("key_used")).toBe("false");
    expect(await look(page, "first-steps")).toEqual([]);
    const offered = async (name: string) => (await step(name).locator("pre code").textContent())!;

    const generate = await offered("video_asked");
    expect(await paste(await offered("key_used"))).toMatchObject({ name: "Ada" });
    await expect.poll(() => isDone("key_used"), PATIENTLY).toBe("true");
    await paste(await offered("soul_saved"));
    await expect.poll(() => isDone("soul_saved"), PATIENTLY).toBe("true");
    firstVideo = await paste(generate);
    expect(firstVideo).toMatchObject({ status: "processing", url: expect.stringContaining("/v/") });
    await expect.poll(() => isDone("video_asked"), PATIENTLY).toBe("true");
    const { video_id, url } = firstVideo;
    expect(await paste(await offered("video_ready"))).toMatchObject({ video_id, url });
  });

  test("end with a video that is ready", async () => {
    await expect.poll(() => isDone("voice_ready"), PATIENTLY).toBe("true");
    await expect.poll(() => isDone("video_ready"), RENDERED).toBe("true");
    await page.getByRole("link", { name: "I have copied it" }).click();
    await page.getByRole("heading", { name: "@ada" }).waitFor();
    expect(await page.content()).not.toContain(ada.secret);
  });
});

describe("a video", () => {
  test("is asked for in a form that counts along, and refuses what cannot be made where it was typed", async () => {
    await page.getByRole("navigation", { name: "About this agent" }).getByText("Videos").click();
    await page.getByRole("heading", { name: "Make a video" }).waitFor();
    await page.getByText("1 of 10 this month", { exact: false }).waitFor();
    await button("Make it").click();
    await page.getByText("This is needed.").waitFor();
    await expect.poll(() => page.evaluate("document.activeElement.name"), PATIENTLY).toBe("script");
    await page.getByLabel("Script").fill(SCRIPT);
    await page.getByText("About 6 seconds").waitFor();
    await page.getByText(`${SCRIPT.length} of 5,000 characters`).waitFor();
    await page.getByLabel("Background").selectOption("colour");
    expect(await glance("make-a-video")).toEqual([]);
    await page.getByLabel("Background").selectOption("");
  });

  test("tells how far it is, live, and then plays to its end", async () => {
    await button("Make it").click();
    await page.getByText("It is being made.", { exact: false }).waitFor();
    await page.getByRole("list", { name: "Videos" }).getByText("being made").first().waitFor();
    await page.getByRole("link", { name: "To its page" }).click();
    await page.locator("[aria-current=step]").waitFor();
    await page.getByRole("progressbar", { name: "How far the video is" }).waitFor();
    expect(await glance("being-made")).toEqual([]);
    await page.locator("video").waitFor({ timeout: RENDERED.timeout });
    const hasEnded = () => page.evaluate<boolean>("document.querySelector('video')?.ended ?? false");
    await expect.poll(hasEnded, RENDERED).toBe(true);
    await button("Draft voice").click();
    await page.getByText("Face and voice were made on this machine", { exact: false }).waitFor();
    await page.keyboard.press("Escape");
    await page.getByText("Watched by 1 person", { exact: false }).waitFor();
    expect(await look(page, "video")).toEqual([]);
  });

  test("has captions that are the script, and a transcript that leads to its places", async () => {
    const captions = () =>
      page.evaluate<{ mode: string; text: string }>(`(() => {
        const [track] = document.querySelector("video").textTracks;
        return { mode: track.mode, text: [...track.cues].map((cue) => cue.text).join(" ") };
      })()`);
    await expect.poll(async () => (await captions()).text.replaceAll("\n", " "), PATIENTLY).toBe(SCRIPT);
    expect((await captions()).mode).toBe("hidden");
    await button("Captions on (c)").click();
    expect((await captions()).mode).toBe("showing");

    const transcript = page.getByRole("region", { name: "Transcript" });
    await transcript.getByRole("button", { name: "Come and look." }).click();
    const at = () => page.evaluate<number>("document.querySelector('video').currentTime");
    await expect.poll(at, PATIENTLY).toBeGreaterThan(2);
    await expect
      .poll(() => transcript.locator("[aria-current=time]").textContent(), PATIENTLY)
      .toBe("Come and look.");
  });

  test("says what it is to those who only read the head of its page", async () => {
    const html = await (await fetch(page.url())).text();
    expect(html).toContain('property="og:title" content="Good evening');
    expect(html).toMatch(/property="og:(video|image)"/);
    expect(html).toContain("application/json+oembed");
    const code = new URL(page.url()).pathname.split("/").at(-1)!;
    await page.goto(`${molt.url}/embed/v/${code}`);
    await page.locator("video").waitFor();
    await page.locator("track").waitFor({ state: "attached" });
  });

  test("that did not come about says why, and its owner has it made again", async () => {
    const json = { script: "Nothing comes of this at first. Then it does." };
    const headers = { "Idempotency-Key": "a-video-to-cancel" };
    const asked = { ...ada, json, headers };
    const { body } = await call<{ job_id: string; url: string }>(molt.url, "POST", "/api/v1/videos", asked);
    await call(molt.url, "POST", `/api/v1/jobs/${body.job_id}/cancel`, { ...ada, json: {} });
    await page.goto(body.url);
    await page.getByText("This video did not come about").waitFor();
    expect(await glance("failed")).toEqual([]);
    await button("Try again").click();
    await page.locator("[aria-current=step]").or(page.locator("video")).first().waitFor();
    await page.locator("video").waitFor({ timeout: RENDERED.timeout });
  });

  test("is in the gallery and on its agent's page, and gone from both when its owner deletes it", async () => {
    await page.goto(`${molt.url}/videos`);
    await page.getByRole("link", { name: "Good evening" }).waitFor();
    expect(await look(page, "gallery")).toEqual([]);
    await page.getByText("Most watched").click();
    expect(new URL(page.url()).search).toContain("popular");
    await page.getByRole("link", { name: "Good evening" }).waitFor();
    await page.goto(`${molt.url}/agents/ada`);
    const link = page.getByRole("region", { name: "Videos" }).getByRole("link", { name: "Good evening" });
    const path = (await link.getAttribute("href"))!;

    await page.goto(`${molt.url}/console/agents/ada/videos`);
    await page.getByLabel("Mark Good evening").check();
    await button("Delete 1 video").click();
    await button("Delete it").click();
    await page.getByLabel("Mark Good evening").waitFor({ state: "detached" });
    await page.goto(molt.url + path);
    await page.getByRole("heading", { name: "This video was deleted" }).waitFor();
    expect(await glance("gone")).toEqual([]);
    await page.goto(`${molt.url}/v/nothing-here`);
    await page.getByRole("heading", { name: "No video lives here" }).waitFor();
  });
});

describe("a SOUL.md", () => {
  const text = () => page.getByLabel("Text of the SOUL.md");
  const saveAs = (soul: string) =>
    call(molt.url, "PUT", "/api/v1/agents/@me/soul", {
      ...ada,
      json: { soul_md: soul },
    });

  test("is written with warnings beside it, and compared with what it was", async () => {
    await page.goto(`${molt.url}/console/agents/ada/persona`);
    await expect.poll(() => text().inputValue(), PATIENTLY).toContain("I paint the tides");
    await text().fill(`# Who I am

I paint the old tides.

<!-- private -->
My key: ghp_${"a1B2c3".repeat(6)}
`);
    await button("Line 6 looks like an access token, in the private part").click();
    expect(await page.evaluate("getSelection().toString()")).toMatch(/^My key: ghp_/);
    await page.getByText("Changes", { exact: true }).click();
    await page.getByRole("region", { name: "Differences, line by line" }).getByText("old").waitFor();
    expect(await glance("soul-changes")).toEqual([]);
    await page.getByText("Preview", { exact: true }).click();
    await page.getByText("Private: only the agent and you read this").waitFor();
    expect(await glance("soul-preview")).toEqual([]);
    await button("Save").click();
    await page.getByText("Version 2 is saved").waitFor();
  });

  test("is not left by accident, and not lost when somebody else saves one meanwhile", async () => {
    await page.getByText("Write", { exact: true }).click();
    await text().fill("# Who I am\n\nMine.\n");
    await page.getByRole("navigation", { name: "About this agent" }).getByText("Overview").click();
    await dialog().getByText("Leave without saving?").waitFor();
    await button("Stay").click();
    expect((await saveAs("# Who I am\n\nTheirs.\n")).status).toBe(200);
    await page.getByText("Version 3 was saved while you were writing").waitFor();
    await expect.poll(() => text().inputValue(), PATIENTLY).toBe("# Who I am\n\nMine.\n");
    await button("Compare with mine").click();
    await page.getByRole("region", { name: "Differences, line by line" }).getByText("Theirs.").waitFor();
    expect(await glance("soul-conflict")).toEqual([]);
    await button("Save mine over it").click();
    await page.getByText("Version 4 is saved").waitFor();
  });

  test("goes back to an earlier version, as a new one", async () => {
    await button("Compare version 2").click();
    await dialog()
      .getByText("1 line new", { exact: false })
      .or(dialog().getByText("lines new"))
      .first()
      .waitFor();
    await button("Close").click();
    await button("Restore version 2").click();
    await button("Restore it").click();
    await page.getByText("as version 2", { exact: false }).waitFor();
    await expect.poll(() => text().inputValue(), PATIENTLY).toContain("I paint the old tides.");
  });
});

describe("a voice of its own", () => {
  test("is recorded in the browser, listened to, and sent with consent only", async () => {
    await button("A voice of its own").click();
    await button("Make the voice").click();
    await page.getByText("Record something first", { exact: false }).waitFor();
    await button("Record").click();
    await page.getByRole("meter", { name: "How loud it is" }).waitFor();
    await page.getByText("Go on: at least 10 seconds.").waitFor();
    expect(await glance("recording")).toEqual([]);
    await page.getByText("That is enough", { exact: false }).waitFor();
    await button("Stop").click();
    await page.getByLabel("Your recording").waitFor();
    const length = () => page.evaluate<number>("document.querySelector('audio').readyState > 0 ? 1 : 0");
    await expect.poll(length, PATIENTLY).toBe(1);
    await button("Make the voice").click();
    await page.getByText("only with the consent", { exact: false }).waitFor();
    await page.getByText("It is my own voice", { exact: false }).click();
    await button("Make the voice").click();
    const voices = page.getByRole("list", { name: "Voices of its own" });
    await voices.getByText("Voice 1").waitFor();
    await voices.getByText("in use").waitFor({ timeout: RENDERED.timeout });
    expect(await look(page, "voices")).toEqual([]);
    await button("Remove voice 1").click();
    await button("Remove it").click();
    await voices.waitFor({ state: "detached" });
    expect(complaints).toEqual([]);
  });
});
