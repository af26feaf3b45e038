import { type ChildProcess, spawn } from "node:child_process";
import { setPriority } from "node:os";
import { FragmentReader } from "../media/fragments.ts";
import { Timeline } from "../media/timeline.ts";
import { readTrackFacts, type TrackFacts } from "../media/trackFacts.ts";
import type { SegmentWriter } from "./segmentFile.ts";

/** Live encoders go first, but somebody waits for this, too. */
const LOW_PRIORITY = 5;

/** How ffmpeg writes what `Fragmenting` reads. */
export const FRAGMENTED_TO_PIPE = [
  ...["-f", "mp4", "-movflags", "empty_moov+default_base_moof+frag_keyframe"],
  ...["-frag_duration", "1000000", "-flush_packets", "1", "pipe:1"],
];

/** One ffmpeg whose output becomes the segments of a video. */
export class Fragmenting {
  readonly #child: ChildProcess;

  constructor(ffmpegPath: string, args: readonly string[], timeoutMs: number) {
    this.#child = spawn(ffmpegPath, ["-hide_banner", "-nostdin", "-loglevel", "error", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    try {
      if (this.#child.pid) setPriority(this.#child.pid, LOW_PRIORITY);
    } catch {
      // It is over already, or may not be made to wait; both do no harm.
    }
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  /** Writes what comes. Resolves to what it was; rejects when ffmpeg fails. */
  into(writer: SegmentWriter): Promise<TrackFacts> {
    const reader = new FragmentReader();
    let facts: TrackFacts = { video: null, audio: null };
    const timeline = new Timeline({
      runStarted: (run, init) => {
        facts = readTrackFacts(init);
        writer.startRun(run, init);
      },
      segmentCompleted: (segment, media) => writer.append(segment, media),
    });
    return new Promise((resolve, reject) => {
      let complaint = "";
      this.#child.stderr!.on("data", (bytes: Buffer) => {
        complaint = `${complaint}${bytes}`.slice(-500);
      });
      this.#child.stdout!.on("data", (bytes: Buffer) => {
        try {
          for (const event of reader.push(bytes)) {
            if (event.kind === "init") timeline.startRun(event.bytes);
            else timeline.append(event, Date.now());
          }
        } catch (error) {
          this.kill();
          reject(error as Error);
        }
      });
      this.#child.once("error", reject);
      this.#child.once("close", (code, signal) => {
        timeline.end();
        if (code === 0) resolve(facts);
        else reject(new Error(complaint.trim().split("\n").at(-1) || `ffmpeg ended with ${signal ?? code}`));
      });
    });
  }
}
