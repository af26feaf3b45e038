import { createHash, randomUUID } from "node:crypto";
import { ConvexError } from "convex/values";
import { expect, onTestFinished, test } from "vitest";
import { aRawClient, type Message, type Update, updatesIn } from "../test/rawClient.ts";
import { aClient, api, eventually, theDeployment, timestampOf, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client } = target;
const { kitchen, messages } = api;

interface Row {
  body: string;
}
const send = (room: string, body: string) => client.mutation(messages.send, { room, body });

test("SY1: a subscriber sees every change without asking", async () => {
  const room = unique("a");
  const [ada, cleo] = [aClient(target), aClient(target)];
  const seen: string[][] = [];
  cleo.onUpdate(messages.list, { room, n: 3 }, (rows: Row[]) => void seen.push(rows.map((row) => row.body)));
  await eventually(() => seen[0]);
  for (const body of ["1", "2", "3", "4"]) await ada.mutation(messages.send, { room, body });
  await eventually(() => (seen.at(-1)?.join() === "4,3,2" ? true : undefined));
});

test("SY1: a change of an environment variable reaches live queries", async () => {
  const set = (value: string | null) =>
    target.admin("/api/update_environment_variables", { changes: [{ name: "GREETING", value }] });
  onTestFinished(async () => void (await set(null)));
  const seen: unknown[] = [];
  aClient(target).onUpdate(kitchen.greeting, {}, (greeting) => void seen.push(greeting));
  await eventually(() => (seen.length === 1 ? true : undefined));
  await set("hello");
  await eventually(() => (seen.at(-1) === "hello" ? true : undefined));
});

test("SY2: a failing query reaches the subscriber as an error, and recovers with its data", async () => {
  const name = unique("touchy");
  const seen: unknown[] = [];
  aClient(target).onUpdate(
    kitchen.touchy,
    { name },
    (value) => void seen.push(value),
    (error) => void seen.push(error),
  );
  await eventually(() => (seen.at(-1) === 0 ? true : undefined));
  await client.mutation(kitchen.bump, { name });
  const error = await eventually(() => (seen.at(-1) instanceof ConvexError ? seen.at(-1) : undefined));
  expect((error as ConvexError<{ found: number }>).data).toEqual({ found: 1 });
  await client.mutation(kitchen.bump, { name });
  await eventually(() => (seen.at(-1) === 2 ? true : undefined));
});

test("SY2: on the wire a failed query is QueryFailed, and nothing else about it is sent", async () => {
  const name = unique("touchy");
  await client.mutation(kitchen.bump, { name });
  const raw = await aRawClient(target);
  raw.add(7, 0, "kitchen:touchy", { name });
  const [failed] = await eventually(() =>
    updatesIn(raw.received).length === 1 ? updatesIn(raw.received) : undefined,
  );
  expect(failed).toMatchObject({
    type: "QueryFailed",
    queryId: 7,
    errorMessage: expect.stringMatching(/^\[Request ID: [0-9a-f]{16}\] Server Error/),
    errorData: { found: 1 },
  });
  expect(failed).not.toHaveProperty("value");
});

test("SY2: a subscription to what is not there, or with wrong arguments, fails alone", async () => {
  const room = unique("a");
  const raw = await aRawClient(target);
  const add = (queryId: number, udfPath: string, args: object) => ({
    type: "Add",
    queryId,
    udfPath,
    args: [args],
  });
  raw.send({
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [
      add(0, "messages:nope", {}),
      add(1, "messages:list", { room }),
      add(2, "messages:send", { room, body: "x" }),
      add(3, "messages:list", { room, n: 1 }),
    ],
  });
  const updates = await eventually(() =>
    updatesIn(raw.received).length === 4 ? updatesIn(raw.received) : undefined,
  );
  expect(Object.fromEntries(updates.map(({ queryId, type }) => [queryId, type]))).toEqual({
    0: "QueryFailed",
    1: "QueryFailed",
    2: "QueryFailed",
    3: "QueryUpdated",
  });
  await send(room, "still heard");
  const last = await eventually(() => updatesIn(raw.received)[4]);
  expect(last).toMatchObject({ queryId: 3, value: [{ body: "still heard" }] });
});

