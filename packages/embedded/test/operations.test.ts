import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { DatabaseSync } from "@photostructure/sqlite";
import { ConvexClient, ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { expect, onTestFinished, test } from "vitest";
import { backup, restore } from "../src/admin/backup.ts";
import { Metrics } from "../src/admin/metrics.ts";
import { Sqlite } from "../src/store/sqlite.ts";
import { aProcess, aPushFile } from "./process.ts";
import { aDeployment, api, eventually, fixturePush, temporaryDir } from "./support.ts";

const bin = fileURLToPath(new URL("../bin/embedded.mjs", import.meta.url));

test("OP1: /health says whether the deployment does its work", async () => {
  const { url } = await aDeployment();
  const answer = await fetch(`${url}/health`);
  expect([answer.status, await answer.json()]).toEqual([200, { status: "ok" }]);
});

test("OP2: /metrics counts runs, commits, sockets and sizes for whoever has the key", async () => {
  const { client, url, adminKey } = await aDeployment();
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  const socket = new ConvexClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
  onTestFinished(() => socket.close());
  let updates = 0;
  socket.onUpdate(api.messages.list, { room: "a", n: 5 }, () => updates++);
  await eventually(() => (updates > 0 ? true : undefined));
  await client.mutation(api.messages.send, { room: "a", body: "x" });
  await client.mutation(api.kitchen.fail, { kind: "error" }).catch(() => {});
  const text = await (
    await fetch(`${url}/metrics`, { headers: { Authorization: `Convex ${adminKey}` } })
  ).text();
  const value = (name: string) =>
    Number(new RegExp(`^${name.replace(/[{}]/g, "\\$&")} (\\S+)$`, "m").exec(text)?.[1]);
  expect(value('convex_function_runs_total{type="mutation",outcome="success"}')).toBeGreaterThanOrEqual(1);
  expect(value('convex_function_runs_total{type="mutation",outcome="error"}')).toBe(1);
  expect(value('convex_function_seconds_count{type="mutation"}')).toBeGreaterThanOrEqual(2);
  expect(value('convex_commits_total{outcome="success"}')).toBeGreaterThanOrEqual(1);
  expect(value("convex_live_queries")).toBe(1);
  expect(value("convex_sync_sockets")).toBe(1);
  expect(value("convex_lane_queue")).toBe(0);
  expect(value("convex_database_bytes")).toBeGreaterThan(10_000);
  expect(text).not.toContain("messages");
});

test("OP2: a failed commit shows until one goes well", () => {
  const none = () => 0;
  const metrics = new Metrics({
    liveQueries: none,
    sockets: none,
    laneQueue: none,
    scheduledFunctions: none,
    runningActions: none,
    databaseBytes: none,
  });
  metrics.commitFailed(new Error("database or disk is full"));
  expect(metrics.commitFailure).toBe("database or disk is full");
  metrics.committed(1);
  expect(metrics.commitFailure).toBeNull();
});

test("OP3: a backup under load is a committed prefix with everything acknowledged before it", async () => {
  const dir = temporaryDir();
  const first = await aDeployment({ dataDir: join(dir, "data"), push: await fixturePush() });
  const rooms = ["a", "b", "c", "d"];
  let writing = true;
  const acknowledged = new Map<string, number>();
  const writers = rooms.map(async (room) => {
    for (let i = 0; writing; i++) {
      await first.client.mutation(api.kitchen.bump, { name: room }, { skipQueue: true });
      await first.client.mutation(api.messages.send, { room, body: `${i}` }, { skipQueue: true });
      acknowledged.set(room, i);
    }
  });
  await eventually(async () => (acknowledged.size === rooms.length ? true : undefined));
  const before = new Map(acknowledged);
  // The command as an operator runs it, in a process of its own beside the running one.
  const file = join(dir, "copy.zip");
  const { stdout } = await promisify(execFile)(process.execPath, [
    bin,
    "backup",
    "--data",
    join(dir, "data"),
    "--to",
    file,
  ]);
  expect(stdout).toMatch(/Wrote a backup/);
  const after = new Map(acknowledged);
  writing = false;
  await Promise.all(writers);
  expect(after.get("a")! - before.get("a")!).toBeGreaterThan(5);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(join(dir, "data")).filter((name) => name.startsWith("backup-"))).toEqual([]);

  await restore(file, join(dir, "restored"));
  const second = await aDeployment({ dataDir: join(dir, "restored") });
  expect(second.adminKey).not.toBe(first.adminKey);
  for (const room of rooms) {
    const rows = (await second.client.query(api.messages.list, { room, n: 30_000 })) as {
      seq: number;
      body: string;
    }[];
    expect(rows.map(({ seq, body }) => [seq, body])).toEqual(
      rows.map((_, i) => [rows.length - 1 - i, `${rows.length - 1 - i}`]),
    );
    expect(rows.length).toBeGreaterThan(before.get(room)!);
    expect(rows.length).toBeLessThanOrEqual(after.get(room)! + 2);
    const count = (await second.client.query(api.kitchen.value, { name: room })) as number;
    // Every writer counts first and sends then, so no prefix has more messages than counts.
    expect(count - rows.length).toBeGreaterThanOrEqual(0);
    expect(count - rows.length).toBeLessThanOrEqual(1);
  }
}, 30_000);

