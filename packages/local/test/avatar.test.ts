import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { creatureOf } from "../../../src/agents/creature.ts";
import { lookOf, renderVideo, type VideoJob } from "../src/avatar/renderVideo.ts";
import { Scene } from "../src/avatar/scene.ts";
import { findFfmpeg } from "../src/media/ffmpeg.ts";
import { Speaker, type Speech } from "../src/speech/speaker.ts";
import { childrenNamed } from "./children.ts";

// Painting is work, and the machine may have much other.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });
const folder = mkdtempSync(join(tmpdir(), "molt-avatar-"));
const { path: ffmpegPath } = await findFfmpeg();
let speech: Speech;

beforeAll(async () => {
  const speaker = new Speaker({ log: () => undefined });
  speech = await speaker.speak("Hello, I am Ada. Ah!", { voiceId: "coral" });
  speaker.stop();
});

afterAll(() => rmSync(folder, { recursive: true }));

const at = (name: string) => join(folder, name);
const aJob = (changes: Partial<VideoJob> = {}): VideoJob => ({
  speech,
  look: lookOf("ada"),
  width: 160,
  height: 90,
  name: "Ada",
  captions: true,
  ...changes,
});

function probed(file: string) {
  const fields =
    "stream=codec_name,pix_fmt,width,height,r_frame_rate,color_space:format=duration:format_tags";
  const ffprobe = ffmpegPath.replace(/ffmpeg$/, "ffprobe");
  const args = ["-v", "error", "-show_entries", fields, "-of", "json", file];
  return JSON.parse(execFileSync(ffprobe, args, { encoding: "utf8" })) as {
    streams: Record<string, string | number>[];
    format: { duration: string; tags: Record<string, string> };
  };
}

/** The names of the file's outermost boxes, in their order. */
function boxes(file: string): string[] {
  const bytes = readFileSync(file);
  const names: string[] = [];
  for (let place = 0; place < bytes.length; place += bytes.readUInt32BE(place))
    names.push(bytes.toString("latin1", place + 4, place + 8));
  return names;
}

const digest = (bytes: Buffer) => createHash("sha256").update(bytes).digest("hex");

test("a video is what players want, as long as its speech, and says where it comes from", async () => {
  const seen: number[] = [];
  const provenance = { title: 'Tides; "a\ntitle" %s [x]=1', agent: "ada", scriptHash: "ab".repeat(32) };
  const file = at("whole.mp4");
  const { durationS } = await renderVideo(aJob({ provenance }), {
    ffmpegPath,
    file,
    onProgress: (share) => seen.push(share),
  });
  const { streams, format } = probed(file);
  expect(streams).toMatchObject([
    {
      codec_name: "h264",
      pix_fmt: "yuv420p",
      width: 160,
      height: 90,
      r_frame_rate: "25/1",
      color_space: "bt709",
    },
    { codec_name: "aac" },
  ]);
  expect(durationS).toBe(speech.durationS);
  expect(Math.abs(Number(format.duration) - speech.durationS)).toBeLessThan(0.1);
  const order = boxes(file);
  expect(order.indexOf("moov")).toBeLessThan(order.indexOf("mdat"));
  expect(format.tags.title).toBe('Tides; "a title" %s [x]=1');
  expect(format.tags.comment).toContain(
    `Made with Molt draft voice. agent=ada script-sha256=${"ab".repeat(32)}`,
  );
  expect(seen.at(-1)).toBe(1);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(readdirSync(folder)).toEqual(["whole.mp4"]);
});

test("its sound is as loud as speech is to be", () => {
  const args = [
    "-hide_banner",
    "-nostats",
    "-i",
    at("whole.mp4"),
    "-af",
    "ebur128=peak=true",
    "-f",
    "null",
    "-",
  ];
  const told = execFileSync("sh", ["-c", '"$0" "$@" 2>&1', ffmpegPath, ...args], { encoding: "utf8" });
  const summary = told.slice(told.lastIndexOf("Summary:"));
  expect(Math.abs(Number(/I:\s+(-?[\d.]+) LUFS/.exec(summary)![1]) + 16)).toBeLessThan(1.5);
  expect(Number(/Peak:\s+(-?[\d.]+) dBFS/.exec(summary)![1])).toBeLessThanOrEqual(-1);
});

test("the same job gives the same file, and another agent another", async () => {
  const files = ["same-1.mp4", "same-2.mp4", "other.mp4"].map(at);
  await Promise.all(
    files.map((file, number) =>
      renderVideo(aJob({ look: lookOf(number === 2 ? "basil" : "ada"), width: 90, height: 160 }), {
        ffmpegPath,
        file,
      }),
    ),
  );
  const [first, second, other] = files.map((file) => digest(readFileSync(file)));
  expect(second).toBe(first);
  expect(other).not.toBe(first);
});

