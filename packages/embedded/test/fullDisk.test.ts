import { expect, onTestFinished, test } from "vitest";
import { Lane } from "../src/runtime/lane.ts";
import { Catalog } from "../src/store/catalog.ts";
import { CommitClock } from "../src/store/clock.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import type { Transaction } from "../src/store/transaction.ts";
import { temporaryDir } from "./support.ts";

test("DU7: when the disk is full, what was refused was not written, and what is acknowledged was", async () => {
  const sqlite = Sqlite.open(temporaryDir());
  const [catalog, clock] = [new Catalog(sqlite), new CommitClock(sqlite)];
  const lane = new Lane(sqlite, catalog, clock, {
    committed: () => {},
    answered: () => {},
    refresh: async () => {},
    batchCommitted: () => {},
    batchFailed: () => {},
  });
  onTestFinished(async () => {
    await lane.close();
    sqlite.close();
  });
  const write = (name: string, bytes = 0) =>
    lane
      .writing(async (tx: Transaction) =>
        tx.insert(tx.ensureTable("", "notes"), { name, text: "x".repeat(bytes) }),
      )
      .then(() => name)
      .catch(() => null);
  const stored = () => {
    const tablet = catalog.find("", "notes");
    return tablet ? [...catalog.documents(tablet)].map(({ document }) => document.name) : [];
  };
  await write("first");
  const { page_count } = sqlite.prepare("PRAGMA page_count").get();
  sqlite.exec(`PRAGMA max_page_count = ${page_count + 8}`);
  const answers = await Promise.all([
    write("small, before"),
    write("large", 900_000),
    write("small, after"),
    write("large again", 900_000),
    write("small, last"),
  ]);
  expect(answers).toContain(null);
  expect(stored().sort()).toEqual(["first", ...answers.filter((name) => name !== null)].sort());
  sqlite.exec("PRAGMA max_page_count = 100000");
  expect(await write("there is room again", 900_000)).not.toBeNull();
  expect(stored()).toContain("there is room again");
});
