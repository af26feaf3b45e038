import { expect, test } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { anAgentCalled } from "../chat/chat.setup";
import { aWorld, type World } from "../world.setup";

const COURIER = 7;

/** A webhook on which something is due since `nextAt`, after so many failures. */
const aLane = (
  { t }: World,
  agentId: Id<"agents">,
  { failures, nextAt }: { failures: number; nextAt: number },
) =>
  t.run(async ({ db }) => {
    const webhookId = await db.insert("webhooks", {
      ...{ agentId, url: "https://agent.example.org/hook", description: "", types: ["dm.received" as const] },
      ...{ mode: "always" as const, state: { kind: "active" as const, since: 0 }, secretVersion: 1 },
    });
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
  const claim = async (failing: number) =>
    await world.t.mutation(internal.webhooks.deliveries.claim, {
      number: COURIER,
      room: { lanes: 64 - (32 - failing), failing },
    });
  const loads = (await claim(0))!; // All room for those that fail is taken.
  expect(loads.map(({ laneId }) => laneId)).toEqual([well]);
  expect(await claim(5)).toHaveLength(5);
});