test("OP4: a client that has seen later commits than the backup's gets its state", async () => {
  const dir = temporaryDir();
  const first = await aDeployment({ dataDir: join(dir, "data"), push: await fixturePush() });
  await first.client.mutation(api.messages.send, { room: "a", body: "saved" });
  const upload = await fetch((await first.client.mutation(api.files.uploadUrl, {})) as string, {
    method: "POST",
    body: "a stored file",
  });
  const { storageId } = (await upload.json()) as { storageId: string };
  await backup(join(dir, "data"), join(dir, "copy.zip"));
  await first.client.mutation(api.messages.send, { room: "a", body: "lost" });
  await first.client.mutation(api.files.remove, { id: storageId });
  const port = Number(new URL(first.url).port);
  const socket = new ConvexClient(first.url, { logger: false, skipConvexDeploymentUrlCheck: true });
  onTestFinished(() => socket.close());
  const seen: unknown[] = [];
  socket.onUpdate(api.messages.list, { room: "a", n: 5 }, (rows) => seen.push(rows));
  await eventually(() => (seen.length > 0 ? true : undefined));
  await first.close();
  await restore(join(dir, "copy.zip"), join(dir, "restored"));
  expect(clockOf(join(dir, "restored"))).toBeGreaterThan(clockOf(join(dir, "data")));
  const second = await aDeployment({ dataDir: join(dir, "restored"), port });
  await eventually(() => (seen.length > 1 ? true : undefined));
  expect(seen.at(-1)).toMatchObject([{ body: "saved" }]);
  const url = (await second.client.query(api.files.url, { id: storageId })) as string;
  expect(await (await fetch(url)).text()).toBe("a stored file");
}, 15_000);

/** The timestamp of the newest commit in a data folder. */
function clockOf(dir: string): bigint {
  const database = new DatabaseSync(join(dir, "data.db"), { readOnly: true });
  const { commitTs } = database.prepare("SELECT commitTs FROM clock").get();
  database.close();
  return BigInt(commitTs);
}

test("OP5: a restore refuses a folder with anything in it, and what is no backup", async () => {
  const dir = temporaryDir();
  await aDeployment({ dataDir: join(dir, "data"), push: await fixturePush() });
  await backup(join(dir, "data"), join(dir, "copy.zip"));
  await expect(restore(join(dir, "copy.zip"), join(dir, "data"))).rejects.toThrow(/is not empty/);
  await expect(backup(join(dir, "data"), join(dir, "copy.zip"))).rejects.toThrow(/exists already/);
  await expect(backup(join(dir, "nowhere"), join(dir, "other.zip"))).rejects.toThrow(/no deployment/);
  writeFileSync(join(dir, "text.zip"), "text");
  await expect(restore(join(dir, "text.zip"), join(dir, "new"))).rejects.toThrow(/is not a backup/);
  expect(existsSync(join(dir, "new"))).toBe(false);
  expect(readdirSync(dir).sort()).toEqual(["copy.zip", "data", "text.zip"]);
});

