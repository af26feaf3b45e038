import { ConvexHttpClient } from "convex/browser";
import { makeFunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import { expect, test } from "vitest";
import { aDeployment, api, eventually } from "./support.ts";

test("FN1: a mutation's writes are there for the next query", async () => {
  const { client } = await aDeployment();
  await client.mutation(api.messages.send, { room: "a", body: "one" });
  await client.mutation(api.messages.send, { room: "a", body: "two" });
  await client.mutation(api.messages.send, { room: "b", body: "elsewhere" });
  const rows = (await client.query(api.messages.list, { room: "a", n: 10 })) as {
    body: string;
    seq: number;
  }[];
  expect(rows.map((row) => [row.seq, row.body])).toEqual([
    [1, "two"],
    [0, "one"],
  ]);
});

test("FN2: values of every kind come back as they went in, and sort in Convex's order", async () => {
  const { client } = await aDeployment();
  const values: [string, unknown][] = [
    ["null", null],
    ["int -1", -1n],
    ["int 0", 0n],
    ["int max", 2n ** 63n - 1n],
    ["float -inf", -Infinity],
    ["float -1.5", -1.5],
    ["float -0", -0],
    ["float 0", 0],
    ["float 1e300", 1e300],
    ["float nan", NaN],
    ["false", false],
    ["true", true],
    ["string empty", ""],
    ["string nul", "\0"],
    ["string a", "a"],
    ["string a nul", "a\0"],
    ["string aa", "aa"],
    ["string é", "é"],
    ["bytes", new Uint8Array([0, 255]).buffer],
    ["array", [1, "x"]],
    ["array longer", [1, "x", null]],
    ["object", { a: 1, b: { c: [2n] } }],
  ];
  const shuffled = [...values].sort((a, b) => (a[0] < b[0] ? 1 : -1));
  for (const [key, value] of shuffled) {
    const id = await client.mutation(api.kitchen.put, { key, value: value as never });
    const back = (await client.query(api.kitchen.get, { id })) as { value: unknown };
    expect(back.value).toEqual(value);
  }
  expect(await client.query(api.kitchen.ordered, {})).toEqual(values.map(([key]) => key));
});

test("FN3: arguments, documents and results are validated with messages that name the field", async () => {
  const { client } = await aDeployment();
  const send = api.messages.send;
  await expect(client.mutation(send, { room: "a" })).rejects.toThrow(
    /ArgumentValidationError: Object is missing the required field `body`/,
  );
  await expect(client.mutation(send, { room: "a", body: 1 })).rejects.toThrow(
    /Path: \.body\nValue: 1\.0\nValidator: v\.string\(\)/,
  );
  await expect(client.mutation(send, { room: "a", body: "", more: 1 })).rejects.toThrow(/extra field `more`/);
  await expect(client.mutation(api.kitchen.wrongDocument, {})).rejects.toThrow(
    /Failed to insert or update a document in table "counters" because it does not match the schema/,
  );
  await expect(client.query(api.kitchen.wrongResult, {})).rejects.toThrow(/ReturnsValidationError/);
  const id = await client.mutation(send, { room: "a", body: "x" });
  await expect(client.query(api.kitchen.get, { id })).rejects.toThrow(/Found ID ".*" from table `messages`/);
  await expect(client.query(api.kitchen.get, { id: "nonsense" })).rejects.toThrow(/ArgumentValidationError/);
});

test("FN4: a failed mutation leaves no trace, and a ConvexError carries its data", async () => {
  const { client } = await aDeployment();
  await expect(client.mutation(api.kitchen.fail, { kind: "error" })).rejects.toThrow(
    /Uncaught Error: broken\n {4}at .*kitchen\.ts:\d+/,
  );
  const error = await client.mutation(api.kitchen.fail, { kind: "convex" }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ConvexError);
  expect((error as ConvexError<{ n: bigint }>).data).toEqual({ code: "refused", n: 1n });
  expect(await client.query(api.kitchen.value, { name: "left over" })).toBe(0);
});

test("FN5: a nested mutation that fails loses its own writes and nothing else", async () => {
  const { client } = await aDeployment();
  expect(await client.mutation(api.kitchen.survive, {})).toEqual({
    caught: { code: "refused", n: 1n },
    inner: 0,
  });
  expect(await client.query(api.kitchen.value, { name: "outer" })).toBe(1);
});

test("FN6: internal functions cannot be called from outside", async () => {
  const { client, admin, url } = await aDeployment();
  await expect(client.query(api.kitchen.secret, {})).rejects.toThrow(
    /Could not find public function for 'kitchen:secret'/,
  );
  await expect(client.mutation(api.kitchen.nothing, {})).rejects.toThrow(/Could not find public function/);
  await expect(client.query(makeFunctionReference<"query">("messages:send"), {})).rejects.toThrow(
    /Trying to execute messages:send as Query, but it is defined as Mutation/,
  );
  expect(await client.action(api.kitchen.callsSecret, {})).toBe("internal");
  const answer = await admin("/api/function", { path: "kitchen:secret", args: {} });
  expect(await answer.json()).toMatchObject({ status: "success", value: "internal" });
  const refused = await fetch(`${url}/api/function`, {
    method: "POST",
    body: JSON.stringify({ path: "kitchen:secret", args: {} }),
  });
  expect(refused.status).toBe(401);
});

test("FN7: queries and mutations are deterministic, and say so when they are asked not to be", async () => {
  const { client } = await aDeployment();
  expect(await client.query(api.kitchen.determinism, {})).toEqual({ sameTime: true, isDate: true });
  for (const what of ["fetch", "timer", "random"])
    await expect(client.query(api.kitchen.forbidden, { what })).rejects.toThrow(
      /Can't use .* in queries and mutations/,
    );
  const digest = (await client.mutation(api.kitchen.hash, { text: "abc" })) as ArrayBuffer;
  expect(Buffer.from(digest).toString("hex").slice(0, 16)).toBe("ba7816bf8f01cfea");
});

test("FN8: a mutation that waits for what never comes is ended, and others go on", async () => {
  const { client, url } = await aDeployment();
  const other = new ConvexHttpClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
  const [stuck, after] = await Promise.allSettled([
    client.mutation(api.kitchen.never, {}),
    other.mutation(api.kitchen.bump, { name: "after" }),
  ]);
  expect(stuck).toMatchObject({
    status: "rejected",
    reason: { message: expect.stringMatching(/did not finish/) },
  });
  expect(after).toMatchObject({ status: "fulfilled", value: 1 });
}, 15_000);

test("FN9: 50 mutations of one counter at once all count", async () => {
  const { client } = await aDeployment();
  const results = await Promise.all(
    Array.from({ length: 50 }, () => client.mutation(api.kitchen.bump, { name: "hot" })),
  );
  expect([...(results as number[])].sort((a, b) => a - b)).toEqual(
    Array.from({ length: 50 }, (_, i) => i + 1),
  );
});

test("FN10: actions call functions, see their errors' data, and run beside each other", async () => {
  const { client } = await aDeployment();
  const error = await client.action(api.kitchen.actionFails, {}).catch((e: unknown) => e);
  expect((error as Error).message).toMatch(/ConvexError/);
  const started = Date.now();
  await Promise.all(
    Array.from({ length: 10 }, () => client.action(api.kitchen.slowly, { ms: 200, name: "slow" })),
  );
  expect(Date.now() - started).toBeLessThan(1_500);
  expect(await client.query(api.kitchen.value, { name: "slow" })).toBe(10);
});

test("FN11: a function that reads too much is refused with Convex's message", async () => {
  const { client } = await aDeployment();
  await expect(client.query(api.kitchen.readMany, {})).rejects.toThrow(
    /Too many reads in a single function execution \(limit: 4096\)/,
  );
});

test("FN12: an action of Node.js uses its modules", async () => {
  const { client } = await aDeployment();
  expect(await client.action(api.nodeOnly.md5, { text: "abc" })).toBe("900150983cd24fb0d6963f7d28e17f72");
});

test("FN13: environment variables are set by the administrator and rerun live queries", async () => {
  const { client, admin } = await aDeployment();
  expect(await client.query(api.kitchen.greeting, {})).toBeNull();
  const set = await admin("/api/update_environment_variables", {
    changes: [{ name: "GREETING", value: "hi" }],
  });
  expect(set.status).toBe(200);
  expect(await client.query(api.kitchen.greeting, {})).toBe("hi");
  expect(await client.action(api.kitchen.slowly, { ms: 0, name: "x" })).toBe("hi");
  const bad = await admin("/api/update_environment_variables", {
    changes: [{ name: "CONVEX_SITE_URL", value: "x" }],
  });
  expect(bad.status).toBe(400);
});

test("JB1: a scheduled mutation runs once; one whose mutation failed never runs", async () => {
  const { client } = await aDeployment();
  const id = await client.mutation(api.kitchen.bumpLater, { name: "later", ms: 50 });
  await expect(client.mutation(api.kitchen.bumpLater, { name: "later", ms: 0, fail: true })).rejects.toThrow(
    /rolled back/,
  );
  const done = await eventually(async () => {
    const job = (await client.query(api.kitchen.job, { id })) as { state: { kind: string }; name: string };
    return job.state.kind === "success" ? job : undefined;
  });
  expect(done).toMatchObject({ name: "kitchen.js:internalBump", state: { kind: "success" } });
  expect(await client.query(api.kitchen.value, { name: "later" })).toBe(1);
});

test("JB2: a job that is cancelled in time does not run", async () => {
  const { client } = await aDeployment();
  const id = await client.mutation(api.kitchen.bumpLater, { name: "cancelled", ms: 150 });
  await client.mutation(api.kitchen.cancelJob, { id });
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(await client.query(api.kitchen.value, { name: "cancelled" })).toBe(0);
  expect(await client.query(api.kitchen.job, { id })).toMatchObject({ state: { kind: "canceled" } });
});

test("JB3: 30 scheduled actions all run, a few at a time", async () => {
  const { client } = await aDeployment();
  for (let i = 0; i < 30; i++) await client.mutation(api.kitchen.actLater, { name: "acts", ms: 20 });
  await eventually(async () =>
    (await client.query(api.kitchen.value, { name: "acts" })) === 30 ? true : undefined,
  );
});

test("JB4: a cron with an interval runs at once and then again", async () => {
  const { client } = await aDeployment();
  await eventually(async () =>
    ((await client.query(api.kitchen.value, { name: "cron" })) as number) >= 2 ? true : undefined,
  );
});

test("HT1: HTTP actions are found by exact path and by prefix, with headers, cookies, bodies and streams", async () => {
  const { siteUrl } = await aDeployment();
  expect(await (await fetch(`${siteUrl}/hello?name=Ada`)).text()).toBe("hello Ada");
  const counted = await fetch(`${siteUrl}/count/things`, { method: "POST", body: new Uint8Array(3_000_000) });
  expect(counted.status).toBe(201);
  expect(await counted.json()).toEqual({ value: 1 });
  expect(counted.headers.get("x-bytes")).toBe("3000000");
  expect(counted.headers.getSetCookie()).toEqual(["a=1", "b=2"]);
  expect(await (await fetch(`${siteUrl}/stream`)).text()).toBe("one two three");
  const head = await fetch(`${siteUrl}/hello?name=Ada`, { method: "HEAD" });
  expect([head.status, await head.text()]).toEqual([200, ""]);
  expect((await fetch(`${siteUrl}/nowhere`)).status).toBe(404);
  const thrown = await fetch(`${siteUrl}/throws`);
  expect(thrown.status).toBe(500);
  expect(await thrown.json()).toMatchObject({ trace: expect.stringMatching(/no answer/) });
});

test("HT2: malformed requests are answered with 4xx and change nothing", async () => {
  const { url, client } = await aDeployment();
  const post = (body: string) => fetch(`${url}/api/mutation`, { method: "POST", body });
  expect((await post("{")).status).toBe(400);
  expect((await post("[]")).status).toBe(400);
  expect((await post(JSON.stringify({ path: 5, args: {} }))).status).toBe(400);
  expect((await fetch(`${url}/api/nowhere`)).status).toBe(404);
  const wrongKind = await post(JSON.stringify({ path: "messages:list", args: { room: "a", n: 1 } }));
  expect(await wrongKind.json()).toMatchObject({ status: "error" });
  expect(await client.query(api.messages.list, { room: "a", n: 1 })).toEqual([]);
});

test("HT3: a body that the action does not read is accepted and dropped, so that the answer arrives", async () => {
  const { siteUrl } = await aDeployment();
  for (let i = 0; i < 20; i++) {
    const answer = await fetch(`${siteUrl}/unread`, { method: "POST", body: new Uint8Array(2_000_000) });
    expect([answer.status, await answer.text()]).toEqual([200, "not read"]);
  }
});

test("ER1: redacted errors tell clients the request id and nothing else", async () => {
  const { client } = await aDeployment({ redactErrors: true });
  const error = (await client
    .mutation(api.kitchen.fail, { kind: "error" })
    .catch((e: unknown) => e)) as Error;
  expect(error.message).toMatch(/^\[Request ID: [0-9a-f]{16}\] Server Error$/);
});
