import { expect, onTestFinished, test, vi } from "vitest";
import { LiveQueries } from "../src/live/liveQueries.ts";
import type { TransactionCall } from "../src/runtime/executor.ts";
import { nothingObserved, SYSTEM_CALLER } from "../src/runtime/frame.ts";
import { ReadSet } from "../src/store/readSet.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { aRawClient, updatesIn } from "./rawClient.ts";
import { aDeployment, api, eventually } from "./support.ts";

test("AU6: queries that looked at the identity and are gone are forgotten, and stay separate when they return", async () => {
  const live = new LiveQueries(
    async ({ caller }) => ({
      outcome: { text: JSON.stringify(caller.identity), error: null, logLines: [], journal: null },
      reads: new ReadSet(),
      observed: { ...nothingObserved(), identity: true },
    }),
    () => {},
  );
  const call = (n: number, subject: string): TransactionCall => ({
    kind: "query",
    component: "",
    path: "who:am",
    args: { n },
    caller: { ...SYSTEM_CALLER, identity: { subject, issuer: "i", tokenIdentifier: `i|${subject}` } },
    internal: false,
    journal: null,
  });
  for (let n = 0; n < 5_000; n++) {
    await live.read(call(n, "ada"));
    live.invalidateAll();
  }
  const { identitySensitive } = live as unknown as { identitySensitive: Set<string> };
  expect(identitySensitive.size).toBeLessThan(1_100);
  for (const subject of ["ada", "basil"])
    expect((await live.read(call(0, subject))).text).toContain(`"${subject}"`);
});

/** Lets every read of documents fail as the driver fails when the disk does; what it gives back repairs the disk. */
function unreadableDisk(): () => void {
  const { prepare, prepareRows } = Sqlite.prototype;
  const failing = (sql: string) => {
    if (/FROM (idx|docs)/.test(sql) && sql.startsWith("SELECT"))
      throw Object.assign(new Error("disk I/O error"), { code: "ERR_SQLITE_ERROR" });
  };
  const spies = [
    vi.spyOn(Sqlite.prototype, "prepare").mockImplementation(function (this: Sqlite, sql) {
      failing(sql);
      return prepare.call(this, sql);
    }),
    vi.spyOn(Sqlite.prototype, "prepareRows").mockImplementation(function (this: Sqlite, sql) {
      failing(sql);
      return prepareRows.call(this, sql);
    }),
  ];
  const repair = () => {
    for (const spy of spies) spy.mockRestore();
  };
  onTestFinished(repair);
  return repair;
}

test("DU9: what a live query shows while the disk cannot be read goes away by itself, caught or not", async () => {
  const deployment = await aDeployment();
  const { client: http, admin } = deployment;
  await http.mutation(api.kitchen.bump, { name: "kept" });
  const client = await aRawClient(deployment);
  client.add(0, 0, "kitchen:value", { name: "kept" });
  client.add(1, 1, "kitchen:valueOrNothing", { name: "kept" });
  const shown = (queryId: number) =>
    updatesIn<number | null>(client.received)
      .filter((update) => update.queryId === queryId)
      .map(({ value, errorMessage }) => errorMessage ?? value);
  await eventually(() => (shown(0).length === 1 && shown(1).length === 1 ? true : undefined));
  const repair = unreadableDisk();
  // Every query runs again when a variable changes.
  await admin("/api/update_environment_variables", { changes: [{ name: "ANY", value: "1" }] });
  await eventually(() => (shown(0).length === 2 && shown(1).length === 2 ? true : undefined));
  await expect(http.query(api.kitchen.value, { name: "kept" })).rejects.toThrow(/disk I\/O error/);
  repair();
  expect(await http.query(api.kitchen.value, { name: "kept" })).toBe(1);
  await eventually(() => (shown(0).length === 3 && shown(1).length === 3 ? true : undefined));
  expect(shown(0)).toEqual([1, expect.stringMatching(/disk I\/O error/), 1]);
  expect(shown(1)).toEqual([1, null, 1]);
});

test("DU9: a query that the disk fails is tried once a second, and not after its last watcher has left", async () => {
  let runs = 0;
  let refreshes = 0;
  const outcome = { text: "1", error: null, logLines: [], journal: null };
  const live = new LiveQueries(
    async () => {
      runs++;
      return { outcome, reads: new ReadSet(), observed: { ...nothingObserved(), failure: true } };
    },
    () => void refreshes++,
  );
  const call: TransactionCall = {
    kind: "query",
    component: "",
    path: "a:b",
    args: {},
    caller: SYSTEM_CALLER,
    internal: false,
    journal: null,
  };
  const subscriber = { call, changed: () => {} };
  await live.subscribe(subscriber);
  for (let i = 0; i < 5; i++) await live.refresh();
  expect(runs).toBe(1);
  await eventually(() => (refreshes === 1 ? true : undefined));
  await live.refresh();
  expect(runs).toBe(2);
  live.unsubscribe(subscriber);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(refreshes).toBe(1);
});
