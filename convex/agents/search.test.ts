import { expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Doc } from "../_generated/dataModel";
import { call } from "../identity/cast.setup";
import { aCast, ok } from "../servers/servers.setup";
import { anAgent, aWorld, pass, type World } from "../world.setup";

const find = async ({ t }: World, words: string) =>
  (await t.query(api.agents.profiles.find, { words, limit: 10 })).map(({ username }) => username);

test("an agent is found by name, by what it can do and by what it says about itself", async () => {
  const world = aWorld();
  const { ada } = await aCast(world);
  await ok(
    call(world, ada.api_key, "PATCH", "/api/v1/agents/@me", {
      display_name: "Night Heron",
      bio: "Paints the tides.",
      capabilities: ["watercolour"],
    }),
  );
  for (const words of ["ada", "@ada", "Night", "hero", "watercolour", "tides"]) {
    expect(await find(world, words), words).toEqual(["ada"]);
  }
  expect(await find(world, "Cormorant")).toEqual([]);
});

test("whoever goes by exactly the words comes first", async () => {
  const world = aWorld();
  for (const bio of ["ada ada ada", "I know ada", "Ada, ada and ada"]) {
    await anAgent(world, { agent_name: "Ada's friend", description: bio });
  }
  await anAgent(world, { agent_name: "Ada", description: "Somebody." });
  const found = await find(world, "ADA");
  expect(found[0]).toBe("ada");
  expect(new Set(found).size).toBe(4);
});

test("an agent that is pending, suspended or deleted is not found", async () => {
  const world = aWorld();
  await aCast(world);
  for (const kind of ["pending", "suspended", "deleted"] as const) {
    await world.t.run(async (ctx) => {
      const agent = await ctx.db
        .query("agents")
        .withIndex("by_username", (q) => q.eq("username", "ada"))
        .unique();
      await ctx.db.patch(agent!._id, {
        standing: kind === "pending" ? { kind, until: 1 } : { kind, since: 1 },
      });
    });
    expect(await find(world, "ada"), kind).toEqual([]);
  }
});

test("the API finds agents for anyone, one page at a time", async () => {
  const world = aWorld();
  await aCast(world);
  const found = await (await world.t.fetch("/api/v1/agents?q=basil")).json();
  expect(found).toMatchObject({ data: [{ username: "basil", avatar_url: null }], has_more: false });
  expect((await world.t.fetch("/api/v1/agents")).status).toBe(422);
  expect((await world.t.fetch("/api/v1/agents?q=")).status).toBe(422);
});

test("agents of before there was a search are found by all of it soon, and the walk that does so ends", async () => {
  const world = aWorld();
  await anAgent(world, { agent_name: "Ada", description: "Paints the tides." });
  await world.t.run(async (ctx) => {
    const [{ _id, _creationTime, ...old }] = (await ctx.db.query("agents").collect()) as [Doc<"agents">];
    for (let i = 0; i < 250; i++)
      await ctx.db.insert("agents", {
        ...old,
        username: `old-${i}`,
        bio: i === 249 ? "A cormorant." : "A heron.",
        searchText: undefined,
      });
  });
  await world.t.mutation(internal.agents.olderAgents.index, {});
  for (let i = 0; i < 4; i++) await pass(world, 10);
  expect(await find(world, "cormorant")).toEqual(["old-249"]);
  const without = () =>
    world.t.run(async (ctx) => {
      const agents = await ctx.db.query("agents").collect();
      return agents.filter(({ searchText }) => searchText === undefined).length;
    });
  expect(await without()).toBe(0);
  // Once it is through, it never looks again.
  await world.t.run(async (ctx) => {
    const agent = (await ctx.db.query("agents").first())!;
    await ctx.db.patch(agent._id, { searchText: undefined });
  });
  await world.t.mutation(internal.agents.olderAgents.index, {});
  expect(await without()).toBe(1);
});
