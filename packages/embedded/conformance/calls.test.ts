import { makeFunctionReference } from "convex/server";
import { expect, test } from "vitest";
import { aClient, aHttpClient, api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client, url } = target;
const { calls, kitchen, limits } = api;

const value = (name: string) => client.query(kitchen.value, { name });
const handleOf = (name: string) => client.query(calls.handleOf, { name }) as Promise<string>;

/** What a query answers to a caller without the Convex library. */
async function post(path: string, args: object = {}) {
  const response = await fetch(`${url}/api/query`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ path, args }),
  });
  return (await response.json()) as {
    status: string;
    value: unknown;
    logLines: string[];
    errorMessage?: string;
  };
}

test("FN4: whatever is thrown reaches the caller as an error", async () => {
  const thrown = (what: string) => client.mutation(calls.throws, { what });
  await refused(thrown("range error"), /Uncaught RangeError: out of range/);
  await refused(thrown("type error"), /Uncaught TypeError: .*null/);
  await refused(thrown("text"), /Uncaught only text/);
  await refused(thrown("nothing"), /Uncaught/);
});

test("FN5: mutations that are started together in one transaction are done one after the other", async () => {
  const name = unique("together");
  expect(await client.mutation(calls.together, { name })).toEqual([1, 2, 3, 4, 5]);
  expect(await value(name)).toBe(5);
});

