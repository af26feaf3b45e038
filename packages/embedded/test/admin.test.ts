import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { ConvexClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { expect, onTestFinished, test } from "vitest";
import { aDeployment, api, convex, convexCli, type Deployment, eventually, temporaryDir } from "./support.ts";

/** A command of the CLI is a process that takes a second on a quiet machine, and some tests need a dozen. */
const CLI_MS = 180_000;

/** The CLI as somebody uses it who has the key of the deployment. */
function cliOf({ url, adminKey }: Deployment) {
  const env = { CONVEX_SELF_HOSTED_URL: url, CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey };
  return (...args: string[]) => convex(args, env);
}

const system = (name: string) => makeFunctionReference<"query">(`_system/${name}`);

test("AD1: to everybody but administrators, system functions do not exist", async () => {
  const { client, admin, url } = await aDeployment();
  const message = async (name: string) =>
    String(
      await client.query(makeFunctionReference<"query">(name), {}).catch((error: Error) => error.message),
    )
      .replaceAll(name, "…")
      .replace(/\[Request ID: \w+\]/, "");
  expect(await message("_system/cli/tables")).toBe(await message("nothing/of/the/kind"));
  const socket = new ConvexClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
  onTestFinished(() => socket.close());
  await expect(socket.query(system("cli/queryEnvironmentVariables"), {})).rejects.toThrow(/Could not find/);
  const callsByName = makeFunctionReference<"action">("operator:callsByName");
  expect(await client.action(callsByName, { name: "_system/cli/queryEnvironmentVariables" })).toMatch(
    /Could not find/,
  );
  for (const path of ["/api/query", "/api/function"]) {
    const answer = await admin(path, { path: "_system/cli/tables", args: {} });
    expect(await answer.json()).toMatchObject({ status: "success", value: { isDone: true } });
  }
  const unknown = await admin("/api/query", { path: "_system/cli/toString", args: {} });
  expect(await unknown.json()).toMatchObject({ status: "error", errorMessage: /Could not find/ });
  const incomplete = await admin("/api/query", { path: "_system/cli/tableData", args: {} });
  expect(await incomplete.json()).toMatchObject({
    status: "error",
    errorMessage: /`table` must be a string/,
  });
});

test("AD2: what an administrator watches changes with the data, the environment and the code", async () => {
  const { client, admin, url, adminKey } = await aDeployment();
  const socket = new ConvexClient(url, { logger: false, skipConvexDeploymentUrlCheck: true });
  onTestFinished(() => socket.close());
  (socket.client as unknown as { setAdminAuth(key: string): void }).setAdminAuth(adminKey);
  const seen: Record<string, unknown[]> = { table: [], env: [], size: [] };
  socket.onUpdate(system("cli/queryTable"), { tableName: "messages" }, (value) => seen.table!.push(value));
  socket.onUpdate(system("cli/queryEnvironmentVariables"), {}, (value) => seen.env!.push(value));
  socket.onUpdate(system("cli/tableSize"), { tableName: "messages" }, (value) => seen.size!.push(value));
  await eventually(() => (Object.values(seen).every((values) => values.length === 1) ? true : undefined));
  await client.mutation(api.kitchen.bump, { name: "another table" });
  await client.mutation(api.messages.send, { room: "a", body: "one" });
  await eventually(() => (seen.size!.length === 2 ? true : undefined));
  expect(seen.size).toEqual([0, 1]);
  expect(seen.table).toHaveLength(2);
  await admin("/api/update_environment_variables", { changes: [{ name: "NEW", value: "1" }] });
  await eventually(() => (seen.env!.length === 2 ? true : undefined));
  expect(seen.env!.at(-1)).toEqual([{ name: "NEW", value: "1" }]);
});

test(
  "AD3: the CLI runs functions, shows data and function specs, and manages the environment",
  async () => {
    const deployment = await aDeployment();
    const cli = cliOf(deployment);
    for (let i = 0; i < 3; i++)
      await deployment.client.mutation(api.messages.send, { room: "a", body: `m${i}` });
    const [tables, rows, spec] = await Promise.all([
      cli("data"),
      cli("data", "messages", "--limit", "2", "--format", "jsonl"),
      cli("function-spec"),
    ]);
    expect(tables).toMatch(/^anything\ncounters\n[\s\S]*^messages$/m);
    expect(rows).toMatch(/"m2"[\s\S]*"m1"/);
    expect(rows).not.toMatch(/"m0"/);
    const { functions } = JSON.parse(spec) as { url: string; functions: Record<string, unknown>[] };
    expect(functions).toContainEqual({
      identifier: "messages.js:send",
      functionType: "Mutation",
      visibility: { kind: "public" },
      args: expect.objectContaining({ type: "object" }),
      returns: { type: "any" },
    });
    expect(functions).toContainEqual({ functionType: "HttpAction", method: "GET", path: "/hello" });
    await cli("env", "set", "COLOUR", "green");
    const [one, all] = await Promise.all([cli("env", "get", "COLOUR"), cli("env", "list")]);
    expect(one).toMatch(/^green$/m);
    expect(all).toMatch(/COLOUR/);
    await cli("env", "remove", "COLOUR");
    expect(await cli("env", "get", "COLOUR")).toMatch(/"COLOUR" not found/);
    const missing = await cli("run", "messages:nope").catch((error: Error) => error.message);
    expect(missing).toMatch(/Could not find/);
  },
  CLI_MS,
);

interface Entry {
  identifier: string;
  caller: string;
}

test("AD4: the function log tells of runs after a cursor, waits for the next one, and forgets the oldest", async () => {
  const { client, url, adminKey } = await aDeployment();
  const poll = async (cursor: number) => {
    const answer = await fetch(`${url}/api/stream_function_logs?cursor=${cursor}`, {
      headers: { Authorization: `Convex ${adminKey}` },
    });
    const { entries, newCursor } = (await answer.json()) as { entries: Entry[]; newCursor: number };
    // The fixture's cron runs whenever it likes.
    return { entries: entries.filter(({ caller }) => caller !== "Cron"), newCursor, kept: entries.length };
  };
  const start = await poll(0);
  expect(start.entries).toEqual([]);
  const waiting = poll(start.newCursor);
  await client.query(api.messages.loud, { room: "secret argument" });
  const first = await waiting;
  expect(first.entries).toMatchObject([
    {
      kind: "Completion",
      udfType: "Query",
      identifier: "messages:loud",
      logLines: [{ level: "LOG", messages: ["'counting'"] }],
      error: null,
    },
  ]);
  expect(JSON.stringify(first)).not.toContain("secret argument");
  await client.mutation(api.kitchen.fail, { kind: "error" }).catch(() => {});
  const second = await poll(first.newCursor);
  expect(second.entries).toMatchObject([
    { udfType: "Mutation", identifier: "kitchen:fail", error: /Uncaught Error: broken/ },
  ]);
  for (let i = 0; i < 1_010; i++) await client.mutation(api.kitchen.bump, { name: "many" });
  const last = await poll(0);
  expect(last.kept).toBe(1_000);
  expect(last.entries.every(({ identifier }) => identifier === "kitchen:bump")).toBe(true);
  expect((await fetch(`${url}/api/stream_function_logs?cursor=0`)).status).toBe(401);
}, 60_000);

test("AD5: `convex logs` prints lines and errors as they come", async () => {
  const { client, url, adminKey } = await aDeployment();
  await client.query(api.messages.loud, { room: "before" });
  const logs = following(["logs", "--history", "50"], { url, adminKey });
  await eventually(() => (/Q\(messages:loud\)\] \[LOG\] 'counting'/.test(logs()) ? true : undefined));
  // The history is printed before the CLI asks for what comes next.
  await client.mutation(api.kitchen.fail, { kind: "error" }).catch(() => {});
  await eventually(() => (/M\(kitchen:fail\)\] Uncaught Error: broken/.test(logs()) ? true : undefined));
}, 15_000);

