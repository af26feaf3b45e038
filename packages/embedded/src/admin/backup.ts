import { createWriteStream, existsSync } from "node:fs";
import { link, mkdir, mkdtemp, open, readdir, rename, rm } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { pipeline } from "node:stream/promises";
import { CommitClock } from "../store/clock.ts";
import { syncFolder } from "../store/lasting.ts";
import { DATABASE_FILE, Sqlite } from "../store/sqlite.ts";
import { openZip, writeZip } from "./zip.ts";

const FILES = "files";

/**
 * Writes everything in a data folder into one zip file, while the deployment runs or not. The copy is of one
 * commit: what was acknowledged before the backup began is in it. The admin key is not; a restored folder gets
 * a new one.
 */
export async function backup(dataDir: string, to: string): Promise<void> {
  const source = join(dataDir, DATABASE_FILE);
  if (!existsSync(source)) throw new Error(`There is no deployment in ${dataDir}.`);
  if (existsSync(to)) throw new Error(`${to} exists already.`);
  // In the data folder, because links reach only as far as its disk.
  const staging = await mkdtemp(join(resolve(dataDir), "backup-"));
  try {
    // A stored file is written before its row and removed after it: links made on both sides of the copy hold
    // every file that a row of the copy speaks of, even one that is deleted meanwhile.
    await linkFiles(dataDir, staging);
    const sqlite = Sqlite.openReadOnly(source);
    try {
      sqlite.prepare("VACUUM INTO ?").run(join(staging, DATABASE_FILE));
    } finally {
      sqlite.close();
    }
    await linkFiles(dataDir, staging);
    const unfinished = `${to}.unfinished`;
    try {
      await writeZip(unfinished, staging, [DATABASE_FILE, ...(await filesIn(staging))]);
      await sync(unfinished);
      await rename(unfinished, to);
      await syncFolder(dirname(to));
    } finally {
      await rm(unfinished, { force: true });
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/**
 * Makes a data folder from a backup. The folder must be new or empty, and so not in use. Clients that have seen
 * later commits than the backup's are shown its state: the restored clock begins now.
 */
export async function restore(from: string, dataDir: string): Promise<void> {
  if (!existsSync(from)) throw new Error(`There is no file ${from}.`);
  if (existsSync(dataDir) && (await readdir(dataDir)).length > 0)
    throw new Error(`The folder ${dataDir} is not empty: a backup is restored into a new one.`);
  const parent = dirname(resolve(dataDir));
  await mkdir(parent, { recursive: true });
  const staging = await mkdtemp(join(parent, `${basename(dataDir)}-restore-`));
  try {
    await unpack(from, staging);
    const database = join(staging, DATABASE_FILE);
    const sqlite = Sqlite.openCopy(database);
    try {
      const clock = new CommitClock(sqlite);
      clock.advance(clock.next());
      clock.persist();
    } finally {
      sqlite.close();
    }
    await sync(database);
    for (const folder of [join(staging, FILES), staging]) if (existsSync(folder)) await syncFolder(folder);
    // An empty folder gives way to the finished one in one step.
    await rename(staging, dataDir);
    await syncFolder(parent);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

async function unpack(from: string, staging: string): Promise<void> {
  const zip = await openZip(from).catch(() => {
    throw new Error(`${from} is not a backup: it is no zip file.`);
  });
  try {
    if (!zip.names.includes(DATABASE_FILE)) throw new Error(`${from} is not a backup: it holds no database.`);
    for (const name of zip.names) {
      if (name !== DATABASE_FILE && !/^files\/[A-Za-z0-9_-]+$/.test(name))
        throw new Error(`${from} is not a backup: it holds ${name}.`);
      await mkdir(join(staging, dirname(name)), { recursive: true, mode: 0o700 });
      await pipeline(
        await zip.read(name),
        createWriteStream(join(staging, name), { mode: 0o600, flush: true }),
      );
    }
  } finally {
    zip.close();
  }
}

async function linkFiles(dataDir: string, staging: string): Promise<void> {
  const target = join(staging, FILES);
  await mkdir(target, { recursive: true });
  const known = new Set(await readdir(target));
  // A name with a dot is a file that is still being written.
  for (const name of await readdir(join(dataDir, FILES)).catch(() => []))
    if (!known.has(name) && !name.includes("."))
      // What is deleted at this very moment has no row any more.
      await link(join(dataDir, FILES, name), join(target, name)).catch(() => {});
}

async function filesIn(staging: string): Promise<string[]> {
  return (await readdir(join(staging, FILES))).map((name) => `${FILES}/${name}`);
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, "r+");
  await handle.sync();
  await handle.close();
}
