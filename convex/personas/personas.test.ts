import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import { auditKinds, basil, call, cleo, type Persona, refusal } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import { anAgent, aWorld, pass, type World } from "../world.setup";
import { personaForVideo } from "./personas.model";
import { LEASE_MS } from "./tasks.model";

const SOUL = "/api/v1/agents/@me/soul";

async function ok<T>(answer: Response | Promise<Response>): Promise<T> {
  const response = await answer;
  if (response.status >= 300) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}

interface ApiPersona {
  id: string;
  status: string;
  soul_version: number | null;
  trouble: string | null;
  voice: { id: string; is_draft: boolean } | null;
  voice_chosen: boolean;
}

const personaOf = async (world: World, { api_key }: Pick<Persona, "api_key">) => {
  const { data } = await ok<{ data: ApiPersona[] }>(call(world, api_key, "GET", "/api/v1/personas"));
  return data[0]!;
};
const save = (world: World, { api_key }: Persona, soul_md: string) =>
  call(world, api_key, "PUT", SOUL, { soul_md });
const orders = ({ provider }: World) =>
  provider.tavus.requests.filter(({ method, path }) => method === "POST" && path === "/personas");
/** What the provider has of personas. */
const made = ({ provider }: World) => [...provider.tavus.personas.values()];
const tasks = ({ t }: World) => t.run((ctx) => ctx.db.query("personaTasks").collect());
const forVideo = ({ t }: World, agentId: string) =>
  t.run(async (ctx) => personaForVideo(ctx, (await ctx.db.get(agentId as Id<"agents">))!));
const settle = async (world: World) => {
  for (let i = 0; i < 4; i++) await pass(world, 1000);
};

describe("a persona", () => {
  test("is made of the public part of a soul, in the fields that the provider has for it", async () => {
    const world = aWorld();
    const agent = await basil(world, {
      soul_md: "# Basil\n\nWrites scripts.\n<!-- private -->\nFears moths.",
      description: "Of the night shift.",
    });
    expect(agent).toMatchObject({ persona_id: expect.any(String), persona_status: "creating" });
    await settle(world);
    const { id } = await personaOf(world, agent);
    expect(orders(world).map(({ body }) => body)).toEqual([
      {
        persona_name: `basil ${id}`,
        pipeline_mode: "full",
        system_prompt: "# Basil\n\nWrites scripts.",
        context: "Of the night shift.",
        default_replica_id: expect.stringMatching(/^rstock0[12]$/),
      },
    ]);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready", soul_version: 1, trouble: null });
    expect(await ok(call(world, agent.api_key, "GET", "/agents/me"))).toMatchObject({ persona_id: id });
    expect(await tasks(world)).toEqual([]);
  });

  test("holds the private part only when its owner says so, and the trail says that they did", async () => {
    const world = aWorld();
    const agent = await basil(world, { soul_md: "# Basil\n<!-- private -->\nFears moths." });
    await settle(world);
    const path = `/api/v1/personas/${(await personaOf(world, agent)).id}`;
    await ok(call(world, agent.api_key, "PATCH", path, { include_private: true }));
    await settle(world);
    expect(made(world)).toMatchObject([{ system_prompt: "# Basil\n\nFears moths." }]);
    expect(await auditKinds(world, agent.agent_id)).toContain("persona.changed");
    await ok(call(world, agent.api_key, "PATCH", path, { include_private: false }));
    await settle(world);
    expect(made(world)).toMatchObject([{ system_prompt: "# Basil" }]);
  });

  test("is made anew of a new version, as the same one, and not of a change that it is not made of", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    await ok(save(world, agent, "# Basil of two\n<!-- private -->\na"));
    expect(await personaOf(world, agent)).toMatchObject({ status: "creating", soul_version: 1 });
    await settle(world);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready", soul_version: 2 });
    expect(made(world)).toMatchObject([{ system_prompt: "# Basil of two" }]);
    const calls = world.provider.tavus.requests.length;
    await ok(save(world, agent, "# Basil of two\n<!-- private -->\nb"));
    await settle(world);
    expect(world.provider.tavus.requests).toHaveLength(calls);
    expect(orders(world)).toHaveLength(1);
  });

  test("of fifty versions at once is one, of the last", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await Promise.all(Array.from({ length: 50 }, (_, i) => ok(save(world, agent, `# Basil ${i}`))));
    await settle(world);
    const { soul_md } = await ok<{ soul_md: string }>(call(world, agent.api_key, "GET", SOUL));
    expect(made(world)).toMatchObject([{ system_prompt: soul_md }]);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready", soul_version: 51 });
  });

  test("of an agent without a soul is made when a video needs it, of what it says of itself", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await settle(world);
    expect(made(world)).toEqual([]);
    expect(await forVideo(world, ada.agent_id)).toEqual({ kind: "preparing" });
    await settle(world);
    expect(made(world)).toMatchObject([{ system_prompt: "You are Ada.\n\nHosts the night show." }]);
    expect(await forVideo(world, ada.agent_id)).toMatchObject({
      ...{ kind: "ready", version: 0, isDraft: true, externalId: made(world)[0]!.persona_id },
      replicaExternalId: expect.stringMatching(/^rstock0[12]$/),
    });
  });

  test("of an agent that has yet to sign is not made", async () => {
    const world = aWorld();
    const { agent_id } = await cleo(world, { soul_md: "# Cleo" });
    await settle(world);
    expect(made(world)).toEqual([]);
    await forVideo(world, agent_id);
    await settle(world);
    expect(made(world)).toMatchObject([{ system_prompt: "# Cleo" }]);
  });
});

