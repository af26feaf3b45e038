import { expect, test } from "vitest";
import { internal } from "../_generated/api";
import { anAgent, aWorld, eventKinds, pass } from "../world.setup";
import { EVENT_RETENTION_MS } from "./events.model";

test("events past their retention go away, however many, and the others stay", async () => {
  const world = aWorld();
  await anAgent(world);
  await world.t.run(async (ctx) => {
    const tenantId = (await ctx.db.query("tenants").first())!._id;
    const agentId = (await ctx.db.query("agents").first())!._id;
    const actor = { kind: "agent" as const, id: agentId };
    for (let i = 0; i < 1200; i++) {
      await ctx.db.insert("events", { kind: "message.created", tenantId, actor, subject: actor });
    }
  });
  await pass(world, EVENT_RETENTION_MS + 1000);
  await anAgent(world, { agent_name: "Basil" });
  await world.t.mutation(internal.events.events.trim, {});
  for (let turn = 0; turn < 3; turn++) await pass(world, 10);
  expect(await eventKinds(world)).toEqual(["agent.registered", "stream.created"]);
});
