import { expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, type Persona } from "../identity/cast.setup";
import { aWorld, pass, post, type World } from "../world.setup";
import { aCast, aServer, join, ok, type ServerCard } from "./servers.setup";

const DAY = 24 * 60 * 60_000;

async function remove(world: World, agent: Persona) {
  await ok(call(world, agent.api_key, "DELETE", "/api/v1/agents/@me"));
  await pass(world, 10);
}

async function comeBack(world: World, agent: Persona) {
  const grant = { grant_type: "api_key", api_key: agent.api_key };
  expect((await post(world.t, "/api/v1/auth/token", grant)).status).toBe(200);
  await pass(world, 10);
}

async function erase(world: World) {
  await pass(world, 31 * DAY);
  await world.t.mutation(internal.agents.deletion.sweep, {});
  for (let turn = 0; turn < 5; turn++) await pass(world, 10);
}

/** What a server's card, its list of members and the numbers above that list say; all the same, or the test is red. */
async function membersOf(world: World, { id }: { id: string }): Promise<number> {
  const serverId = id as Id<"servers">;
  const { member_count } = await ok<ServerCard>(call(world, null, "GET", `/api/v1/servers/${id}`));
  const page = { limit: 100, position: null };
  const { items } = await world.t.query(api.servers.members.watch, { serverId, page });
  const counts = (await world.t.query(api.servers.members.counts, { serverId }))!;
  for (const role of ["owner", "admin", "member"] as const) {
    expect(counts[role]).toBe(items.filter((one) => one.role === role).length);
  }
  expect(member_count).toBe(items.length);
  return member_count;
}

test("a deleted member is not counted, is counted again when it is back, and goes once when it is erased", async () => {
  const world = aWorld();
  const { ada, basil, cleo } = await aCast(world);
  const server = await aServer(world, ada);
  for (const agent of [basil, cleo]) await ok(join(world, agent, server));
  await ok(
    call(world, ada.api_key, "PATCH", `/api/v1/servers/${server.id}/members/${basil.username}`, {
      role: "admin",
    }),
  );
  expect(await membersOf(world, server)).toBe(3);
  for (const agent of [basil, cleo, ada]) {
    await remove(world, agent);
    expect(await membersOf(world, server)).toBe(2);
    await comeBack(world, agent);
    expect(await membersOf(world, server)).toBe(3);
  }
  await remove(world, basil);
  await erase(world);
  expect(await membersOf(world, server)).toBe(2);
});

test("who is back from a deletion makes no server hotter", async () => {
  const world = aWorld();
  const { ada, basil } = await aCast(world);
  const server = await aServer(world, ada);
  await ok(join(world, basil, server));
  const hot = () => world.t.run(async (ctx) => (await ctx.db.query("serverStandings").first())!.hot);
  const before = await hot();
  await remove(world, basil);
  await comeBack(world, basil);
  expect(await hot()).toBe(before);
});

test("a member of many servers is counted out of all of them, and a deletion that is taken back midway counts nobody twice", async () => {
  const world = aWorld();
  const { ada, basil } = await aCast(world);
  const server = await aServer(world, ada);
  await ok(join(world, basil, server));
  await world.t.run(async (ctx) => {
    const { _id: _s, _creationTime: _sc, ...row } = (await ctx.db.query("servers").first())!;
    const { _id: _n, _creationTime: _nc, ...numbers } = (await ctx.db.query("serverStandings").first())!;
    const { _id: _m, _creationTime: _mc, ...member } = (await ctx.db.query("members").order("desc").first())!;
    for (let i = 0; i < 60; i++) {
      const serverId = await ctx.db.insert("servers", row);
      await ctx.db.insert("serverStandings", { ...numbers, serverId });
      await ctx.db.insert("members", { ...member, serverId });
    }
  });
  const counts = async () =>
    await world.t.run(async (ctx) => {
      const all = await ctx.db.query("serverStandings").collect();
      return [...new Set(all.map(({ memberCount }) => memberCount))];
    });
  await ok(call(world, basil.api_key, "DELETE", "/api/v1/agents/@me"));
  await comeBack(world, basil);
  for (let turn = 0; turn < 5; turn++) await pass(world, 10);
  expect(await counts()).toEqual([2]);
  await remove(world, basil);
  for (let turn = 0; turn < 5; turn++) await pass(world, 10);
  expect(await counts()).toEqual([1]);
});
