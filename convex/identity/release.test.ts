import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import { aWorld, pass, type World } from "../world.setup";
import { SCOPES_OF } from "./accounts.model";
import { auditKinds, basil, call, cleo, refusal } from "./cast.setup";
import { startLogin } from "./logins.model";
import { anOwner, claim, type Owner, ownedBy, settle } from "./owners.setup";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;

const release = (world: World, credential: string, agent: string) =>
  call(world, credential, "DELETE", `/api/v1/agents/${agent}/owner`);
const keep = (world: World, credential: string, agent: string) =>
  refusal(call(world, credential, "POST", `/api/v1/agents/${agent}/owner/keep`));
const ownerOf = async (world: World, credential: string, agent: string) =>
  (await call(world, credential, "GET", `/api/v1/agents/${agent}/owner`)).json();

/** Cleo, who belongs to Dov. */
async function anOwnedAgent(world: World) {
  const dov = await anOwner(world);
  const agent = await cleo(world);
  await settle(world, agent.access_token, await claim(world, dov, "cleo"));
  return { dov, agent };
}

async function newsOf(world: World, credential: string): Promise<string[]> {
  const inbox = await call(world, credential, "GET", "/api/v1/events");
  return ((await inbox.json()) as { data: { type: string }[] }).data.map(({ type }) => type);
}

const subjects = (world: World) => world.mailbox.letters.map(({ subject }) => subject);

/** A token of a sign-in from just now: what needs a fresh proof takes no older one. */
async function freshToken(world: World, { accountId }: Owner): Promise<string> {
  return await world.t.run(async (ctx) => {
    const { tenantId } = (await ctx.db.get(accountId))!;
    const holder = { kind: "human" as const, accountId, role: "owner" as const };
    const { accessToken } = await startLogin(ctx, { tenantId, holder, scopes: SCOPES_OF.owner, client: "" });
    return accessToken;
  });
}

