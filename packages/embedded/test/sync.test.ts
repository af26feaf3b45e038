import { randomUUID } from "node:crypto";
import { ConvexClient } from "convex/browser";
import { expect, onTestFinished, test } from "vitest";
import WebSocket from "ws";
import { decodeTs } from "../src/sync/protocol.ts";
import { aRawClient } from "./rawClient.ts";
import { aDeployment, api, eventually } from "./support.ts";

function aClient(url: string): ConvexClient {
  const client = new ConvexClient(url, { skipConvexDeploymentUrlCheck: true, logger: false });
  onTestFinished(() => client.close());
  return client;
}

test("SY1: a subscriber sees every change without asking", async () => {
  const { url } = await aDeployment();
  const [ada, cleo] = [aClient(url), aClient(url)];
  const seen: string[][] = [];
  cleo.onUpdate(
    api.messages.list,
    { room: "a", n: 3 },
    (rows: { body: string }[]) => void seen.push(rows.map((r) => r.body)),
  );
  await eventually(() => seen[0]);
  for (const body of ["1", "2", "3", "4"]) await ada.mutation(api.messages.send, { room: "a", body });
  await eventually(() => (seen.at(-1)?.join() === "4,3,2" ? true : undefined));
});

test("SY2: a failing query reaches the subscriber as an error and recovers", async () => {
  const { url } = await aDeployment();
  const client = aClient(url);
  const errors: string[] = [];
  client.onUpdate(
    api.kitchen.forbidden,
    { what: "fetch" },
    () => {},
    (error) => void errors.push(error.message),
  );
  expect(await eventually(() => errors[0])).toMatch(/Can't use fetch/);
});

test("SY3: 100 subscribers of one query cause one run per change", async () => {
  const deployment = await aDeployment();
  const clients = Array.from({ length: 100 }, () => aClient(deployment.url));
  const last = new Map<number, number>();
  for (const [i, client] of clients.entries())
    client.onUpdate(api.messages.loud, { room: "a" }, (count: number) => void last.set(i, count));
  await eventually(() => (last.size === 100 ? true : undefined));
  for (let i = 0; i < 5; i++) await clients[0]!.mutation(api.messages.send, { room: "a", body: `${i}` });
  await clients[0]!.mutation(api.messages.send, { room: "b", body: "of no interest" });
  await eventually(() => ([...last.values()].every((count) => count === 5) ? true : undefined));
  expect(deployment.log.filter((line) => line.includes("counting")).length).toBe(6);
}, 20_000);

test("SY4: a Transition starts where the last one ended, and follows every MutationResponse", async () => {
  const client = await aRawClient(await aDeployment());
  client.add(0, 0, "messages:list", { room: "a", n: 10 });
  await client.next("Transition");
  for (let requestId = 0; requestId < 20; requestId++)
    client.send({
      type: "Mutation",
      requestId,
      udfPath: "messages:send",
      args: [{ room: requestId % 2 ? "a" : "b", body: "x" }],
    });
  await eventually(() =>
    client.received.filter((m) => m.type === "MutationResponse").length === 20 ? true : undefined,
  );
  const ts = (version: unknown) => decodeTs((version as { ts: string }).ts);
  const lastTs = decodeTs(client.received.findLast((m) => m.type === "MutationResponse")!.ts as string);
  await eventually(() =>
    ts(client.received.findLast((m) => m.type === "Transition")!.endVersion) >= lastTs ? true : undefined,
  );
  let version: unknown = { querySet: 0, identity: 0, ts: "AAAAAAAAAAA=" };
  let observed = 0n;
  for (const message of client.received) {
    if (message.type === "MutationResponse") {
      // The client would drop its optimistic update too early if the Transition had come first.
      expect(decodeTs(message.ts as string)).toBeGreaterThan(observed);
    } else if (message.type === "Transition") {
      expect(message.startVersion).toEqual(version);
      version = message.endVersion;
      observed = ts(version);
    }
  }
});

test("SY4: a Transition follows even when the mutation changed nothing that the client watches", async () => {
  const client = await aRawClient(await aDeployment());
  client.add(0, 0, "messages:list", { room: "a", n: 10 });
  await client.next("Transition");
  const before = client.received.length;
  client.send({ type: "Mutation", requestId: 0, udfPath: "messages:send", args: [{ room: "b", body: "x" }] });
  const response = await client.next("MutationResponse", before);
  const transition = await client.next("Transition", before);
  expect(transition.modifications).toEqual([]);
  const { ts } = transition.endVersion as { ts: string };
  expect(decodeTs(ts)).toBeGreaterThanOrEqual(decodeTs(response.ts as string));
});

test("SY5: a mutation that is sent again after a reconnect runs once", async () => {
  const deployment = await aDeployment();
  const sessionId = randomUUID();
  const request = { type: "Mutation", requestId: 7, udfPath: "kitchen:bump", args: [{ name: "once" }] };
  for (let connection = 0; connection < 3; connection++) {
    const client = await aRawClient(deployment, sessionId, connection);
    client.send(request);
    expect(await client.next("MutationResponse")).toMatchObject({ success: true, result: 1 });
    client.socket.terminate();
  }
  expect(await deployment.client.query(api.kitchen.value, { name: "once" })).toBe(1);
});

test("SY6: a page that runs again ends where it ended, so pages neither gap nor overlap", async () => {
  const deployment = await aDeployment();
  for (let i = 0; i < 10; i++)
    await deployment.client.mutation(api.messages.send, { room: "a", body: `${i}` });
  const client = await aRawClient(deployment);
  const opts = { numItems: 3, cursor: null };
  client.add(0, 0, "messages:page", { room: "a", paginationOpts: opts });
  const updates = () =>
    client.received.flatMap((m) =>
      m.type === "Transition"
        ? (m.modifications as {
            value: { page: { body: string }[]; continueCursor: string };
            journal: string;
          }[])
        : [],
    );
  const first = await eventually(() => updates()[0]);
  expect(first.value.page.map((row) => row.body)).toEqual(["9", "8", "7"]);
  await deployment.client.mutation(api.messages.send, { room: "a", body: "10" });
  const second = await eventually(() => updates()[1]);
  expect(second.value.page.map((row) => row.body)).toEqual(["10", "9", "8", "7"]);
  expect(second.value.continueCursor).toBe(first.value.continueCursor);
  const fresh = await aRawClient(deployment);
  fresh.add(0, 0, "messages:page", { room: "a", paginationOpts: opts }, first.journal);
  const resumed = (await fresh.next("Transition")).modifications as { value: { page: { body: string }[] } }[];
  expect(resumed[0]!.value.page.map((row) => row.body)).toEqual(["10", "9", "8", "7"]);
  const next = (await deployment.client.query(api.messages.page, {
    room: "a",
    paginationOpts: { numItems: 3, cursor: first.value.continueCursor },
  })) as { page: { body: string }[] };
  expect(next.page.map((row) => row.body)).toEqual(["6", "5", "4"]);
});

test("SY7: a cursor of another query, and a forged one, are refused", async () => {
  const { client } = await aDeployment();
  for (let i = 0; i < 5; i++) await client.mutation(api.messages.send, { room: "a", body: `${i}` });
  const page = (room: string, cursor: string | null) =>
    client.query(api.messages.page, { room, paginationOpts: { numItems: 2, cursor } });
  const { continueCursor } = (await page("a", null)) as { continueCursor: string };
  await expect(page("b", continueCursor)).rejects.toThrow(/InvalidCursor/);
  await expect(page("a", "AAAA")).rejects.toThrow(/InvalidCursor/);
});

test("SY8: messages out of order or out of the protocol end the connection with a reason", async () => {
  const deployment = await aDeployment();
  const wrong: object[] = [
    { type: "ModifyQuerySet", baseVersion: 3, newVersion: 4, modifications: [] },
    {
      type: "ModifyQuerySet",
      baseVersion: 0,
      newVersion: 1,
      modifications: [{ type: "Remove", queryId: 9 }],
    },
    { type: "Mutation", requestId: -1, udfPath: "kitchen:bump", args: [] },
    { type: "Nonsense" },
  ];
  for (const message of wrong) {
    const client = await aRawClient(deployment);
    client.send(message);
    expect(await client.next("FatalError")).toMatchObject({ error: expect.any(String) });
    await client.closed();
  }
});

test("SY9: a client that has seen a later timestamp than the database is turned away", async () => {
  const deployment = await aDeployment();
  const socket = new WebSocket(`${deployment.url.replace("http", "ws")}/api/sync`);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve) => socket.once("open", resolve));
  const closed = new Promise((resolve) =>
    socket.once("close", (code, reason) => resolve([code, reason.toString()])),
  );
  const future = Buffer.alloc(8, 0x7f).toString("base64");
  socket.send(
    JSON.stringify({
      type: "Connect",
      sessionId: randomUUID(),
      connectionCount: 1,
      maxObservedTimestamp: future,
    }),
  );
  expect(await closed).toEqual([1011, expect.stringMatching(/^InternalServerError/)]);
});

