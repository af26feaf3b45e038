import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { type Fragment, FragmentReader } from "./fragments.ts";

export type PackagerEvents = {
  /** The first bytes of every run: what a decoder must read before any fragment. */
  init(bytes: Buffer): void;
  fragment(fragment: Fragment): void;
  /** There is room again after `write` answered false. */
  drain(): void;
  /** The process is gone. `reason` is null when it ended because its input did. Called once. */
  exit(reason: string | null): void;
};

/** Short enough for a delay near one second, long enough that requests stay rare. */
const FRAGMENT_MICROSECONDS = 300_000;
/** A packager that lags this far behind will not catch up. */
const MAX_WAITING_BYTES = 32 * 1024 * 1024;
const KILL_AFTER_MS = 2000;
const LOW_PRIORITY = 10;

/**
 * One ffmpeg that makes fragmented MP4 of FLV.
 *
 * It reads from a pipe and writes to a pipe: nothing is left on disk, and the process ends by itself when ours does.
 */
export class Packager {
  readonly #child: ChildProcess;
  readonly #reader = new FragmentReader();
  readonly #events: PackagerEvents;
  #complaint = "";
  #over = false;
  #inputEnded = false;

  constructor(ffmpegPath: string, conversion: readonly string[], events: PackagerEvents) {
    this.#events = events;
    this.#child = spawn(ffmpegPath, packagerArguments(conversion), { stdio: ["pipe", "pipe", "pipe"] });
    this.#child.stdout!.on("data", (bytes: Buffer) => this.#read(bytes));
    this.#child.stderr!.on("data", (bytes: Buffer) => {
      this.#complaint = `${this.#complaint}${bytes}`.slice(-500);
    });
    this.#child.stdin!.on("drain", () => events.drain());
    // A dead child shows here first; "close" follows with the reason.
    this.#child.stdin!.on("error", () => {});
    this.#child.once("error", (error) => this.#exit(error.message));
    this.#child.once("close", (code, signal) => this.#exit(this.#reasonOf(code, signal)));
  }

  /** Lets everything else on the machine go first. */
  makeWait(): void {
    try {
      if (this.#child.pid) setPriority(this.#child.pid, LOW_PRIORITY);
    } catch {
      // It may be gone already; its exit is told anyway.
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Takes the next FLV bytes; false asks the caller to wait for `drain`. */
  write(bytes: Buffer): boolean {
    if (this.#over || this.#inputEnded) return true;
    const stdin = this.#child.stdin!;
    if (stdin.writableLength > MAX_WAITING_BYTES) this.#fail("the packager does not keep up");
    return stdin.write(bytes);
  }

  /** No more input: what is buffered is still delivered, then `exit` is called. */
  end(): void {
    if (this.#inputEnded) return;
    this.#inputEnded = true;
    this.#child.stdin!.end();
    setTimeout(() => this.kill(), KILL_AFTER_MS).unref();
  }

  kill(): void {
    if (!this.#over) this.#child.kill("SIGKILL");
  }

  #read(bytes: Buffer): void {
    if (this.#over) return;
    try {
      for (const event of this.#reader.push(bytes)) {
        if (event.kind === "init") this.#events.init(event.bytes);
        else this.#events.fragment(event);
      }
    } catch (error) {
      this.#fail(error instanceof Error ? error.message : String(error));
    }
  }

  #fail(reason: string): void {
    this.kill();
    this.#exit(reason);
  }

  #reasonOf(code: number | null, signal: NodeJS.Signals | null): string | null {
    if (this.#inputEnded) return null;
    const complaint = this.#complaint.trim().split("\n").at(-1);
    return complaint || `the packager ended with ${signal ?? `code ${code}`}`;
  }

  #exit(reason: string | null): void {
    if (this.#over) return;
    this.#over = true;
    this.#events.exit(reason);
  }
}

/** The pictures as they come. */
export const SOURCE: readonly string[] = ["-c", "copy"];

/** Smaller pictures with key frames where the source has them, at a rate that suits their size. */
export function smallerRendition(height: number): string[] {
  const rate = height > 360 ? 1200 : 700;
  return [
    ...["-vf", `scale=-2:${height}`, "-c:v", "libx264", "-preset", "veryfast", "-tune", "zerolatency"],
    ...["-b:v", `${rate}k`, "-maxrate", `${rate}k`, "-bufsize", `${rate}k`, "-pix_fmt", "yuv420p"],
    // The pictures keep their times: nothing is repeated or dropped for the sake of an even rate.
    ...["-vsync", "passthrough", "-g", "600", "-sc_threshold", "0", "-force_key_frames", "source"],
    ...["-c:a", "copy"],
  ];
}

function packagerArguments(conversion: readonly string[]): string[] {
  return [
    ...["-hide_banner", "-nostdin", "-loglevel", "error"],
    // Without this ffmpeg watches more than a second of frames to guess a frame rate that copying does not need.
    ...["-fpsprobesize", "0", "-analyzeduration", "1000000"],
    ...["-f", "flv", "-i", "pipe:0", "-map", "0:v:0?", "-map", "0:a:0?", ...conversion],
    ...["-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_keyframe"],
    ...["-frag_duration", String(FRAGMENT_MICROSECONDS), "-flush_packets", "1", "pipe:1"],
  ];
}
