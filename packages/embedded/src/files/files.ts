import { join } from "node:path";
import type { Lane } from "../runtime/lane.ts";
import { secretOf } from "../store/secrets.ts";
import type { Sqlite } from "../store/sqlite.ts";
import type { Transaction } from "../store/transaction.ts";
import { decodeId } from "../values/ids.ts";
import type { JsonObject } from "../values/json.ts";
import { keyToBlob } from "../values/keys.ts";
import { FileBytes, type StoredBytes } from "./bytes.ts";
import { type Upload, UploadTokens } from "./uploadToken.ts";

const TABLE = "_storage";

/** A row of `_storage`, as `db.system` shows it. */
export interface FileDocument extends JsonObject {
  _id: string;
  _creationTime: number;
  /** Base64. */
  sha256: string;
  size: number;
}

/** A file that can be served. */
export interface ServedFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
  readonly contentType: string | null;
}

export interface NewFile {
  readonly contentType: string | null;
  /** What the sender says the contents hash to; another hash refuses the file. */
  readonly sha256?: Buffer | null;
  readonly limitBytes?: number;
}

/** The contents are not what the sender said they are. */
export class WrongDigest extends Error {
  constructor(given: Buffer, actual: Buffer) {
    super(
      `The SHA-256 of the contents is ${actual.toString("base64")}, and not ${given.toString("base64")} as declared.`,
    );
  }
}

/** Larger files are refused; an upload URL is good for as much in all, unless a deployment says less. */
export const LARGEST_FILE_BYTES = 1 << 30;

/**
 * `ctx.storage`: rows in `_storage` and their contents in a folder. Contents are on the disk before their row
 * commits and leave it after the row is gone, so a row always has its contents. A row's URL carries a random
 * name that is not its id: who knows an id cannot read the file.
 */
export class Files {
  private readonly bytes: FileBytes;
  private readonly tokens: UploadTokens;

  constructor(
    private readonly sqlite: Sqlite,
    private readonly lane: Lane,
    /** Contents lie in its folder `files`; `null` keeps them in a temporary one until `close`. */
    dataDir: string | null,
    private readonly origin: string,
    uploadBytes = LARGEST_FILE_BYTES,
  ) {
    sqlite.exec(`CREATE TABLE IF NOT EXISTS files(
      component TEXT NOT NULL, id BLOB NOT NULL, name TEXT NOT NULL UNIQUE,
      PRIMARY KEY(component, id)) WITHOUT ROWID`);
    this.bytes = new FileBytes(dataDir === null ? null : join(dataDir, "files"));
    this.tokens = new UploadTokens(secretOf(sqlite, "uploads"), uploadBytes);
    this.bytes.sweep(
      new Set(
        sqlite
          .prepare("SELECT name FROM files")
          .all()
          .map(({ name }) => name),
      ),
    );
  }

  uploadUrl(component: string): string {
    return `${this.origin}/api/storage/upload?token=${this.tokens.issue(component)}`;
  }

  /** An upload with this token, or `null` when the token is not valid. */
  admit(token: string): Upload | null {
    return this.tokens.admit(token);
  }

  /** Stores a file in a transaction of its own and returns its id. */
  async store(component: string, source: AsyncIterable<Uint8Array>, file: NewFile): Promise<string> {
    const stored = await this.bytes.write(source, file.limitBytes ?? LARGEST_FILE_BYTES);
    try {
      if (file.sha256 && !file.sha256.equals(stored.sha256))
        throw new WrongDigest(file.sha256, stored.sha256);
      const { value } = await this.lane.writing(async (tx) =>
        this.add(tx, component, stored, file.contentType),
      );
      return value;
    } catch (error) {
      await this.bytes.remove(stored.name);
      throw error;
    }
  }

  /** The document of a file, or `null` when it is gone. The read is recorded: a later delete is noticed. */
  find(tx: Transaction, component: string, id: unknown, method: string): FileDocument | null {
    const decoded = typeof id === "string" ? decodeId(id) : null;
    const tablet = tx.find(component, TABLE);
    if (!decoded || (tablet && decoded.tableNumber !== tablet.number))
      throw new Error(
        `Invalid argument \`storageId\` for \`storage.${method}\`: ${JSON.stringify(id)} is not the ID of a file.`,
      );
    const text = tablet ? tx.get(tablet, decoded.internalId) : null;
    return text === null ? null : (JSON.parse(text) as FileDocument);
  }

  url(tx: Transaction, component: string, id: unknown): string | null {
    const document = this.find(tx, component, id, "getUrl");
    return document && `${this.origin}/api/storage/${this.nameOf(component, document._id)}`;
  }

  /** Deletes the row in the transaction, and the contents once it has committed. */
  remove(tx: Transaction, component: string, id: unknown): void {
    const document = this.find(tx, component, id, "delete");
    if (!document) throw new Error(`storage id ${String(id)} not found`);
    const { internalId } = decodeId(document._id)!;
    const name = this.nameOf(component, document._id);
    tx.remove(tx.find(component, TABLE)!, internalId, document);
    this.sqlite
      .prepare("DELETE FROM files WHERE component = ? AND id = ?")
      .run(component, keyToBlob(internalId));
    // A removal that fails leaves contents without a row: the next start sweeps them.
    tx.afterCommit.push(() => void this.bytes.remove(name).catch(() => {}));
  }

