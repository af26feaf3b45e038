import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const CACHE = join(ROOT, "node_modules/.cache/embedded-fixtures");
/** Whoever has bundled for longer than this has died over it. */
const GIVEN_UP_MS = 60_000;

/**
 * What `make` gives for the files of a folder and the packages they may import. It is kept beside the packages, so that
 * the workers of a run, and later runs, make it once; for other files it is made anew.
 */
export async function keptFor(folder: string, make: () => Promise<string>, cache = CACHE): Promise<string> {
  const name = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  const file = join(cache, `${name}-${contentsOf(folder)}.json`);
  const lock = `${file}.lock`;
  mkdirSync(cache, { recursive: true });
  for (;;) {
    const known = read(file);
    if (known !== null) return known;
    if (take(lock)) break;
    await pause(50);
  }
  try {
    // The one before may have just finished.
    const known = read(file);
    if (known !== null) return known;
    const made = await make();
    for (const old of readdirSync(cache))
      if (old.startsWith(`${name}-`) && old.endsWith(".json")) rmSync(join(cache, old), { force: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, made);
    renameSync(unfinished, file);
    return made;
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function contentsOf(folder: string): string {
  const hash = createHash("sha256").update(readFileSync(join(ROOT, "package-lock.json")));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((file) => !file.includes("node_modules"))
    .sort();
  for (const file of files) hash.update(`${file}\0`).update(readFileSync(file)).update("\0");
  return hash.digest("hex").slice(0, 32);
}

function read(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return null;
  }
}

/** A folder can be made once, whoever tries at the same time. */
function take(lock: string): boolean {
  try {
    mkdirSync(lock);
    return true;
  } catch {
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > GIVEN_UP_MS) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}