describe("a provider that", () => {
  test.each([
    ["is down", (world: World) => (world.provider.tavus.down = true)],
    ["answers 500", (world: World) => world.provider.tavus.mishaps.set("POST /personas", 500)],
    ["is asked too often", (world: World) => world.provider.tavus.mishaps.set("POST /personas", 429)],
    ["does not know the key", (world: World) => world.provider.tavus.mishaps.set("POST /personas", 401)],
    ["never answers", (world: World) => world.provider.tavus.mishaps.set("POST /personas", "timeout")],
    ["answers no JSON", (world: World) => world.provider.tavus.mishaps.set("POST /personas", "garbage")],
  ])(
    "%s is asked again, more and more rarely, with the cause shown and no key in it",
    async (_what, trouble) => {
      const world = aWorld();
      trouble(world);
      const agent = await basil(world);
      // Who waits for an answer that never comes is not to be waited for.
      const failures = async () => (await tasks(world))[0]?.failures ?? 0;
      for (let i = 0; i < 100 && (await failures()) < 3; i++) await vi.advanceTimersByTimeAsync(10_000);
      const waiting = await personaOf(world, agent);
      expect(waiting).toMatchObject({ status: "creating", trouble: expect.stringMatching(/\w/) });
      expect(waiting.trouble).not.toMatch(/tavus-key|tavus\.test|ECONNREFUSED/);
      expect(await failures()).toBe(3);
      world.provider.tavus.down = false;
      world.provider.tavus.mishaps.clear();
      for (let i = 0; i < 15; i++) await pass(world, 20_000);
      expect(await personaOf(world, agent)).toMatchObject({ status: "ready", trouble: null });
      expect(made(world)).toHaveLength(1);
    },
  );

  test("refuses what it was sent is not asked again, until somebody wants it", async () => {
    const world = aWorld();
    world.provider.tavus.mishaps.set("POST /personas", 422);
    const agent = await basil(world);
    for (let i = 0; i < 10; i++) await pass(world, 60_000);
    expect(orders(world)).toHaveLength(1);
    expect(await personaOf(world, agent)).toMatchObject({
      status: "failed",
      trouble: "POST /personas answered 422: no",
    });
    expect(await forVideo(world, agent.agent_id)).toMatchObject({
      kind: "failed",
      error: { code: "persona_failed", isRetryable: false },
    });
    world.provider.tavus.mishaps.clear();
    await ok(call(world, agent.api_key, "POST", "/api/v1/personas", {}));
    await settle(world);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready" });
  });

  test("does not answer for a day is given up on, and asked again by the next who needs it", async () => {
    const world = aWorld();
    world.provider.tavus.down = true;
    const agent = await basil(world);
    for (let i = 0; i < 30; i++) await pass(world, 60 * 60_000);
    expect(await personaOf(world, agent)).toMatchObject({ status: "failed" });
    expect(await tasks(world)).toEqual([]);
    world.provider.tavus.down = false;
    await world.t.run(async (ctx) => {
      const doc = (await ctx.db.get(agent.agent_id as Id<"agents">))!;
      await personaForVideo(ctx, doc, { again: true });
    });
    await settle(world);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready" });
  });

  test("has done it, and whose answer got lost, is looked through before the order is given again", async () => {
    const world = aWorld();
    world.provider.tavus.mishaps.set("POST /personas", "lost");
    const agent = await basil(world);
    await settle(world);
    expect(made(world)).toHaveLength(1);
    world.provider.tavus.mishaps.clear();
    for (let i = 0; i < 5; i++) await pass(world, 5000);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready" });
    expect(made(world)).toHaveLength(1);
    expect(orders(world)).toHaveLength(1);
  });

  test("has lost a persona gets it anew", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    world.provider.tavus.personas.clear();
    await ok(save(world, agent, "# Basil again"));
    await settle(world);
    expect(made(world)).toMatchObject([{ system_prompt: "# Basil again" }]);
  });

  test("has taken a voice away is asked which there are, and another one speaks", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    const { voice } = await personaOf(world, agent);
    const { replicas } = world.provider.tavus;
    replicas.delete(voice!.id);
    await world.t.mutation(internal.personas.voices.freshen, {});
    await pass(world, 25 * 60 * 60_000);
    await world.t.mutation(internal.personas.voices.freshen, {});
    await settle(world);
    const other = (await personaOf(world, agent)).voice!.id;
    expect(replicas.has(other)).toBe(true);
    expect(await forVideo(world, agent.agent_id)).toMatchObject({ kind: "ready", replicaExternalId: other });
  });
});