test("AD13: lines of a running action are in the log before it ends, and none of them twice", async () => {
  const { client, url, adminKey } = await aDeployment();
  const logs = following(["logs", "--success"], { url, adminKey });
  await eventually(() => (/Watching logs/.test(logs()) ? true : undefined));
  // The first poll only asks where the log stands.
  await new Promise((resolve) => setTimeout(resolve, 300));
  let ended = false;
  const action = client.action(makeFunctionReference<"action">("operator:talks"), { ms: 700 }).then(() => {
    ended = true;
  });
  await eventually(() => (/A\(operator:talks\)\] \[LOG\] 'begins'/.test(logs()) ? true : undefined));
  expect(ended).toBe(false);
  await action;
  await eventually(() => (/A\(operator:talks\)\] Function executed in/.test(logs()) ? true : undefined));
  expect(logs().match(/'(begins|goes on|ends)'/g)).toEqual(["'begins'", "'goes on'", "'ends'"]);
}, 15_000);

test(
  "AD14: `convex run --inline-query` evaluates a query that nobody has deployed",
  async () => {
    const deployment = await aDeployment();
    const cli = cliOf(deployment);
    await deployment.client.mutation(api.messages.send, { room: "a", body: "hello" });
    const inline = (source: string, ...args: string[]) =>
      cli("run", "--inline-query", source, ...args).catch((error: { stderr: string }) => error.stderr);
    expect(await inline('(await ctx.db.query("messages").take(5)).map(({ body }) => body)')).toContain(
      '"hello"',
    );
    const counted = await inline('const n = 41; console.log("counting"); return n + 1;');
    expect(counted).toMatch(/^42$/m);
    expect(counted).toContain("[LOG] 'counting'");
    expect(await inline('await ctx.db.insert("messages", {})')).toMatch(/insert is not a function/);
    expect(await inline("throw new Error('mine')")).toMatch(/Uncaught Error: mine/);
    expect(await inline("nonsense (")).toMatch(/SyntaxError/);
    expect(await inline("export default query; query (")).toMatch(/SyntaxError/);
    expect(await inline("1", "--component", "nowhere")).toMatch(/"nowhere" was not found/);
    const bundle = { source: "export const nothing = 1;" };
    const answer = await deployment.admin("/api/run_test_function", { bundle });
    expect(await answer.json()).toMatchObject({
      status: "error",
      errorMessage: /must have a query as its default export/,
    });
    const refused = await fetch(`${deployment.url}/api/run_test_function`, {
      method: "POST",
      body: JSON.stringify({ bundle, adminKey: "guess" }),
    });
    expect(refused.status).toBe(401);
  },
  CLI_MS,
);

