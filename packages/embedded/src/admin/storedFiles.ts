import type { StoredBytes } from "../files/bytes.ts";
import type { Files } from "../files/files.ts";
import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import type { ImportFile } from "./importFile.ts";

/**
 * The stored files of an import. Their contents are written before the transaction, because it must not wait for
 * disks; their rows are part of it.
 */
export class StoredFiles {
  private readonly contents = new Map<string, StoredBytes>();

  private constructor(private readonly files: Files) {}

  static async stage(files: Files, { files: imported }: ImportFile): Promise<StoredFiles> {
    const stored = new StoredFiles(files);
    try {
      for (const { component, storageId, content } of imported)
        stored.contents.set(`${component}\x00${storageId}`, await files.stage(await content()));
    } catch (error) {
      await stored.discard();
      throw error;
    }
    return stored;
  }

  /** Adds the row of a file; a row without contents in the zip file is refused. */
  adopt(tx: Transaction, component: string, document: JsonObject): void {
    const stored = this.contents.get(`${component}\x00${String(document._id)}`);
    if (!stored) throw new Error(`The contents of file ${String(document._id)} are missing.`);
    this.files.adopt(tx, component, document, stored);
  }

  remove(tx: Transaction, component: string, id: string): void {
    this.files.remove(tx, component, id);
  }

  async discard(): Promise<void> {
    for (const stored of this.contents.values()) await this.files.discard(stored);
  }
}
