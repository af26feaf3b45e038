import { statSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { expect, onTestFinished, test } from "vitest";
import { PastCommits } from "../src/query/pastCommits.ts";
import { Catalog } from "../src/store/catalog.ts";
import { CommitClock } from "../src/store/clock.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { aDeployment, api, type Deployment, eventually, fixturePush, temporaryDir } from "./support.ts";

const { kitchen, messages, search } = api;

/** A new client asks for a timestamp with its first query and stays there. */
const aReader = ({ url }: Deployment) =>
  new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });

const aLastingDeployment = async () => aDeployment({ dataDir: temporaryDir(), push: await fixturePush() });

test("HT6: what is read at a timestamp stays what it was, whatever is written and deleted meanwhile", async () => {
  const deployment = await aLastingDeployment();
  const { client } = deployment;
  await client.mutation(kitchen.bump, { name: "a" });
  await client.mutation(messages.send, { room: "r", body: "first" });
  const document = await client.mutation(kitchen.put, { key: "k", value: 1 });
  const reader = aReader(deployment);
  const all = (one: ConvexHttpClient) =>
    Promise.all([
      one.consistentQuery(kitchen.value, { name: "a" }),
      one.consistentQuery(messages.list, { room: "r", n: 10 }),
      one.consistentQuery(kitchen.get, { id: document }),
    ]);
  const before = await all(reader);
  expect(before).toMatchObject([1, [{ body: "first" }], { value: 1 }]);
  for (let i = 0; i < 3; i++) {
    await client.mutation(kitchen.bump, { name: "a" });
    await client.mutation(messages.send, { room: "r", body: "more" });
    expect(await all(reader)).toEqual(before);
  }
  const [value, list] = await all(aReader(deployment));
  expect([value, list.length]).toEqual([4, 4]);
  await expect(reader.consistentQuery(search.titles, { words: "comet" })).rejects.toThrow(
    /newest commit only/,
  );
  // What was read of the past is handed to nobody who asks for the present.
  expect(await client.query(kitchen.value, { name: "a" })).toBe(4);
});

test("HT6: after a change of the environment a timestamp from before is refused, and a new client gets on", async () => {
  const deployment = await aLastingDeployment();
  const reader = aReader(deployment);
  const read = (one: ConvexHttpClient) => one.consistentQuery(kitchen.greeting, {});
  expect(await read(reader)).toBeNull();
  const changes = [{ name: "GREETING", value: "hello" }];
  await deployment.admin("/api/update_environment_variables", { changes });
  await expect(read(reader)).rejects.toThrow(/TimestampOutOfRetention/);
  expect(await read(aReader(deployment))).toBe("hello");
});

/** The commits of a database on the disk, made by hand. */
function aDatabase(keptMs?: number) {
  const dir = temporaryDir();
  const sqlite = Sqlite.open(dir);
  const clock = new CommitClock(sqlite);
  const past = new PastCommits(sqlite, new Catalog(sqlite), clock, keptMs);
  onTestFinished(() => {
    past.forget();
    sqlite.close();
  });
  sqlite.exec("CREATE TABLE ballast(bytes BLOB)");
  const commit = (bytes = 1) => {
    sqlite.exec("BEGIN IMMEDIATE");
    sqlite.prepare("INSERT INTO ballast VALUES (zeroblob(?))").run(bytes);
    clock.advance(clock.next());
    clock.persist();
    sqlite.exec("COMMIT");
  };
  return { dir, sqlite, past, commit };
}

test("HT6: a commit is forgotten when its time is over, and the oldest when there are too many", async () => {
  const { past, commit } = aDatabase(100);
  const all = Array.from({ length: 33 }, () => {
    commit();
    return past.remember();
  });
  // The machine may be so slow that some time is over already.
  expect(past.at(all[0]!)).toBeNull();
  await eventually(() => (all.every((ts) => past.at(ts) === null) ? true : undefined));
});

test("HT6: remembered commits do not let the log of writes grow without end", () => {
  const { dir, past, commit, sqlite } = aDatabase();
  const logBytes = () => statSync(join(dir, "data.db-wal")).size;
  let first: bigint | null = null;
  for (let megabytes = 0; megabytes < 200; megabytes += 4) {
    commit(4 << 20);
    const ts = past.remember();
    first ??= ts;
    expect(past.at(ts)).not.toBeNull();
  }
  expect(past.at(first!)).toBeNull();
  expect(logBytes()).toBeLessThan(100 << 20);
  expect(sqlite.logBytes).toBe(logBytes());
});