test("SY10: admin rights over the socket need the admin key", async () => {
  const deployment = await aDeployment();
  const thief = await aRawClient(deployment);
  thief.send({ type: "Authenticate", baseVersion: 0, tokenType: "Admin", value: "guess" });
  expect(await thief.next("AuthError")).toMatchObject({ authUpdateAttempted: true });
  const admin = await aRawClient(deployment);
  admin.send({ type: "Authenticate", baseVersion: 0, tokenType: "Admin", value: deployment.adminKey });
  await admin.next("Transition");
  admin.add(0, 0, "kitchen:secret", {});
  const transition = await eventually(() =>
    admin.received.find((m) => m.type === "Transition" && (m.modifications as unknown[]).length > 0),
  );
  expect(transition.modifications).toMatchObject([{ type: "QueryUpdated", value: "internal" }]);
});

test("SY11: a result larger than a chunk arrives whole", async () => {
  const { url, client } = await aDeployment();
  const body = "x".repeat(900_000);
  for (let i = 0; i < 8; i++) await client.mutation(api.messages.send, { room: "big", body });
  const rows = await aClient(url).query(api.messages.list, { room: "big", n: 8 });
  expect((rows as { body: string }[]).map((row) => row.body.length)).toEqual(Array(8).fill(900_000));
});
