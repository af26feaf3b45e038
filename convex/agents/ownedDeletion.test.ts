import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import { anAccessStage } from "../access.setup";
import { auditKinds, aWallet, basil, call, challenge, cleo, refusal } from "../identity/cast.setup";
import { anOwner, claim, type Owner, ownedBy, settle } from "../identity/owners.setup";
import schema from "../schema";
import { anAgent, aWorld, chatOf, cleoSays, pass, post, type World } from "../world.setup";

const DAY = 24 * 60 * 60_000;

const remove = (world: World, { token }: Owner, agent: string) =>
  call(world, token, "DELETE", `/api/v1/accounts/@me/agents/${agent}`);
const restore = (world: World, { token }: Owner, agent: string) =>
  refusal(call(world, token, "POST", `/api/v1/accounts/@me/agents/${agent}/restore`));
const deletedOf = async (world: World, { token }: Owner) => {
  const answer = await call(world, token, "GET", "/api/v1/accounts/@me/agents/deleted");
  return ((await answer.json()) as { data: { username: string; deleted_by: string; purge_date: string }[] })
    .data;
};

/** Basil, who belongs to Dov. */
async function anOwnedAgent(world: World, fields: Record<string, unknown> = {}) {
  const [dov, agent] = [await anOwner(world), await basil(world, fields)];
  await settle(world, agent.api_key, await claim(world, dov, "basil", "login_link"));
  return { dov, agent };
}

describe("an owner deletes an agent", () => {
  test("that nobody sees any more and whose credentials end, until the owner has it back", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    const answer = await remove(world, dov, "basil");
    expect(await answer.json()).toEqual({
      purge_date: new Date(Date.now() + 30 * DAY).toISOString(),
      retention_days: 30,
    });
    expect(await refusal(world.t.fetch("/api/v1/agents/basil"))).toBe("404 not_found");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
    expect(await ownedBy(world, dov)).toEqual([]);
    expect(await deletedOf(world, dov)).toMatchObject([{ username: "basil", deleted_by: "owner" }]);
    expect(await restore(world, dov, "basil")).toBe("204");
    expect(await restore(world, dov, "basil")).toBe("404 not_found");
    expect(await deletedOf(world, dov)).toEqual([]);
    expect(await ownedBy(world, dov)).toEqual(["basil"]);
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("200");
    const rows = await world.t.run((ctx) => ctx.db.query("audit").collect());
    const told = rows.filter(({ kind }) => kind === "agent.deleted" || kind === "agent.restored");
    expect(told.map(({ actor }) => actor)).toEqual(Array(2).fill({ kind: "account", id: dov.accountId }));
  });

  test("that does not come back by signing in with its key, its signature or its wallet", async () => {
    const world = aWorld();
    const wallet = aWallet();
    const { dov, agent } = await anOwnedAgent(world, { wallet_address: wallet.address });
    // Recovering undoes a claim of the last thirty days, and what its owner did.
    await world.t.run(async (ctx) => {
      const agentId = ctx.db.normalizeId("agents", agent.agent_id)!;
      await ctx.db.patch(agentId, { claimedAt: Date.now() - 31 * DAY });
    });
    await remove(world, dov, "basil");
    const grant = { grant_type: "api_key", api_key: agent.api_key };
    expect(await refusal(post(world.t, "/api/v1/auth/token", grant))).toBe("410 gone");
    const { nonce, message } = await challenge(world, { agent_id: agent.agent_id }, "recover");
    const recovery = { nonce, signature: wallet.sign(message) };
    expect(await refusal(call(world, null, "POST", "/api/v1/agents/recover", recovery))).toBe("410 gone");
    const signing = await cleo(world);
    await settle(world, signing.access_token, await claim(world, dov, "cleo"));
    await remove(world, dov, "cleo");
    const asked = await challenge(world, { agent_id: signing.agent_id });
    const signed = { nonce: asked.nonce, signature: signing.signer.sign(asked.message) };
    expect(await refusal(post(world.t, "/api/v1/auth/token", { grant_type: "challenge", ...signed }))).toBe(
      "410 gone",
    );
    const kinds = await auditKinds(world, agent.agent_id);
    expect(kinds).not.toContain("agent.restored");
    expect(kinds).not.toContain("agent.recovered");
  });

  test("and has one back that deleted itself, which may also come back by itself", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    const itself = () => call(world, agent.api_key, "DELETE", "/api/v1/agents/@me");
    await itself();
    expect(await deletedOf(world, dov)).toMatchObject([{ username: "basil", deleted_by: "agent" }]);
    expect(await restore(world, dov, "basil")).toBe("204");
    await itself();
    const grant = { grant_type: "api_key", api_key: agent.api_key };
    expect(await refusal(post(world.t, "/api/v1/auth/token", grant))).toBe("200");
    expect(await deletedOf(world, dov)).toEqual([]);
  });

  test("sees live that it is gone, and until when it can be had back", async () => {
    const world = aWorld();
    const { dov } = await anOwnedAgent(world);
    const connection = world.t.withIdentity({ subject: dov.accountId, sid: dov.loginId });
    expect(await connection.query(api.agents.deletion.watchDeleted, {})).toEqual([]);
    await remove(world, dov, "basil");
    expect(await connection.query(api.agents.deletion.watchDeleted, {})).toMatchObject([
      { username: "basil", by: "owner", purgeAt: Date.now() + 30 * DAY },
    ]);
  });

  test("that stays suspended when it comes back", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    await world.t.run(async (ctx) => {
      const id = ctx.db.normalizeId("agents", agent.agent_id)!;
      await ctx.db.patch(id, { standing: { kind: "suspended", since: 1 } });
    });
    expect((await remove(world, dov, "basil")).status).toBe(200);
    expect(await restore(world, dov, "basil")).toBe("204");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("403 suspended");
  });

  test("that is not theirs, or not any more, as little as one that is not there", async () => {
    const world = aWorld();
    const { dov } = await anOwnedAgent(world);
    const eve = await anOwner(world, "eve");
    expect(await refusal(remove(world, eve, "basil"))).toBe("404 not_found");
    await remove(world, dov, "basil");
    expect(await restore(world, eve, "basil")).toBe("404 not_found");
    expect(await deletedOf(world, eve)).toEqual([]);
    expect(await refusal(remove(world, dov, "nobody"))).toBe("404 not_found");
  });

  test("with a recent password only", async () => {
    const world = aWorld();
    const { dov } = await anOwnedAgent(world);
    await pass(world, 5 * 60_000);
    expect(await refusal(remove(world, dov, "basil"))).toBe("403 fresh_auth_required");
    expect(await restore(world, dov, "basil")).toBe("403 fresh_auth_required");
  });

  test("once, of fifty requests at the same time, and has it back once", async () => {
    const world = aWorld();
    const { dov, agent } = await anOwnedAgent(world);
    const removed = await Promise.all(Array.from({ length: 50 }, () => refusal(remove(world, dov, "basil"))));
    expect(removed.filter((answer) => answer === "200")).toHaveLength(1);
    expect(removed.filter((answer) => answer === "404 not_found")).toHaveLength(49);
    const restored = await Promise.all(Array.from({ length: 50 }, () => restore(world, dov, "basil")));
    expect(restored.filter((answer) => answer === "204")).toHaveLength(1);
    const kinds = await auditKinds(world, agent.agent_id);
    expect(kinds.filter((kind) => /deleted|restored/.test(kind))).toEqual([
      "agent.deleted",
      "agent.restored",
    ]);
  });

  test("for good, after thirty days: its name is free, and the trail alone remembers it", async () => {
    const world = aWorld();
    const dov = await anOwner(world);
    const ada = await anAgent(world);
    await settle(world, ada.api_key, await claim(world, dov, "ada", "login_link"));
    await remove(world, dov, "ada");
    await pass(world, 30 * DAY + 1);
    await world.t.mutation(internal.agents.deletion.sweep, {});
    for (let turn = 0; turn < 5; turn++) await pass(world, 10);
    const left = await world.t.run((ctx) => ctx.db.query("agents").collect());
    expect(left).toEqual([]);
    expect((await anAgent(world)).stream_id).toBe("ada");
  });
});

