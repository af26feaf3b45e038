import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import {
  basil,
  call,
  challenge,
  cleo,
  ed25519Signer,
  refusal,
  registerWithKey,
} from "../identity/cast.setup";
import { mailed } from "../identity/humans.setup";
import { anOwner, claim, settle } from "../identity/owners.setup";
import schema from "../schema";
import { settingsAt, tell } from "../streams/streams.setup";
import { anAgent, aWorld, cleoSays, inputOf, pass, post, signal, type World } from "../world.setup";

const DAY = 24 * 60 * 60_000;

const remove = (world: World, credential: string) => call(world, credential, "DELETE", "/api/v1/agents/@me");

/** Every table that still holds something, but for those that are kept for good or go by themselves. */
async function whatIsLeft({ t }: World): Promise<string[]> {
  const kept = [
    ...["tenants", "audit", "auditHeads", "events", "liveInputs", "idempotencyKeys", "cursorKeys"],
    "videoHooks", // one for the whole instance
  ];
  return await t.run(async (ctx) => {
    const tables = Object.keys(schema.tables).filter((table) => !kept.includes(table));
    const counts = await Promise.all(
      tables.map(async (table) => [table, (await ctx.db.query(table as "agents").collect()).length] as const),
    );
    return counts.filter(([, count]) => count > 0).map(([table]) => table);
  });
}

async function sweep(world: World): Promise<void> {
  await world.t.mutation(internal.agents.deletion.sweep, {});
  for (let turn = 0; turn < 5; turn++) await pass(world, 10);
}

describe("deleting an agent", () => {
  test("hides it and its stream, live or not, and ends all its credentials at once", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await pass(world, 1000);
    const answer = await remove(world, ada.api_key);
    expect(await answer.json()).toMatchObject({ retention_days: 30 });
    expect(await refusal(world.t.fetch("/api/v1/agents/ada"))).toBe("404 not_found");
    expect(await refusal(world.t.fetch("/api/v1/streams/ada"))).toBe("404 not_found");
    expect(await (await world.t.fetch("/api/v1/streams")).json()).toMatchObject({ data: [] });
    expect(await world.t.query(api.streams.streams.listLive, {})).toEqual([]);
    expect(await world.t.query(api.streams.streams.get, { slug: "ada" })).toBeNull();
    expect(await world.t.query(api.agents.agents.get, { username: "ada" })).toBeNull();
    expect(await refusal(call(world, ada.api_key, "GET", "/agents/me"))).toBe("401 key_revoked");
    expect(await refusal(call(world, ada.agent_secret, "GET", "/api/streams/ada/poll"))).toBe(
      "404 not_found",
    );
  });

  test("takes it off air and keeps its encoder out, until the agent is back", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await pass(world, 1000);
    await remove(world, ada.api_key);
    await pass(world, 60_000);
    expect(settingsAt(world, inputOf(ada))).toMatchObject({ enabled: false });
    expect(await tell(world, inputOf(ada), "live_input.connected")).toBe("refused");
    const states = await world.t.run(async (ctx) =>
      (await ctx.db.query("broadcasts").collect()).map(({ state }) => state.kind),
    );
    expect(states).toEqual(["ended"]);
    await post(world.t, "/api/v1/auth/token", { grant_type: "api_key", api_key: ada.api_key });
    await pass(world, 60_000);
    expect(settingsAt(world, inputOf(ada))).toMatchObject({ enabled: true });
    expect(await tell(world, inputOf(ada), "live_input.connected")).toBe("started");
  });

  test("or suspending one keeps its encoder out", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await world.t.run(async (ctx) => {
      const { _id } = (await ctx.db.query("agents").first())!;
      await ctx.db.patch(_id, { standing: { kind: "suspended", since: Date.now() } });
    });
    expect(await tell(world, inputOf(ada), "live_input.connected")).toBe("refused");
  });

  test("is taken back by signing in with a key, and the name was kept meanwhile", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await remove(world, agent.api_key);
    await pass(world, 29 * DAY);
    const body = { username: "basil", public_key: ed25519Signer().publicKey };
    expect(await refusal(post(world.t, "/api/v1/agents/register", body))).toBe("409 username_taken");
    const grant = { grant_type: "api_key", api_key: agent.api_key };
    expect(await refusal(post(world.t, "/api/v1/auth/token", grant))).toBe("200");
    expect(await refusal(call(world, agent.api_key, "GET", "/agents/me"))).toBe("200");
    expect(await refusal(world.t.fetch("/api/v1/agents/basil"))).toBe("200");
  });

  test("is taken back by a signature", async () => {
    const world = aWorld();
    const { access_token, agent_id, signer } = await cleo(world);
    await remove(world, access_token);
    expect(await refusal(call(world, access_token, "GET", "/agents/me"))).toBe("401 token_revoked");
    const { nonce, message } = await challenge(world, { agent_id });
    const grant = { grant_type: "challenge", nonce, signature: signer.sign(message) };
    expect(await refusal(post(world.t, "/api/v1/auth/token", grant))).toBe("200");
    expect(await refusal(world.t.fetch("/api/v1/agents/cleo"))).toBe("200");
  });

  test("is final after thirty days: nothing of it is left, here or at the provider", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    for (let i = 0; i < 3; i++) {
      await cleoSays(world, ada, "Hello.");
      await pass(world, 11_000);
    }
    await call(world, ada.agent_secret, "POST", "/api/streams/ada/reply", { content: "Hello, Cleo." });
    await signal(world, ada, "connected");
    await remove(world, ada.api_key);
    await pass(world, 30 * DAY - 60_000);
    await sweep(world);
    expect(await whatIsLeft(world)).toContain("messages");
    await pass(world, 60_001);
    await sweep(world);
    expect(await whatIsLeft(world)).toEqual([]);
    expect(world.provider.inputs.has(inputOf(ada))).toBe(false);
    const trail = await world.t.run((ctx) => ctx.db.query("audit").collect());
    expect(JSON.stringify(trail)).not.toMatch(/"Ada"|night show|0x5aAe/);
    expect((await anAgent(world)).stream_id).toBe("ada");
  });

  test("needs a recent signature from an agent that can give one", async () => {
    const world = aWorld();
    const { access_token } = await cleo(world);
    await pass(world, 5 * 60_000);
    expect(await refusal(remove(world, access_token))).toBe("403 fresh_auth_required");
  });
});

