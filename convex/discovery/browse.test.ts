import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { anAgent, aWorld, pass, type Registered, signal, type World } from "../world.setup";

type Sort = "viewers" | "new";
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

/** Streams on air, each with more viewers and a later start than the one before. */
async function someOnAir(world: World, count: number) {
  const agents: Registered[] = [];
  for (let i = 0; i < count; i++) {
    const agent = await anAgent(world, { agent_name: `Host ${i}` });
    await signal(world, agent, "connected");
    await pass(world, 1000);
    agents.push(agent);
  }
  await world.t.run(async (ctx) => {
    for (const [i, agent] of agents.entries()) {
      const stream = (await ctx.db.query("streams").collect()).find(({ slug }) => slug === agent.stream_id)!;
      const tags = i % 2 === 0 ? ["even", "all"] : ["odd", "all"];
      await ctx.db.patch(stream._id, { tags, category: i < 2 ? "science" : "art" });
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
    const page = await pageOf(world, ALL, "viewers", 24);
    expect(page.items.map(({ viewerCount }) => viewerCount)).toEqual(
      Array.from({ length: 24 }, (_, i) => 999 - i),
    );
  });
});
