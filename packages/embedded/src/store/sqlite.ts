import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSyncInstance } from "@photostructure/sqlite";

export type Statement = StatementSyncInstance;

/** What is safe after a power cut: `full` keeps every acknowledged write, `normal` may drop the last ones. */
export type Durability = "full" | "normal";

/**
 * The only file that knows the SQLite driver. The driver has the API of `node:sqlite` and ships its binary
 * inside the npm package; see `docs/decisions/0002-sqlite-driver.md` for what it was measured against.
 */
export class Sqlite {
  // The driver frees a database that nothing refers to, although its statements still need it: whoever keeps a
  // statement keeps this object, and with it the database.
  private readonly statements = new Map<string, Statement>();
  private constructor(
    private readonly database: InstanceType<typeof DatabaseSync>,
    private readonly lock: InstanceType<typeof DatabaseSync> | null,
  ) {}

  /**
   * Opens `dir/data.db`, creating the folder. Only one process may have a folder open: a second engine on the
   * same data would not see the first one's writes and would serve stale subscriptions.
   */
  static open(dir: string, durability: Durability = "full"): Sqlite {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const lock = new DatabaseSync(join(dir, "lock.db"));
    try {
      // The operating system drops this lock with the process, so a crash leaves nothing to clean up.
      lock.exec("PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE");
    } catch (error) {
      lock.close();
      if (/locked/.test(String(error)))
        throw new Error(`The data folder ${dir} is in use by another process.`);
      throw error;
    }
    const database = new DatabaseSync(join(dir, "data.db"), { allowExtension: true });
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"};
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -65536;
      PRAGMA busy_timeout = 5000;
      PRAGMA wal_autocheckpoint = 1000;
    `);
    return new Sqlite(database, lock);
  }

  static memory(): Sqlite {
    return new Sqlite(new DatabaseSync(":memory:", { allowExtension: true }), null);
  }

  exec(sql: string): void {
    this.database.exec(sql);
  }

  /** A prepared statement, compiled once per text. */
  prepare(sql: string): Statement {
    let statement = this.statements.get(sql);
    if (!statement) {
      statement = this.database.prepare(sql);
      this.statements.set(sql, statement);
    }
    return statement;
  }

  /** Adds the SQL functions of an extension; `false` when this machine cannot load it. */
  loadExtension(path: string): boolean {
    this.database.enableLoadExtension(true);
    try {
      this.database.loadExtension(path);
      return true;
    } catch {
      return false;
    } finally {
      // SQL has no business loading libraries.
      this.database.enableLoadExtension(false);
    }
  }

  /** Adds one SQL function whose result depends on its arguments alone. */
  define(name: string, compute: (...args: never[]) => unknown): void {
    this.database.function(name, { deterministic: true }, compute as (...args: unknown[]) => unknown);
  }

  close(): void {
    this.statements.clear();
    this.database.close();
    this.lock?.close();
  }
}
