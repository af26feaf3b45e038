import { createHash, randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open, readFile, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeLastingFolder, syncFolder, writeLastingFile } from "../store/lasting.ts";

/** A file on the disk that no row speaks of yet. */
export interface StoredBytes {
  readonly name: string;
  readonly size: number;
  readonly sha256: Buffer;
}

/** The source has given more than the file may have. */
export class TooLarge extends Error {
  constructor(readonly limitBytes: number) {
    super(`The file is larger than ${limitBytes} bytes.`);
  }
}

const UNFINISHED = ".part";

/**
 * The folder with the contents of all files, each under a random name that its URL shows too. Knows nothing of
 * who may read what and of the rows in `_storage`: a name without a row is garbage, and swept at the next start.
 */
export class FileBytes {
  private folder: string | null;

  /** Without a folder, a temporary one is made for the first file and removed by `close`. */
  constructor(private readonly dir: string | null) {
    this.folder = dir;
    if (dir !== null) makeLastingFolder(dir);
  }

  /** Removes every file that is not among `names`: what crashes and broken uploads left behind. */
  sweep(names: ReadonlySet<string>): void {
    if (this.dir === null) return;
    for (const name of readdirSync(this.dir)) if (!names.has(name)) rmSync(join(this.dir, name));
  }

  /** Writes a file that survives a power cut once this resolves. A source that fails leaves nothing behind. */
  async write(source: AsyncIterable<Uint8Array>, limitBytes: number): Promise<StoredBytes> {
    const name = randomUUID();
    const unfinished = this.path(name) + UNFINISHED;
    const hash = createHash("sha256");
    let size = 0;
    try {
      const file = await open(unfinished, "wx", 0o600);
      try {
        for await (const chunk of source) {
          size += chunk.length;
          if (size > limitBytes) throw new TooLarge(limitBytes);
          hash.update(chunk);
          await file.appendFile(chunk);
        }
        await file.sync();
      } finally {
        await file.close();
      }
      await rename(unfinished, this.path(name));
      await syncFolder(this.folder!);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
    return { name, size, sha256: hash.digest() };
  }

  /** Like `write`, before it returns: a transaction that waited for the disk would mix with the next one. */
  writeNow(contents: Uint8Array): StoredBytes {
    const name = randomUUID();
    writeLastingFile(this.path(name), contents);
    return { name, size: contents.length, sha256: createHash("sha256").update(contents).digest() };
  }

  path(name: string): string {
    this.folder ??= mkdtempSync(join(tmpdir(), "convex-files-"));
    return join(this.folder, name);
  }

  read(name: string): Promise<Buffer> {
    return readFile(this.path(name));
  }

  readNow(name: string): Buffer {
    return readFileSync(this.path(name));
  }

  /** Readers that have the file open read it to its end. */
  async remove(name: string): Promise<void> {
    await rm(this.path(name), { force: true });
  }

  close(): void {
    if (this.dir === null && this.folder !== null) rmSync(this.folder, { recursive: true, force: true });
  }
}