test("FN7: a call's clock stands still and is right; its random numbers are its own", async () => {
  type Chance = { numbers: number[]; now: number; date: string; uuid: string };
  const before = Date.now();
  const [one, two] = (await Promise.all(
    ["one", "two"].map((salt) => client.query(calls.chance, { salt: unique(salt) })),
  )) as [Chance, Chance];
  expect(one.date).toBe(new Date(one.now).toISOString());
  // Clocks of two machines may differ.
  expect(Math.abs(one.now - before)).toBeLessThan(60_000);
  expect(new Set([...one.numbers, ...two.numbers]).size).toBe(4);
  for (const number of one.numbers) expect(number >= 0 && number < 1).toBe(true);
  expect(one.uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(one.uuid).not.toBe(two.uuid);
});

test("FN11: calls nest eight deep and no deeper", async () => {
  expect(await client.query(calls.nest, { depth: 6 })).toBe(6);
  await refused(client.query(calls.nest, { depth: 12 }), /depth limit|too deep|nested/i);
});

test("FN11: a function that reads or writes too much is refused with Convex's message, and has done nothing", async () => {
  const room = unique("limits");
  const load = (count: number, bytes: number, times = 0) =>
    client.mutation(limits.load, { room, count, bytes, times });
  await refused(
    client.query(limits.manyReads, {}),
    /Too many reads in a single function execution \(limit: 4096\)/,
  );
  await refused(load(16_001, 1), /Too many writes in a single function execution \(limit: 16000\)/);
  await refused(load(17, 1_000_000), /Too many bytes written in a single function execution/);
  await refused(load(10, 900_000, 2), /Too many bytes read in a single function execution/);
  await refused(
    load(11_000, 1, 3),
    /Too many documents read in a single function execution \(limit: 32000\)/,
  );
  await refused(load(100, 100, 2), /within limits/);
  expect(await client.query(api.messages.list, { room, n: 10 })).toEqual([]);
}, 60_000);

test("FN11: a mutation schedules at most a thousand functions", async () => {
  const name = unique("jobs");
  await refused(client.mutation(limits.manyJobs, { name, count: 1_001 }), /Too many functions scheduled/);
  expect(await value(name)).toBe(0);
}, 30_000);

test("FN11: arguments and results have at most 16 MiB", async () => {
  const text = (megabytes: number) => "x".repeat(megabytes * 1_000_000);
  expect(await client.query(api.values.echo, { value: text(5) })).toHaveLength(5_000_000);
  await refused(client.query(api.values.echo, { value: text(18) }), /too large/);
  await refused(client.query(limits.longResult, { bytes: 18_000_000 }), /too large/);
  expect(await client.query(limits.longResult, { bytes: 12_000_000 })).toHaveLength(12);
}, 30_000);

test("FN14: a function handle is a text that stands for a function wherever one can be called", async () => {
  const name = unique("handle");
  const [read, bump, slowly] = await Promise.all(
    ["kitchen:value", "kitchen:internalBump", "kitchen:internalSlowly"].map(handleOf),
  );
  expect(read).toMatch(/^function:\/\//);
  expect(await handleOf("kitchen:value")).toBe(read);
  expect(await client.mutation(calls.mutateByHandle, { handle: bump, args: { name } })).toBe(1);
  expect(await client.query(calls.queryByHandle, { handle: read, args: { name } })).toBe(1);
  expect(await client.action(calls.actByHandle, { handle: slowly, args: { name, ms: 0 } })).toEqual(
    expect.any(String),
  );
  await client.mutation(calls.scheduleByHandle, { handle: bump, args: { name } });
  await eventually(async () => ((await value(name)) === 3 ? true : undefined));
  // What it stands for is checked as in any other call.
  await refused(
    client.query(calls.queryByHandle, { handle: read, args: {} }),
    /missing the required field `name`/,
  );
  await refused(
    client.query(calls.queryByHandle, { handle: bump, args: { name } }),
    /as Query, but it is defined as Mutation/,
  );
  await refused(
    client.query(calls.queryByHandle, { handle: "function://nothing", args: {} }),
    /handle|function/i,
  );
});

test("FN15: log lines come with the result, those of nested calls in their place", async ({ skip }) => {
  const { logLines } = await post("calls:talk");
  if (logLines.length === 0) skip("the deployment keeps log lines from clients");
  expect(logLines.map((line) => line.trim())).toEqual([
    "[LOG] 'text' {\n  a: 1\n} [ true, null ] 5n",
    "[INFO] 'info'",
    "[WARN] 'warned'",
    "[ERROR] 'failed'",
    "[DEBUG] 'detail'",
    "[LOG] 'inside'",
    "[LOG] Point {\n  x: 1\n} Map (1) {\n  { k: 1 } => [ {} ]\n}",
  ]);
});

test("FN15: a function logs so many lines and no more", async ({ skip }) => {
  const { logLines } = await post("limits:manyLines", { lines: 400 });
  if (logLines.length === 0) skip("the deployment keeps log lines from clients");
  expect(logLines.slice(0, 3)).toEqual(["[LOG] 0", "[LOG] 1", "[LOG] 2"]);
  expect(logLines.length).toBeGreaterThanOrEqual(256);
  expect(logLines.length).toBeLessThanOrEqual(258);
});

test("FN16: functions are found in folders, as default exports, and with or without `.js`", async () => {
  for (const [path, result] of [
    ["folder/deep:named", "named"],
    ["folder/deep.js:named", "named"],
    ["folder/deep:default", "default"],
    ["folder/deep", "default"],
  ])
    expect([path, (await post(path!)).value]).toEqual([path, result]);
  for (const path of [
    "folder/deep:nope",
    "nowhere:named",
    "folder/deep:constructor",
    "folder/deep:toString",
    "",
  ]) {
    const { status, errorMessage } = await post(path);
    expect([path, status]).not.toEqual([path, "success"]);
    if (errorMessage) expect(errorMessage).toMatch(/Could not find|Server Error/);
  }
  const byUrl = await fetch(`${url}/api/run/folder/deep/named`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ args: {} }),
  });
  expect(await byUrl.json()).toMatchObject({ status: "success", value: "named" });
});

test("FN16: a call over GET, in a batch, and over the socket gives the same", async () => {
  const name = unique("everywhere");
  await client.mutation(kitchen.bump, { name });
  const args = encodeURIComponent(JSON.stringify({ name }));
  const got = await fetch(`${url}/api/query?path=kitchen:value&args=${args}&format=json`);
  expect(await got.json()).toMatchObject({ status: "success", value: 1 });
  expect(await aClient(target).query(kitchen.value, { name })).toBe(1);
});