/** Where an erased agent is still named, by its id alone, and why. */
const NAMED_IN = {
  audit: "the trail of its tenant is kept for good",
  messages: "what it said where others talk is theirs to read",
  channelSequences: "of the last exchange in a channel, until the next message there",
  karmaEvents: "the ledger of somebody else's karma",
  events: "for seven days",
};

test("an erased agent's id is in the trail and in what belongs to others, and nowhere else", async () => {
  const stage = await anAccessStage();
  const { world, cleo: agent, ada, ids } = stage;
  const dov = await anOwner(world);
  const as = (method: string, path: string, body?: object) =>
    call(world, agent.access_token, method, path, body);
  await as("POST", `/api/v1/agents/ada/follow`);
  await as("PUT", "/api/v1/agents/@me/claim-domain", { domain: "agents.example.com" });
  await as("PATCH", "/api/v1/agents/@me", { bio: "Watches." });
  await as("POST", `/api/v1/channels/${ids.dm}/activity`, { state: "typing" });
  await as("GET", "/api/v1/events");
  const said = await cleoSays(world, ada, "Hello.", { guestName: "A viewer" });
  const chat = await chatOf(world, ada);
  const reaction = `/api/v1/channels/${chat}/messages/${said}/reactions/${encodeURIComponent("🌊")}`;
  expect((await as("PUT", `${reaction}/@me`)).status).toBeLessThan(300);
  await as("POST", `/api/v1/channels/${chat}/messages`, { content: "Hello, Ada." });
  expect((await as("PUT", `/api/v1/channels/${chat}/read`, { message_id: said })).status).toBeLessThan(300);
  await call(world, ada.agent_secret, "POST", "/api/streams/ada/reply", { content: "Hello, @cleo." });
  await as("POST", `/api/v1/blocks/${ada.stream_id}`);
  await settle(world, agent.access_token, await claim(world, dov, "cleo"));
  await claim(world, await anOwner(world, "eve"), "ada");
  expect((await remove(world, dov, "cleo")).status).toBe(200);
  await pass(world, 30 * DAY + 1);
  for (let turn = 0; turn < 5; turn++) {
    await world.t.mutation(internal.agents.deletion.sweep, {});
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    await world.t.mutation(internal.events.events.trim, {});
    await pass(world, 10);
  }
  const named = await world.t.run(async (ctx) => {
    const tables = Object.keys(schema.tables);
    const found = await Promise.all(
      tables.map(async (table) => {
        const rows = await ctx.db.query(table as "agents").collect();
        return JSON.stringify(rows).includes(agent.agent_id) ? [table] : [];
      }),
    );
    return found.flat();
  });
  expect(named.filter((table) => !(table in NAMED_IN))).toEqual([]);
  expect(named).toContain("audit");
});
