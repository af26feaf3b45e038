import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

const TIMEOUT_MS = 5000;
const MAX_IMAGE_BYTES = 2 * 1024 * 1024;

/**
 * Still pictures of live inputs: one small JPEG per input, kept on disk so that a page about a stream that is off the
 * air still has a picture after a restart. File names are made of the input's uid, which this process generated.
 */
export class Thumbnails {
  readonly #folder: string;
  readonly #ffmpegPath: string;
  /** One picture at a time: twenty live inputs must not start twenty decoders at once. */
  #queue: Promise<void> = Promise.resolve();

  constructor(folder: string, ffmpegPath: string) {
    this.#folder = folder;
    this.#ffmpegPath = ffmpegPath;
    mkdirSync(folder, { recursive: true });
  }

  /** Renders the first picture of the given media. Resolves when it is stored; rejects when there is none. */
  take(uid: string, media: Buffer): Promise<void> {
    const taken = this.#queue.then(async () => {
      const image = await this.#render(media);
      const path = this.#path(uid);
      writeFileSync(`${path}.new`, image);
      renameSync(`${path}.new`, path);
    });
    this.#queue = taken.catch(() => {});
    return taken;
  }

  /** The stored picture, or null. */
  async find(uid: string): Promise<Buffer | null> {
    return await readFile(this.#path(uid)).catch(() => null);
  }

  /** When the stored picture was taken, or null. */
  takenAt(uid: string): Date | null {
    return statSync(this.#path(uid), { throwIfNoEntry: false })?.mtime ?? null;
  }

  remove(uid: string): void {
    rmSync(this.#path(uid), { force: true });
  }

  /** Deletes pictures of inputs that no longer exist, and files a crash left behind. */
  keepOnly(uids: ReadonlySet<string>): void {
    for (const name of readdirSync(this.#folder)) {
      if (!name.endsWith(".jpg") || !uids.has(name.slice(0, -4)))
        rmSync(join(this.#folder, name), { recursive: true });
    }
  }

  #path(uid: string): string {
    return join(this.#folder, `${uid}.jpg`);
  }

  #render(media: Buffer): Promise<Buffer> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.#ffmpegPath, thumbnailArguments(), {
        stdio: ["pipe", "pipe", "ignore"],
        timeout: TIMEOUT_MS,
        killSignal: "SIGKILL",
      });
      const chunks: Buffer[] = [];
      child.stdout.on("data", (chunk: Buffer) => chunks.push(chunk));
      // ffmpeg stops reading after the first picture; the rest of the segment has nowhere to go.
      child.stdin.on("error", () => {});
      child.once("error", reject);
      child.once("close", (code) => {
        const image = Buffer.concat(chunks);
        if (code === 0 && image.length > 0 && image.length < MAX_IMAGE_BYTES) resolve(image);
        else reject(new Error(`no picture could be made (code ${code})`));
      });
      child.stdin.end(media);
    });
  }
}

function thumbnailArguments(): string[] {
  return [
    ...["-hide_banner", "-loglevel", "error", "-threads", "1", "-f", "mp4", "-i", "pipe:0", "-frames:v", "1"],
    ...[
      "-vf",
      "scale='min(640,iw)':-2",
      "-c:v",
      "mjpeg",
      "-q:v",
      "5",
      "-pix_fmt",
      "yuvj420p",
      "-f",
      "mjpeg",
      "pipe:1",
    ],
  ];
}
