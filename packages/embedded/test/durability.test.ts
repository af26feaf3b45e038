import { copyFileSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ConvexHttpClient } from "convex/browser";
import { expect, test } from "vitest";
import { Sqlite } from "../src/store/sqlite.ts";
import { aFreePort, aProcess, aPushFile } from "./process.ts";
import { aDeployment, api, convex, eventually, fixturePush, temporaryDir } from "./support.ts";

function clientOf(url: string): ConvexHttpClient {
  return new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
}

test("DU2: a restart keeps data, code, jobs and the clock that clients have seen", async () => {
  const dir = temporaryDir();
  const first = await aDeployment({ dataDir: dir, push: await fixturePush() });
  await first.client.mutation(api.messages.send, { room: "a", body: "kept" });
  const job = await first.client.mutation(api.kitchen.bumpLater, { name: "over night", ms: 700 });
  const action = await first.client.mutation(api.kitchen.actLater, { name: "cut off", ms: 60_000 });
  await eventually(async () => {
    const state = (await first.client.query(api.kitchen.job, { id: action })) as { state: { kind: string } };
    return state.state.kind === "inProgress" ? true : undefined;
  });
  await first.close();
  const second = await aDeployment({ dataDir: dir });
  expect(await second.client.query(api.messages.list, { room: "a", n: 5 })).toMatchObject([{ body: "kept" }]);
  expect(await second.client.query(api.kitchen.job, { id: action })).toMatchObject({
    state: { kind: "failed", error: /Transient error/ },
  });
  await eventually(async () => {
    const state = (await second.client.query(api.kitchen.job, { id: job })) as { state: { kind: string } };
    return state.state.kind === "success" ? true : undefined;
  });
  expect(second.adminKey).toBe(first.adminKey);
});

test("DU2: a quiet moment moves what was written from the log into the database, not a commit that somebody waits for", async () => {
  const dir = temporaryDir();
  const { client } = await aDeployment({ dataDir: dir, push: await fixturePush() });
  const inTheDatabase = () => {
    // Without the log beside it, the file holds what was moved.
    const copy = join(temporaryDir(), "data.db");
    copyFileSync(join(dir, "data.db"), copy);
    const sqlite = Sqlite.openCopy(copy);
    const known = sqlite.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'docs'").get();
    const n = known ? (sqlite.prepare("SELECT count(*) AS n FROM docs").get().n as number) : 0;
    sqlite.close();
    return n;
  };
  expect(inTheDatabase()).toBe(0);
  for (let n = 0; n < 110; n++)
    await client.mutation(api.messages.send, { room: "a", body: "x".repeat(300) });
  await eventually(async () => (inTheDatabase() >= 50 ? true : undefined));
}, 20_000);

test("DU3: the admin key is random, private to the owner, and demanded", async () => {
  const dir = temporaryDir();
  const { adminKey, url } = await aDeployment({ dataDir: dir, push: await fixturePush() });
  expect(adminKey).toMatch(/^molt\|[0-9a-f]{64}$/);
  expect(statSync(join(dir, "admin.key")).mode & 0o777).toBe(0o600);
  for (const path of [
    "/api/deploy2/start_push",
    "/api/update_environment_variables",
    "/api/get_config_hashes",
    "/api/function",
  ]) {
    const answer = await fetch(`${url}${path}`, {
      method: "POST",
      body: "{}",
      headers: { Authorization: "Convex guess" },
    });
    expect([path, answer.status]).toEqual([path, 401]);
  }
});

test("DU3: a key file that is empty gets a new key, and an empty key opens nothing", async () => {
  const dir = temporaryDir();
  writeFileSync(join(dir, "admin.key"), "");
  const { adminKey, url } = await aDeployment({ dataDir: dir, push: await fixturePush() });
  expect(adminKey).toMatch(/^molt\|[0-9a-f]{64}$/);
  expect(readFileSync(join(dir, "admin.key"), "utf8")).toBe(`${adminKey}\n`);
  const answer = await fetch(`${url}/api/get_config_hashes`, {
    method: "POST",
    body: JSON.stringify({ adminKey: "" }),
  });
  expect(answer.status).toBe(401);
});