describe("an action that was killed", () => {
  /** Takes what is due as an action does, and does nothing of it. */
  const kill = ({ t }: World) => t.mutation(internal.personas.tasks.claim, {});

  test("before it asked has what it had in hand done by the next", async () => {
    const world = aWorld();
    const agent = await registeredAsleep(world);
    expect(await kill(world)).toHaveLength(1);
    await settle(world);
    expect(made(world)).toEqual([]);
    await pass(world, LEASE_MS);
    await world.t.mutation(internal.personas.tasks.rise, {});
    await settle(world);
    expect(made(world)).toHaveLength(1);
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready" });
  });

  test("after it had asked has made the only one", async () => {
    const world = aWorld();
    const agent = await registeredAsleep(world);
    const [claimed] = await kill(world);
    const name = `basil ${(claimed!.task as { personaId: string }).personaId}`;
    world.provider.tavus.personas.set("p77", { persona_id: "p77", persona_name: name });
    await pass(world, LEASE_MS);
    await world.t.mutation(internal.personas.tasks.rise, {});
    await settle(world);
    expect(made(world)).toMatchObject([{ persona_id: "p77", system_prompt: "# Basil\n\nWrites scripts." }]);
    expect((await firstPersona(world)).externalId).toBe("p77");
    expect(await personaOf(world, agent)).toMatchObject({ status: "ready" });
  });

  test("and answers after all, when somebody else has its work in hand, is not heard", async () => {
    const world = aWorld();
    await registeredAsleep(world);
    const [late] = await kill(world);
    await world.t.run((ctx) => ctx.db.patch(late!._id, { dueAt: Date.now() }));
    expect(await kill(world)).toHaveLength(1);
    const { _id, attempt } = late!;
    const found = { kind: "persona" as const, externalId: "p99", wish: 1, version: 1 };
    await world.t.mutation(internal.personas.tasks.settle, { _id, attempt, found });
    expect(await firstPersona(world)).toMatchObject({ externalId: null, state: { kind: "creating" } });
    expect(await tasks(world)).toMatchObject([{ attempt: attempt + 1, isHeld: true }]);
  });

  /** Registered, with nothing done yet at the provider. */
  async function registeredAsleep(world: World): Promise<Persona> {
    world.provider.tavus.down = true;
    const agent = await basil(world);
    await world.t.finishInProgressScheduledFunctions();
    world.provider.tavus.down = false;
    await world.t.run(async (ctx) => {
      const task = (await ctx.db.query("personaTasks").first())!;
      await ctx.db.patch(task._id, { dueAt: Date.now(), attempt: 0, failures: 0, isHeld: false });
    });
    return agent;
  }
});

const firstPersona = ({ t }: World): Promise<Doc<"personas">> =>
  t.run(async (ctx) => (await ctx.db.query("personas").first())!);

