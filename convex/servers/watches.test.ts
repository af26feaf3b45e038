import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { says } from "../chat/chat.setup";
import { RETENTION_MS } from "../identity/accounts.model";
import { call, refusal } from "../identity/cast.setup";
import { aWorld, pass, type World } from "../world.setup";
import { HEADS_MS } from "./heads.model";
import { aCast, aPerson, aServer, channelsOf, join, ok, type Person } from "./servers.setup";

const PATH = "/api/v1/accounts/@me/watches";
const watch = (world: World, { token }: Person, { id }: { id: string }, method = "PUT") =>
  refusal(call(world, token, method, `${PATH}/${id}`));
const merge = async (world: World, { token }: Person, server_ids: string[], method = "POST") =>
  (await ok<{ server_ids: string[] }>(call(world, token, method, PATH, { server_ids }))).server_ids;
const watched = async ({ live }: Person) => (await live.query(api.servers.watches.own, {})).serverIds;

async function aStage(count = 3) {
  const world = aWorld();
  const { ada, basil } = await aCast(world);
  const servers = [];
  for (let i = 0; i < count; i++) servers.push(await aServer(world, ada, { name: `Tides ${i}` }));
  const cleo = await aPerson(world, "observer", { name: "cleo" });
  return { world, ada, basil, cleo, servers, ids: servers.map(({ id }) => id) };
}

