import { randomUUID } from "node:crypto";
import { makeFunctionReference } from "convex/server";
import { expect, onTestFinished, test } from "vitest";
import WebSocket from "ws";
import { aRawClient, type Message, updatesIn } from "../test/rawClient.ts";
import { aClient, api, eventually, refused, theDeployment, unique } from "./deployment.ts";

const target = await theDeployment("app");
const { client, url, adminKey } = target;
const { kitchen, messages } = api;

interface Row {
  body: string;
}

test("SY8: messages out of order end the connection with FatalError", async () => {
  const modify = (baseVersion: number, ...modifications: object[]) => ({
    type: "ModifyQuerySet",
    baseVersion,
    newVersion: baseVersion + 1,
    modifications,
  });
  const add = { type: "Add", queryId: 0, udfPath: "kitchen:greeting", args: [{}] };
  const wrong: object[][] = [
    [modify(3)],
    [modify(0, { type: "Remove", queryId: 9 })],
    [modify(0, add), modify(1, add)],
    [{ type: "Authenticate", baseVersion: 5, tokenType: "None" }],
  ];
  for (const script of wrong) {
    const raw = await aRawClient(target);
    for (const message of script) raw.send(message);
    expect(await raw.next("FatalError")).toMatchObject({ error: expect.any(String) });
    await raw.closed();
  }
});

test("SY8: what is not part of the protocol ends the connection", async () => {
  for (const message of [
    { type: "Nonsense" },
    { type: "Mutation", requestId: -1, udfPath: "kitchen:bump", args: [] },
    { type: "ModifyQuerySet" },
  ]) {
    const raw = await aRawClient(target);
    raw.send(message);
    await raw.closed();
  }
});

test("SY9: a client that has seen a later timestamp than the database is turned away", async () => {
  const socket = new WebSocket(`${url.replace("http", "ws")}/api/sync`);
  onTestFinished(() => socket.terminate());
  await new Promise((resolve) => socket.once("open", resolve));
  const closed = new Promise((resolve) =>
    socket.once("close", (code, reason) => resolve([code, reason.toString()])),
  );
  const connect = { type: "Connect", sessionId: randomUUID(), connectionCount: 1, lastCloseReason: null };
  socket.send(JSON.stringify({ ...connect, maxObservedTimestamp: Buffer.alloc(8, 0x7f).toString("base64") }));
  expect(await closed).toEqual([1011, expect.stringMatching(/^InternalServerError/)]);
});

test("SY10: admin rights over the socket need the admin key", async () => {
  const thief = await aRawClient(target);
  thief.send({ type: "Authenticate", baseVersion: 0, tokenType: "Admin", value: "guess" });
  await thief.closed();
  expect(updatesIn(thief.received)).toEqual([]);
  const admin = await aRawClient(target);
  admin.send({ type: "Authenticate", baseVersion: 0, tokenType: "Admin", value: adminKey });
  await admin.next("Transition");
  admin.add(0, 0, "kitchen:secret", {});
  const [update] = await eventually(() =>
    updatesIn(admin.received).length > 0 ? updatesIn(admin.received) : undefined,
  );
  expect(update).toMatchObject({ type: "QueryUpdated", value: "internal" });
});

test("SY10: internal functions and components are out of reach for other clients", async () => {
  const stock = aClient(target);
  await refused(stock.query(kitchen.secret, {}), /Could not find public function/);
  await refused(
    stock.mutation(makeFunctionReference<"mutation">("kitchen:internalBump"), { name: "x" }),
    /Could not find public function/,
  );
});

test("SY11: a result larger than a chunk arrives whole, its pieces in order with nothing between", async () => {
  const room = unique("big");
  const body = "x".repeat(900_000);
  for (let i = 0; i < 8; i++) await client.mutation(messages.send, { room, body });
  const rows = (await aClient(target).query(messages.list, { room, n: 8 })) as Row[];
  expect(rows.map((row) => row.body.length)).toEqual(Array(8).fill(900_000));
  const raw = await aRawClient(target);
  raw.add(0, 0, "messages:list", { room, n: 8 });
  const isLast = (m: Message) =>
    m.type === "TransitionChunk" && m.partNumber === (m.totalParts as number) - 1;
  await eventually(() => raw.received.find(isLast));
  const chunks = raw.received.filter((m) => m.type === "TransitionChunk");
  const first = raw.received.indexOf(chunks[0]!);
  expect(raw.received.slice(first, first + chunks.length)).toEqual(chunks);
  expect(chunks.map((m) => m.partNumber)).toEqual(chunks.map((_, i) => i));
  expect(new Set(chunks.map((m) => m.transitionId)).size).toBe(1);
  const whole = JSON.parse(chunks.map((m) => m.chunk).join("")) as Message;
  expect(whole.type).toBe("Transition");
  expect((updatesIn([whole])[0]!.value as Row[]).length).toBe(8);
}, 20_000);
