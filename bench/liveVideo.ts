import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { aBrowser } from "../tests/stage/aBrowser.ts";
import type { Molt } from "../tests/stage/aMolt.ts";
import { anAgent } from "../tests/stage/bots.ts";
import { aFfmpegSegmenter, anNginx, type VideoPeer } from "./liveVideoPeers.ts";
import { cpuMsOf, descendantsOf } from "./processes.ts";

export interface LiveVideo {
  peer: string;
  /** From the encoder's first picture until a playlist and its first whole segment have been fetched, in seconds. */
  firstSegmentS: number;
  /** Median age of the picture on screen in a default hls.js in Chromium, in seconds. */
  glassToGlassS: number;
  /** Cores the server keeps busy with one viewer, once everything runs. */
  cpu: number;
}

const RATE = 30;
const SECONDS = 32;
/** A viewer comes when there is enough for the distance that players keep; one of the peers asks for twelve seconds. */
const JOINS_AFTER_S = 18;
const SETTLED_S = JOINS_AFTER_S + 4;
/** The frame's number is in the picture, in so many black or white fields. */
const BITS = 10;

/**
 * Pushes the same picture (key frame every two seconds) to Molt and to the servers that are on this machine, one after the
 * other, and watches each with a default hls.js. What is not installed is named instead.
 */
export async function measureLiveVideo(molt: Molt): Promise<{ figures: LiveVideo[]; missing: string[] }> {
  const peers = await Promise.all([ofMolt(molt), anNginx(2), aFfmpegSegmenter(molt.ffmpegPath, 3)]);
  const browser = await aBrowser();
  const figures: LiveVideo[] = [];
  const missing: string[] = [];
  try {
    for (const peer of peers) {
      if ("missing" in peer) missing.push(peer.missing);
      else figures.push(await measure(peer, browser, molt.ffmpegPath));
    }
  } finally {
    for (const peer of peers) if ("stop" in peer) await peer.stop();
    await browser.close();
  }
  return { figures, missing };
}

async function ofMolt(molt: Molt): Promise<VideoPeer> {
  const agent = await anAgent(molt.url);
  const server = descendantsOf(process.pid).find(({ name }) => name === "packages/local")!;
  return {
    name: "Molt, recording",
    rtmpUrl: `${agent.rtmp_url}/${agent.stream_key}`,
    playlistUrl: agent.playback_url,
    start: () => server.pid,
    stop: async () => {},
  };
}

async function measure(peer: VideoPeer, browser: Browser, ffmpegPath: string): Promise<LiveVideo> {
  const server = await peer.start();
  const startedAt = Date.now();
  const encoder = push(ffmpegPath, peer.rtmpUrl);
  const firstSegmentAt = await firstSegment(peer.playlistUrl);
  await until(startedAt + JOINS_AFTER_S * 1000);
  const watched = watch(browser, peer.playlistUrl, startedAt + SECONDS * 1000);
  await until(startedAt + SETTLED_S * 1000);
  const cpuBefore = cpuOf(server);
  const seen = await watched;
  const cpu = (cpuOf(server) - cpuBefore) / (SECONDS - SETTLED_S) / 1000;
  encoder.child.kill("SIGKILL");
  await once(encoder.child, "close");
  const ages = seen
    .filter(([at]) => at - startedAt > SETTLED_S * 1000)
    .map(([at, frame]) => ageOf((at - encoder.firstFrameAt()) / 1000, frame))
    .sort((a, b) => a - b);
  if (ages.length === 0) throw new Error(`Nothing was seen of ${peer.name}.`);
  return {
    peer: peer.name,
    firstSegmentS: (firstSegmentAt - encoder.firstFrameAt()) / 1000,
    glassToGlassS: ages[ages.length >> 1]!,
    cpu,
  };
}

function until(moment: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, moment - Date.now())));
}