test(
  "AD16: the CLI tests the network, and says in words what this deployment does not have",
  async () => {
    const deployment = await aDeployment();
    const cli = cliOf(deployment);
    const said = (...args: string[]) => cli(...args).catch((error: { stderr: string }) => error.stderr);
    expect(await said("network-test")).toMatch(/echo 4 MiB[\s\S]*Network test passed/);
    expect(await said("deployment", "usage")).toMatch(/This deployment meters no usage/);
    expect(await said("deployment", "usage-limits", "list")).toMatch(/This deployment meters no usage/);
    expect(await said("run", "kitchen:bump", "{}", "--component", "nope")).toMatch(
      /^Component "nope" does not exist\.$/m,
    );
    expect(await said("insights")).toMatch(/Insights are only available for cloud deployments/);
    expect(await said("dashboard")).toMatch(/not supported for self-hosted deployments/);
    const large = await fetch(`${deployment.url}/echo`, { method: "POST", body: new Uint8Array(33 << 20) });
    expect(large.status).toBe(413);
  },
  CLI_MS,
);

test(
  "AD3: variables of several lines and whole files of them arrive as they are",
  async () => {
    const cli = cliOf(await aDeployment());
    const file = (name: string, text: string) => {
      const path = join(temporaryDir(), name);
      writeFileSync(path, text);
      return path;
    };
    await cli("env", "set", "LINES", "--from-file", file("lines", "one\ntwo\n"));
    expect(await cli("env", "get", "LINES")).toMatch(/^one\ntwo\n/m);
    await cli("env", "set", "--from-file", file("some.env", 'A=1\nB="two words"\n# a remark\nEMPTY=\n'));
    expect(await cli("env", "list")).toMatch(/^A=1\nB=two words\nEMPTY=\n/m);
    await expect(cli("env", "set", "CONVEX_SITE_URL", "x")).rejects.toThrow(
      /built-in and cannot be overridden/,
    );
  },
  CLI_MS,
);

test(
  "AD6: `convex dev --once` says why a push fails",
  async () => {
    const deployment = await aDeployment({ push: undefined });
    const cli = cliOf(deployment);
    const file = join(temporaryDir(), "messages.jsonl");
    writeFileSync(file, '{"room":"a","body":"no number","seq":"one"}\n');
    expect(await cli("import", "--table", "messages", file)).toMatch(/Added 1 documents/);
    const push = [
      "dev",
      "--once",
      "--typecheck",
      "disable",
      "--tail-logs",
      "disable",
      "--codegen",
      "disable",
    ];
    const failure = await cli(...push).catch((error: { stderr: string }) => error.stderr);
    expect(failure).toMatch(/in table "messages" does not match the schema/);
    expect(failure).toMatch(/Path: \.seq/);
    expect(await cli("import", "--table", "messages", "--replace", "-y", emptyFile())).toMatch(
      /Added 0 documents/,
    );
    expect(await cli(...push)).toMatch(/Convex functions ready/);
  },
  CLI_MS,
);

function emptyFile(): string {
  const file = join(temporaryDir(), "empty.jsonl");
  writeFileSync(file, "");
  return file;
}

/** The CLI in a command that does not end by itself; returns what it has printed so far. */
function following(args: string[], { url, adminKey }: { url: string; adminKey: string }): () => string {
  const child = spawn(process.execPath, [convexCli, ...args], {
    cwd: fileURLToPath(new URL("./app", import.meta.url)),
    env: {
      ...process.env,
      CI: "1",
      CONVEX_SELF_HOSTED_URL: url,
      CONVEX_SELF_HOSTED_ADMIN_KEY: adminKey,
    },
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (data: Buffer) => (output += String(data)));
  return () => stripVTControlCharacters(output);
}
