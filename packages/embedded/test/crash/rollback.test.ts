import { expect, onTestFinished, test } from "vitest";
import { Lane } from "../../src/runtime/lane.ts";
import { Catalog } from "../../src/store/catalog.ts";
import { CommitClock } from "../../src/store/clock.ts";
import { Sqlite } from "../../src/store/sqlite.ts";
import type { Transaction } from "../../src/store/transaction.ts";

/** A lane over an empty database, and how many documents that has. */
function aLane() {
  const sqlite = Sqlite.memory();
  onTestFinished(() => sqlite.close());
  const catalog = new Catalog(sqlite);
  const failures: unknown[] = [];
  const lane = new Lane(sqlite, catalog, new CommitClock(sqlite), {
    committed: () => {},
    answered: () => {},
    refresh: async () => {},
    batchCommitted: () => {},
    batchFailed: (error) => failures.push(error),
  });
  const documents = () => sqlite.prepare("SELECT count(*) AS n FROM docs").get().n as number;
  return { sqlite, lane, failures, documents };
}

const add = async (tx: Transaction) => void tx.insert(tx.ensureTable("", "rows"), {});

test("DU7: when SQLite gives up a transaction in the middle, nothing of its batch lasts", async () => {
  // A slow machine may commit the first mutation before the second one: then they are tried again.
  for (;;) {
    const { sqlite, lane, failures, documents } = aLane();
    const fail = async (tx: Transaction) => {
      await add(tx);
      // What SQLite does by itself when the disk fails.
      sqlite.exec("ROLLBACK");
      // A function may catch the error and go on.
      await add(tx).catch(() => {});
      await tx.nested(() => add(tx)).catch(() => {});
    };
    const [first, second, third] = await Promise.allSettled(
      [add, fail, add].map((work) => lane.writing(work)),
    );
    const kept = [first, third].filter((result) => result!.status === "fulfilled").length;
    expect(second!.status).toBe("rejected");
    expect(failures.length).toBe(1);
    expect(documents()).toBe(kept);
    await lane.writing(add);
    expect(documents()).toBe(kept + 1);
    if (first!.status === "rejected") return;
  }
});

test("DU7: when a transaction cannot even begin, those who wait are told, and the next one goes on", async () => {
  const { sqlite, lane, failures, documents } = aLane();
  sqlite.exec("BEGIN");
  const waiting = await Promise.allSettled([add, add].map((work) => lane.writing(work)));
  expect(waiting.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(failures.length).toBe(1);
  await lane.writing(add);
  expect(documents()).toBe(1);
});
