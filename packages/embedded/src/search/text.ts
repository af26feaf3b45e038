import type { DocumentIndex } from "../store/documentIndex.ts";
import type { Interval } from "../store/readSet.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { WrittenKey } from "../store/transaction.ts";
import type { InternalId } from "../values/ids.ts";
import { fieldAt, type JsonObject } from "../values/json.ts";
import { afterPrefix, blobToKey, floatBytes, type Key, keyToBlob } from "../values/keys.ts";
import { facetsOf } from "./facets.ts";
import { tokensOf } from "./tokens.ts";

/** A `searchIndex` as the schema declares it. */
export interface TextIndexSpec {
  readonly kind: "text";
  readonly name: string;
  readonly searchField: string;
  readonly filterFields: readonly string[];
}

/** What a search looks for: any of the words, the last one also as a beginning, and all of the facets. */
export interface TextTerms {
  readonly tokens: readonly string[];
  readonly facets: readonly string[];
}

/** A document that matches; keys sort by relevance, the newest first among equals. */
export interface Match {
  readonly key: Key;
  readonly id: InternalId;
}

/** The documents that an index is about: their table, and the index that has them in the order of their creation. */
export interface TextSource {
  readonly tablet: number;
  readonly byCreationTime: number;
}

/** What a document has in the index. */
interface Entry {
  readonly words: string;
  readonly facets: readonly string[];
}

/** So many new documents wait at most before their words are written; a search reads them first. */
const MOST_WAITING = 64;

/** As many matches as Convex ranks; one more tells that there are more. */
export const MOST_MATCHES = 1024;

/**
 * One text index on SQLite's FTS5. Texts are cut into words here (`tokens.ts`) and reach FTS5 as words between
 * spaces: its `ascii` tokenizer takes those as they are, whatever their script. The facets are a second column,
 * so that a filter narrows the lists of matches inside FTS5; it has no weight in the ranking.
 *
 * A commit with one new document costs FTS5 nearly what one with hundreds does. So new documents wait: what was created
 * after the mark is not in the index yet, and all that was created up to it is. A search brings the index up to date before
 * it looks, and so does the write that finds too many waiting. The mark is part of the transaction that moves it, so what
 * undoes the one undoes the other, and what waits when the process ends still waits after the next start.
 */
export class TextIndex implements DocumentIndex {
  readonly name: string;
  staged = false;
  private readonly table: string;
  private readonly rows: string;
  /** Since this process has last looked; those of the one before it are not among them. */
  private waiting = 0;

  constructor(
    private readonly sqlite: Sqlite,
    readonly id: number,
    readonly spec: TextIndexSpec,
    private readonly source: TextSource,
  ) {
    this.name = spec.name;
    this.table = `text_${id}`;
    // FTS5 knows rows by number; this table says which document is which row.
    this.rows = `textrows_${id}`;
  }

  create(): void {
    this.sqlite.exec(`
      CREATE VIRTUAL TABLE ${this.table} USING fts5(words, facets, content='', contentless_delete=1, tokenize='ascii');
      CREATE TABLE ${this.rows}(row INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, created REAL NOT NULL);
    `);
    this.moveMark(BEFORE_ALL);
  }

  /** Takes all documents that are there for written. For indexes that are older than the mark. */
  markAll(): void {
    if (this.mark() === null) this.moveMark(this.newest() ?? BEFORE_ALL);
  }

  drop(): void {
    this.sqlite.exec(`DROP TABLE ${this.table}; DROP TABLE ${this.rows};`);
    this.sqlite.prepare("DELETE FROM text_marks WHERE id = ?").run(this.id);
  }

  write(id: InternalId, before: JsonObject | null, after: JsonObject | null): WrittenKey[] {
    const old = before && this.entryOf(before);
    const next = after && this.entryOf(after);
    const same = old && next && old.words === next.words && old.facets.join() === next.facets.join();
    const created = (after ?? before)!._creationTime as number;
    if (created > this.mark()!) {
      if (!before && ++this.waiting >= MOST_WAITING) this.catchUp();
    } else {
      if (old && !same) this.remove(id, next !== null);
      if (next && !same) this.add(id, next, created);
    }
    return [...(old ? this.keysOf(old) : []), ...(next && !same ? this.keysOf(next) : [])];
  }

