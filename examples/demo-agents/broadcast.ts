import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { Backoff, pause } from "./backoff.ts";
import { FRAME_HEIGHT, FRAME_WIDTH, FRAMES_PER_SECOND } from "./scene.ts";

/** Where the frames come from: RGBA pixels, valid until the next call. */
export interface FrameSource {
  drawFrame(): Buffer;
}

/** A push that held this long was a real one; a shorter one means that the next try should wait longer. */
const STEADY_AFTER_MS = 10_000;
const FFMPEG_EXIT_GRACE_MS = 1_500;

/** Keeps a picture on air: raw frames go into ffmpeg, H.264 and AAC go out over RTMP, again after every failure. */
export class Broadcast {
  constructor(
    private readonly ffmpegPath: string,
    private readonly pushUrl: string,
    private readonly sound: string,
    private readonly frames: FrameSource,
    private readonly log: (text: string) => void,
  ) {}

  /** Returns when stopped, after its ffmpeg is gone. */
  async run(stopped: AbortSignal): Promise<void> {
    const backoff = new Backoff(stopped);
    while (!stopped.aborted) {
      const startedAt = Date.now();
      const reason = await this.push(stopped);
      if (stopped.aborted) return;
      if (Date.now() - startedAt > STEADY_AFTER_MS) backoff.reset();
      // ffmpeg quotes the address it was given, and whoever reads the stream key could push in our place.
      this.log(`the push ended (${reason.replaceAll(this.pushUrl, "the push address")}); trying again`);
      await backoff.pause();
    }
  }

  /** One run of ffmpeg. Returns why it ended. */
  private async push(stopped: AbortSignal): Promise<string> {
    const ffmpeg = spawn(this.ffmpegPath, buildArguments(this.sound, this.pushUrl), {
      stdio: ["pipe", "ignore", "pipe"],
    });
    let complaint = "";
    ffmpeg.stderr.setEncoding("utf8").on("data", (text: string) => {
      complaint = (complaint + text).slice(-400);
    });
    // A broken pipe is how a dead ffmpeg looks from here; its exit below says it better.
    ffmpeg.stdin.on("error", () => undefined);
    const ended = new AbortController();
    const exit = new Promise<string>((resolve) => {
      ffmpeg.once("error", (error) => resolve(error.message));
      ffmpeg.once("close", (code) => resolve(lastLine(complaint) ?? `ffmpeg exited with code ${code}`));
    }).finally(() => ended.abort());
    await this.pump(ffmpeg, AbortSignal.any([stopped, ended.signal]));
    await endProcess(ffmpeg);
    return exit;
  }

  /** Hands over one frame per tick. While ffmpeg is behind, frames are skipped rather than queued. */
  private async pump(ffmpeg: ChildProcess, until: AbortSignal): Promise<void> {
    const { stdin } = ffmpeg;
    if (stdin === null) return;
    const frameMs = 1000 / FRAMES_PER_SECOND;
    let dueAt = performance.now();
    while (!until.aborted) {
      // Waiting for the drain also guarantees that the canvas is not painted over while it is being written.
      if (!stdin.write(this.frames.drawFrame())) {
        await once(stdin, "drain", { signal: until }).catch(() => undefined);
      }
      dueAt += frameMs;
      const lateMs = performance.now() - dueAt;
      if (lateMs > 1000) dueAt = performance.now();
      else await pause(Math.max(0, -lateMs), until);
    }
  }
}

function buildArguments(sound: string, pushUrl: string): string[] {
  const second = String(FRAMES_PER_SECOND);
  return [
    ["-hide_banner", "-loglevel", "error"],
    ["-f", "rawvideo", "-pix_fmt", "rgba", "-video_size", `${FRAME_WIDTH}x${FRAME_HEIGHT}`],
    ["-framerate", second, "-i", "pipe:0"],
    ["-f", "lavfi", "-i", sound],
    // One encoder thread and a fast preset: three agents together must not heat the laptop they run on.
    [
      "-c:v",
      "libx264",
      "-preset",
      "superfast",
      "-tune",
      "zerolatency",
      "-threads",
      "1",
      "-pix_fmt",
      "yuv420p",
    ],
    // A key frame each second lets a player start, and the server cut segments, at any second.
    ["-g", second, "-keyint_min", second, "-sc_threshold", "0", "-crf", "24"],
    ["-maxrate", "1200k", "-bufsize", "1200k"],
    ["-c:a", "aac", "-b:a", "64k", "-ar", "44100", "-ac", "1"],
    ["-f", "flv", pushUrl],
  ].flat();
}

/** Asks ffmpeg to finish by closing its input, and insists when it does not. */
async function endProcess(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  const insist = setTimeout(() => child.kill("SIGKILL"), FFMPEG_EXIT_GRACE_MS);
  await once(child, "close");
  clearTimeout(insist);
}

function lastLine(text: string): string | undefined {
  return text.trim().split("\n").at(-1) || undefined;
}
