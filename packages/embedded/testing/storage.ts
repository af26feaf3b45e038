import type { StorageActionWriter, StorageWriter } from "convex/server";
import type { Files } from "../src/files/files.ts";
import type { Transaction } from "../src/store/transaction.ts";

/** `ctx.storage` of `t.run`: besides what mutations may do, it stores and reads files in the same transaction. */
export function storageWithin(files: Files, tx: Transaction, storage: StorageWriter): StorageActionWriter {
  return {
    ...storage,
    get: ((id: string) => files.readWithin(tx, "", id)) as StorageActionWriter["get"],
    store: (async (blob: Blob) => {
      const staged = await files.stage(blob.stream() as unknown as AsyncIterable<Uint8Array>);
      return files.add(tx, "", staged, blob.type || null);
    }) as StorageActionWriter["store"],
  };
}
