import type { TransactionFrame } from "../runtime/frame.ts";
import type { Lane } from "../runtime/lane.ts";
import type { Transaction } from "../store/transaction.ts";
import type { JsonObject } from "../values/json.ts";
import { contentTypeOf, type Files } from "./files.ts";

type TransactionHandler = (services: { files: Files }, frame: TransactionFrame, args: JsonObject) => string;

function metadata(files: Files, tx: Transaction, component: string, id: unknown): string {
  const document = files.find(tx, component, id, "getMetadata");
  if (!document) return "null";
  // The older interface writes the hash in hex.
  const sha256 = Buffer.from(document.sha256, "base64").toString("hex");
  return JSON.stringify({
    storageId: document._id,
    sha256,
    size: document.size,
    contentType: contentTypeOf(document),
  });
}

function requireMutation({ kind }: TransactionFrame, op: string): void {
  if (kind !== "mutation")
    throw new Error(`Unknown async operation ${op}: it is available in mutations and actions only.`);
}

/** `ctx.storage` of queries and mutations. */
export const fileHandlers: Record<string, TransactionHandler> = {
  "1.0/storageGetUrl": ({ files }, frame, args) =>
    JSON.stringify(files.url(frame.tx, frame.component, args.storageId)),
  "1.0/storageGetMetadata": ({ files }, frame, args) =>
    metadata(files, frame.tx, frame.component, args.storageId),
  "1.0/storageGenerateUploadUrl": ({ files }, frame) => {
    requireMutation(frame, "1.0/storageGenerateUploadUrl");
    return JSON.stringify(files.uploadUrl(frame.component));
  },
  "1.0/storageDelete": ({ files }, frame, args) => {
    requireMutation(frame, "1.0/storageDelete");
    files.remove(frame.tx, frame.component, args.storageId);
    return "null";
  },
  "1.0/storageStore": ({ files }, frame, { blob, contentType, sha256 }) => {
    requireMutation(frame, "1.0/storageStore");
    const contents = Buffer.from(blob as string, "base64");
    frame.tx.usage.countFileWrite(contents.length);
    const id = files.storeWithin(frame.tx, frame.component, contents, {
      contentType: (contentType as string) || null,
      sha256: sha256 === undefined ? null : parseSha256(sha256 as string),
    });
    return JSON.stringify(id);
  },
  "1.0/storageGet": ({ files }, frame, { storageId }) => {
    requireMutation(frame, "1.0/storageGet");
    const found = files.contentsWithin(frame.tx, frame.component, storageId);
    return JSON.stringify(
      found && { blob: found.contents.toString("base64"), contentType: found.contentType },
    );
  },
};

/** `ctx.storage` of actions: each call is a transaction of its own. */
export interface ActionFiles {
  call(op: string, component: string, args: JsonObject): Promise<string>;
  store(component: string, blob: Blob, sha256: string | undefined): Promise<string>;
  read(component: string, id: unknown): Promise<Blob | null>;
}

export function actionFiles(files: Files, lane: Lane): ActionFiles {
  const reading = (work: (tx: Transaction) => string) => lane.reading(async () => work(lane.snapshot()));
  const calls: Record<string, (component: string, id: unknown) => Promise<string>> = {
    "1.0/storageGetUrl": (component, id) => reading((tx) => JSON.stringify(files.url(tx, component, id))),
    "1.0/storageGetMetadata": (component, id) => reading((tx) => metadata(files, tx, component, id)),
    "1.0/storageGenerateUploadUrl": async (component) => JSON.stringify(files.uploadUrl(component)),
    "1.0/storageDelete": async (component, id) => {
      await lane.writing(async (tx) => files.remove(tx, component, id));
      return "null";
    },
  };
  return {
    call: (op, component, args) => calls[op]!(component, args.storageId),
    read: (component, id) => files.read(component, id),
    store: (component, blob, sha256) => {
      if (typeof blob?.stream !== "function") throw new Error("store() expects a Blob.");
      return files.store(component, blob.stream() as unknown as AsyncIterable<Uint8Array>, {
        contentType: blob.type || null,
        sha256: sha256 === undefined ? null : parseSha256(sha256),
      });
    },
  };
}

/** A hash in hex or in base64: the library passes on what it is given. */
export function parseSha256(text: string): Buffer {
  const hash = Buffer.from(text, /^[0-9a-f]{64}$/i.test(text) ? "hex" : "base64");
  if (hash.length !== 32) throw new Error(`${JSON.stringify(text)} is not a SHA-256 hash.`);
  return hash;
}