describe("the provider's voices", () => {
  test("are listed for everybody, and one is chosen by its id", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    const { data } = await ok<{ data: { id: string }[] }>(call(world, null, "GET", "/api/v1/voices"));
    expect(data).toEqual([
      { id: "rstock01", name: "Iris", kind: "stock", is_draft: true },
      { id: "rstock02", name: "Milo", kind: "stock", is_draft: true },
    ]);
    expect(await world.t.query(api.personas.voices.stock, {})).toHaveLength(2);
    const { id, voice, voice_chosen } = await personaOf(world, agent);
    expect(voice_chosen).toBe(false);
    const other = data.find((one) => one.id !== voice!.id)!.id;
    const choose = (default_replica_id: string | null) =>
      call(world, agent.api_key, "PATCH", `/api/v1/personas/${id}`, { default_replica_id });
    expect(await refusal(choose("rnobody"))).toBe("404 not_found");
    expect(await ok(choose(other))).toMatchObject({ voice: { id: other }, voice_chosen: true });
    await settle(world);
    expect(made(world)).toMatchObject([{ default_replica_id: other }]);
    expect(await auditKinds(world, agent.agent_id)).toContain("voice.chosen");
    await ok(choose(null));
    await settle(world);
    expect(await personaOf(world, agent)).toMatchObject({ voice: { id: voice!.id }, voice_chosen: false });
  });

  test("are asked for by whoever wants them first", async () => {
    const world = aWorld();
    const list = () => ok<{ data: object[] }>(call(world, null, "GET", "/api/v1/voices"));
    expect((await list()).data).toEqual([]);
    await settle(world);
    expect((await list()).data).toHaveLength(2);
  });
});

describe("a persona that is removed", () => {
  test("is gone at the provider as well, and comes back with the next video", async () => {
    const world = aWorld();
    const agent = await basil(world);
    await settle(world);
    const { id } = await personaOf(world, agent);
    expect(await refusal(call(world, agent.api_key, "DELETE", `/api/v1/personas/${id}`))).toBe("204");
    expect(await refusal(call(world, agent.api_key, "GET", `/api/v1/personas/${id}`))).toBe("404 not_found");
    await settle(world);
    expect(made(world)).toEqual([]);
    await forVideo(world, agent.agent_id);
    await settle(world);
    expect(made(world)).toHaveLength(1);
  });

  test("while it is being made leaves nothing at the provider", async () => {
    const world = aWorld();
    world.provider.tavus.mishaps.set("POST /personas", "lost").set("GET /personas", 500);
    const agent = await basil(world);
    await settle(world);
    world.provider.tavus.mishaps.clear();
    const { id } = await personaOf(world, agent);
    const [claimed] = await claimAll(world);
    await call(world, agent.api_key, "DELETE", `/api/v1/personas/${id}`);
    const [{ persona_id: externalId }] = made(world) as [{ persona_id: string }];
    const { _id, attempt } = claimed!;
    await world.t.mutation(internal.personas.tasks.settle, {
      ...{ _id, attempt },
      found: { kind: "persona", externalId, wish: 1, version: 1 },
    });
    await settle(world);
    expect(made(world)).toEqual([]);
    expect(await tasks(world)).toEqual([]);
  });

  const claimAll = async (world: World) => {
    await world.t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("personaTasks").collect())
        await ctx.db.patch(_id, { dueAt: Date.now(), isHeld: false });
    });
    return await world.t.mutation(internal.personas.tasks.claim, {});
  };
});

test("the steps of a registration tick as the agent calls", async () => {
  const world = aWorld();
  const dov = await anOwner(world);
  const agent = await basil(world);
  const agentId = agent.agent_id as Id<"agents">;
  await world.t.run((ctx) => ctx.db.patch(agentId, { ownerAccountId: dov.accountId }));
  const live = world.t.withIdentity({ subject: dov.accountId, sid: dov.loginId });
  const ticked = async () => {
    const steps = await live.query(api.personas.registrationSteps.watch, { agentId });
    return steps.filter(({ at }) => at !== null).map(({ name }) => name);
  };
  expect(await ticked()).toEqual(["registered", "soul_saved"]);
  await call(world, agent.api_key, "GET", "/agents/me");
  expect(await ticked()).toEqual(["registered", "key_used", "soul_saved"]);
  await settle(world);
  expect(await ticked()).toEqual(["registered", "key_used", "soul_saved", "voice_ready"]);
  const eve = await anOwner(world, "eve");
  const foreign = world.t.withIdentity({ subject: eve.accountId, sid: eve.loginId });
  await expect(foreign.query(api.personas.registrationSteps.watch, { agentId })).rejects.toThrow();
});
