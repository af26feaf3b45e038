import { createWriteStream } from "node:fs";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { ZipFile as ZipWriter } from "yazl";

/** Writes files of a folder into a zip file that only its owner can read. */
export async function writeZip(to: string, folder: string, names: readonly string[]): Promise<void> {
  const zip = new ZipWriter();
  const written = pipeline(zip.outputStream, createWriteStream(to, { mode: 0o600 }));
  const failed = new Promise<never>((_, reject) => zip.on("error", reject));
  for (const name of names) zip.addFile(join(folder, name), name);
  zip.end();
  await Promise.race([written, failed]);
}

/** A zip file with the list of what it holds. */
export interface OpenZip {
  readonly names: readonly string[];
  /** The content of one of `names`. */
  read(name: string): Promise<Readable>;
  close(): void;
}

/** Opens a zip file. Throws for what is not one, and for names that would leave the folder they are unpacked in. */
export async function openZip(path: string): Promise<OpenZip> {
  const open = promisify<string, yauzl.Options, ZipFile>(yauzl.open);
  const zip = await open(path, { autoClose: false, lazyEntries: true });
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      entries.set(entry.fileName, entry);
      zip.readEntry();
    });
    zip.on("end", resolve);
    zip.on("error", reject);
    zip.readEntry();
  });
  return {
    names: [...entries.keys()],
    read: (name) =>
      new Promise((resolve, reject) =>
        zip.openReadStream(entries.get(name)!, (error, stream) => (error ? reject(error) : resolve(stream))),
      ),
    close: () => zip.close(),
  };
}
