import { expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { anAgentCalled } from "../chat/chat.setup";
import { aWorld, type World } from "../world.setup";
import { enqueue } from "./deliveries.model";
import { received, receiverAt, SITE, wait } from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

vi.setConfig({ testTimeout: 60_000 });

const COURIER = 7;

/** A webhook on which something is due since `nextAt`, after so many failures. */
const aLane = (
  { t }: World,
  agentId: Id<"agents">,
  {
    failures,
    nextAt,
    url = `${SITE}/hook`,
    loads = 1,
  }: { failures: number; nextAt: number; url?: string; loads?: number },
) =>
  t.run(async ({ db }) => {
    const webhookId = await db.insert("webhooks", {
      ...{ agentId, url, description: "", types: ["dm.received" as const] },
      ...{ mode: "always" as const, state: { kind: "active" as const, since: 0 }, secretVersion: 1 },
    });
    for (let i = 0; i < loads; i++)
      await db.insert("webhookDeliveries", {
        ...{ webhookId, parcel: { kind: "test" as const, type: "dm.received" as const }, tries: failures },
        ...{ state: { kind: "due" as const, at: nextAt }, attempts: [] },
      });
    return await db.insert("webhookLanes", {
      ...{ webhookId, nextAt, claim: null, claims: 0, failures, restsUntil: 0 },
      ...{ failingSince: failures > 0 ? nextAt : null, lost: 0, openDigest: null },
    });
  });

test("receivers that hang, however many, do not stand before those that are well", async () => {
  const world = aWorld();
  const { agent_id } = await anAgentCalled(world, "Ada");
  const agentId = agent_id as Id<"agents">;
  const now = Date.now();
  for (let i = 0; i < 150; i++) await aLane(world, agentId, { failures: 3, nextAt: now - 60_000 + i });
  const well = await aLane(world, agentId, { failures: 0, nextAt: now - 1 });
  await world.t.run(({ db }) =>
    db.insert("couriers", { number: COURIER, aliveUntil: now + 60_000, risesAt: null }),
  );
  const claim = async (unwell: number) =>
    await world.t.mutation(internal.webhooks.deliveries.claim, {
      number: COURIER,
      room: { well: 32, unwell },
    });
  const loads = (await claim(0))!; // All room for those that fail is taken.
  expect(loads.map(({ laneId }) => laneId)).toEqual([well]);
  expect(await claim(5)).toHaveLength(5);
});

test("nobody prompt waits for receivers that take ten seconds over a 200, however many there are", async () => {
  const world = aWorld();
  const { agent_id } = await anAgentCalled(world, "Ada");
  const agentId = agent_id as Id<"agents">;
  const [slowly, promptly] = [`${SITE}/slowly`, `${SITE}/promptly`];
  receiverAt(slowly, () => ({ status: 200, body: "", afterMs: 9900 }));
  const begin = Date.now();
  for (let i = 0; i < 100; i++)
    await aLane(world, agentId, { failures: 0, nextAt: begin - 1000 + i, url: slowly, loads: 12 });
  await world.t.mutation(internal.webhooks.deliveries.rise, {});
  for (const at of [4000, 11_000, 16_000, 24_000]) {
    await wait(begin + at - Date.now(), 200);
    const before = received(promptly).length;
    await aLane(world, agentId, { failures: 0, nextAt: Date.now(), url: promptly });
    await wait(1000, 100);
    expect(received(promptly).length - before, `after ${at} ms`).toBe(1);
  }
  await wait(4000, 500);
  // The slow ones are brought to, too: 32 lanes at a time, once they are known.
  expect(received(slowly).length).toBeGreaterThan(600);
  const lanes = await world.t.run(({ db }) => db.query("webhookLanes").collect());
  expect(lanes.filter(({ slow }) => slow)).toHaveLength(100);
});

test("a receiver that was slow is prompt again after its first prompt answer", async () => {
  const world = aWorld();
  const { agent_id } = await anAgentCalled(world, "Ada");
  const url = `${SITE}/recovers`;
  receiverAt(url, () => ({ status: 200, body: "", afterMs: received(url).length > 1 ? 1 : 3000 }));
  const now = Date.now();
  const laneId = await aLane(world, agent_id as Id<"agents">, { failures: 0, nextAt: now, url });
  const lane = () => world.t.run(({ db }) => db.get(laneId));
  await world.t.mutation(internal.webhooks.deliveries.rise, {});
  await wait(4000, 100);
  expect(await lane()).toMatchObject({ slow: true, failures: 0 });
  const { webhookId } = (await lane())!;
  await world.t.run((ctx) => enqueue(ctx, webhookId, { kind: "test", type: "dm.received" }));
  await wait(1000, 100);
  expect((await lane())?.slow).toBeUndefined();
});
