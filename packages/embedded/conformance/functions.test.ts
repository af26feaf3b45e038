import { makeFunctionReference } from "convex/server";
import { ConvexError } from "convex/values";
import { expect, onTestFinished, test } from "vitest";
import { aHttpClient, api, refused, theDeployment, unique } from "./deployment.ts";

const { client, url, admin } = await theDeployment("app");
const { kitchen, messages } = api;

const value = (name: string) => client.query(kitchen.value, { name });

test("FN1: a mutation's writes are there for the next query", async () => {
  const [room, elsewhere] = [unique("a"), unique("b")];
  await client.mutation(messages.send, { room, body: "one" });
  await client.mutation(messages.send, { room, body: "two" });
  await client.mutation(messages.send, { room: elsewhere, body: "three" });
  expect(await client.query(messages.list, { room, n: 10 })).toMatchObject([
    { seq: 1, body: "two" },
    { seq: 0, body: "one" },
  ]);
});

test("FN3: arguments, documents and results are validated with messages that name the field", async () => {
  const room = unique("a");
  await refused(
    client.mutation(messages.send, { room }),
    /ArgumentValidationError: Object is missing the required field `body`/,
  );
  await refused(
    client.mutation(messages.send, { room, body: 1 }),
    /Path: \.body\nValue: 1\.0\nValidator: v\.string\(\)/,
  );
  await refused(client.mutation(messages.send, { room, body: "", more: 1 }), /extra field `more`/);
  await refused(
    client.mutation(kitchen.wrongDocument, {}),
    /Failed to insert or update a document in table "counters" because it does not match the schema/,
  );
  await refused(client.query(kitchen.wrongResult, {}), /ReturnsValidationError/);
  const id = await client.mutation(messages.send, { room, body: "x" });
  await refused(client.query(kitchen.get, { id }), /Found ID ".*" from table `messages`/);
  await refused(client.query(kitchen.get, { id: "nonsense" }), /ArgumentValidationError/);
});

test("FN4: a failed mutation leaves no trace, and a ConvexError carries its data", async () => {
  await refused(
    client.mutation(kitchen.fail, { kind: "error" }),
    /Uncaught Error: broken\n {4}at .*kitchen\.ts:\d+/,
  );
  const error = await client.mutation(kitchen.fail, { kind: "convex" }).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(ConvexError);
  expect((error as ConvexError<{ n: bigint }>).data).toEqual({ code: "refused", n: 1n });
  expect(await value("left over")).toBe(0);
});

test("FN5: a nested mutation that fails loses its own writes and nothing else", async () => {
  const name = unique("outer");
  expect(await client.mutation(kitchen.survive, { name })).toEqual({
    caught: { code: "refused", n: 1n },
    inner: 0,
  });
  expect(await value(name)).toBe(1);
});

test("FN6: internal functions cannot be called from outside", async () => {
  await refused(client.query(kitchen.secret, {}), /Could not find public function for 'kitchen:secret'/);
  await refused(client.mutation(kitchen.nothing, {}), /Could not find public function/);
  expect(await client.action(kitchen.callsSecret, {})).toBe("internal");
  const answer = await admin("/api/function", { path: "kitchen:secret", args: {} });
  expect(await answer.json()).toMatchObject({ status: "success", value: "internal" });
  const body = JSON.stringify({ path: "kitchen:secret", args: {} });
  const stranger = await fetch(`${url}/api/function`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body,
  });
  expect([401, 403]).toContain(stranger.status);
});

test("FN6: a function is called as what it is", async () => {
  await refused(
    client.query(makeFunctionReference<"query">("messages:send"), {}),
    /Trying to execute messages(\.js)?:send as Query, but it is defined as Mutation/,
  );
  await refused(
    client.action(makeFunctionReference<"action">("messages:list"), {}),
    /Trying to execute messages(\.js)?:list as Action, but it is defined as Query/,
  );
});

test("FN7: time stands still in queries and mutations, and they do not wait for the world outside", async () => {
  expect(await client.query(kitchen.determinism, {})).toEqual({ sameTime: true, isDate: true });
  for (const what of ["fetch", "timer"])
    await refused(client.query(kitchen.forbidden, { what }), /Can't use .* in queries and mutations/);
  const digest = (await client.mutation(kitchen.hash, { text: "abc" })) as ArrayBuffer;
  expect(Buffer.from(digest).toString("hex").slice(0, 16)).toBe("ba7816bf8f01cfea");
});

test("FN7: mutations can make secrets, no two of them alike", async () => {
  const secrets = await Promise.all(
    Array.from({ length: 20 }, () => client.mutation(kitchen.randomBytes, {})),
  );
  for (const secret of secrets) expect(secret).toMatch(/^[0-9a-f]{32}$/);
  expect(new Set(secrets).size).toBe(20);
});

test("FN8: a mutation that waits for what never comes is ended, and others go on", async () => {
  const [stuck, after] = await Promise.allSettled([
    client.mutation(kitchen.never, {}),
    aHttpClient(url).mutation(kitchen.bump, { name: unique("after") }),
  ]);
  expect(stuck.status).toBe("rejected");
  expect(after).toMatchObject({ status: "fulfilled", value: 1 });
}, 60_000);

test("FN9: mutations of one counter at once all count", async () => {
  const name = unique("hot");
  // Convex gives up on a mutation that has lost to others too often; eight at once it sorts out.
  const results = await Promise.all(
    Array.from({ length: 8 }, () => client.mutation(kitchen.bump, { name }, { skipQueue: true })),
  );
  expect([...(results as number[])].sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test("FN10: actions call functions, see their errors' data, and run beside each other", async () => {
  expect(await client.action(kitchen.actionCatches, {})).toEqual({ code: "refused", n: 1n });
  const error = await client.action(kitchen.actionFails, {}).catch((e: unknown) => e);
  expect((error as ConvexError<{ n: bigint }>).data).toEqual({ code: "refused", n: 1n });
  const started = Date.now();
  const names = Array.from({ length: 10 }, () => unique("slow"));
  await Promise.all(names.map((name) => client.action(kitchen.slowly, { ms: 500, name })));
  // One after another they would take five seconds.
  expect(Date.now() - started).toBeLessThan(4_000);
  expect(await Promise.all(names.map(value))).toEqual(names.map(() => 1));
});

test("FN12: an action of Node.js uses its modules", async () => {
  expect(await client.action(api.nodeOnly.md5, { text: "abc" })).toBe("900150983cd24fb0d6963f7d28e17f72");
}, 30_000);

test("FN13: environment variables are set by the administrator and seen by the next call", async () => {
  const set = (name: string, text: string | null) =>
    admin("/api/update_environment_variables", { changes: [{ name, value: text }] });
  onTestFinished(async () => void (await set("GREETING", null)));
  expect(await client.query(kitchen.greeting, {})).toBeNull();
  expect((await set("GREETING", "hi")).status).toBe(200);
  expect(await client.query(kitchen.greeting, {})).toBe("hi");
  expect(await client.action(kitchen.slowly, { ms: 0, name: unique("x") })).toBe("hi");
  for (const name of ["CONVEX_SITE_URL", "1ST", "with-hyphen", ""])
    expect([name, (await set(name, "x")).status]).toEqual([name, 400]);
});
