import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, writeFileSync } from "node:fs";
import { open } from "node:fs/promises";
import { dirname, resolve } from "node:path";

/*
 * Files and folders that are there after a power cut. Syncing a file makes its contents lasting; its name is when
 * the folder that it lies in has been synced too, and so on upwards.
 */

/** Makes a folder for its owner alone, and those above it as far as they are missing. */
export function makeLastingFolder(dir: string): void {
  const first = mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  const above = dirname(resolve(first));
  for (let made = resolve(dir); made !== above; made = dirname(made)) syncFolderNow(dirname(made));
}

/** Writes a file for its owner alone: whole or, when the power goes first, not at all. */
export function writeLastingFile(file: string, contents: string | Uint8Array): void {
  const unfinished = `${file}.part`;
  const descriptor = openSync(unfinished, "w", 0o600);
  try {
    writeFileSync(descriptor, contents);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, file);
  syncFolderNow(dirname(file));
}

/** Makes the names in a folder lasting. Windows has no such call and needs none. */
export async function syncFolder(dir: string): Promise<void> {
  if (process.platform === "win32") return;
  const folder = await open(dir, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function syncFolderNow(dir: string): void {
  if (process.platform === "win32") return;
  const folder = openSync(dir, "r");
  try {
    fsyncSync(folder);
  } finally {
    closeSync(folder);
  }
}
