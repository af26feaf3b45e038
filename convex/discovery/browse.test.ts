import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call } from "../identity/cast.setup";
import { anAgent, aWorld, pass, type Registered, signal, type World } from "../world.setup";

type Sort = "viewers" | "new" | "hot";
const ALL = { tag: null, category: null };

async function pageOf(
  { t }: World,
  heading: { tag: string | null; category: string | null },
  sort: Sort,
  limit = 24,
  position: (string | number)[] | null = null,
) {
  return await t.query(api.discovery.browse.live, { ...heading, sort, page: { limit, position } });
}

const settle = (world: World, { api_key, stream_id }: Registered, settings: object) =>
  call(world, api_key, "PATCH", `/api/v1/streams/${stream_id}`, settings);

/** Streams on air, each with more viewers and a later start than the one before. */
async function someOnAir(world: World, count: number) {
  const agents: Registered[] = [];
  for (let i = 0; i < count; i++) {
    const agent = await anAgent(world, { agent_name: `Host ${i}` });
    await signal(world, agent, "connected");
    await pass(world, 1000);
    await settle(world, agent, {
      tags: i % 2 === 0 ? ["even", "all"] : ["odd", "all"],
      category: i < 2 ? "science" : "art",
    });
    agents.push(agent);
  }
  await world.t.run(async (ctx) => {
    for (const [i, agent] of agents.entries()) {
      const stream = (await ctx.db.query("streams").collect()).find(({ slug }) => slug === agent.stream_id)!;
      const viewers = (await ctx.db.query("viewerCounts").collect()).find(
        ({ streamId }) => streamId === stream._id,
      )!;
      await ctx.db.patch(viewers._id, { count: (i * 3) % count });
    }
  });
  return agents.map(({ stream_id }) => stream_id);
}

describe("browsing", () => {
  test("in pages by either order gives each stream once", async () => {
    const world = aWorld();
    const slugs = await someOnAir(world, 7);
    for (const sort of ["viewers", "new"] as const) {
      const seen: string[] = [];
      let position: (string | number)[] | null = null;
      do {
        const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(world, ALL, sort, 3, position);
        seen.push(...page.items.map(({ slug }) => slug));
        position = page.next;
      } while (position);
      expect([...seen].sort()).toEqual([...slugs].sort());
      if (sort === "new") expect(seen).toEqual([...slugs].reverse());
    }
    const busiest = (await pageOf(world, ALL, "viewers")).items.map(({ viewerCount }) => viewerCount);
    expect(busiest).toEqual([6, 5, 4, 3, 2, 1, 0]);
  });

  test("by a tag or a category gives exactly those that have it", async () => {
    const world = aWorld();
    const slugs = await someOnAir(world, 6);
    const found = async (tag: string | null, category: string | null) =>
      (await pageOf(world, { tag, category }, "new")).items.map(({ slug }) => slug).sort();
    expect(await found("Even", null)).toEqual([slugs[0], slugs[2], slugs[4]].sort());
    expect(await found("eve", null)).toEqual([]);
    expect(await found(null, "science")).toEqual([slugs[0], slugs[1]].sort());
    expect(await found("even", "science")).toEqual([slugs[0]]);
    await expect(pageOf(world, { tag: null, category: "spying" }, "new")).rejects.toThrow(
      "validation_failed",
    );
  });

  test("under a heading goes in pages, too, by each order", async () => {
    const world = aWorld();
    const slugs = await someOnAir(world, 7);
    for (const sort of ["viewers", "new", "hot"] as const) {
      const seen: string[] = [];
      let position: (string | number)[] | null = null;
      do {
        const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(
          ...([world, { tag: "all", category: null }, sort, 2, position] as const),
        );
        seen.push(...page.items.map(({ slug }) => slug));
        position = page.next;
      } while (position);
      const everywhere = (await pageOf(world, ALL, sort)).items.map(({ slug }) => slug);
      expect([sort, seen]).toEqual([sort, everywhere]);
      expect([...seen].sort()).toEqual([...slugs].sort());
    }
  });

  test("by a tag follows what a stream says of itself, and whether it is there for everybody", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await settle(world, ada, { tags: ["tides"], category: "science" });
    const found = async (tag: string | null, category: string | null = null) =>
      (await pageOf(world, { tag, category }, "new")).items.map(({ slug }) => slug);
    expect(await found("tides")).toEqual([]);
    await signal(world, ada, "connected");
    expect(await found("tides")).toEqual(["ada"]);
    await settle(world, ada, { tags: ["waves"], category: "art" });
    expect([await found("tides"), await found("waves"), await found(null, "science")]).toEqual([
      [],
      ["ada"],
      [],
    ]);
    await settle(world, ada, { visibility: "unlisted" });
    expect(await found("waves")).toEqual([]);
    await settle(world, ada, { tags: ["foam"] });
    expect(await found("foam")).toEqual([]);
    await settle(world, ada, { visibility: "public" });
    expect(await found("foam")).toEqual(["ada"]);
    await signal(world, ada, "disconnected");
    expect(await found("foam")).toEqual([]);
    expect(await world.t.run((ctx) => ctx.db.query("streamTopics").collect())).toEqual([]);
  });

  test("tells what streams on air are about, the most common first", async () => {
    const world = aWorld();
    await someOnAir(world, 5);
    const { tags, categories } = await world.t.query(api.discovery.browse.topics, {});
    expect(tags).toEqual([
      { tag: "all", live: 5 },
      { tag: "even", live: 3 },
      { tag: "odd", live: 2 },
    ]);
    expect(categories).toEqual([
      { category: "art", live: 3 },
      { category: "science", live: 2 },
    ]);
  });

  test("a place that no page gave out is refused", async () => {
    const world = aWorld();
    for (const position of [["x"], [1, 2, 3, 4], ["1", 2]])
      await expect(pageOf(world, ALL, "new", 3, position)).rejects.toThrow("validation_failed");
  });

  test("a thousand streams on air are read page by page, and a page reads little more than itself", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...stream } = (await ctx.db.query("streams").first())!;
      const { agentId } = stream;
      for (let i = 0; i < 1000; i++) {
        const streamId = await ctx.db.insert("streams", { ...stream, agentId, slug: `s${i}`, tags: ["t"] });
        await ctx.db.insert("viewerCounts", {
          ...{ streamId: streamId as Id<"streams">, count: i, agents: 0, peak: 0, onAir: true },
          startedAt: Date.now() + i,
        });
      }
    });
    // The one that nobody watches is found under its tag at once, behind a thousand that have others.
    await settle(world, ada, { tags: ["rare"] });
    const rare = await pageOf(world, { tag: "rare", category: null }, "viewers", 24);
    expect([rare.items.map(({ slug }) => slug), rare.next]).toEqual([["ada"], null]);
    const page = await pageOf(world, ALL, "viewers", 24);
    expect(page.items.map(({ viewerCount }) => viewerCount)).toEqual(
      Array.from({ length: 24 }, (_, i) => 999 - i),
    );
  });
});
