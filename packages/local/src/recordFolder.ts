import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { replaceFile } from "./replaceFile.ts";

const FILE = /^([a-z0-9]{1,40})\.json$/;

/** Records in a folder, a JSON file each, readable by their owner only. */
export class RecordFolder<T> {
  readonly #folder: string;
  readonly #shape: z.ZodType<T>;
  readonly #idOf: (record: T) => string;

  constructor(folder: string, shape: z.ZodType<T>, idOf: (record: T) => string) {
    this.#folder = folder;
    this.#shape = shape;
    this.#idOf = idOf;
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
    replaceFile(this.#pathOf(this.#idOf(record)), JSON.stringify(record));
  }

  remove(id: string): void {
    rmSync(this.#pathOf(id), { force: true });
  }

  #pathOf(id: string): string {
    return join(this.#folder, `${id}.json`);
  }
}
