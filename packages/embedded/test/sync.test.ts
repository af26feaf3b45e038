import { ConvexClient } from "convex/browser";
import { expect, onTestFinished, test, vi } from "vitest";
import WebSocket from "ws";
import { aRawClient, updatesIn } from "./rawClient.ts";
import { aDeployment, api, eventually } from "./support.ts";

function aClient(url: string, options: ConstructorParameters<typeof ConvexClient>[1] = {}): ConvexClient {
  const client = new ConvexClient(url, { skipConvexDeploymentUrlCheck: true, logger: false, ...options });
  onTestFinished(() => client.close());
  return client;
}

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

test("SY4: nothing is told of a query after it has left the query set", async () => {
  const client = await aRawClient(await aDeployment());
  const add = { type: "Add", queryId: 7, udfPath: "messages:size", args: [{ room: "a" }], journal: null };
  const remove = { type: "Remove", queryId: 7 };
  // Each time there is a result that the client has not been told of when the query goes.
  client.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: [add, remove] });
  client.send({ type: "ModifyQuerySet", baseVersion: 1, newVersion: 2, modifications: [add, remove, add] });
  await eventually(() => updatesIn(client.received).find(({ type }) => type === "QueryUpdated"));
  expect(updatesIn(client.received).map(({ type, queryId }) => [type, queryId])).toEqual([
    ["QueryRemoved", 7],
    ["QueryRemoved", 7],
    ["QueryUpdated", 7],
  ]);
});

test("SY13: a client that only listens stays connected; one that does not answer any more is let go", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const deployment = await aDeployment();
  const [listener, gone] = [await aRawClient(deployment), await aRawClient(deployment)];
  gone.socket.pong = () => {};
  for (let minute = 0; minute < 5; minute++) {
    vi.advanceTimersByTime(60_000);
    // The answers travel over a real network.
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect((await gone.closed()).code).toBe(1006);
  expect(listener.socket.readyState).toBe(listener.socket.OPEN);
  expect(listener.received.map(({ type }) => type)).toContain("Ping");
});

test("SY13: many silent clients are asked one after another, all within seconds", async () => {
  vi.useFakeTimers({ toFake: ["Date", "setInterval", "clearInterval"] });
  onTestFinished(() => void vi.useRealTimers());
  const deployment = await aDeployment();
  const clients = await Promise.all(Array.from({ length: 100 }, () => aRawClient(deployment)));
  const asked = new Set<number>();
  let askedNow = 0;
  for (const [i, client] of clients.entries())
    client.socket.on("ping", () => {
      asked.add(i);
      askedNow++;
    });
  // What they said first has arrived.
  await new Promise((resolve) => setTimeout(resolve, 200));
  vi.advanceTimersByTime(15_000);
  for (let step = 0; step < 60; step++) {
    askedNow = 0;
    vi.advanceTimersByTime(100);
    // The questions travel over a real network.
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(askedNow).toBeLessThan(20);
  }
  expect(asked.size).toBe(clients.length);
}, 20_000);