  /** The best matches, best first; one more than `MOST_MATCHES` when there are more. */
  search({ tokens, facets }: TextTerms): Match[] {
    if (tokens.length === 0) return [];
    this.catchUp();
    const words = tokens.map((token) => `"${token}"`);
    // The last word counts twice where it stands whole: before the words that it only begins.
    words.push(`${words.at(-1)} *`);
    const match = [`words : (${words.join(" OR ")})`, ...facets.map((facet) => `facets : "${facet}"`)].join(
      " AND ",
    );
    const rows = this.sqlite
      .prepare(
        `SELECT r.id AS id, r.created AS created, m.score AS score
         FROM (SELECT rowid AS row, bm25(${this.table}, 1.0, 0.0) AS score FROM ${this.table}
               WHERE ${this.table} MATCH ? ORDER BY score, row DESC LIMIT ${MOST_MATCHES + 1}) m
         JOIN ${this.rows} r ON r.row = m.row`,
      )
      .all(match) as { id: Uint8Array; created: number; score: number }[];
    return rows
      .map(({ id, created, score }) => {
        const internalId = blobToKey(id);
        return { key: floatBytes(score) + floatBytes(-created) + internalId, id: internalId };
      })
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Writes the words of all documents that wait, in the transaction that is open or in one of its own. */
  catchUp(): void {
    this.waiting = 0;
    const mark = this.mark()!;
    if ((this.newest() ?? BEFORE_ALL) <= mark) return;
    if (this.sqlite.inTransaction) return this.addAfter(mark);
    this.sqlite.exec("BEGIN IMMEDIATE");
    try {
      this.addAfter(mark);
      this.sqlite.exec("COMMIT");
    } catch (error) {
      if (this.sqlite.inTransaction) this.sqlite.exec("ROLLBACK");
      throw error;
    }
  }

  private addAfter(mark: number): void {
    const page = this.sqlite.prepare(
      `SELECT i.key AS key, i.id AS id, d.json AS json FROM idx i JOIN docs d ON d.tablet = ?1 AND d.id = i.id
       WHERE i.ix = ?2 AND i.key > ?3 ORDER BY i.key LIMIT ${MOST_WAITING}`,
    );
    const { tablet, byCreationTime } = this.source;
    let after = keyToBlob(`${creationKey(mark)}${LAST_ID}`);
    for (let count = MOST_WAITING; count === MOST_WAITING; ) {
      const rows = page.all(tablet, byCreationTime, after) as { key: Buffer; id: Uint8Array; json: string }[];
      let created = mark;
      for (const { id, json } of rows) {
        const document = JSON.parse(json) as JsonObject;
        created = document._creationTime as number;
        const entry = this.entryOf(document);
        if (entry) this.add(blobToKey(id), entry, created);
      }
      count = rows.length;
      if (count > 0) {
        this.moveMark(created);
        after = rows.at(-1)!.key;
      }
    }
  }

  /** When the last document was created whose words are written; so were those of all before it. */
  private mark(): number | null {
    return this.sqlite.prepare("SELECT upTo FROM text_marks WHERE id = ?").get(this.id)?.upTo ?? null;
  }

  private moveMark(upTo: number): void {
    this.sqlite.prepare("INSERT OR REPLACE INTO text_marks(id, upTo) VALUES (?, ?)").run(this.id, upTo);
  }

  /** When the newest document was created. */
  private newest(): number | null {
    const { tablet, byCreationTime } = this.source;
    const row = this.sqlite
      .prepare(
        `SELECT d.json AS json FROM idx i JOIN docs d ON d.tablet = ?1 AND d.id = i.id
         WHERE i.ix = ?2 ORDER BY i.key DESC LIMIT 1`,
      )
      .get(tablet, byCreationTime) as { json: string } | undefined;
    return row ? ((JSON.parse(row.json) as JsonObject)._creationTime as number) : null;
  }

  /** The intervals of `keysOf` that a search depends on. */
  readsOf({ tokens, facets }: TextTerms): Interval[] {
    return tokens.map((token, i) => {
      const bucket = writtenKey(facets[0] ?? "", bytesOf(token)) + (i === tokens.length - 1 ? "" : END);
      return { index: this.id, bucket, from: bucket, to: afterPrefix(bucket), facets };
    });
  }

  /**
   * A search files its reads under its first facet, or under none. So every word of a document is written once
   * alone and once with each facet: searches of other facets are not even looked at.
   */
  private keysOf({ words, facets }: Entry): WrittenKey[] {
    const keys: WrittenKey[] = [];
    for (const token of new Set(words.split(" "))) {
      const bytes = bytesOf(token);
      for (const facet of ["", ...facets])
        keys.push({ index: this.id, key: writtenKey(facet, bytes) + END, facets });
    }
    return keys;
  }

  private entryOf(document: JsonObject): Entry | null {
    const text = fieldAt(document, this.spec.searchField.split("."));
    const tokens = typeof text === "string" ? tokensOf(text) : [];
    if (tokens.length === 0) return null;
    return { words: tokens.join(" "), facets: facetsOf(document, this.spec.filterFields) };
  }

  private add(id: InternalId, { words, facets }: Entry, created: number): void {
    const { changes, lastInsertRowid } = this.sqlite
      .prepare(`INSERT OR IGNORE INTO ${this.rows}(id, created) VALUES (?, ?)`)
      .run(keyToBlob(id), created);
    this.sqlite
      .prepare(`INSERT INTO ${this.table}(rowid, words, facets) VALUES (?, ?, ?)`)
      .run(changes === 1 ? lastInsertRowid : this.rowOf(id), words, facets.join(" "));
  }

  /** A document that stays in the index keeps its row, so that rows go on telling older from newer. */
  private remove(id: InternalId, keepRow: boolean): void {
    const row = this.rowOf(id);
    this.sqlite.prepare(`DELETE FROM ${this.table} WHERE rowid = ?`).run(row);
    if (!keepRow) this.sqlite.prepare(`DELETE FROM ${this.rows} WHERE row = ?`).run(row);
  }

  private rowOf(id: InternalId): number {
    return this.sqlite.prepare(`SELECT row FROM ${this.rows} WHERE id = ?`).get(keyToBlob(id)).row;
  }
}

const END = "\x00";
/** No document was created before this. */
const BEFORE_ALL = Number.NEGATIVE_INFINITY;
const LAST_ID = "\xff".repeat(16);

/** What the keys of all documents begin with that were created at a moment. */
const creationKey = (created: number): Key => `\x0d${floatBytes(created)}`;

function writtenKey(facet: string, bytes: string): Key {
  return `${facet}${END}${bytes}`;
}

/** The bytes of a word, one character each. */
function bytesOf(word: string): string {
  return Buffer.from(word).toString("latin1");
}
