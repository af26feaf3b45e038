import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { renderPicture } from "./picture.ts";

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
      const image = await renderPicture(this.#ffmpegPath, media);
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
}