test("SY4: a Transition starts where the last one ended, and follows every MutationResponse", async () => {
  const [watched, other] = [unique("a"), unique("b")];
  const raw = await aRawClient(target);
  raw.add(0, 0, "messages:list", { room: watched, n: 10 });
  await raw.next("Transition");
  for (let requestId = 0; requestId < 20; requestId++)
    raw.send({
      type: "Mutation",
      requestId,
      udfPath: "messages:send",
      args: [{ room: requestId % 2 ? watched : other, body: "x" }],
    });
  await eventually(() =>
    raw.received.filter((m) => m.type === "MutationResponse").length === 20 ? true : undefined,
  );
  const ts = (version: unknown) => timestampOf((version as { ts: string }).ts);
  const lastTs = timestampOf(raw.received.findLast((m) => m.type === "MutationResponse")!.ts);
  await eventually(() =>
    ts(raw.received.findLast((m) => m.type === "Transition")!.endVersion) >= lastTs ? true : undefined,
  );
  let version: unknown = { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" };
  let observed = 0n;
  for (const message of raw.received) {
    if (message.type === "MutationResponse") {
      // The client would drop its optimistic update too early if the Transition had come first.
      expect(timestampOf(message.ts)).toBeGreaterThan(observed);
    } else if (message.type === "Transition") {
      expect(message.startVersion).toEqual(version);
      version = message.endVersion;
      observed = ts(version);
    }
  }
});

test("SY4: a Transition follows even when the mutation changed nothing that the client watches", async () => {
  const raw = await aRawClient(target);
  raw.add(0, 0, "messages:list", { room: unique("a"), n: 10 });
  await raw.next("Transition");
  const before = raw.received.length;
  const args = [{ room: unique("b"), body: "x" }];
  raw.send({ type: "Mutation", requestId: 0, udfPath: "messages:send", args });
  const response = await raw.next("MutationResponse", before);
  const transition = await eventually(() =>
    raw.received
      .slice(before)
      .find(
        (m) =>
          m.type === "Transition" &&
          timestampOf((m.endVersion as { ts: string }).ts) >= timestampOf(response.ts),
      ),
  );
  expect(transition.modifications).toEqual([]);
});

test("SY4: two queries of one Transition are of one commit", async () => {
  const room = unique("a");
  const raw = await aRawClient(target);
  raw.send({
    type: "ModifyQuerySet",
    baseVersion: 0,
    newVersion: 1,
    modifications: [
      { type: "Add", queryId: 0, udfPath: "messages:list", args: [{ room, n: 1000 }] },
      { type: "Add", queryId: 1, udfPath: "messages:size", args: [{ room }] },
    ],
  });
  await raw.next("Transition");
  await Promise.all(Array.from({ length: 20 }, (_, i) => send(room, `${i}`)));
  const sizes = new Map<number, number>();
  await eventually(() => {
    for (const message of raw.received) {
      if (message.type !== "Transition") continue;
      for (const { queryId, value } of message.modifications as Update[])
        sizes.set(queryId, queryId === 0 ? (value as Row[]).length : (value as number));
      if (sizes.get(0) !== sizes.get(1)) throw new Error(`A mixture: ${[...sizes]}`);
    }
    return sizes.get(0) === 20 ? true : undefined;
  });
});

test("SY4: a query that runs again with the same result is not sent again", async () => {
  const group = unique("same");
  const raw = await aRawClient(target);
  const bounds = [{ op: "eq", field: "group", value: group }];
  raw.add(0, 0, "samples:rows", { bounds, filter: ["eq", { field: "a" }, { value: 1 }] });
  await raw.next("Transition");
  for (const [requestId, a] of [2, 3, 1].entries()) {
    const before = raw.received.length;
    raw.send({ type: "Mutation", requestId, udfPath: "samples:add", args: [{ group, rows: [{ a }] }] });
    const { ts } = await raw.next("MutationResponse", before);
    await eventually(() =>
      raw.received.find(
        (m) => m.type === "Transition" && timestampOf((m.endVersion as { ts: string }).ts) >= timestampOf(ts),
      ),
    );
  }
  expect(updatesIn(raw.received).map(({ value }) => (value as Row[]).length)).toEqual([0, 1]);
});

test("SY4: queries that are removed are told of once, and then no more", async () => {
  const room = unique("a");
  const raw = await aRawClient(target);
  raw.add(3, 0, "messages:list", { room, n: 1 });
  await raw.next("Transition");
  raw.send({
    type: "ModifyQuerySet",
    baseVersion: 1,
    newVersion: 2,
    modifications: [{ type: "Remove", queryId: 3 }],
  });
  await eventually(() => updatesIn(raw.received).find(({ type }) => type === "QueryRemoved"));
  const before = raw.received.length;
  raw.send({ type: "Mutation", requestId: 0, udfPath: "messages:send", args: [{ room, body: "x" }] });
  await raw.next("MutationResponse", before);
  await raw.next("Transition", before);
  expect(updatesIn(raw.received.slice(before))).toEqual([]);
});

test("SY4: mutations of one client run in the order they were sent", async () => {
  const room = unique("a");
  const stock = aClient(target);
  const bodies = Array.from({ length: 30 }, (_, i) => `${i}`);
  await Promise.all(bodies.map((body) => stock.mutation(messages.send, { room, body })));
  const rows = (await client.query(messages.list, { room, n: 100 })) as Row[];
  expect(rows.map((row) => row.body).reverse()).toEqual(bodies);
});

test("SY4: an optimistic update is shown at once, gives way to the truth, and is undone by a failure", async () => {
  const name = unique("hopeful");
  const stock = aClient(target);
  const seen: number[] = [];
  stock.onUpdate(kitchen.value, { name }, (value: number) => void seen.push(value));
  await eventually(() => (seen[0] === 0 ? true : undefined));
  const guess = (value: number) => ({
    optimisticUpdate: (store: { setQuery(...args: unknown[]): void }) =>
      store.setQuery(kitchen.value, { name }, value),
  });
  await stock.client.mutation("kitchen:bump", { name }, guess(100) as never);
  await eventually(() => (seen.at(-1) === 1 ? true : undefined));
  await stock.client.mutation("kitchen:fail", { kind: "error" }, guess(200) as never).catch(() => {});
  await eventually(() => (seen.at(-1) === 1 ? true : undefined));
  // Neither guess comes back once it has been replaced.
  expect(seen).toEqual([0, 100, 1, 200, 1]);
});

test("SY4: answers carry the request id that the client can work out, errors their data, and no timestamp", async () => {
  const sessionId = randomUUID();
  const raw = await aRawClient(target, sessionId);
  const call = (type: string, requestId: number, udfPath: string, args: object) =>
    raw.send({ type, requestId, udfPath, args: [args] });
  call("Mutation", 3, "kitchen:fail", { kind: "convex" });
  const id = createHash("sha256").update(`${sessionId}|3`).digest("hex").slice(0, 16);
  expect(await raw.next("MutationResponse")).toMatchObject({
    requestId: 3,
    success: false,
    result: expect.stringContaining(`[Request ID: ${id}]`),
    errorData: { code: "refused", n: { $integer: "AQAAAAAAAAA=" } },
    ts: null,
  });
  call("Action", 4, "values.js:echoInAction", { value: [1] });
  expect(await raw.next("ActionResponse")).toMatchObject({ requestId: 4, success: true, result: [1] });
  const before = raw.received.length;
  call("Action", 5, "kitchen:slowly", { ms: "soon", name: "x" });
  expect(await raw.next("ActionResponse", before)).toMatchObject({ requestId: 5, success: false });
});

test("SY4: actions of one client run beside each other, and beside its mutations", async () => {
  const raw = await aRawClient(target);
  const name = unique("slow");
  for (const requestId of [0, 1, 2])
    raw.send({
      type: "Action",
      requestId,
      udfPath: "kitchen:slowly",
      args: [{ ms: 600, name: `${name} ${requestId}` }],
    });
  raw.send({ type: "Mutation", requestId: 3, udfPath: "kitchen:bump", args: [{ name }] });
  await eventually(() =>
    raw.received.filter((m) => m.type === "ActionResponse").length === 3 ? true : undefined,
  );
  const order = raw.received.flatMap((m) => (m.type.endsWith("Response") ? [m.requestId] : []));
  expect(order[0]).toBe(3);
});

test("SY1: a client that was away comes back to what it has missed", async () => {
  const room = unique("away");
  const sessionId = randomUUID();
  const first = await aRawClient(target, sessionId);
  first.add(0, 0, "messages:list", { room, n: 5 });
  await first.next("Transition");
  first.socket.terminate();
  await send(room, "missed");
  const second = await aRawClient(target, sessionId, 1);
  second.add(0, 0, "messages:list", { room, n: 5 });
  const [update] = await eventually(() =>
    updatesIn(second.received).length > 0 ? updatesIn(second.received) : undefined,
  );
  expect(update!.value).toMatchObject([{ body: "missed" }]);
});

test("SY5: a mutation that is sent again after a reconnect runs once", async () => {
  const name = unique("once");
  const sessionId = randomUUID();
  const request = { type: "Mutation", requestId: 7, udfPath: "kitchen:bump", args: [{ name }] };
  const answers: Message[] = [];
  for (let connection = 0; connection < 3; connection++) {
    const raw = await aRawClient(target, sessionId, connection);
    raw.send(request);
    answers.push(await raw.next("MutationResponse"));
    raw.socket.terminate();
  }
  for (const answer of answers) expect(answer).toMatchObject({ success: true, result: 1 });
  expect(await client.query(kitchen.value, { name })).toBe(1);
});
