import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import { ImportError, type ImportedTable } from "./importFile.ts";
import type { ImportMode } from "./importTables.ts";
import type { StoredFiles } from "./storedFiles.ts";

const STORAGE = "_storage";

/** The rows of `_storage` that an import brings for one component. */
export interface FileRows {
  readonly component: string;
  readonly documents: readonly JsonObject[];
}

export async function fileRowsOf(imported: readonly ImportedTable[]): Promise<FileRows[]> {
  const files: FileRows[] = [];
  for (const { component, name, documents } of imported) {
    if (name !== STORAGE) continue;
    const rows: JsonObject[] = [];
    for await (const document of documents()) rows.push(document);
    files.push({ component, documents: rows });
  }
  return files;
}

/** Puts files in their place: those that are there give way where the import replaces, and none is written over. */
export function putFiles(
  tx: Transaction,
  stored: StoredFiles,
  mode: ImportMode,
  { component, documents }: FileRows,
): void {
  const { catalog } = tx;
  const tablet = catalog.find(component, STORAGE);
  if (tablet && mode === "requireEmpty" && !catalog.isEmpty(tablet))
    throw new ImportError("There are stored files already. Please use replace/append modes.");
  if (tablet && mode !== "append")
    for (const { document } of [...catalog.documents(tablet)]) {
      stored.remove(tx, component, document._id as string);
      // An import is no function: it has no limits.
      tx.usage.reset();
    }
  for (const [i, document] of documents.entries()) {
    try {
      stored.adopt(tx, component, document);
    } catch (error) {
      throw new ImportError(`Row ${i + 1} of the stored files: ${(error as Error).message}`);
    }
    tx.usage.reset();
  }
}