test("FN16: several queries in one request are answered one by one, failures too", async () => {
  const name = unique("batch");
  await client.mutation(kitchen.bump, { name });
  const response = await fetch(`${url}/api/query_batch`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({
      queries: [
        { path: "kitchen:value", args: { name }, format: "json" },
        { path: "kitchen:nope", args: {}, format: "json" },
        { path: "kitchen:value", args: { name: "nobody" }, format: "json" },
      ],
    }),
  });
  const { results } = (await response.json()) as { results: { status: string; value?: number }[] };
  expect(results.map(({ status, value: of }) => [status, of])).toEqual([
    ["success", 1],
    ["error", undefined],
    ["success", 0],
  ]);
});

test("FN17: a function knows its name, and what its transaction has used", async () => {
  const { itself, used } = (await client.mutation(calls.about, {})) as {
    itself: object;
    used: Record<string, { used: number; remaining: number }>;
  };
  expect(itself).toEqual({ name: "calls:about", componentPath: "", type: "mutation", visibility: "public" });
  expect(used.documentsWritten).toEqual({ used: 1, remaining: 15_999 });
  expect(used.functionsScheduled).toEqual({ used: 0, remaining: 1_000 });
  expect(used.documentsRead!.used).toBeLessThanOrEqual(3);
  expect(used.databaseQueries!.used).toBeGreaterThanOrEqual(1);
  expect(used.bytesWritten!.used).toBeGreaterThan(10);
  expect(await client.action(calls.aboutInside, {})).toEqual([
    { name: "calls:aboutInside", componentPath: "", type: "action", visibility: "public" },
    { name: "calls:aboutInternally", componentPath: "", type: "mutation", visibility: "internal" },
  ]);
});

test("FN6: what is not there says so, in the words that the CLI looks for", async () => {
  const nope = makeFunctionReference<"query">("messages:nope");
  await refused(client.query(nope, {}), /Could not find public function for 'messages:nope'/);
});

test("FN17: a function knows the request that it serves", async () => {
  const { requestId, ip, userAgent, scheduledFunctionId, authToken } = (await client.mutation(
    calls.request,
    {},
  )) as Record<string, unknown>;
  expect(requestId).toMatch(/^[0-9a-f]{16}$/);
  expect({ scheduledFunctionId, authToken }).toEqual({ scheduledFunctionId: null, authToken: null });
  for (const text of [ip, userAgent]) if (text !== null) expect(text).toEqual(expect.any(String));
});

test("FN6: a query cannot call a mutation", async () => {
  const name = unique("never");
  await refused(client.query(calls.mutateFromQuery, { name }), /runMutation|mutation/);
  expect(await value(name)).toBe(0);
});

test("HT6: queries at a timestamp never show what was written after it", async () => {
  const name = unique("at a time");
  // Crons write, too, and a deployment may have forgotten the timestamp by then.
  const atOneTime = async () => {
    const reader = aHttpClient(url);
    const read = () => reader.consistentQuery(kitchen.value, { name }).catch((error: Error) => error.message);
    const before = await read();
    await client.mutation(kitchen.bump, { name });
    return { before, after: await read() };
  };
  for (let bumps = 0; bumps < 20; bumps++) {
    const { before, after } = await atOneTime();
    const refusal = expect.stringMatching(/TimestampOutOfRetention/);
    expect([bumps, refusal]).toContainEqual(before);
    expect([bumps, refusal]).toContainEqual(after);
  }
  const fresh = () => aHttpClient(url).consistentQuery(kitchen.value, { name });
  expect(await eventually(() => fresh().catch(() => undefined))).toBe(20);
  for (const ts of [undefined, 5, "", "AAAA"]) {
    const body = JSON.stringify({ path: "kitchen:value", args: { name }, ts });
    const { status } = await fetch(`${url}/api/query_at_ts`, { method: "POST", body });
    expect(status).toBe(400);
  }
});
