import { decodeId, encodeId, type InternalId, newInternalId } from "../values/ids.ts";
import { canonicalText, type JsonObject } from "../values/json.ts";
import { blobToHex, hexToKey, type Key, keyToBlob } from "../values/keys.ts";
import {
  byIdIndex,
  type Catalog,
  type Index,
  TABLE_EXISTENCE,
  type Tablet,
  tableExistenceKey,
  tableNumberKey,
} from "./catalog.ts";
import type { CommitClock } from "./clock.ts";
import { indexKey } from "./indexKey.ts";
import { Usage } from "./limits.ts";
import { ReadSet } from "./readSet.ts";
import type { Sqlite } from "./sqlite.ts";
import { HEX_ID_DIGITS, type HexId, type TextCache } from "./textCache.ts";

/** A key that a transaction has written, before or after the write. */
export interface WrittenKey {
  readonly index: number;
  readonly key: Key;
  /** What a text search can filter by; absent in database indexes. */
  readonly facets?: readonly string[];
}

/** A row of an index scan; `text` is the document's canonical JSON. */
export interface Row {
  readonly key: Key;
  readonly text: string;
}

/** A row as SQLite gives it. Few keys are ever looked at, and text crosses from SQLite several times faster. */
class ScannedRow implements Row {
  constructor(
    readonly hexKey: string,
    readonly text: string,
  ) {}

  get key(): Key {
    return hexToKey(this.hexKey);
  }
}

/** Every key of an index ends with the document's own. */
function idOf(hexKey: string): HexId {
  return hexKey.slice(-HEX_ID_DIGITS);
}

const TOP = "\xff".repeat(32);
/** A longer scan reads all of its documents: they are too many to be read again soon, and would drive out others. */
const CACHED_ROWS = 64;

// With a bare parameter as its limit SQLite compiles a statement anew on every run, to plan for the number.
const scanIndex = (order: "ASC" | "DESC") =>
  `SELECT hex(i.key), d.json FROM idx i CROSS JOIN docs d ON d.tablet = ?1 AND d.id = i.id
   WHERE i.ix = ?2 AND i.key >= ?3 AND i.key < ?4 ORDER BY i.key ${order} LIMIT ?5 + 0`;
const scanIds = (order: "ASC" | "DESC") =>
  `SELECT hex(id), json FROM docs WHERE tablet = ?1 AND ?2 IS NULL AND id >= ?3 AND id < ?4
   ORDER BY id ${order} LIMIT ?5 + 0`;
const scanKeys = (order: "ASC" | "DESC") =>
  `SELECT hex(key) FROM idx WHERE ix = ?1 AND key >= ?2 AND key < ?3 ORDER BY key ${order} LIMIT ?4 + 0`;
const SCANS = {
  keys: { up: scanKeys("ASC"), down: scanKeys("DESC") },
  index: { up: scanIndex("ASC"), down: scanIndex("DESC") },
  ids: { up: scanIds("ASC"), down: scanIds("DESC") },
};

/**
 * One transaction over the store. The lane runs one at a time, so what it reads is the newest commit plus its
 * own writes; nothing here waits. It records what was read and written, and counts against the limits; it
 * neither checks schemas (`runtime/database.ts`) nor begins or commits (`runtime/lane.ts`).
 */
export class Transaction {
  readonly reads = new ReadSet();
  readonly usage = new Usage();
  /** Index keys written, in order. A write of any of them makes an overlapping read stale. */
  readonly written: WrittenKey[] = [];
  /**
   * The timestamp of this transaction if it commits. It is known from the start, because nothing else commits
   * before this transaction has ended.
   */
  readonly commitTs: bigint;
  /** What to do once the writes are lasting, e.g. to remove the bytes of a deleted file. */
  readonly afterCommit: (() => void)[] = [];
  /** Goes up with every write; an open cursor drops what it has read ahead when it sees a new value. */
  writeVersion = 0;
  private readonly texts: TextCache;
  private readonly undo: (() => void)[] = [];
  private savepoints = 0;

  constructor(
    private readonly sqlite: Sqlite,
    readonly catalog: Catalog,
    private readonly clock: CommitClock,
    /** For reading an older commit: texts of documents as they were. */
    private readonly pastTexts?: TextCache,
  ) {
    this.texts = pastTexts ?? catalog.texts;
    this.commitTs = clock.next();
  }

  /** Whether it reads an older commit than the newest. */
  get past(): boolean {
    return this.pastTexts !== undefined;
  }

  find(component: string, table: string): Tablet | undefined {
    const tablet = this.catalog.find(component, table);
    if (!tablet) this.reads.addPoint(TABLE_EXISTENCE, tableExistenceKey(component, table));
    return tablet;
  }

