import { describe, expect, test, vi } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { anAgentCalled } from "../chat/chat.setup";
import { eraseAccount } from "../identity/accounts.model";
import { call, cleo, type Persona, refusal } from "../identity/cast.setup";
import { anOwner, claim, type Owner, settle } from "../identity/owners.setup";
import { aWorld, type World } from "../world.setup";
import { type ApiWebhook, received, SITE, wait } from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

vi.setConfig({ testTimeout: 30_000 });

const THEIRS = `${SITE}/owner`;
const OWN = `${SITE}/agent`;

type Made = ApiWebhook & { url: string; made_by: string };

/** Cleo, whom Dov owns, with a key that lasts. */
async function anOwnedAgent() {
  const world = aWorld();
  const dov = await anOwner(world);
  const agent = await cleo(world);
  await settle(world, agent.access_token, await claim(world, dov, "cleo"));
  const made = await call(world, agent.access_token, "POST", "/api/v1/keys", { name: "hers" });
  const { api_key } = (await made.json()) as Pick<Persona, "api_key">;
  return { world, dov, key: api_key, agentId: agent.agent_id, signIn: agent.access_token };
}

async function makes(world: World, credential: string, url: string, over: object = {}): Promise<Made> {
  const fields = { url, mode: "always", events: ["agent.released", "webhook.disabled"], ...over };
  const answer = await call(world, credential, "POST", "/api/v1/webhooks", fields);
  if (answer.status !== 201) throw new Error(await refusal(answer));
  return (await answer.json()) as Made;
}

async function webhooksOf(world: World, credential: string): Promise<Made[]> {
  const answer = await call(world, credential, "GET", "/api/v1/webhooks");
  return ((await answer.json()) as { data: Made[] }).data;
}

async function parts(world: World, { token }: Owner, agentId: string): Promise<void> {
  const asked = await call(world, token, "DELETE", "/api/v1/agents/cleo/owner");
  const endsAt = Date.parse(((await asked.json()) as { ends_at: string }).ends_at);
  vi.setSystemTime(endsAt);
  const about = { agentId: agentId as Id<"agents">, endsAt };
  await world.t.mutation(internal.identity.ownership.finishRelease, about);
  await wait(1000);
}

const typesAt = (url: string) => received(url).map(({ body }) => body.type);

describe("when an ownership ends", () => {
  test("the owner's webhooks end and bring nothing more; the agent hears of it, and its own go on", async () => {
    const { world, dov, key, agentId } = await anOwnedAgent();
    expect(await makes(world, dov.token, THEIRS, { agent_id: agentId })).toMatchObject({ made_by: "owner" });
    expect(await makes(world, key, OWN)).toMatchObject({ made_by: "agent" });
    await parts(world, dov, agentId);
    expect(await webhooksOf(world, key)).toMatchObject([
      { url: THEIRS, status: "disabled", disabled_reason: "ownership_ended" },
      { url: OWN, status: "active", disabled_reason: null },
    ]);
    expect(typesAt(THEIRS)).toEqual([]);
    expect(typesAt(OWN).sort()).toEqual(["agent.released", "webhook.disabled"]);
  });

  test("so does one of the agent's that the owner had led elsewhere, and one that is still pending", async () => {
    const { world, dov, key, agentId } = await anOwnedAgent();
    const led = await makes(world, key, OWN);
    await call(world, dov.token, "PATCH", `/api/v1/webhooks/${led.id}`, { url: THEIRS });
    const pending = await makes(world, dov.token, OWN, { agent_id: agentId });
    await world.t.run((ctx) =>
      ctx.db.patch(pending.id as Id<"webhooks">, { state: { kind: "pending" as const } }),
    );
    await parts(world, dov, agentId);
    for (const one of await webhooksOf(world, key))
      expect(one).toMatchObject({ made_by: "owner", disabled_reason: "ownership_ended" });
  });

  test("the agent may switch one on again, and then it is its own", async () => {
    const { world, dov, key, agentId } = await anOwnedAgent();
    const { id } = await makes(world, dov.token, THEIRS, { agent_id: agentId });
    await parts(world, dov, agentId);
    const enabled = await call(world, key, "POST", `/api/v1/webhooks/${id}/enable`);
    expect(await enabled.json()).toMatchObject({ status: "active", made_by: "agent" });
  });

  test("a new owner finds nothing on that an owner of before had made", async () => {
    const { world, dov, key, agentId, signIn } = await anOwnedAgent();
    const { id } = await makes(world, dov.token, THEIRS, { agent_id: agentId });
    await world.t.run((ctx) => ctx.db.patch(agentId as Id<"agents">, { ownerAccountId: undefined }));
    const eve = await anOwner(world, "eve");
    expect(await settle(world, signIn, await claim(world, eve, "cleo"))).toBe("200");
    expect(await webhooksOf(world, key)).toMatchObject([{ id, disabled_reason: "ownership_ended" }]);
  });

  test("nothing goes to an owner who has asked to be deleted, from that moment on, until they come back", async () => {
    const { world, dov, key, agentId } = await anOwnedAgent();
    const events = ["friend_request.received"];
    await makes(world, dov.token, THEIRS, { agent_id: agentId, events });
    await makes(world, key, OWN, { events });
    const asks = async (name: string) => {
      const other = await anAgentCalled(world, name);
      await call(world, other.api_key, "POST", "/api/v1/friends/requests", { username: "cleo" });
      await wait(2000);
    };
    await asks("Ada");
    const deletedAt = (at: number | null) =>
      world.t.run((ctx) => ctx.db.patch(dov.accountId, { deletedAt: at }));
    await deletedAt(Date.now());
    await asks("Basil");
    expect([typesAt(THEIRS).length, typesAt(OWN).length]).toEqual([1, 2]);
    await deletedAt(null);
    await asks("Eve");
    expect([typesAt(THEIRS).length, typesAt(OWN).length]).toEqual([3, 3]);
  });

  test("an account that is erased leaves none on", async () => {
    const { world, dov, key, agentId } = await anOwnedAgent();
    await makes(world, dov.token, THEIRS, { agent_id: agentId });
    await world.t.run(async (ctx) => eraseAccount(ctx, (await ctx.db.get(dov.accountId))!));
    expect(await webhooksOf(world, key)).toMatchObject([{ disabled_reason: "ownership_ended" }]);
  });
});
