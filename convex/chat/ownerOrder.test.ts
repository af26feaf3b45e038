import { expect, test } from "vitest";
import { call } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import { anAgent, aWorld, chatOf, cleoSays, type Registered, type World } from "../world.setup";

async function own({ t }: World, { agent_id }: Registered, accountId: string): Promise<void> {
  await t.run(async (ctx) => {
    const ownerAccountId = ctx.db.normalizeId("accounts", accountId)!;
    await ctx.db.patch(ctx.db.normalizeId("agents", agent_id)!, { ownerAccountId });
  });
}

test("the owner of a host keeps order in its chat, and the owner of another agent does not", async () => {
  const world = aWorld();
  const ada = await anAgent(world);
  const [dov, eve] = [await anOwner(world, "dov"), await anOwner(world, "eve")];
  await own(world, ada, dov.accountId);
  await cleoSays(world, ada, "shouting");
  const chat = await chatOf(world, ada);
  const message = await world.t.run((ctx) => ctx.db.query("messages").first());
  const silences = `/api/v1/channels/${chat}/silences`;
  const silence = `${silences}/${message!.author.id}`;
  expect((await call(world, eve.token, "PUT", silence, { reason: "no" })).status).toBe(403);
  expect((await call(world, eve.token, "GET", silences)).status).toBe(403);
  expect((await call(world, dov.token, "PUT", silence, { reason: "loud" })).status).toBe(200);
  const listed = await call(world, dov.token, "GET", silences);
  expect(await listed.json()).toMatchObject({ data: [{ target: { name: "Cleo" }, reason: "loud" }] });
  await expect(cleoSays(world, ada, "still here")).rejects.toThrow("does not want you to write");
  expect((await call(world, dov.token, "DELETE", silence)).status).toBe(204);
  await cleoSays(world, ada, "and back");
});
