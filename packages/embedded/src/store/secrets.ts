import { createHash, randomBytes } from "node:crypto";
import type { Sqlite } from "./sqlite.ts";

/** A key of 32 bytes for one purpose, made once per database and never shown. */
export function secretOf(sqlite: Sqlite, purpose: string): Buffer {
  sqlite.exec("CREATE TABLE IF NOT EXISTS secrets(name TEXT PRIMARY KEY, value BLOB NOT NULL)");
  sqlite.prepare("INSERT OR IGNORE INTO secrets(name, value) VALUES (?, ?)").run(purpose, randomBytes(32));
  return createHash("sha256")
    .update(sqlite.prepare("SELECT value FROM secrets WHERE name = ?").get(purpose).value)
    .digest();
}
