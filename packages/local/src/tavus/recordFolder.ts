import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from "node:fs";
import { join } from "node:path";
import type { z } from "zod";

const FILE = /^([a-z0-9]{1,40})\.json$/;

/** Records in a folder, a JSON file each, readable by their owner only. */
export class RecordFolder<T extends { id: string }> {
  readonly #folder: string;
  readonly #shape: z.ZodType<T>;

  constructor(folder: string, shape: z.ZodType<T>) {
    this.#folder = folder;
    this.#shape = shape;
    mkdirSync(folder, { recursive: true });
  }

  /** All that are whole. Whatever is not is left as it is, and told of. */
  load(log: (line: string) => void): T[] {
    return readdirSync(this.#folder).flatMap((name) => {
      const path = join(this.#folder, name);
      if (!FILE.test(name)) {
        rmSync(path, { recursive: true, force: true });
        return [];
      }
      try {
        return [this.#shape.parse(JSON.parse(readFileSync(path, "utf8")))];
      } catch {
        log(`${path} is damaged and left as it is`);
        return [];
      }
    });
  }

  /** Replaces a record as a whole; it is on disk when this returns. */
  save(record: T): void {
    const path = this.#pathOf(record.id);
    const file = openSync(`${path}.new`, "w", 0o600);
    try {
      writeSync(file, JSON.stringify(record));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(`${path}.new`, path);
  }

  remove(id: string): void {
    rmSync(this.#pathOf(id), { force: true });
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
