import { statSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync, type StatementSyncInstance } from "@photostructure/sqlite";
import { makeLastingFolder } from "./lasting.ts";

/** The database in a data folder. */
export const DATABASE_FILE = "data.db";

export type Statement = StatementSyncInstance;

const BUSY_TIMEOUT_MS = 5_000;
/** A commit that finds more than these in the log of writes brings them into the database itself; see `foldLog`. */
const LOG_PAGES = 4_000;

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
    /** `null` when everything is in memory. */
    readonly file: string | null,
  ) {}

  /**
   * Opens `dir/data.db`, creating the folder. Only one process may have a folder open: a second engine on the
   * same data would not see the first one's writes and would serve stale subscriptions.
   */
  static open(dir: string, durability: Durability = "full"): Sqlite {
    makeLastingFolder(dir);
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
    const file = join(dir, DATABASE_FILE);
    const database = new DatabaseSync(file, { allowExtension: true });
    try {
      bringUpToDate(database);
    } catch (error) {
      database.close();
      lock.close();
      throw new Error(`The data folder ${dir} cannot be opened: ${(error as Error).message}`);
    }
    database.exec(`
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = ${durability === "full" ? "FULL" : "NORMAL"};
      PRAGMA temp_store = MEMORY;
      PRAGMA cache_size = -65536;
      PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
      PRAGMA wal_autocheckpoint = ${LOG_PAGES};
      PRAGMA secure_delete = ON;
    `);
    return new Sqlite(database, lock, file);
  }

  /**
   * Opens a database file only to read it, beside the process that writes it: `backup` and `restore` do. Fails
   * for a file whose format this program does not know.
   */
  static openReadOnly(file: string): Sqlite {
    const database = new DatabaseSync(file, { readOnly: true });
    try {
      const format = formatOf(database);
      if (format > FORMAT) throw new Error(newerFormat(format));
    } catch (error) {
      database.close();
      throw error;
    }
    return new Sqlite(database, null, file);
  }

  static memory(): Sqlite {
    return new Sqlite(new DatabaseSync(":memory:", { allowExtension: true }), null, null);
  }

  /** Opens a database that nobody else has, to change it before it is put in use. Throws when it is damaged. */
  static openCopy(file: string): Sqlite {
    const database = new DatabaseSync(file);
    try {
      bringUpToDate(database);
      const [found] = Object.values(database.prepare("PRAGMA quick_check(1)").get() as object);
      if (found !== "ok") throw new Error(`the database is damaged: ${String(found)}`);
    } catch (error) {
      database.close();
      throw error;
    }
    return new Sqlite(database, null, file);
  }

  /**
   * Another connection that reads the newest commit and nothing later, until it is closed. `null` when everything
   * is in memory, where there is only one connection.
   */
  snapshot(): Sqlite | null {
    if (this.file === null) return null;
    const snapshot = Sqlite.openReadOnly(this.file);
    // The first read is what picks the commit.
    snapshot.exec("BEGIN; SELECT count(*) FROM sqlite_schema");
    return snapshot;
  }

  /** Whether a transaction is open. SQLite ends one by itself when the disk is full. */
  get inTransaction(): boolean {
    return this.database.isTransaction;
  }

  /**
   * Brings what is in the log of writes into the database, so that the log begins anew with the next commit. It costs
   * several commits' time: better now and then when nobody waits than in the middle of a commit.
   */
  foldLog(): void {
    this.prepare("PRAGMA wal_checkpoint(PASSIVE)").get();
  }

  /**
   * Empties the log of writes, in which older versions of pages stand until they are written over; the database itself
   * wipes what is deleted. While somebody reads an older commit nothing happens, and the answer is `false`.
   */
  forgetLog(): boolean {
    this.exec("PRAGMA busy_timeout = 0");
    try {
      return this.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get().busy === 0;
    } finally {
      this.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    }
  }

  /** Size of the log of writes in bytes. It stays what it is when the log begins anew; `forgetLog` empties it. */
  get logBytes(): number {
    return this.file === null ? 0 : (statSync(`${this.file}-wal`, { throwIfNoEntry: false })?.size ?? 0);
  }

  /** Size of the database in bytes, free pages included. */
  get bytes(): number {
    const pragma = (name: string) => this.prepare(`PRAGMA ${name}`).get()[name] as number;
    return pragma("page_count") * pragma("page_size");
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

  /** Like `prepare`, for a statement that gives each row as an array of its columns. */
  prepareRows(sql: string): Statement {
    const known = this.statements.has(sql);
    const statement = this.prepare(sql);
    if (!known) statement.setReturnArrays(true);
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
    // A connection stays open behind our back until the last of its statements is collected, with what it locks.
    if (this.inTransaction) this.exec("ROLLBACK");
    this.database.close();
    this.lock?.close();
  }
}

/** Goes up with every change of the tables that an older program could not live with. */
const FORMAT = 2;

function formatOf(database: InstanceType<typeof DatabaseSync>): number {
  return database.prepare("PRAGMA user_version").get().user_version as number;
}

function newerFormat(format: number): string {
  return `it was written by a newer version of this program (format ${format}, this one knows up to ${FORMAT}).`;
}

/** Steps from one format to the next; each leaves alone what a new database does not have yet. */
const MIGRATIONS: ((database: InstanceType<typeof DatabaseSync>) => void)[] = [
  // 0, before formats were counted: jobs and crons belonged to the app alone. Crons come back with the push.
  (database) => {
    const columns = (table: string) =>
      database
        .prepare(`SELECT name FROM pragma_table_info('${table}')`)
        .all()
        .map(({ name }) => name as string);
    if (columns("due").length > 0 && !columns("due").includes("target"))
      database.exec("ALTER TABLE due ADD COLUMN target TEXT NOT NULL DEFAULT ''");
    if (columns("crons").length > 0 && !columns("crons").includes("component"))
      database.exec("DROP TABLE crons");
  },
  // 1: words of new documents did not wait. What the text indexes have is noted when they are opened.
  () => {},
];

/** Brings a database to today's format, in one transaction, or refuses one of tomorrow's. */
function bringUpToDate(database: InstanceType<typeof DatabaseSync>): void {
  const format = formatOf(database);
  if (format > FORMAT) throw new Error(newerFormat(format));
  if (format === FORMAT) return;
  database.exec("BEGIN IMMEDIATE");
  for (const migrate of MIGRATIONS.slice(format)) migrate(database);
  database.exec(`PRAGMA user_version = ${FORMAT}; COMMIT`);
}