test("SY16: a client that asks for more and more and does not read is let go, and comes back", async () => {
  const { url } = await aDeployment();
  const sockets: WebSocket[] = [];
  const closedWith: string[] = [];
  class Watched extends WebSocket {
    constructor(address: string) {
      super(address);
      sockets.push(this);
      this.on("close", (_, reason) => closedWith.push(reason.toString()));
    }
  }
  const client = aClient(url, { webSocketConstructor: Watched as never });
  await client.query(api.kitchen.value, { name: "first" });
  sockets[0]!.pause();
  for (let n = 0; n < 12; n++) {
    client.onUpdate(api.limits.longResult, { bytes: 10_000_000 + n }, () => {})();
    // A query that nobody watches any more leaves the set a moment later.
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  sockets[0]!.resume();
  await eventually(() => (closedWith.length > 0 ? true : undefined), 20_000);
  expect(closedWith[0]).toMatch(/^TooManyConcurrentRequests/);
  expect(await client.query(api.kitchen.value, { name: "first" })).toBe(0);
  expect(sockets.length).toBeGreaterThan(1);
}, 60_000);

test("SY16: a client whose queries alone have much to tell gets all of it, however late it reads", async () => {
  const deployment = await aDeployment();
  const client = await aRawClient(deployment);
  client.socket.pause();
  const modifications = Array.from({ length: 10 }, (_, queryId) => ({
    type: "Add",
    queryId,
    udfPath: "limits:longResult",
    args: [{ bytes: 10_000_000 + queryId }],
    journal: null,
  }));
  client.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
  for (let requestId = 0; requestId < 3; requestId++)
    client.send({ type: "Mutation", requestId, udfPath: "kitchen:bump", args: [{ name: "small" }] });
  await eventually(
    async () =>
      (await deployment.client.query(api.kitchen.value, { name: "small" })) === 3 ? true : undefined,
    20_000,
  );
  client.socket.resume();
  await eventually(
    () => (client.received.filter(({ type }) => type === "MutationResponse")[2] ? true : undefined),
    20_000,
  );
  const chunks = client.received.filter(({ type }) => type === "TransitionChunk");
  const text = chunks.map(({ chunk }) => chunk as string).join("");
  const whole = chunks.length > 0 ? [JSON.parse(text)] : client.received;
  expect(updatesIn(whole).map(({ type }) => type)).toEqual(modifications.map(() => "QueryUpdated"));
  expect(client.socket.readyState).toBe(client.socket.OPEN);
}, 60_000);

test("SY16: more than 1,000 calls at once are too many for one client, and nobody else notices", async () => {
  const deployment = await aDeployment();
  const other = aClient(deployment.url);
  const isTooMany = { code: 1013, reason: expect.stringMatching(/^TooManyConcurrentRequests/) };
  const flood = async (call: object, first = call) => {
    const client = await aRawClient(deployment);
    client.send({ ...first, requestId: 0 });
    for (let n = 1; n <= 1_001; n++)
      client.send({ ...call, requestId: n, baseVersion: n - 1, newVersion: n });
    const { code, reason } = await client.closed();
    expect({ code, reason }).toEqual(isTooMany);
  };
  await flood({ type: "Action", udfPath: "kitchen:slowly", args: [{ ms: 60_000, name: "slow" }] });
  const send = { type: "Mutation", udfPath: "messages:send", args: [{ room: "a", body: "" }] };
  const stuck = { type: "Mutation", udfPath: "nested:stuck", args: [{}] };
  await flood(send, stuck);
  await flood({ type: "ModifyQuerySet", modifications: [] }, stuck);
  await other.mutation(api.messages.send, { room: "a", body: "undisturbed" });
}, 30_000);

test("SY17: a client that asks for thousands of queries at once holds up nobody", async () => {
  const deployment = await aDeployment();
  const greedy = await aRawClient(deployment);
  const many = Array.from({ length: 4_000 }, (_, queryId) => ({
    ...{ type: "Add", queryId, udfPath: "messages:loud", args: [{ room: `${queryId}` }], journal: null },
  }));
  greedy.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications: many });
  await eventually(() => (deployment.log.length > 0 ? true : undefined));
  const modest = await aRawClient(deployment);
  modest.add(0, 0, "messages:size", { room: "a" });
  await modest.next("Transition");
  expect(updatesIn(greedy.received)).toEqual([]);

  const told = (await greedy.next("Transition")) as { endVersion?: { querySet: number } };
  expect(told.endVersion?.querySet).toBe(1);
  expect(updatesIn(greedy.received).length).toBe(many.length);
}, 30_000);

test("SY17: a client may watch 10,000 queries, and is told so when it wants more", async () => {
  const client = await aRawClient(await aDeployment());
  const modifications = Array.from({ length: 10_001 }, (_, queryId) => ({
    ...{ type: "Add", queryId, udfPath: "messages:size", args: [{ room: "a" }], journal: null },
  }));
  client.send({ type: "ModifyQuerySet", baseVersion: 0, newVersion: 1, modifications });
  expect(await client.next("FatalError")).toMatchObject({
    error: "A client may watch at most 10000 queries.",
  });
  expect((await client.closed()).code).toBe(1002);
}, 30_000);

test("SY18: messages that never end fill no memory: who has sent most of one is let go, and others stay", async () => {
  const deployment = await aDeployment();
  const other = await aRawClient(deployment);
  const endless = await Promise.all(Array.from({ length: 12 }, () => aRawClient(deployment)));
  const gone = () => endless.filter(({ socket }) => socket.readyState === socket.CLOSED).length;
  const piece = "x".repeat(4 << 20);
  // The first piece of a message says that others follow.
  for (let i = 0; i < 5; i++) for (const { socket } of endless) socket.send(piece, { fin: false }, () => {});
  await eventually(() => (gone() >= 6 ? true : undefined), 20_000);
  other.add(0, 0, "messages:size", { room: "a" });
  await other.next("Transition");
  expect(gone()).toBeLessThan(12);
}, 30_000);