test("the host is the creature of the agent's pages", () => {
  expect(lookOf("ada").creature).toEqual(creatureOf("ada"));
  const looks = Array.from({ length: 200 }, (_, number) => lookOf(`agent-${number}`));
  expect(new Set(looks.map(({ seed: _, ...look }) => JSON.stringify(look))).size).toBe(200);
  for (const part of ["wears", "extra", "home"] as const)
    expect(new Set(looks.map((look) => look[part])).size).toBeGreaterThan(3);
});

test("the mouth is drawn open where it is loud, and shut where it is silent", () => {
  const scene = new Scene({ speech, look: lookOf("basil"), width: 320, height: 180 });
  // The inside of a mouth has a colour of its own.
  const insideAt = (timeS: number) => {
    const pixels = scene.paint(timeS).data();
    let count = 0;
    for (let pixel = 0; pixel < pixels.length; pixel += 4) {
      const [red, green, blue] = [pixels[pixel]!, pixels[pixel + 1]!, pixels[pixel + 2]!];
      if (Math.abs(red - 90) < 4 && Math.abs(green - 26) < 4 && Math.abs(blue - 28) < 4) count++;
    }
    return count;
  };
  const ah = speech.words.at(-1)!;
  expect(insideAt((ah.startS + ah.endS) / 2)).toBeGreaterThan(12);
  const [am, pause] = [speech.words[3]!, speech.words[4]!];
  expect(insideAt((am.endS + pause.startS) / 2)).toBe(0);
});

test("it fades in and out, and blinks in between", () => {
  const scene = new Scene({
    speech: { ...speech, durationS: 12 },
    look: lookOf("dov"),
    width: 64,
    height: 64,
  });
  const light = (timeS: number) =>
    scene
      .paint(timeS)
      .data()
      .reduce((sum, value, place) => (place % 4 === 3 ? sum : sum + value), 0);
  expect(light(0)).toBeLessThan(light(1) * 0.6);
  expect(light(12)).toBeLessThan(light(11) * 0.6);
});

test("every look, captions of any length and any name can be drawn", () => {
  const words = speech.words.map((word) => ({ ...word, text: "🎉日本語".repeat(20) }));
  for (let number = 0; number < 24; number++) {
    const [width, height] = [
      [128, 72],
      [72, 128],
      [96, 96],
    ][number % 3]!;
    const scene = new Scene({
      speech: { ...speech, words },
      look: lookOf(`agent-${number}`),
      width: width!,
      height: height!,
      name: "\u202e名前 ".repeat(100),
      captions: true,
      background: "#205060",
    });
    expect(scene.paint(0.9).data().length).toBe(width! * height! * 4);
  }
});

test("what is called off leaves no file and no process", async () => {
  const callOff = new AbortController();
  const seen: number[] = [];
  const long = { ...speech, durationS: 60 };
  const job = renderVideo(aJob({ speech: long, width: 320, height: 180 }), {
    ffmpegPath,
    file: at("off.mp4"),
    signal: callOff.signal,
    onProgress: (share) => {
      seen.push(share);
      callOff.abort(new Error("never mind"));
    },
  });
  await expect(job).rejects.toThrow("never mind");
  // It was not worked on to its end, and thrown away then.
  expect(Math.max(...seen)).toBeLessThan(0.5);
  expect(readdirSync(folder).filter((name) => name.startsWith("off"))).toEqual([]);
  for (const name of ["paintingChild", "off.mp4"])
    await expect.poll(() => childrenNamed(name), { timeout: 10_000 }).toEqual([]);
});

test("a painter or an encoder that dies is an error, and leaves nothing either", async () => {
  for (const name of ["paintingChild", "died.mp4"]) {
    let isKilled = false;
    const job = renderVideo(aJob({ speech: { ...speech, durationS: 60 } }), {
      ffmpegPath,
      file: at("died.mp4"),
      onProgress: () => {
        if (isKilled) return;
        isKilled = true;
        for (const pid of childrenNamed(name)) process.kill(pid, "SIGKILL");
      },
    });
    await expect(job).rejects.toThrow(/SIGKILL|ended with/);
    expect(existsSync(at("died.mp4"))).toBe(false);
    expect(readdirSync(folder).filter((each) => each.includes("died"))).toEqual([]);
  }
  await expect.poll(() => childrenNamed("paintingChild"), { timeout: 10_000 }).toEqual([]);
});

test("a job that cannot be is refused before anything is started", async () => {
  const refused = (changes: Partial<VideoJob>) =>
    renderVideo(aJob(changes), { ffmpegPath, file: at("no.mp4") });
  await expect(refused({ width: 161 })).rejects.toThrow("161 pixels");
  await expect(refused({ height: 8_000 })).rejects.toThrow("8000 pixels");
  await expect(refused({ background: "red; x" })).rejects.toThrow("not a colour");
  const missing = renderVideo(aJob(), { ffmpegPath: "/nowhere/ffmpeg", file: at("no.mp4") });
  await expect(missing).rejects.toThrow("could not be started");
  expect(existsSync(at("no.mp4"))).toBe(false);
});