  /** The table an id belongs to in a component's namespace, or `undefined`. */
  findByNumber(component: string, number: number): Tablet | undefined {
    const tablet = this.catalog.findByNumber(component, number);
    if (!tablet) this.reads.addPoint(TABLE_EXISTENCE, tableNumberKey(component, number));
    return tablet;
  }

  /** The name of that table, or `null` for text that is no id of any. */
  tableOfId(component: string, id: string): string | null {
    const decoded = decodeId(id);
    return decoded ? (this.findByNumber(component, decoded.tableNumber)?.name ?? null) : null;
  }

  ensureTable(component: string, table: string): Tablet {
    const known = this.catalog.find(component, table);
    if (known) return known;
    const tablet = this.catalog.create(component, table);
    this.undo.push(() => this.catalog.forget(tablet));
    this.written.push(
      { index: TABLE_EXISTENCE, key: tableExistenceKey(component, table) },
      { index: TABLE_EXISTENCE, key: tableNumberKey(component, tablet.number) },
    );
    return tablet;
  }

  /** Registers how the memory goes back when the part of the transaction that is under way is undone. */
  onUndo(undo: () => void): void {
    this.undo.push(undo);
  }

  /** See `Catalog.renumber`; undone with the transaction. */
  renumber(numbers: ReadonlyMap<Tablet, number>): void {
    const before = new Map([...numbers.keys()].map((tablet) => [tablet, tablet.number]));
    this.catalog.renumber(numbers);
    this.undo.push(() => this.catalog.setNumbers(before));
    for (const [{ component }, number] of numbers)
      this.written.push({ index: TABLE_EXISTENCE, key: tableNumberKey(component, number) });
  }

  get(tablet: Tablet, id: InternalId): string | null {
    this.reads.addPoint(byIdIndex(tablet), id);
    this.usage.countInterval();
    const text = this.peek(tablet, id);
    if (text !== null) this.usage.countRead(text.length);
    return text;
  }

  /**
   * Up to `limit` rows of `index` (`null` is `by_id`) with `from <= key < to`, in the order asked for.
   * Does not record the read: the caller knows how much of it was consumed.
   */
  scan(
    tablet: Tablet,
    index: Index | null,
    from: Key,
    to: Key | null,
    descending: boolean,
    limit: number,
  ): Row[] {
    const [low, high] = [keyToBlob(from), keyToBlob(to ?? TOP)];
    const order = descending ? "down" : "up";
    const cached = index !== null && limit <= CACHED_ROWS;
    if (cached) {
      const keys = this.sqlite.prepareRows(SCANS.keys[order]).all(index.id, low, high, limit);
      const known = this.knownRows(tablet, keys);
      if (known) return known;
    }
    const rows = this.sqlite
      .prepareRows(SCANS[index ? "index" : "ids"][order])
      .all(tablet.id, index?.id ?? null, low, high, limit)
      .map(([hexKey, text]: [string, string]) => new ScannedRow(hexKey, text));
    if (cached) for (const { hexKey, text } of rows) this.texts.set(tablet, idOf(hexKey), text);
    return rows;
  }

  /** The rows with these keys, unless one of the documents has to be read. */
  private knownRows(tablet: Tablet, keys: readonly [string][]): Row[] | null {
    const rows: Row[] = [];
    for (const [hexKey] of keys) {
      const text = this.texts.get(tablet, idOf(hexKey));
      if (text === undefined) return null;
      rows.push(new ScannedRow(hexKey, text));
    }
    return rows;
  }

  /** Adds a document without system fields and returns its public id. */
  insert(tablet: Tablet, fields: JsonObject): string {
    const creationTime = this.clock.nextCreationTime();
    const id = newInternalId(creationTime);
    const publicId = encodeId(tablet.number, id);
    this.put(tablet, id, { ...fields, _creationTime: creationTime, _id: publicId });
    return publicId;
  }

  /** Adds a document with the id and the creation time that it brings along. */
  put(tablet: Tablet, id: InternalId, document: JsonObject): void {
    this.requireOpen();
    const text = canonicalText(document);
    this.usage.countWrite(text.length);
    const blob = keyToBlob(id);
    this.sqlite.prepare("INSERT INTO docs(tablet, id, json) VALUES (?, ?, ?)").run(tablet.id, blob, text);
    for (const index of tablet.indexes.values()) this.insertKey(index, indexKey(index, document, id), blob);
    this.noteText(tablet, blob, text);
    this.noteWrite(tablet, id, null, document);
  }

