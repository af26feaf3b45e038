import { spawn } from "node:child_process";
import { once } from "node:events";

/** A real ffmpeg that pushes a test picture with sound. */
export class Encoder {
  private readonly process;
  private complaint = "";
  /** Resolves with what ffmpeg said when it is gone. */
  readonly ended: Promise<string>;

  /** With a key frame every second, unless that is to be seldom. */
  constructor(ffmpegPath: string, pushUrl: string, { keyframeEveryS = 1 } = {}) {
    this.process = spawn(
      ffmpegPath,
      [
        ["-loglevel", "error", "-re", "-f", "lavfi", "-i", "testsrc2=size=320x180:rate=15"],
        ["-f", "lavfi", "-i", "sine=frequency=220:sample_rate=44100"],
        ["-c:v", "libx264", "-preset", "ultrafast", "-tune", "zerolatency", "-pix_fmt", "yuv420p"],
        [
          "-g",
          String(15 * keyframeEveryS),
          "-b:v",
          "300k",
          "-c:a",
          "aac",
          "-b:a",
          "64k",
          "-f",
          "flv",
          pushUrl,
        ],
      ].flat(),
      { stdio: ["ignore", "ignore", "pipe"] },
    );
    this.process.stderr.setEncoding("utf8").on("data", (text: string) => {
      this.complaint += text;
    });
    this.ended = once(this.process, "close").then(() => this.complaint);
  }

  get isRunning(): boolean {
    return this.process.exitCode === null && this.process.signalCode === null;
  }

  /** Cuts the push the hard way, as a lost network does. */
  async cut(): Promise<void> {
    if (this.isRunning) this.process.kill("SIGKILL");
    await this.ended;
  }
}
