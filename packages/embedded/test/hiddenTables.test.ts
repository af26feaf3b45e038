import { expect, onTestFinished, test } from "vitest";
import { Engine } from "../src/engine.ts";
import { HIDDEN } from "../src/store/catalog.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { temporaryDir } from "./support.ts";

test("AD15: sweeps that meet take hidden tables away, and nothing of a new table that gets the id of one", async () => {
  const sqlite = Sqlite.memory();
  const engine = new Engine({
    sqlite,
    dataDir: null,
    projectRoot: temporaryDir(),
    cloudUrl: "http://127.0.0.1:1",
    siteUrl: "http://127.0.0.1:2",
    report: () => {},
    patiently: (work) => work(),
  });
  onTestFinished(async () => {
    await engine.stop();
    sqlite.close();
  });
  const { catalog, lane } = engine;
  const add = (component: string, name: string) =>
    lane.writing(async (tx) => tx.insert(tx.ensureTable(component, name), { name }));
  for (let round = 0; round < 20; round++) {
    await add(`${HIDDEN}${round}`, "left");
    const [hidden] = catalog.hidden();
    const sweeps = [1, 2, 3].map(() => engine.admin.hiddenTables.sweep());
    let swept = false;
    const done = Promise.all(sweeps).then(() => {
      swept = true;
    });
    for (let n = 0; !swept; n++) await add("", `table_${round}_${n}`);
    await done;
    const heir = catalog.list("").find(({ id }) => id === hidden!.id);
    if (heir) expect(catalog.count(heir)).toBe(1);
  }
  expect(catalog.hidden()).toEqual([]);
  const tables = catalog.list("");
  expect(tables.length).toBeGreaterThan(20);
  for (const tablet of tables) expect([tablet.name, catalog.isEmpty(tablet)]).toEqual([tablet.name, false]);
});