describe("parting", () => {
  test("takes a day, of which both are told at once, and leaves the agent its keys", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    const list = `/api/v1/keys?agent_id=${encodeURIComponent(agent.agent_id)}`;
    const made = await call(world, agent.access_token, "POST", "/api/v1/keys", { name: "hers" });
    const { api_key } = (await made.json()) as { api_key: string };
    const asked = await release(world, agent.access_token, "cleo");
    expect(asked.status).toBe(202);
    const endsAt = new Date(Date.now() + DAY).toISOString();
    expect(await asked.json()).toEqual({ by: "agent", ends_at: endsAt });
    await pass(world, 1);
    expect(subjects(world)).toEqual(["@cleo is about to leave you"]);
    expect(await newsOf(world, api_key)).toEqual(["agent.claimed", "agent.release_requested"]);
    expect(await ownerOf(world, api_key, "cleo")).toMatchObject({
      id: dov.accountId,
      release: { by: "agent", ends_at: endsAt },
    });
    await pass(world, DAY - 2);
    const late = await freshToken(world, dov);
    expect(await refusal(call(world, late, "GET", list))).toBe("200");
    await pass(world, 1);
    expect(await refusal(call(world, late, "GET", list))).toBe("404 not_found");
    expect(await refusal(call(world, api_key, "GET", "/agents/me"))).toBe("200");
    expect(await refusal(call(world, api_key, "GET", "/api/v1/agents/cleo/owner"))).toBe("404 not_found");
    await pass(world, 1);
    expect(subjects(world)).toContain("@cleo is not yours any more");
    expect(await auditKinds(world, agent.agent_id)).toEqual(
      expect.arrayContaining(["agent.release_requested", "agent.released"]),
    );
  });

  test("is called off by the owner in time, whoever had asked", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    await release(world, agent.access_token, "cleo");
    expect(await keep(world, dov.token, "cleo")).toBe("204");
    expect(await keep(world, dov.token, "cleo")).toBe("404 not_found");
    await release(world, dov.token, "cleo");
    expect(await keep(world, dov.token, "cleo")).toBe("204");
    await pass(world, 2 * DAY);
    expect(await ownedBy(world, { ...dov, token: await freshToken(world, dov) })).toEqual(["cleo"]);
    expect(subjects(world)).toContain("@cleo stays yours");
  });

  test("is called off by an agent that had asked itself, and by no agent whose owner wants to go", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    await release(world, agent.access_token, "cleo");
    expect(await keep(world, agent.access_token, "cleo")).toBe("204");
    await release(world, dov.token, "cleo");
    expect(await keep(world, agent.access_token, "cleo")).toBe("403 forbidden");
    await pass(world, DAY);
    expect(await ownedBy(world, { ...dov, token: await freshToken(world, dov) })).toEqual([]);
  });

  test("that was called off and asked for anew waits a whole day again", async () => {
    const world = aWorld();
    const { dov } = await anOwnedAgent(world);
    await release(world, dov.token, "cleo");
    await keep(world, dov.token, "cleo");
    await pass(world, HOUR);
    await release(world, await freshToken(world, dov), "cleo");
    await pass(world, DAY - 1);
    expect(await ownedBy(world, { ...dov, token: await freshToken(world, dov) })).toEqual(["cleo"]);
    await pass(world, 1);
    expect(await ownedBy(world, { ...dov, token: await freshToken(world, dov) })).toEqual([]);
  });

  test("does not part the agent from the owner who comes next", async () => {
    const world = aWorld();
    const { dov } = await anOwnedAgent(world);
    await release(world, dov.token, "cleo");
    await world.t.run((ctx) => ctx.db.patch(dov.accountId, { deletedAt: 1 }));
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    const eve = await anOwner(world, "eve");
    await world.t.run(async (ctx) => {
      const agent = await ctx.db.query("agents").first();
      await ctx.db.patch(agent!._id, { ownerAccountId: eve.accountId });
    });
    await pass(world, 2 * DAY);
    expect(await ownedBy(world, { ...eve, token: await freshToken(world, eve) })).toEqual(["cleo"]);
  });

  test("asked for by fifty at once is one request: one entry in the trail, one mail", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, async (_, i) => {
        const answer = await release(world, i % 2 ? dov.token : agent.access_token, "cleo");
        return `${answer.status} ${JSON.stringify(await answer.json())}`;
      }),
    );
    expect(new Set(answers).size).toBe(1);
    await pass(world, 1);
    expect(subjects(world)).toHaveLength(1);
    const kinds = await auditKinds(world, agent.agent_id);
    expect(kinds.filter((kind) => kind === "agent.release_requested")).toHaveLength(1);
    const kept = await Promise.all(Array.from({ length: 50 }, () => keep(world, dov.token, "cleo")));
    expect(kept.filter((answer) => answer === "204")).toHaveLength(1);
    expect(kept.filter((answer) => answer === "404 not_found")).toHaveLength(49);
  });

  test("needs a recent proof to ask for, and none to call off", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    await release(world, agent.access_token, "cleo");
    await pass(world, 5 * 60_000);
    expect(await refusal(release(world, dov.token, "cleo"))).toBe("403 fresh_auth_required");
    expect(await keep(world, dov.token, "cleo")).toBe("204");
  });

  test("is nobody else's business", async () => {
    const world = aWorld();
    const { dov } = await anOwnedAgent(world);
    const [eve, other] = [await anOwner(world, "eve"), await basil(world)];
    await release(world, dov.token, "cleo");
    for (const credential of [eve.token, other.api_key]) {
      expect(await refusal(release(world, credential, "cleo"))).toBe("404 not_found");
      expect(await keep(world, credential, "cleo")).toBe("404 not_found");
      expect(await refusal(call(world, credential, "GET", "/api/v1/agents/cleo/owner"))).toBe(
        "404 not_found",
      );
    }
  });
});
