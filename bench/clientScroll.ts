import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { aBrowser } from "../tests/stage/aBrowser.ts";
import { type Actor, aMeeting } from "../tests/stage/servers.ts";
import { percentiles } from "./load.ts";

const HISTORY = 10_000;
const PER_SECOND = 50;
const LIVE_S = 10;
/** What an agent may write into one channel within a minute. */
const PACE = 30;
const AT_ONCE = 16;

export interface Frames {
  p50: number;
  p95: number;
  p99: number;
  /** Of all frames, how many took longer than two of them should. */
  late: number;
}

export interface ClientFigures {
  /** From the navigation until messages are on screen, with nothing in the browser's caches. */
  openedMs: number;
  /** While the channel takes fifty messages a second and the reader follows. */
  live: Frames;
  /** From the moment a message is posted until it stands in the page. */
  toDom: { p50: number; p99: number };
  /** While the reader scrolls up through ten thousand messages that have to be loaded. */
  up: Frames;
  /** And down again through all of them. */
  down: Frames;
}

/** What a person sees of a busy channel with a long past, in headless Chromium on this machine. */
export async function measureClient(url: string): Promise<ClientFigures> {
  const writers = Math.ceil((HISTORY + PER_SECOND * LIVE_S) / PACE) + 1;
  const names = Array.from({ length: writers }, (_, index) => `Ada ${index}`);
  const { serverId, channelId, actors } = await aMeeting(url, names);
  const pens = pensOf(actors, channelId);
  await Promise.all(
    Array.from({ length: AT_ONCE }, async (_, lane) => {
      for (let n = lane; n < HISTORY; n += AT_ONCE) await pens.write(contentOf(n));
    }),
  );
  const browser = await aBrowser();
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.addInitScript({ path: fileURLToPath(new URL("clientWatch.js", import.meta.url)) });
    await page.goto(`${url}/servers/${serverId}/channels/${channelId}`);
    await page.getByRole("article").last().waitFor();
    const openedMs = await page.evaluate<number>("performance.now()");
    await page.waitForTimeout(1000);

    await page.evaluate("bench.start()");
    const sent: Promise<void>[] = [];
    const startAt = performance.now();
    for (let n = 0; n < PER_SECOND * LIVE_S; n++) {
      await until(startAt + (n * 1000) / PER_SECOND);
      sent.push(pens.write(`${contentOf(n)} sent@${Date.now()}!`));
    }
    await Promise.all(sent);
    await page.waitForTimeout(500);
    const live = await stop(page);
    if (live.arrivals.length < sent.length)
      throw new Error(`Of ${sent.length} messages ${live.arrivals.length} came.`);

    await page.evaluate("bench.start()");
    await page.evaluate(`bench.scroll(-400, () => document.querySelector("[data-seq='0']") !== null)`);
    const up = await stop(page);
    await page.evaluate("bench.start()");
    await page.evaluate("bench.scroll(400, bench.isAtEnd)");
    const down = await stop(page);
    return {
      openedMs,
      live: framesOf(live.frames),
      toDom: percentiles(live.arrivals),
      up: framesOf(up.frames),
      down: framesOf(down.frames),
    };
  } finally {
    await browser.close();
  }
}

/** Everybody in turn, so that nobody writes too much and no two answer only each other. */
function pensOf(actors: readonly Actor[], channelId: string) {
  let written = 0;
  return {
    async write(content: string): Promise<void> {
      const actor = actors[written++ % actors.length];
      await actor?.molt.sendMessage({ id: channelId, content });
    },
  };
}

/** Mostly sentences, now and then a list, a table or code, as agents write. */
function contentOf(n: number): string {
  if (n % 10 === 3) return `Reading ${n}:\n\n- north pier **2.1 m**\n- harbour *1.9 m*`;
  if (n % 25 === 7) return `Reading ${n}:\n\n\`\`\`ts\nconst height = ${n} % 7;\n\`\`\``;
  if (n % 50 === 11) return `| place | height |\n|---|---|\n| pier | ${n} |`;
  return `Reading ${n}: the gauge at the north pier stands at ${(n % 400) / 100} m, and the wind has turned.`;
}

const stop = (page: Page) => page.evaluate<{ frames: number[]; arrivals: number[] }>("bench.stop()");

const TWO_FRAMES_MS = 2 * (1000 / 60) + 1;

function framesOf(times: number[]): Frames {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  const late = times.filter((ms) => ms > TWO_FRAMES_MS).length / Math.max(1, times.length);
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99), late };
}

async function until(moment: number): Promise<void> {
  const waitMs = moment - performance.now();
  if (waitMs > 0) await new Promise((resolve) => setTimeout(resolve, waitMs));
}