  /** Puts a whole new document in the place of an old one; writing an equal document writes nothing. */
  replace(tablet: Tablet, id: InternalId, before: JsonObject, after: JsonObject): void {
    this.requireOpen();
    const text = canonicalText(after);
    if (text === canonicalText(before)) return;
    this.usage.countWrite(text.length);
    const blob = keyToBlob(id);
    this.sqlite.prepare("UPDATE docs SET json = ? WHERE tablet = ? AND id = ?").run(text, tablet.id, blob);
    for (const index of tablet.indexes.values()) {
      const oldKey = indexKey(index, before, id);
      const newKey = indexKey(index, after, id);
      // A reader of the old place must hear of the change even where the key stays: the content is another.
      this.written.push({ index: index.id, key: oldKey });
      if (newKey === oldKey) continue;
      this.deleteKey(index, oldKey);
      this.insertKey(index, newKey, blob);
    }
    this.noteText(tablet, blob, text);
    this.noteWrite(tablet, id, before, after);
  }

  remove(tablet: Tablet, id: InternalId, document: JsonObject): void {
    this.requireOpen();
    this.usage.countWrite(0);
    const blob = keyToBlob(id);
    this.sqlite.prepare("DELETE FROM docs WHERE tablet = ? AND id = ?").run(tablet.id, blob);
    for (const index of tablet.indexes.values()) {
      const key = indexKey(index, document, id);
      this.deleteKey(index, key);
      this.written.push({ index: index.id, key });
    }
    this.noteText(tablet, blob, null);
    this.noteWrite(tablet, id, document, null);
  }

  /** Reads a document without recording the read, for writes that come right after. */
  peek(tablet: Tablet, id: InternalId): string | null {
    const blob = keyToBlob(id);
    const hexId = blobToHex(blob);
    const known = this.texts.get(tablet, hexId);
    if (known !== undefined) return known;
    const row = this.sqlite.prepare("SELECT json FROM docs WHERE tablet = ? AND id = ?").get(tablet.id, blob);
    if (!row) return null;
    this.texts.set(tablet, hexId, row.json);
    return row.json;
  }

  /**
   * Runs `work` so that its writes are undone when it throws, and only its own. Reads stay recorded: the
   * caller may act on the failure, which depends on them.
   */
  async nested<T>(work: () => Promise<T>): Promise<T> {
    this.requireOpen();
    const name = `s${this.savepoints++}`;
    const writtenBefore = this.written.length;
    const undoBefore = this.undo.length;
    const afterCommitBefore = this.afterCommit.length;
    const forgetUse = this.usage.mark();
    this.sqlite.prepare(`SAVEPOINT ${name}`).run();
    try {
      const result = await work();
      this.sqlite.prepare(`RELEASE ${name}`).run();
      return result;
    } catch (error) {
      if (this.sqlite.inTransaction) {
        this.sqlite.prepare(`ROLLBACK TO ${name}`).run();
        this.sqlite.prepare(`RELEASE ${name}`).run();
      }
      this.written.length = writtenBefore;
      this.afterCommit.length = afterCommitBefore;
      this.writeVersion++;
      forgetUse();
      for (const undo of this.undo.splice(undoBefore).reverse()) undo();
      throw error;
    } finally {
      this.savepoints--;
    }
  }

  /** Undoes what the transaction did to memory, after its batch could not be committed. */
  abandon(): void {
    for (const undo of this.undo.splice(0).reverse()) undo();
  }

  /**
   * SQLite gives up the whole transaction when the disk fails. A function may catch that error and go on, but what
   * it writes then would be lasting at once.
   */
  private requireOpen(): void {
    if (!this.sqlite.inTransaction) throw new Error("The disk has failed during this transaction.");
  }

  private insertKey(index: Index, key: Key, id: Buffer): void {
    this.sqlite.prepare("INSERT INTO idx(ix, key, id) VALUES (?, ?, ?)").run(index.id, keyToBlob(key), id);
    this.written.push({ index: index.id, key });
  }

  private deleteKey(index: Index, key: Key): void {
    this.sqlite.prepare("DELETE FROM idx WHERE ix = ? AND key = ?").run(index.id, keyToBlob(key));
  }

  /** Keeps the text that was written; what undoes the write leaves it to the next reader to find the one before. */
  private noteText(tablet: Tablet, id: Buffer, text: string | null): void {
    const { texts } = this;
    const hexId = blobToHex(id);
    if (text === null) return texts.delete(tablet, hexId);
    texts.set(tablet, hexId, text);
    this.undo.push(() => texts.delete(tablet, hexId));
  }

  private noteWrite(
    tablet: Tablet,
    id: InternalId,
    before: JsonObject | null,
    after: JsonObject | null,
  ): void {
    this.written.push({ index: byIdIndex(tablet), key: id });
    for (const index of tablet.documentIndexes.values())
      for (const key of index.write(id, before, after)) this.written.push(key);
    for (const tell of tablet.watchers) tell(id, before, after);
    this.writeVersion++;
  }
}