test("OP6: data of a newer format is refused with one line, data from before formats is taken over", async () => {
  const dir = temporaryDir();
  const data = join(dir, "data");
  await (await aDeployment({ dataDir: data, push: await fixturePush() })).close();
  const change = (sql: string) => {
    const database = new DatabaseSync(join(data, "data.db"));
    database.exec(sql);
    database.close();
  };
  change("PRAGMA user_version = 99");
  const { stderr, code } = await promisify(execFile)(process.execPath, [
    bin,
    "--data",
    data,
    "--port",
    "0",
    "--site-port",
    "0",
  ]).then(
    () => ({ stderr: "", code: 0 }),
    (error: { stderr: string; code: number }) => error,
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(
    /^The data folder .* was written by a newer version of this program \(format 99, .*\)\.\n$/,
  );
  await expect(backup(data, join(dir, "copy.zip"))).rejects.toThrow(/newer version/);
  change(`PRAGMA user_version = 0; DROP TABLE crons; CREATE TABLE crons(name TEXT PRIMARY KEY, spec TEXT, next REAL);
    ALTER TABLE due DROP COLUMN target`);
  const { client } = await aDeployment({ dataDir: data });
  const job = await client.mutation(api.kitchen.bumpLater, { name: "later", ms: 1 });
  await eventually(async () => {
    const { state } = (await client.query(api.kitchen.job, { id: job })) as { state: { kind: string } };
    return state.kind === "success" ? true : undefined;
  });
});

test("OP7: with --log-format json every line is an object, whatever functions log", async () => {
  const dir = temporaryDir();
  const args = ["--push", await aPushFile(dir), "--log-format", "json"];
  const runtime = await aProcess(join(dir, "data"), { args });
  const client = new ConvexHttpClient(await runtime.url(), {
    skipConvexDeploymentUrlCheck: true,
    logger: false,
  });
  await client.query(api.messages.loud, { room: "a" });
  const lines = await eventually(() => {
    const found = runtime.output().trim().split("\n");
    return found.length > 1 ? found : undefined;
  });
  for (const line of lines)
    expect(Object.keys(JSON.parse(line))).toEqual(["at", "level", "source", "message"]);
  expect(JSON.parse(lines.at(-1)!)).toMatchObject({ source: "messages:loud" });
});

test("HT7: a key that somebody put into a path is not what the log calls the request", async () => {
  const { siteUrl, log } = await aDeployment();
  const key = `molt_${"k3yT".repeat(12)}`;
  await fetch(`${siteUrl}/files/${key}`); // It fails, and so is in the log.
  const sources = log.map((line) => line.split(" [")[0]);
  expect(sources).toContain("GET /files/molt_k3y…");
  expect(sources.join()).not.toContain(key);
});

test("OP8: a deleted document is in no file of the data folder any more", async () => {
  const dir = temporaryDir();
  const { client, close } = await aDeployment({ dataDir: dir, push: await fixturePush() });
  const canary = "canary-5f1c0a77e2";
  const id = await client.mutation(api.messages.send, { room: canary, body: canary.repeat(20) });
  // Enough beside it that pages are filled and reused.
  for (let n = 0; n < 50; n++)
    await client.mutation(api.messages.send, { room: "other", body: "x".repeat(300) });
  await client.mutation(makeFunctionReference<"mutation">("messages:remove"), { id });
  await close();
  const sqlite = Sqlite.open(dir);
  expect(sqlite.forgetLog()).toBe(true);
  const files = readdirSync(dir).filter((name) => name.startsWith("data.db"));
  for (const name of files) expect(readFileSync(join(dir, name)).includes(canary)).toBe(false);
  sqlite.close();
});