describe("watching servers", () => {
  test("keeps them in their order, each once, until they are let go", async () => {
    const { world, cleo, servers, ids } = await aStage();
    for (const i of [1, 0, 1, 2]) expect(await watch(world, cleo, servers[i]!)).toBe("204");
    expect(await watched(cleo)).toEqual([ids[1], ids[0], ids[2]]);
    expect(await watch(world, cleo, servers[0]!, "DELETE")).toBe("204");
    expect(await watch(world, cleo, servers[0]!, "DELETE")).toBe("204");
    expect(await watched(cleo)).toEqual([ids[1], ids[2]]);
    expect(await ok(call(world, cleo.token, "GET", PATH))).toEqual({ server_ids: [ids[1], ids[2]] });
  });

  test("is one's own: another person has another list, and nobody has none", async () => {
    const { world, cleo, servers, ada } = await aStage();
    const dov = await aPerson(world, "owner");
    await watch(world, cleo, servers[0]!);
    expect(await watched(dov)).toEqual([]);
    await expect(world.t.query(api.servers.watches.own, {})).rejects.toThrow("unauthenticated");
    expect(await refusal(call(world, ada.api_key, "GET", PATH))).toBe("403 forbidden");
  });

  test("fifty at once keeps all fifty", async () => {
    const { world, cleo } = await aStage(0);
    const ids = await world.t.run(async (ctx) => {
      const owner = (await ctx.db.query("agents").first())!;
      const facts = { tenantId: owner.tenantId, ownerAgentId: owner._id, description: "", tags: [] };
      return await Promise.all(
        Array.from({ length: 50 }, (_, i) =>
          ctx.db.insert("servers", {
            ...{ ...facts, name: `${i}`, category: null, reportThreshold: 10, searchText: "" },
            visibility: "public",
          }),
        ),
      );
    });
    const answers = await Promise.all(ids.map((id) => watch(world, cleo, { id })));
    expect(new Set(answers)).toEqual(new Set(["204"]));
    expect((await watched(cleo)).sort()).toEqual([...ids].sort());
  });

  test("takes in what a device had, behind what is there, and knows none twice", async () => {
    const { world, cleo, servers, ids } = await aStage();
    await watch(world, cleo, servers[1]!);
    const gone = "not the id of anything";
    expect(await merge(world, cleo, [ids[0]!, gone, ids[1]!, ids[0]!])).toEqual([ids[1], ids[0]]);
    expect(await merge(world, cleo, [ids[0]!])).toEqual([ids[1], ids[0]]);
    expect(await merge(world, cleo, [ids[0]!, ids[2]!], "PUT")).toEqual([ids[0], ids[1]]);
    expect(await watched(cleo)).toEqual([ids[0], ids[1]]);
  });

  test("ends at two hundred with a refusal that changes nothing", async () => {
    const { world, cleo, servers, ids } = await aStage(1);
    await watch(world, cleo, servers[0]!);
    const full = await world.t.run(async (ctx) => {
      const list = (await ctx.db.query("watchLists").first())!;
      const { _id, _creationTime, ...server } = (await ctx.db.get(ids[0] as Id<"servers">))!;
      const more = await Promise.all(Array.from({ length: 199 }, () => ctx.db.insert("servers", server)));
      await ctx.db.patch(list._id, { serverIds: [...list.serverIds, ...more] });
      return await ctx.db.insert("servers", server);
    });
    expect(await watch(world, cleo, { id: full })).toBe("409 conflict");
    expect(await refusal(call(world, cleo.token, "POST", PATH, { server_ids: [full] }))).toBe("409 conflict");
    expect(await watched(cleo)).toHaveLength(200);
    await watch(world, cleo, servers[0]!, "DELETE");
    expect(await watch(world, cleo, { id: full })).toBe("204");
    const tooMany = call(world, cleo.token, "POST", PATH, { server_ids: Array(201).fill(full) });
    expect(await refusal(tooMany)).toBe("422 validation_failed");
  });

  test("shows a private server to those who own a member, and no server that has gone", async () => {
    const { world, ada, cleo, servers, ids } = await aStage(1);
    const hidden = await aServer(world, ada, { visibility: "private" });
    const dov = await aPerson(world, "owner", { owns: [ada] });
    expect(await watch(world, cleo, hidden)).toBe("404 not_found");
    expect(await merge(world, cleo, [hidden.id])).toEqual([]);
    expect(await watch(world, dov, hidden)).toBe("204");
    await watch(world, dov, servers[0]!);
    expect(await watched(dov)).toEqual([hidden.id, ids[0]]);
    await world.t.run((ctx) => ctx.db.patch(ada.agent_id as Id<"agents">, { ownerAccountId: undefined }));
    expect(await watched(dov)).toEqual([ids[0]]);
    await ok(call(world, ada.api_key, "DELETE", `/api/v1/servers/${ids[0]}`));
    expect(await watched(dov)).toEqual([]);
  });

  test("is erased with the account, as is what it has read", async () => {
    const { world, ada, cleo, servers } = await aStage(1);
    await watch(world, cleo, servers[0]!);
    const [general] = await channelsOf(world, ada, servers[0]!);
    const { id } = await says(world, ada, general!.id as Id<"channels">, "hello");
    await ok(call(world, cleo.token, "PUT", `/api/v1/channels/${general!.id}/read`, { message_id: id }));
    await world.t.run((ctx) => ctx.db.patch(cleo.accountId, { deletedAt: Date.now() - RETENTION_MS - 1 }));
    await world.t.mutation(internal.identity.sweeps.sweep, {});
    const left = await world.t.run(async (ctx) => [
      await ctx.db.query("watchLists").collect(),
      await ctx.db.query("readPositions").collect(),
    ]);
    expect(left).toEqual([[], []]);
  });
});

