import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import { anAgentCalled, ok } from "../servers/servers.setup";
import { aWorld, pass, type World } from "../world.setup";
import { type FakeEmbeddings, withEmbeddings } from "./embeddings.setup";
import { noteSoulChanged } from "./souls.model";

interface Hit {
  type: string;
  title: string;
  similarity?: number;
  why: { field: string; words: string[]; topic?: string }[];
}
interface Similar {
  agent: { display_name: string };
  score: number;
  shared: { kind: string; name: string; words: string[] }[];
}

const SOULS = {
  Immanuela: "I ask what we owe each other. Kant, Seneca and the trolley keep me up; bring me a dilemma.",
  Stoa: "Virtue, duty, and what is in our control. Marcus Aurelius and Epicurus at breakfast.",
  Simone: "Existence before essence: Sartre, Beauvoir, freedom and the absurd.",
  Riff: "Late-night jazz piano: chords, swing, and a bass that walks.",
  Fuga: "Bach on the violin, scales at dawn, an orchestra of one.",
  Vinyl: "Techno, synths and a drum machine; I remix whatever you hum, beat by beat.",
  Crumb: "Sourdough at dawn: flour, starters, crust and the oven that hates me.",
  Ladle: "Soup of the day, with a recipe, a spoon and a story of my grandmother's kitchen.",
  Miso: "I ferment everything: miso, pickles, garlic; taste before you cook.",
} as const;
type Name = keyof typeof SOULS;

async function writeSoul({ t }: World, agentId: string, text: string) {
  await t.run((ctx) => noteSoulChanged(ctx, { _id: agentId as Id<"agents"> }, text));
}

async function aTown(names = Object.keys(SOULS) as Name[]) {
  const world = aWorld();
  const embeddings = withEmbeddings(world);
  const ids = {} as Record<Name, string>;
  for (const name of names) {
    const { agent_id } = await anAgentCalled(world, name);
    ids[name] = agent_id;
    await writeSoul(world, agent_id, SOULS[name]);
  }
  await settled(world);
  return { world, embeddings, ids };
}

/** Until everything is compared that can be; what has failed waits for its time. */
const settled = async (world: World) => {
  for (let i = 0; i < 40; i++) {
    await pass(world, 50);
    if ((await rows(world)).every(({ dueAt, failures }) => dueAt === undefined || failures > 0)) return;
  }
};

const find = async (world: World, q: string, more = "&mode=semantic") =>
  (await ok<{ data: Hit[] }>(call(world, null, "GET", `/api/v1/search?q=${encodeURIComponent(q)}${more}`)))
    .data;
const names = (hits: Hit[]) => hits.map(({ title }) => title);
const similar = async (world: World, name: string, more = "") =>
  (await ok<{ data: Similar[] }>(call(world, null, "GET", `/api/v1/agents/${name}/similar${more}`))).data;

const rows = ({ t }: World) => t.run((ctx) => ctx.db.query("embeddings").collect());

describe("a soul", () => {
  test("is found by words it does not have, seconds after it was written, and says why", async () => {
    const { world } = await aTown();
    const hits = await find(world, "philosophy agents");
    expect(names(hits).slice(0, 3).sort()).toEqual(["Immanuela", "Simone", "Stoa"]);
    const kant = hits.find(({ title }) => title === "Immanuela")!;
    expect(kant.why).toEqual([
      { field: "meaning", topic: "philosophy", words: expect.arrayContaining(["Kant", "dilemma"]) },
    ]);
    expect(kant.similarity).toBeGreaterThan(0.22);
    // The words alone find nobody.
    expect(await find(world, "philosophy agents", "&mode=text")).toEqual([]);
  });

  test("is near those of its own kind before all others, with what they share", async () => {
    const { world } = await aTown();
    const kinds: Name[][] = [
      ["Immanuela", "Stoa", "Simone"],
      ["Riff", "Fuga", "Vinyl"],
      ["Crumb", "Ladle", "Miso"],
    ];
    for (const kind of kinds)
      for (const name of kind) {
        const near = await similar(world, name.toLowerCase());
        const others = kind.filter((other) => other !== name).sort();
        const nearest = near.slice(0, 2).map(({ agent }) => agent.display_name);
        expect([name, nearest.sort()]).toEqual([name, others]);
      }
    const [first] = await similar(world, "riff", "?limit=1");
    expect(first!.shared[0]).toMatchObject({ kind: "topic", name: "music" });
    expect(await refusal(call(world, null, "GET", "/api/v1/agents/nobody/similar"))).toBe("404 not_found");
  });

  test("that changes moves its agent", async () => {
    const { world, ids } = await aTown(["Immanuela", "Riff", "Fuga"]);
    await writeSoul(world, ids.Immanuela, "I have sold my books. Now it is drums, songs and a guitar.");
    await settled(world);
    expect(names(await find(world, "philosophy"))).toEqual([]);
    expect(names(await find(world, "music"))).toContain("Immanuela");
  });

  test("goes with what an agent says of itself, which counts without a soul as well", async () => {
    const world = aWorld();
    withEmbeddings(world);
    const ada = await anAgentCalled(world, "Ada");
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/agents/@me", { bio: "Telescopes and comets." }));
    await settled(world);
    expect(names(await find(world, "astronomy"))).toEqual(["Ada"]);
  });

  test("of an agent that is not there for everybody is found by nobody", async () => {
    const { world, ids } = await aTown(["Immanuela", "Stoa", "Simone"]);
    const stand = (id: string, standing: object) =>
      world.t.run((ctx) => ctx.db.patch(id as Id<"agents">, { standing } as never));
    await stand(ids.Stoa, { kind: "deleted", since: 1 });
    await stand(ids.Simone, { kind: "pending", until: Date.now() + 1000 });
    expect(names(await find(world, "philosophy"))).toEqual(["Immanuela"]);
    expect(await similar(world, "immanuela")).toEqual([]);
  });

  test("is looked at as far as everybody may read it, and only so much of it is kept", async () => {
    const { world, ids, embeddings } = await aTown(["Riff"]);
    await writeSoul(world, ids.Riff, `Jazz. ${"la ".repeat(5000)}`);
    await settled(world);
    const [row] = await rows(world);
    expect([...row!.soul].length).toBeLessThanOrEqual(6000);
    expect(embeddings.asked.at(-1)!.input[0]!.length).toBeLessThan(6400);
  });
});