test("DU4: a second process on the same data folder, and a busy port, are one clear line and exit code 1", async () => {
  const dir = temporaryDir();
  const push = await aPushFile(dir);
  const first = await aProcess(join(dir, "data"), { args: ["--push", push] });
  const url = await first.url();
  const second = await aProcess(join(dir, "data"));
  expect(await second.exited).toBe(1);
  expect(second.output()).toMatch(/^The data folder .* is in use by another process\.\n$/);
  const third = await aProcess(join(dir, "other"), { args: ["--port", new URL(url).port] });
  expect(await third.exited).toBe(1);
  expect(third.output()).toMatch(/^Port \d+ on 127\.0\.0\.1 is in use\.\n$/);
});

test("DU5: SIGTERM ends the process within a moment, with exit code 0", async () => {
  const dir = temporaryDir();
  const process = await aProcess(join(dir, "data"), { args: ["--push", await aPushFile(dir)] });
  await process.url();
  process.child.kill("SIGTERM");
  expect(await process.exited).toBe(0);
});

test("DU6: a function that spins without end is replaced, and nothing acknowledged is lost", async () => {
  const dir = temporaryDir();
  const args = ["--push", await aPushFile(dir), "--port", `${await aFreePort()}`];
  const process = await aProcess(join(dir, "data"), { args, env: { EMBEDDED_WATCHDOG_MS: "1500" } });
  const client = clientOf(await process.url());
  await client.mutation(api.messages.send, { room: "a", body: "acknowledged" });
  await expect(client.mutation(api.kitchen.spin, {})).rejects.toThrow();
  const rows = await eventually(
    () => client.query(api.messages.list, { room: "a", n: 5 }).catch(() => undefined),
    20_000,
  );
  expect(rows).toMatchObject([{ body: "acknowledged" }]);
  expect(await client.query(api.kitchen.value, { name: "spun" })).toBe(0);
  expect(process.output()).toMatch(/has not yielded for 2 s; the runtime starts again/);
  process.child.kill("SIGTERM");
  expect(await process.exited).toBe(0);
}, 30_000);

test("DU10: what a function leaves behind and fails later is reported, and ends nothing", async () => {
  const dir = temporaryDir();
  const process = await aProcess(join(dir, "data"), { args: ["--push", await aPushFile(dir)] });
  const client = clientOf(await process.url());
  await client.action(api.kitchen.leavesBehind, {});
  await client.mutation(api.kitchen.writesInPassing, { name: "a" });
  for (const words of [
    /a promise left behind/,
    /fetch failed/,
    /a timer left behind/,
    /does not match the schema/,
  ])
    await eventually(() => (words.test(process.output()) ? true : undefined));
  expect(await client.query(api.kitchen.value, { name: "a" })).toBe(1);
  expect(process.output()).not.toContain("starts again");
}, 30_000);

test("CL1: the unmodified CLI pushes code twice, runs functions and sees the environment", async () => {
  const { url, adminKey, client } = await aDeployment();
  const env = { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey };
  await client.mutation(api.messages.send, { room: "a", body: "before the push" });
  const first = await convex(["dev", "--once", "--typecheck", "disable", "--tail-logs", "disable"], env);
  expect(first).toMatch(/Convex functions ready/);
  await convex(["deploy", "-y", "--typecheck", "disable"], env);
  expect(await client.query(api.messages.list, { room: "a", n: 5 })).toMatchObject([
    { body: "before the push" },
  ]);
  const output = await convex(["run", "messages:list", '{"room":"a","n":1}'], env);
  expect(output).toMatch(/before the push/);
}, 60_000);
