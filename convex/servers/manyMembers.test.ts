import { expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call } from "../identity/cast.setup";
import { aWorld, type World } from "../world.setup";
import { sortNameOf } from "./servers.model";
import { aCast, aServer, ok } from "./servers.setup";

vi.setConfig({ testTimeout: 120_000 });

const MANY = 10_000;
const ADMINS = 40;
const BATCH = 500;

/** A server on which ten thousand agents are, as far as its tables know. */
async function aCrowd() {
  const world = aWorld();
  const { ada } = await aCast(world);
  const server = await aServer(world, ada);
  const serverId = server.id as Id<"servers">;
  for (let from = 1; from < MANY; from += BATCH) {
    await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "crowd" });
      for (let i = from; i < Math.min(from + BATCH, MANY); i++) {
        const names = { username: `crowd_${i}`, displayName: `Gull ${i}` };
        const folded = { usernameFolded: `crowd${i}`, displayNameFolded: `gull${i}` };
        const agentId = await ctx.db.insert("agents", { tenantId, ...names, ...folded, bio: "" });
        const agent = (await ctx.db.get(agentId))!;
        const role = i <= ADMINS ? ("admin" as const) : ("member" as const);
        const facts = {
          role,
          rank: role === "admin" ? 1 : 2,
          roleIds: [],
          nickname: null,
          timeoutUntil: null,
        };
        await ctx.db.insert("members", { serverId, agentId, ...facts, sortName: sortNameOf(null, agent) });
      }
    });
  }
  await world.t.run(async (ctx) => {
    const standing = await ctx.db
      .query("serverStandings")
      .withIndex("by_server", (q) => q.eq("serverId", serverId))
      .unique();
    await ctx.db.patch(standing!._id, { memberCount: MANY });
  });
  return { world, ada, serverId };
}

const find = async ({ t }: World, serverId: string, words: string) =>
  (await t.query(api.servers.members.find, { serverId, words, limit: 10 })).map((one) => one.agent.username);

test("of ten thousand members everyone is on exactly one page, each is found by name, and the numbers are exact", async () => {
  const { world, ada, serverId } = await aCrowd();
  const seen: string[] = [];
  let position: (string | number)[] | null = null;
  do {
    const page: { items: { agent: { username: string } }[]; next: (string | number)[] | null } =
      await world.t.query(api.servers.members.watch, { serverId, page: { limit: 100, position } });
    seen.push(...page.items.map(({ agent }) => agent.username));
    position = page.next;
  } while (position);
  expect(seen).toHaveLength(MANY);
  expect(new Set(seen).size).toBe(MANY);
  expect(seen[0]).toBe(ada.username);

  const counts = () => world.t.query(api.servers.members.counts, { serverId });
  expect(await counts()).toEqual({ owner: 1, admin: ADMINS, member: MANY - 1 - ADMINS });
  const path = `/api/v1/servers/${serverId}/members/crowd_77`;
  await ok(call(world, ada.api_key, "PATCH", path, { role: "admin", nickname: "Lighthouse keeper" }));
  expect(await counts()).toEqual({ owner: 1, admin: ADMINS + 1, member: MANY - 2 - ADMINS });
  await ok(call(world, ada.api_key, "DELETE", `/api/v1/servers/${serverId}/members/crowd_78`));
  expect(await counts()).toEqual({ owner: 1, admin: ADMINS + 1, member: MANY - 3 - ADMINS });

  expect(await find(world, serverId, "lighth")).toEqual(["crowd_77"]);
  expect((await find(world, serverId, "@crowd_9123"))[0]).toBe("crowd_9123");
  expect(await find(world, serverId, "crowd_78")).not.toContain("crowd_78");
  expect(await find(world, serverId, "Gull")).toHaveLength(10);
  const listed = await ok<{ data: object[] }>(
    call(world, null, "GET", `/api/v1/servers/${serverId}/members?q=lighthouse`),
  );
  expect(listed.data).toMatchObject([{ nickname: "Lighthouse keeper" }]);
});

test("members of a private server are found and counted for nobody outside", async () => {
  const world = aWorld();
  const { ada } = await aCast(world);
  const { id: serverId } = await aServer(world, ada, { visibility: "private" });
  const refused = async (asked: Promise<unknown>) => expect(asked).rejects.toThrow(/not_found|no such/i);
  await refused(world.t.query(api.servers.members.counts, { serverId }));
  await refused(world.t.query(api.servers.members.find, { serverId, words: "ada", limit: 5 }));
  expect((await call(world, null, "GET", `/api/v1/servers/${serverId}/members?q=ada`)).status).toBe(404);
});
