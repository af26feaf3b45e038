import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { expect, onTestFinished, test } from "vitest";
import { Lane } from "../src/runtime/lane.ts";
import { BY_CREATION_TIME, Catalog, type Tablet } from "../src/store/catalog.ts";
import { CommitClock } from "../src/store/clock.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { TextCache } from "../src/store/textCache.ts";
import type { Transaction } from "../src/store/transaction.ts";
import { decodeId } from "../src/values/ids.ts";
import type { JsonObject } from "../src/values/json.ts";

/** A table `notes` with one document, and ways to change and to read it. */
async function aTable() {
  const sqlite = Sqlite.memory();
  onTestFinished(() => sqlite.close());
  const catalog = new Catalog(sqlite);
  const hooks = {
    committed: () => {},
    answered: () => {},
    refresh: async () => {},
    batchCommitted: () => {},
    batchFailed: () => {},
  };
  const lane = new Lane(sqlite, catalog, new CommitClock(sqlite), hooks);
  const { value: publicId } = await lane.writing(async (tx) =>
    tx.insert(tx.ensureTable("", "notes"), { text: "first" }),
  );
  const tablet = catalog.find("", "notes")!;
  const id = decodeId(publicId)!.internalId;
  const scan = (tx: Transaction) =>
    tx.scan(tablet, tablet.indexes.get(BY_CREATION_TIME)!, "", null, false, 10).map(({ text }) => text);
  /** What a read by id, a scan that may know the documents, and one that reads them all say. */
  const read = (tx: Transaction) => {
    const all = tx.scan(tablet, tablet.indexes.get(BY_CREATION_TIME)!, "", null, false, 1_000);
    return {
      byId: textOf(tx.peek(tablet, id)),
      scanned: scan(tx).map(textOf),
      stored: all.map((row) => textOf(row.text)),
    };
  };
  const change = (tx: Transaction, text: string) => {
    const before = JSON.parse(tx.peek(tablet, id)!) as JsonObject;
    tx.replace(tablet, id, before, { ...before, text });
  };
  return { sqlite, catalog, lane, tablet, id, read, change };
}

function textOf(document: string | null): string | null {
  return document === null ? null : (JSON.parse(document) as { text: string }).text;
}

const all = (text: string) => ({ byId: text, scanned: [text], stored: [text] });

test("FN4: what a failed transaction has written is in no later read, also where documents are not read again", async () => {
  const { lane, read, change } = await aTable();
  const failing = lane.writing(async (tx) => {
    change(tx, "undone");
    expect(read(tx)).toEqual(all("undone"));
    throw new Error("No.");
  });
  await expect(failing).rejects.toThrow("No.");
  expect(read(lane.snapshot())).toEqual(all("first"));
});

test("FN5: a nested part that fails takes back what it has written, and nothing else", async () => {
  const { lane, read, change } = await aTable();
  await lane.writing(async (tx) => {
    change(tx, "outer");
    const nested = tx.nested(async () => {
      change(tx, "inner");
      throw new Error("No.");
    });
    await expect(nested).rejects.toThrow("No.");
    expect(read(tx)).toEqual(all("outer"));
  });
  expect(read(lane.snapshot())).toEqual(all("outer"));
});

test("DU7: what was not committed is in no later read", async () => {
  const { sqlite, lane, read, change } = await aTable();
  // SQLite ends a transaction by itself when the disk fails.
  const done = [
    lane.writing(async (tx) => change(tx, "lost")),
    lane.writing(async () => sqlite.exec("ROLLBACK")),
  ];
  for (const { status } of await Promise.allSettled(done)) expect(status).toBe("rejected");
  expect(read(lane.snapshot())).toEqual(all("first"));
});

test("a document that is removed, and a table that is erased, leave no text behind", async () => {
  const { catalog, lane, tablet, id, read } = await aTable();
  expect(read(lane.snapshot())).toEqual(all("first"));
  const known = JSON.parse(lane.snapshot().peek(tablet, id)!) as JsonObject;
  await lane.writing(async (tx) => tx.remove(tablet, id, known));
  expect(read(lane.snapshot())).toEqual({ byId: null, scanned: [], stored: [] });
  await lane.writing(async (tx) => tx.put(tablet, id, known));
  await lane.writing(async () => catalog.erase(tablet, 100));
  expect(read(lane.snapshot()).byId).toBeNull();
});

test("texts that are used stay, and the others go when there are too many", () => {
  const texts = new TextCache();
  const tablet = { id: 1 } as Tablet;
  const text = "x".repeat(30_000);
  texts.set(tablet, "used", "u");
  texts.set(tablet, "unused", "n");
  for (let i = 0; i < 3_000; i++) {
    texts.set(tablet, `${i}`, text);
    if (i % 100 === 0) expect(texts.get(tablet, "used")).toBe("u");
  }
  expect(texts.get(tablet, "unused")).toBeUndefined();
  texts.set(tablet, "used", "x".repeat(1 << 20));
  expect(texts.get(tablet, "used")).toBeUndefined();
});

test("the key that an id was cut from is not kept with it", () => {
  setFlagsFromString("--expose-gc");
  const gc = runInNewContext("gc") as () => void;
  const texts = new TextCache();
  const key = Buffer.alloc(1 << 20, "0");
  gc();
  const before = process.memoryUsage().heapUsed;
  for (let i = 0; i < 100; i++) {
    key.write(`${i}`.padStart(32, "0"), key.length - 32, "latin1");
    texts.set({ id: 1 } as Tablet, key.toString("latin1").slice(-32), "x");
  }
  gc();
  const { heapUsed, external } = process.memoryUsage();
  expect(heapUsed - before).toBeLessThan(20 << 20);
  expect(external).toBeLessThan(80 << 20);
  expect(texts.get({ id: 1 } as Tablet, "99".padStart(32, "0"))).toBe("x");
});