  /** The whole file in memory, or `null` when it is gone. */
  async read(component: string, id: unknown): Promise<Blob | null> {
    return this.contents(
      await this.lane.reading(async () => this.locate(this.lane.snapshot(), component, id)),
    );
  }

  /** Like `read`, as a transaction sees it; which waits for the disk. */
  readWithin(tx: Transaction, component: string, id: unknown): Promise<Blob | null> {
    return this.contents(this.locate(tx, component, id));
  }

  /** Stores a small file in a transaction, with which it goes if that is undone. */
  storeWithin(tx: Transaction, component: string, contents: Uint8Array, file: NewFile): string {
    const stored = this.bytes.writeNow(contents);
    // What cannot be removed is swept at the next start.
    tx.onUndo(() => void this.bytes.remove(stored.name).catch(() => {}));
    if (file.sha256 && !file.sha256.equals(stored.sha256)) throw new WrongDigest(file.sha256, stored.sha256);
    return this.add(tx, component, stored, file.contentType);
  }

  /** A small file, as a transaction sees it, or `null` when it is gone. */
  contentsWithin(tx: Transaction, component: string, id: unknown) {
    const found = this.locate(tx, component, id);
    if (!found) return null;
    tx.usage.countFileRead(found.document.size);
    return { contents: this.bytes.readNow(found.name), contentType: contentTypeOf(found.document) };
  }

  /** The file behind the last part of a URL, or `null`. */
  served(name: string): Promise<ServedFile | null> {
    return this.lane.reading(async () => {
      const row = this.sqlite.prepare("SELECT component, id FROM files WHERE name = ?").get(name);
      const tx = this.lane.snapshot();
      const tablet = row && tx.find(row.component, TABLE);
      const text = tablet && tx.peek(tablet, Buffer.from(row.id).toString("latin1"));
      if (!text) return null;
      const document = JSON.parse(text) as FileDocument;
      const { size, sha256 } = document;
      return { path: this.bytes.path(name), size, sha256, contentType: contentTypeOf(document) };
    });
  }

  /** The files of a component with where their contents lie, as `reader` sees them: for exports. */
  *all(reader: Sqlite, component: string): Generator<{ document: FileDocument; path: string }> {
    const tablet = this.lane.snapshot().find(component, TABLE);
    if (!tablet) return;
    const rows = reader
      .prepare(
        "SELECT f.name, d.json FROM files f JOIN docs d ON d.tablet = ? AND d.id = f.id WHERE component = ?",
      )
      .all(tablet.id, component);
    for (const { name, json } of rows)
      yield { document: JSON.parse(json) as FileDocument, path: this.bytes.path(name) };
  }

  /** Writes contents whose row comes with `add` or `adopt`; until then they are garbage that `discard` removes. */
  stage(source: AsyncIterable<Uint8Array>): Promise<StoredBytes> {
    return this.bytes.write(source, LARGEST_FILE_BYTES);
  }

  async discard({ name }: StoredBytes): Promise<void> {
    await this.bytes.remove(name);
  }

  /** Adds the row of staged contents and returns its id. */
  add(
    tx: Transaction,
    component: string,
    { name, size, sha256 }: StoredBytes,
    contentType: string | null,
  ): string {
    const id = tx.insert(tx.ensureTable(component, TABLE), {
      sha256: sha256.toString("base64"),
      size,
      ...(contentType === null ? {} : { contentType }),
    });
    this.sqlite
      .prepare("INSERT INTO files(component, id, name) VALUES (?, ?, ?)")
      .run(component, keyToBlob(decodeId(id)!.internalId), name);
    return id;
  }

  /** Adds a file with the id that it had elsewhere. */
  adopt(tx: Transaction, component: string, document: JsonObject, { name, size, sha256 }: StoredBytes): void {
    const tablet = tx.ensureTable(component, TABLE);
    const { _id, _creationTime, contentType } = document;
    const decoded = typeof _id === "string" ? decodeId(_id) : null;
    if (decoded?.tableNumber !== tablet.number)
      throw new Error(`${JSON.stringify(_id)} is not the ID of a file.`);
    if (tx.peek(tablet, decoded.internalId) !== null)
      throw new Error(`There is a file ${_id as string} already.`);
    tx.put(tablet, decoded.internalId, {
      _id: _id!,
      _creationTime: typeof _creationTime === "number" ? _creationTime : Date.now(),
      sha256: sha256.toString("base64"),
      size,
      ...(typeof contentType === "string" ? { contentType } : {}),
    });
    this.sqlite
      .prepare("INSERT INTO files(component, id, name) VALUES (?, ?, ?)")
      .run(component, keyToBlob(decoded.internalId), name);
  }

  close(): void {
    this.bytes.close();
  }

  private locate(tx: Transaction, component: string, id: unknown) {
    const document = this.find(tx, component, id, "get");
    return document && { document, name: this.nameOf(component, document._id) };
  }

  private async contents(found: { document: FileDocument; name: string } | null): Promise<Blob | null> {
    if (!found) return null;
    return new Blob([await this.bytes.read(found.name)], { type: contentTypeOf(found.document) ?? "" });
  }

  private nameOf(component: string, id: string): string {
    return this.sqlite
      .prepare("SELECT name FROM files WHERE component = ? AND id = ?")
      .get(component, keyToBlob(decodeId(id)!.internalId)).name;
  }
}

export function contentTypeOf(document: FileDocument): string | null {
  return typeof document.contentType === "string" ? document.contentType : null;
}