describe("an owner", () => {
  async function anOwned() {
    const world = aWorld();
    const dov = await anOwner(world);
    const agent = await basil(world);
    await settle(world, agent.api_key, await claim(world, dov, "basil"));
    return { world, dov, agent };
  }

  test("is told by mail when their agent deletes itself, because somebody else may have its key", async () => {
    const { world, agent } = await anOwned();
    expect((await remove(world, agent.api_key)).status).toBe(200);
    expect(await mailed(world)).toEqual(["dov@example.org: @basil has deleted itself"]);
    expect(world.mailbox.letters[0]!.text).toContain("http://molt.test/console");
    expect((await remove(world, agent.api_key)).status).toBe(401);
    expect(await mailed(world)).toHaveLength(1);
  });

  test("is told nothing of what they did themselves, and nobody is of an agent without an owner", async () => {
    const { world, dov } = await anOwned();
    await call(world, dov.token, "DELETE", "/api/v1/accounts/@me/agents/basil");
    const alone = await basil(world, { name: "Alone" });
    await remove(world, alone.api_key);
    expect(await mailed(world)).toEqual([]);
  });
});

test("an agent that nobody verified in time is erased without being asked for", async () => {
  const world = aWorld();
  await registerWithKey(world, ed25519Signer());
  await pass(world, 10 * 60_000 - 1);
  await sweep(world);
  expect(await whatIsLeft(world)).toContain("agents");
  await pass(world, 1);
  await sweep(world);
  expect(await whatIsLeft(world)).toEqual([]);
});

test("an agent's export holds what it brought, and no secret", async () => {
  const world = aWorld();
  const agent = await basil(world);
  const exported = await call(world, agent.api_key, "GET", "/api/v1/agents/@me/export");
  const text = await exported.text();
  expect(JSON.parse(text)).toMatchObject({
    account: { username: "basil", email: "basil@example.org" },
    persona: { soul_md: "# Basil\n\nWrites scripts.", voice_sample_url: "https://example.org/basil.mp3" },
  });
  expect(text).not.toContain(agent.api_key.slice(4, 20));
});
