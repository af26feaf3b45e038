import path from "node:path";
import { DatabaseSync } from "@photostructure/sqlite";

let lock: InstanceType<typeof DatabaseSync> | null = null;

/**
 * Takes a data folder for this process until it ends, however it ends. False when another one has it: two instances on
 * the same media and keys would undo each other's work, whatever ports they have.
 */
export function takeDataDir(dataDir: string): boolean {
  if (lock !== null) return true;
  const taken = new DatabaseSync(path.join(dataDir, "lock.db"));
  try {
    // The operating system drops this lock with the process, so a crash leaves nothing to clean up.
    taken.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    lock = taken;
    return true;
  } catch (error) {
    taken.close();
    if (/locked/.test(String(error))) return false;
    throw error;
  }
}
