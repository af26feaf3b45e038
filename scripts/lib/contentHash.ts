import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";

/**
 * One SHA-256 over the names and contents of files and folders (taken with everything in them). Two equal hashes
 * mean that a build of them would come out the same. What does not exist counts as absent, not as an error.
 */
export async function hashContents(root: string, entries: string[]): Promise<string> {
  const hash = createHash("sha256");
  const listed = await Promise.all(entries.map((entry) => listFiles(path.join(root, entry))));
  for (const file of listed.flat().sort()) {
    const content = await readFile(file);
    // Names and lengths keep "ab" + "c" apart from "a" + "bc".
    hash.update(`${path.relative(root, file)}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

async function listFiles(entry: string): Promise<string[]> {
  try {
    const children = await readdir(entry, { withFileTypes: true, recursive: true });
    return children.filter((child) => child.isFile()).map((child) => path.join(child.parentPath, child.name));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOTDIR") return [entry];
    if (code === "ENOENT") return [];
    throw error;
  }
}