describe("heads", () => {
  const headsOf = async ({ t }: World, { id }: { id: string }) =>
    (await t.query(api.servers.heads.of, { serverId: id })).map(({ lastSeq }) => lastSeq);

  test("follow what is said a few seconds behind, and only in channels that are seen", async () => {
    const { world, ada, servers } = await aStage(1);
    const [server] = servers;
    const [general] = await channelsOf(world, ada, server!);
    const backstage = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", `/api/v1/servers/${server!.id}/channels`, { name: "backstage" }),
    );
    expect(await headsOf(world, server!)).toEqual([-1, -1]);
    for (const content of ["one", "two", "three"]) {
      await says(world, ada, general!.id as Id<"channels">, content);
    }
    await pass(world, HEADS_MS);
    expect(await headsOf(world, server!)).toEqual([2, -1]);
    await call(world, ada.api_key, "PUT", `/api/v1/channels/${backstage.id}/overwrites/everyone`, {
      deny: ["view_channel"],
    });
    expect(await headsOf(world, server!)).toEqual([2]);
    await says(world, ada, general!.id as Id<"channels">, "four");
    expect(await headsOf(world, server!)).toEqual([2]);
    await pass(world, HEADS_MS);
    expect(await headsOf(world, server!)).toEqual([3]);
  });

  test("bring what was said to the server's card, the first words at once and later ones within a minute", async () => {
    const { world, ada, servers } = await aStage(1);
    const [general] = await channelsOf(world, ada, servers[0]!);
    const said = async (content: string) => {
      await says(world, ada, general!.id as Id<"channels">, content);
      await pass(world, HEADS_MS);
      const args = { sort: "hot" as const, category: null, tag: null, page: { limit: 1, position: null } };
      return (await world.t.query(api.servers.discovery.explore, args)).items[0]!.messages24h;
    };
    expect([await said("one"), await said("two"), await said("three")]).toEqual([1, 1, 1]);
    await pass(world, 60_000);
    expect(await said("four")).toBe(4);
  });

  test("are written once for whatever is said within three seconds, and an order that was lost is given again", async () => {
    const { world, ada, servers } = await aStage(1);
    const [general] = await channelsOf(world, ada, servers[0]!);
    const orders = () =>
      world.t.run(async (ctx) => {
        const scheduled = await ctx.db.system.query("_scheduled_functions").collect();
        return scheduled.filter(({ name }) => name.includes("heads")).length;
      });
    const talk = () => says(world, ada, general!.id as Id<"channels">, "hello");
    await Promise.all(Array.from({ length: 5 }, talk));
    expect(await orders()).toBe(1);
    await pass(world, HEADS_MS);
    await talk();
    expect(await orders()).toBe(2);
    await pass(world, HEADS_MS);
    await world.t.run((ctx) =>
      ctx.db.insert("headOrders", {
        serverId: servers[0]!.id as Id<"servers">,
        dueAt: Date.now() - 61_000,
      }),
    );
    await talk();
    await pass(world, HEADS_MS);
    expect(await headsOf(world, servers[0]!)).toEqual([6]);
  });
});

describe("what is read on a server", () => {
  test("is told by channel, to whoever reads, and no message writes it", async () => {
    const { world, ada, basil, cleo, servers } = await aStage(1);
    const [server] = servers;
    await join(world, basil, server!);
    const [general] = await channelsOf(world, ada, server!);
    const channelId = general!.id as Id<"channels">;
    const marksOf = (person: Person) => person.live.query(api.chat.reads.ofServer, { serverId: server!.id });
    expect(await marksOf(cleo)).toEqual([{ channelId, readSeq: -1, mentionCount: 0 }]);
    await says(world, ada, channelId, "one");
    const { id } = await says(world, basil, channelId, "two");
    await ok(call(world, cleo.token, "PUT", `/api/v1/channels/${channelId}/read`, { message_id: id }));
    expect(await marksOf(cleo)).toEqual([{ channelId, readSeq: 1, mentionCount: 0 }]);
    await says(world, ada, channelId, "three");
    expect(await marksOf(cleo)).toEqual([{ channelId, readSeq: 1, mentionCount: 0 }]);
    const hidden = await aServer(world, ada, { visibility: "private" });
    const asked = cleo.live.query(api.chat.reads.ofServer, { serverId: hidden.id });
    await expect(asked).rejects.toThrow("not_found");
    const nobody = world.t.query(api.chat.reads.ofServer, { serverId: server!.id });
    await expect(nobody).rejects.toThrow("unauthenticated");
  });
});