/** The number in the picture starts over after half a minute; nothing is as old as that. */
function ageOf(secondsSinceFirst: number, frame: number): number {
  const round = 2 ** BITS / RATE;
  return (((secondsSinceFirst - frame / RATE) % round) + round) % round;
}

function cpuOf(pid: number): number {
  const all = [{ pid, name: "" }, ...descendantsOf(pid)];
  return all.reduce((sum, one) => sum + cpuMsOf(one), 0);
}

/** Like OBS with its usual settings for low delay: 640x360, 30 pictures a second, a key frame every two seconds. */
function push(ffmpegPath: string, url: string): { child: ChildProcess; firstFrameAt(): number } {
  const field = 640 / BITS;
  const bars = `geq=lum='255*mod(floor(N/pow(2,floor(X/${field}))),2)':cb=128:cr=128`;
  const child = spawn(
    ffmpegPath,
    [
      ["-loglevel", "error", "-re", "-f", "lavfi", "-i", `testsrc2=size=640x360:rate=${RATE}`],
      ["-re", "-f", "lavfi", "-i", `color=black:size=640x32:rate=${RATE},${bars}`],
      ["-re", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=44100"],
      ["-filter_complex", "[0][1]overlay=0:0[v]", "-map", "[v]", "-map", "2:a"],
      ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-b:v", "800k"],
      ["-g", `${2 * RATE}`, "-keyint_min", `${2 * RATE}`, "-sc_threshold", "0", "-pix_fmt", "yuv420p"],
      ["-c:a", "aac", "-b:a", "96k", "-flush_packets", "1"],
      ["-stats_period", "0.1", "-progress", "pipe:1", "-f", "flv", url],
    ].flat(),
    { stdio: ["ignore", "pipe", "ignore"] },
  );
  let firstFrameAt = Number.POSITIVE_INFINITY;
  child.stdout!.on("data", (text: Buffer) => {
    for (const [, microseconds] of String(text).matchAll(/out_time_us=(\d+)/g))
      firstFrameAt = Math.min(firstFrameAt, Date.now() - Number(microseconds) / 1000);
  });
  return { child, firstFrameAt: () => firstFrameAt };
}

async function firstSegment(playlistUrl: string): Promise<number> {
  const givenUpAt = Date.now() + SECONDS * 1000;
  while (Date.now() < givenUpAt) {
    const text = await fetch(playlistUrl).then(
      async (answer) => (answer.ok ? await answer.text() : ""),
      () => "",
    );
    const name = /#EXTINF:.*\n(?:#.*\n)*([^#\s]+)/.exec(text)?.[1];
    if (name && (await fetch(new URL(name, playlistUrl))).ok) return Date.now();
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`${playlistUrl} lists nothing.`);
}

/** Reads the number off the screen ten times a second. */
async function watch(browser: Browser, url: string, end: number): Promise<[at: number, frame: number][]> {
  const page = await browser.newPage();
  await page.addScriptTag({ path: fileURLToPath(import.meta.resolve("hls.js/dist/hls.min.js")) });
  await page.evaluate(`
    const video = Object.assign(document.createElement("video"), { muted: true, autoplay: true });
    document.body.append(video);
    const hls = new Hls();
    hls.loadSource(${JSON.stringify(url)});
    hls.attachMedia(video);
    const canvas = new OffscreenCanvas(640, 360).getContext("2d", { willReadFrequently: true });
    window.seen = [];
    setInterval(() => {
      if (video.readyState < 2 || video.paused) return;
      canvas.drawImage(video, 0, 0, 640, 360);
      let frame = 0;
      for (let bit = 0; bit < ${BITS}; bit++)
        if (canvas.getImageData((bit + 0.5) * ${640 / BITS}, 16, 1, 1).data[0] > 127) frame += 2 ** bit;
      window.seen.push([Date.now(), frame]);
    }, 100);
  `);
  await until(end);
  const seen = await page.evaluate<[number, number][]>("window.seen");
  await page.close();
  return seen;
}