describe("a search in words and meaning", () => {
  test("has each agent once, and one that fits in both ways before those that fit in one", async () => {
    const { world, ids } = await aTown(["Immanuela", "Stoa", "Simone"]);
    const dov = await anAgentCalled(world, "Dov");
    await ok(call(world, dov.api_key, "PATCH", "/api/v1/agents/@me", { bio: "Sells ethics by the pound." }));
    await writeSoul(world, dov.agent_id, "");
    await writeSoul(world, ids.Stoa, `${SOULS.Stoa} Ethics, too.`);
    await settled(world);
    const hits = await find(world, "ethics", "&type=agent");
    expect(names(hits)).toHaveLength(new Set(names(hits)).size);
    expect(names(hits)[0]).toBe("Dov");
    expect(hits[0]!.why[0]).toEqual({ field: "bio", words: ["ethics"] });
    expect(names(hits)).toEqual(expect.arrayContaining(["Immanuela", "Stoa", "Simone"]));
  });

  test("finds what the words find while the provider is down; by meaning alone it says so", async () => {
    const { world, embeddings } = await aTown(["Immanuela"]);
    embeddings.down = true;
    expect(names(await find(world, "immanuela", ""))).toEqual(["Immanuela"]);
    const asked = call(world, null, "GET", "/api/v1/search?q=philosophy&mode=semantic");
    expect(await refusal(asked)).toBe("503 unavailable");
  });

  test("asks the provider nothing where only words are wanted, or no agents", async () => {
    const { world, embeddings } = await aTown(["Immanuela"]);
    const before = embeddings.asked.length;
    await find(world, "philosophy", "&mode=text");
    await find(world, "philosophy", "&type=stream,server");
    expect(embeddings.asked.length).toBe(before);
  });

  test("that is live takes what was found by meaning, and no more of it than there can be", async () => {
    const { world, ids } = await aTown(["Immanuela", "Riff"]);
    const near = [{ agentId: ids.Immanuela as Id<"agents">, similarity: 0.5 }];
    const live = (list: typeof near) =>
      world.t.query(api.discovery.search.everywhere, {
        ...{ words: "philosophy", kinds: ["agent" as const], limit: 10, near: list },
      });
    expect(await live(near)).toMatchObject([
      { kind: "agent", similarity: 0.5, agent: { displayName: "Immanuela" } },
    ]);
    await expect(live(new Array(25).fill(near[0]!))).rejects.toThrow("validation_failed");
  });
});

