import { type ChildProcess, fork, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { setPriority } from "node:os";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { PaintingNews, PaintingOrder } from "./paintingChild.ts";
import type { SceneJob } from "./scene.ts";

export { type Look, lookOf } from "./look.ts";

export type VideoJob = SceneJob & {
  /** Written into the file, for whoever wants to know where it comes from. */
  provenance?: { title: string; agent: string; scriptHash: string };
};

export type RenderOptions = {
  ffmpegPath: string;
  /** Appears when it is whole, and not at all when rendering fails. */
  file: string;
  signal?: AbortSignal;
  onProgress?(share: number): void;
};

const FRAMES_PER_S = 25;
const [MIN_SIDE, MAX_SIDE] = [64, 1920];
/** Live encoders and whoever watches come first. */
const LOW_PRIORITY = 5;
const PAINTER = fileURLToPath(new URL("./paintingChild.ts", import.meta.url));

/**
 * Draws an agent saying something, and writes it as MP4 (H.264 and AAC, its index in front). One process paints, another
 * encodes, and the pictures go straight from one to the other. Rejects with the signal's reason when it is called off; either way
 * no process and no unfinished file is left.
 */
export async function renderVideo(job: VideoJob, o: RenderOptions): Promise<{ durationS: number }> {
  for (const side of [job.width, job.height])
    if (!Number.isInteger(side) || side % 2 !== 0 || side < MIN_SIDE || side > MAX_SIDE)
      throw new RangeError(`a side of ${side} pixels: it has to be even, from ${MIN_SIDE} to ${MAX_SIDE}`);
  if (job.background !== undefined && !/^#[0-9a-f]{6}$/i.test(job.background))
    throw new RangeError(`${job.background} is not a colour like #173f3a`);
  o.signal?.throwIfAborted();
  const unfinished = `${o.file}.${randomUUID()}.part`;
  try {
    await encode(job, o, unfinished);
    const handle = await open(unfinished, "r+");
    await handle.sync().finally(() => handle.close());
    o.signal?.throwIfAborted();
    await rename(unfinished, o.file);
  } catch (error) {
    await rm(unfinished, { force: true });
    o.signal?.throwIfAborted();
    throw error;
  }
  o.onProgress?.(1);
  return { durationS: job.speech.durationS };
}

async function encode(job: VideoJob, o: RenderOptions, file: string): Promise<void> {
  const { provenance: _, ...scene } = job;
  const frames = Math.max(1, Math.round(job.speech.durationS * FRAMES_PER_S));
  const encoder = spawn(o.ffmpegPath, encoderArguments(job, file), {
    stdio: ["pipe", "ignore", "pipe", "pipe"],
  });
  const pictures = encoder.stdin!;
  const sound = encoder.stdio[3] as Writable;
  const encoded = endOf(encoder, "the encoder", encoder.stderr!);
  const painter = fork(PAINTER, {
    execArgv: ["--import", createRequire(import.meta.url).resolve("tsx")],
    env: {
      PATH: process.env.PATH,
      ...Object.fromEntries(Object.entries(process.env).filter(([k]) => k.startsWith("MALLOC"))),
    },
    serialization: "advanced",
    stdio: ["ignore", pictures, "pipe", "ipc"],
  });
  const painted = endOf(painter, "the painter", painter.stderr!);
  const processes = [encoder, painter];
  const kill = () => {
    for (const each of processes) each.kill("SIGKILL");
  };
  o.signal?.addEventListener("abort", kill, { once: true });
  try {
    for (const { pid } of processes) if (pid) setPriority(pid, LOW_PRIORITY);
    // The painter holds it now: the encoder is at the end when the painter is.
    pictures.destroy();
    for (const stream of [pictures, sound]) stream.on("error", () => undefined);
    sound.end(job.speech.wav);
    painter.on("message", (news: PaintingNews | "ready") => {
      if (news === "ready")
        painter.send({ scene, framesPerS: FRAMES_PER_S, frames } satisfies PaintingOrder, () => undefined);
      else o.onProgress?.((news.painted / frames) * 0.99);
    });
    await Promise.all([encoded, painted]);
  } finally {
    kill();
    o.signal?.removeEventListener("abort", kill);
    await Promise.allSettled([encoded, painted]);
  }
}

/** Resolves when it has ended well; otherwise rejects with the last thing it said. */
function endOf(child: ChildProcess, name: string, complaints: Readable): Promise<void> {
  let complaint = "";
  complaints.on("data", (bytes: Buffer) => {
    complaint = `${complaint}${bytes}`.slice(-1000);
  });
  const end = new Promise<void>((resolve, reject) => {
    child.once("error", (error) => reject(new Error(`${name} could not be started: ${error.message}`)));
    child.once("close", (code, signal) => {
      if (code === 0) resolve();
      else
        reject(
          new Error(
            `${name} ended with ${signal ?? code}: ${complaint.trim().split("\n").at(-1) || "it said nothing"}`,
          ),
        );
    });
  });
  // It is waited for later, and may fail before.
  end.catch(() => undefined);
  return end;
}

function encoderArguments({ width, height, speech, provenance }: VideoJob, file: string): string[] {
  const marks = provenance
    ? {
        title: provenance.title,
        artist: provenance.agent,
        comment: `Made with Molt draft voice. agent=${provenance.agent} script-sha256=${provenance.scriptHash}`,
      }
    : { comment: "Made with Molt draft voice." };
  return [
    ...["-hide_banner", "-loglevel", "error", "-y"],
    ...[
      "-f",
      "rawvideo",
      "-pix_fmt",
      "rgba",
      "-s",
      `${width}x${height}`,
      "-r",
      String(FRAMES_PER_S),
      "-i",
      "pipe:0",
    ],
    ...["-f", "wav", "-i", "pipe:3"],
    ...["-map", "0:v", "-map", "1:a"],
    ...["-c:v", "libx264", "-preset", "veryfast", "-crf", "21", "-tune", "animation"],
    ...["-g", String(FRAMES_PER_S * 2), "-profile:v", "high", "-threads", "2"],
    ...["-vf", "scale=out_color_matrix=bt709:out_range=tv,format=yuv420p"],
    ...["-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv"],
    ...["-c:a", "aac", "-b:a", "128k", "-ar", "48000", "-ac", "1", "-t", speech.durationS.toFixed(3)],
    ...Object.entries(marks).flatMap(([name, value]) => ["-metadata", `${name}=${plain(value)}`]),
    ...["-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"],
    ...["-movflags", "+faststart", "-f", "mp4", file],
  ];
}

/** A line that a program can be given: without what ends strings or lines. */
const plain = (text: string) => text.replace(/[\p{Cc}\p{Cs}]+/gu, " ").slice(0, 500);
