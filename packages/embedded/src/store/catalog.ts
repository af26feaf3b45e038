import { randomUUID } from "node:crypto";
import { decodeId, type InternalId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { blobToKey, type Key, keyToBlob } from "../values/keys.ts";
import type { DocumentIndex } from "./documentIndex.ts";
import { indexKey } from "./indexKey.ts";
import type { Sqlite } from "./sqlite.ts";
import { TextCache } from "./textCache.ts";

/** A table of one component. Its id is ours; its number is what document ids carry. */
export interface Tablet {
  readonly id: number;
  readonly component: string;
  readonly name: string;
  /** Changes only when an import brings documents whose ids carry another one. */
  number: number;
  readonly indexes: Map<string, Index>;
  /** Indexes with tables of their own, by name. Whoever makes them (`search/`) attaches them here. */
  readonly documentIndexes: Map<string, DocumentIndex>;
  /** Told of every write, in its transaction: what fills an index meanwhile. */
  readonly watchers: Set<(id: InternalId, before: JsonObject | null, after: JsonObject | null) => void>;
}

/** A database index: `fields` are dotted paths already split, `_creationTime` not included. */
export interface Index {
  readonly id: number;
  readonly name: string;
  readonly fields: readonly (readonly string[])[];
  /** Kept up to date, and not to be queried. */
  staged: boolean;
}

export interface IndexSpec {
  name: string;
  fields: string[];
}

/** An index that is being filled, of whichever kind. All of it happens inside transactions. */
export interface PendingIndex {
  /** Takes a document in (`before` is `null`), or follows a change of one that it has. */
  write(id: InternalId, before: JsonObject | null, after: JsonObject | null): void;
  /** To be called when it has all documents: from then on the table keeps it up to date. */
  putInForce(): void;
  drop(): void;
}

/** Table numbers of user tables count up from here, as in Convex. */
const FIRST_USER_TABLE = 10001;
/** System tables that user code can read have fixed numbers. */
export const SYSTEM_TABLES = { _scheduled_functions: 539, _storage: 540 } as const;

export const BY_CREATION_TIME = "by_creation_time";
export const BY_ID = "by_id";

/** The index that a query names as `table.index`, or Convex's message when it cannot be queried. */
export function requireEnabled<I extends { readonly staged: boolean }>(
  index: I | null | undefined,
  name: string,
): I {
  if (!index) throw new Error(`Index ${name} not found.`);
  if (index.staged)
    throw new Error(`Index ${name} is currently staged and not available to query until it is enabled.`);
  return index;
}

/** `by_id` has no rows of its own; in read and write sets it goes by the negated id of its table. */
export function byIdIndex(tablet: Tablet): number {
  return -tablet.id;
}

/** The point that stands for the existence of a table, so that a query on a missing table notices its birth. */
export const TABLE_EXISTENCE = 0;
export function tableExistenceKey(component: string, table: string): Key {
  return `${component}\x00${table}\x00`;
}

/** The point that stands for a table number in use, so that a query with an id of a missing table notices its birth. */
export function tableNumberKey(component: string, number: number): Key {
  return `${component}\x00#${number}\x00`;
}

/** Components and indexes whose name begins like this are none of the app: nobody can name them. */
export const HIDDEN = "~";

/** State of the administration that queries can depend on, one key per kind; no index has this number. */
export const SYSTEM_STATE = -0.5;

/**
 * Which tables and indexes exist. Kept in memory and written through; whoever creates a table inside a
 * transaction that rolls back calls `forget`.
 */
export class Catalog {
  /** What is known of documents without reading them. */
  readonly texts = new TextCache();
  private readonly tablets = new Map<string, Tablet>();
  private readonly byNumber = new Map<string, Tablet>();

  constructor(private readonly sqlite: Sqlite) {
    sqlite.exec(`
      CREATE TABLE IF NOT EXISTS tablets(
        id INTEGER PRIMARY KEY, component TEXT NOT NULL, name TEXT NOT NULL, number INTEGER NOT NULL,
        UNIQUE(component, name), UNIQUE(component, number));
      CREATE TABLE IF NOT EXISTS indexes(
        id INTEGER PRIMARY KEY, tablet INTEGER NOT NULL, name TEXT NOT NULL, fields TEXT NOT NULL,
        UNIQUE(tablet, name));
      CREATE TABLE IF NOT EXISTS docs(
        tablet INTEGER NOT NULL, id BLOB NOT NULL, json TEXT NOT NULL, PRIMARY KEY(tablet, id)) WITHOUT ROWID;
      CREATE TABLE IF NOT EXISTS idx(
        ix INTEGER NOT NULL, key BLOB NOT NULL, id BLOB NOT NULL, PRIMARY KEY(ix, key)) WITHOUT ROWID;
    `);
    this.dropPending();
    for (const row of sqlite.prepare("SELECT * FROM tablets").all()) {
      const tablet: Tablet = { ...row, indexes: new Map(), documentIndexes: new Map(), watchers: new Set() };
      for (const index of sqlite.prepare("SELECT * FROM indexes WHERE tablet = ?").all(tablet.id))
        tablet.indexes.set(index.name, {
          id: index.id,
          name: index.name,
          fields: splitPaths(JSON.parse(index.fields)),
          // The push that is put in force before anything runs says which ones are.
          staged: false,
        });
      this.remember(tablet);
    }
  }

  find(component: string, name: string): Tablet | undefined {
    return this.tablets.get(`${component}\x00${name}`);
  }

  findByNumber(component: string, number: number): Tablet | undefined {
    return this.byNumber.get(`${component}\x00${number}`);
  }

  /** Tables that belong to no component: see `HIDDEN`. */
  hidden(): Tablet[] {
    return [...this.tablets.values()].filter(({ component }) => component.startsWith(HIDDEN));
  }

  list(component: string): Tablet[] {
    return [...this.tablets.values()].filter((tablet) => tablet.component === component);
  }

  /** Paths of all components that have tables, mounted or not. */
  components(): string[] {
    const components = new Set([...this.tablets.values()].map(({ component }) => component));
    return [...components].filter((component) => !component.startsWith(HIDDEN)).sort();
  }

  isEmpty(tablet: Tablet): boolean {
    return !this.sqlite.prepare("SELECT 1 FROM docs WHERE tablet = ? LIMIT 1").get(tablet.id);
  }

  /** How many documents a table has. Counts the rows of an index, which are shorter than documents. */
  count(tablet: Tablet): number {
    const { id } = tablet.indexes.get(BY_CREATION_TIME)!;
    return this.sqlite.prepare("SELECT count(*) AS n FROM idx WHERE ix = ?").get(id).n;
  }

  /**
   * Gives tables of one component other numbers, all at once, so that two can swap. Their documents keep the ids
   * they have, so it is for tables without any. Run inside a transaction; who undoes it calls `setNumbers`.
   */
  renumber(numbers: ReadonlyMap<Tablet, number>): void {
    const update = this.sqlite.prepare("UPDATE tablets SET number = ? WHERE id = ?");
    // Numbers are unique in the database, also for the moment in which two tables change places.
    for (const tablet of numbers.keys()) update.run(-tablet.id, tablet.id);
    for (const [tablet, number] of numbers) update.run(number, tablet.id);
    this.setNumbers(numbers);
  }

  setNumbers(numbers: ReadonlyMap<Tablet, number>): void {
    for (const tablet of numbers.keys()) this.byNumber.delete(`${tablet.component}\x00${tablet.number}`);
    for (const [tablet, number] of numbers) {
      tablet.number = number;
      this.byNumber.set(`${tablet.component}\x00${number}`, tablet);
    }
  }

  /** The table an id belongs to in a component's namespace, or `null`. */
  tableOfId(component: string, id: string): string | null {
    const decoded = decodeId(id);
    return decoded ? (this.findByNumber(component, decoded.tableNumber)?.name ?? null) : null;
  }

  create(component: string, name: string): Tablet {
    const number =
      SYSTEM_TABLES[name as keyof typeof SYSTEM_TABLES] ??
      (this.sqlite
        .prepare(
          "SELECT coalesce(max(number) + 1, ?1) AS n FROM tablets WHERE component = ?2 AND number >= ?1",
        )
        .get(FIRST_USER_TABLE, component).n as number);
    const { lastInsertRowid } = this.sqlite
      .prepare("INSERT INTO tablets(component, name, number) VALUES (?, ?, ?)")
      .run(component, name, number);
    const tablet: Tablet = {
      id: Number(lastInsertRowid),
      component,
      name,
      number,
      indexes: new Map(),
      documentIndexes: new Map(),
      watchers: new Set(),
    };
    this.addIndex(tablet, { name: BY_CREATION_TIME, fields: [] }).putInForce();
    this.remember(tablet);
    return tablet;
  }

  /** Remembers which tables and indexes there are; the answer puts the memory back to that. */
  mark(): () => void {
    const tablets = [...this.tablets.values()].map((tablet) => {
      const indexes = [...tablet.indexes.values()].map((index) => ({ index, staged: index.staged }));
      const documentIndexes = [...tablet.documentIndexes.values()].map((index) => ({
        index,
        staged: index.staged,
      }));
      return { tablet, indexes, documentIndexes };
    });
    return () => {
      this.tablets.clear();
      this.byNumber.clear();
      for (const { tablet, indexes, documentIndexes } of tablets) {
        this.remember(tablet);
        putBack(tablet.indexes, indexes);
        putBack(tablet.documentIndexes, documentIndexes);
      }
    };
  }

  /** Gives a table with all it has to another component. Run inside a transaction; `mark` undoes it in memory. */
  move(tablet: Tablet, component: string, number: number): void {
    this.sqlite
      .prepare("UPDATE tablets SET component = ?, number = ? WHERE id = ?")
      .run(component, number, tablet.id);
    this.forget(tablet);
    this.remember({ ...tablet, component, number });
  }

  /**
   * Removes up to `rows` documents and index rows of a table, and the table itself once it has none; then the answer
   * is `true`. It must have no search indexes. Run inside a transaction; `mark` undoes it in memory.
   */
  erase(tablet: Tablet, rows: number): boolean {
    this.texts.clear(tablet);
    const erased = this.sqlite
      .prepare(
        "DELETE FROM docs WHERE tablet = ?1 AND id IN (SELECT id FROM docs WHERE tablet = ?1 LIMIT ?2)",
      )
      .run(tablet.id, rows).changes;
    if (erased > 0) return false;
    for (const { id } of this.sqlite.prepare("SELECT id FROM indexes WHERE tablet = ?").all(tablet.id)) {
      const { changes } = this.sqlite
        .prepare("DELETE FROM idx WHERE ix = ?1 AND key IN (SELECT key FROM idx WHERE ix = ?1 LIMIT ?2)")
        .run(id, rows);
      if (changes > 0) return false;
    }
    this.sqlite.prepare("DELETE FROM indexes WHERE tablet = ?").run(tablet.id);
    this.sqlite.prepare("DELETE FROM tablets WHERE id = ?").run(tablet.id);
    this.forget(tablet);
    return true;
  }

  forget(tablet: Tablet): void {
    this.tablets.delete(`${tablet.component}\x00${tablet.name}`);
    this.byNumber.delete(`${tablet.component}\x00${tablet.number}`);
  }

  /** Adds an index without a document in it. Run inside a transaction. */
  addIndex(tablet: Tablet, spec: IndexSpec): PendingIndex {
    const { sqlite } = this;
    const hidden = `${HIDDEN}${randomUUID()}`;
    const { lastInsertRowid } = sqlite
      .prepare("INSERT INTO indexes(tablet, name, fields) VALUES (?, ?, ?)")
      .run(tablet.id, hidden, JSON.stringify(spec.fields));
    const id = Number(lastInsertRowid);
    const index: Index = { id, name: spec.name, fields: splitPaths(spec.fields), staged: false };
    const keyOf = (id: InternalId, document: JsonObject) => keyToBlob(indexKey(index, document, id));
    const insert = sqlite.prepare("INSERT INTO idx(ix, key, id) VALUES (?, ?, ?)");
    const remove = sqlite.prepare("DELETE FROM idx WHERE ix = ? AND key = ?");
    return {
      write: (id, before, after) => {
        if (before) remove.run(index.id, keyOf(id, before));
        if (after) insert.run(index.id, keyOf(id, after), keyToBlob(id));
      },
      putInForce: () => {
        sqlite.prepare("UPDATE indexes SET name = ? WHERE id = ?").run(spec.name, index.id);
        tablet.indexes.set(spec.name, index);
      },
      drop: () => this.dropPending(hidden),
    };
  }

  /** Removes indexes that were never put in force: one, or all that a crash has left. */
  private dropPending(name = `${HIDDEN}*`): void {
    const pending = "SELECT id FROM indexes WHERE name GLOB ?";
    this.sqlite.prepare(`DELETE FROM idx WHERE ix IN (${pending})`).run(name);
    this.sqlite.prepare("DELETE FROM indexes WHERE name GLOB ?").run(name);
  }

  removeIndex(tablet: Tablet, name: string): void {
    const index = tablet.indexes.get(name);
    if (!index) return;
    this.sqlite.prepare("DELETE FROM idx WHERE ix = ?").run(index.id);
    this.sqlite.prepare("DELETE FROM indexes WHERE id = ?").run(index.id);
    tablet.indexes.delete(name);
  }

  /** Every document of a table (after `after`) in id order, read in pages so that a large table does not fill the memory. */
  *documents(
    tablet: Tablet,
    after: InternalId = "",
  ): Generator<{ id: InternalId; document: JsonObject; length: number }> {
    const page = this.sqlite.prepare(
      "SELECT id, json FROM docs WHERE tablet = ? AND id > ? ORDER BY id LIMIT 256",
    );
    for (let last: Uint8Array = keyToBlob(after); ; ) {
      const rows = page.all(tablet.id, last);
      for (const { id, json } of rows)
        yield { id: blobToKey(id), document: JSON.parse(json), length: json.length };
      if (rows.length < 256) return;
      last = rows.at(-1)!.id;
    }
  }

  private remember(tablet: Tablet): void {
    this.tablets.set(`${tablet.component}\x00${tablet.name}`, tablet);
    this.byNumber.set(`${tablet.component}\x00${tablet.number}`, tablet);
  }
}

function putBack<I extends { readonly name: string; staged: boolean }>(
  map: Map<string, I>,
  before: readonly { index: I; staged: boolean }[],
): void {
  map.clear();
  for (const { index, staged } of before) {
    index.staged = staged;
    map.set(index.name, index);
  }
}

function splitPaths(fields: string[]): string[][] {
  return fields.map((field) => field.split("."));
}