describe("the provider", () => {
  const failing = async (world: World, embeddings: FakeEmbeddings) => {
    const { agent_id } = await anAgentCalled(world, "Immanuela");
    await writeSoul(world, agent_id, SOULS.Immanuela);
    await settled(world);
    expect(await rows(world)).toMatchObject([{ space: null, failures: expect.any(Number) }]);
    expect(embeddings.asked.length).toBeGreaterThan(0);
  };

  test.each<[string, Partial<FakeEmbeddings>]>([
    ["is down", { down: true }],
    ["answers too few", { garbage: { data: [] } }],
    ["answers vectors of another size", { garbage: { data: [{ index: 0, embedding: [1, 2] }] } }],
  ])("that %s is asked again, and nothing is lost", async (_how, broken) => {
    const world = aWorld();
    const embeddings = withEmbeddings(world);
    Object.assign(embeddings, broken);
    await failing(world, embeddings);
    Object.assign(embeddings, { down: false, garbage: null });
    await pass(world, 10_000);
    await settled(world);
    expect(names(await find(world, "philosophy"))).toEqual(["Immanuela"]);
  });

  test("is asked again a minute after an action was killed", async () => {
    const world = aWorld();
    withEmbeddings(world);
    const { agent_id } = await anAgentCalled(world, "Immanuela");
    await settled(world);
    await writeSoul(world, agent_id, SOULS.Immanuela);
    // Somebody takes it and never comes back.
    expect(await world.t.mutation(internal.discovery.souls.claim, {})).toHaveLength(1);
    await settled(world);
    expect((await rows(world))[0]!.dueAt).toBeDefined();
    await pass(world, 61_000);
    await world.t.mutation(internal.discovery.souls.keepUp, {});
    await settled(world);
    expect(names(await find(world, "philosophy"))).toEqual(["Immanuela"]);
  });

  test("who is late is not listened to: the newest soul counts", async () => {
    const world = aWorld();
    withEmbeddings(world);
    const { agent_id } = await anAgentCalled(world, "Ada");
    await settled(world);
    await world.t.run((ctx) => noteSoulChanged(ctx, { _id: agent_id as Id<"agents"> }, "old"));
    const [claimed] = await world.t.mutation(internal.discovery.souls.claim, {});
    await world.t.run((ctx) => noteSoulChanged(ctx, { _id: agent_id as Id<"agents"> }, "new"));
    const late = { _id: claimed!._id, attempt: claimed!.attempt, vector: new Array<number>(256).fill(1) };
    await world.t.mutation(internal.discovery.souls.settle, { results: [late], space: "test-model:256" });
    expect((await rows(world))[0]).toMatchObject({ soul: "new" });
    expect((await rows(world))[0]!.vector?.[3]).not.toBe(1);
  });

  test("that is replaced by another has everybody compared anew, and nothing of the two is mixed", async () => {
    const { world } = await aTown();
    vi.stubEnv("EMBEDDINGS_MODEL", "another-model");
    expect(names(await find(world, "philosophy"))).toEqual([]);
    await world.t.mutation(internal.discovery.souls.keepUp, {});
    for (let i = 0; i < 4; i++) await settled(world);
    expect(new Set((await rows(world)).map(({ space }) => space))).toEqual(new Set(["another-model:256"]));
    expect(
      names(await find(world, "philosophy"))
        .slice(0, 3)
        .sort(),
    ).toEqual(["Immanuela", "Simone", "Stoa"]);
  });

  test("that comes later finds the agents that were there before", async () => {
    const world = aWorld();
    const { agent_id } = await anAgentCalled(world, "Ada");
    await world.t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("embeddings").collect()) await ctx.db.delete(_id);
      await ctx.db.patch(agent_id as Id<"agents">, { bio: "Telescopes and comets." });
    });
    const embeddings = withEmbeddings(world);
    await world.t.mutation(internal.discovery.souls.keepUp, {});
    for (let i = 0; i < 3; i++) await settled(world);
    expect(names(await find(world, "astronomy"))).toEqual(["Ada"]);
    // Looked at once: the next round has nothing to do.
    const before = embeddings.asked.length;
    await world.t.mutation(internal.discovery.souls.keepUp, {});
    await settled(world);
    expect(embeddings.asked.length).toBe(before);
  });

  test("gets fifty souls at once in few calls, and each is found", async () => {
    const world = aWorld();
    const embeddings = withEmbeddings(world);
    const ids = await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "x" });
      return await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          ctx.db.insert("agents", {
            ...{ tenantId, username: `a${i}`, usernameFolded: `a${i}`, displayName: `A${i}` },
            ...{ displayNameFolded: `a${i}`, bio: "" },
          }),
        ),
      );
    });
    await Promise.all(ids.map((id) => writeSoul(world, id, "Kant, ethics and virtue.")));
    for (let i = 0; i < 4; i++) await settled(world);
    expect((await rows(world)).filter(({ vector }) => vector)).toHaveLength(50);
    expect(embeddings.asked.filter(({ input }) => input.length > 1).length).toBeGreaterThan(0);
    expect(await find(world, "philosophy")).toHaveLength(24);
  });
});

test("what is kept of an agent goes with it", async () => {
  const { world, ids } = await aTown(["Riff"]);
  await world.t.run((ctx) =>
    ctx.db.patch(ids.Riff as Id<"agents">, { standing: { kind: "deleted", since: 1 } }),
  );
  for (let i = 0; i < 5; i++) {
    await world.t.mutation(internal.agents.deletion.sweep, {});
    await settled(world);
  }
  expect(await rows(world)).toEqual([]);
});
