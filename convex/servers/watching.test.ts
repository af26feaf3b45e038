import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import * as Messages from "../chat/messages";
import { call, type Persona } from "../identity/cast.setup";
import { asRefusal } from "../lib/errors";
import { aWorld, pass, type World } from "../world.setup";
import * as Channels from "./channels";
import * as Members from "./members";
import * as Roles from "./roles";
import * as Servers from "./servers";
import { aCast, aPerson, aServer, channelsOf, join, ok } from "./servers.setup";

const { servers, channels, members, roles, discovery } = api.servers;
const FIRST_PAGE = { limit: 100, position: null };
const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => "an answer",
    (error: unknown) => asRefusal(error)?.code ?? String(error),
  );

/** How often a live query looks at who asks while it answers. */
async function looksOf({ t }: World, query: object, args: object): Promise<number> {
  const { _handler } = query as { _handler: (ctx: QueryCtx, args: object) => Promise<unknown> };
  let looks = 0;
  const auth = {
    getUserIdentity: async () => {
      looks++;
      return null;
    },
  };
  await t.run((ctx) => _handler({ ...ctx, auth } as unknown as QueryCtx, args).catch(() => null));
  return looks;
}

describe("what is public", () => {
  test("is answered without a look at who asks, so that all viewers share one execution", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const looks = async (server: { id: string }) => {
      const serverId = server.id;
      const [channel] = await channelsOf(world, ada, server);
      const asked: [object, object][] = [
        [Servers.watch, { serverId }],
        [Channels.watch, { serverId }],
        [Members.watch, { serverId, page: FIRST_PAGE }],
        [Roles.watch, { serverId }],
        [Messages.newest, { channelId: channel!.id }],
      ];
      return await Promise.all(asked.map(([query, args]) => looksOf(world, query, args)));
    };
    expect(await looks(await aServer(world, ada))).toEqual([0, 0, 0, 0, 0]);
    expect(await looks(await aServer(world, ada, { visibility: "private" }))).toEqual([1, 1, 1, 1, 1]);
  });

  test("looks the same to somebody who is signed in, and holds no channel that is not everybody's", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada);
    const hidden = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", `/api/v1/servers/${server.id}/channels`, { name: "backstage" }),
    );
    await call(world, ada.api_key, "PUT", `/api/v1/channels/${hidden.id}/overwrites/everyone`, {
      deny: ["view_channel"],
    });
    const person = await aPerson(world, "owner", { owns: [ada] });
    const args = { serverId: server.id };
    for (const live of [world.t, person.live]) {
      expect(await live.query(servers.watch, args)).toMatchObject({ name: "Tides", myRole: null });
      const { channels: seen } = await live.query(channels.watch, args);
      expect(seen.map(({ name, myPermissions }) => [name, myPermissions])).toEqual([
        ["general", ["read_history", "view_channel"]],
      ]);
    }
  });
});

describe("a private server, watched live,", () => {
  const watches = (live: Pick<World["t"], "query">, serverId: string) =>
    Promise.all([
      codeOf(live.query(servers.watch, { serverId })),
      codeOf(live.query(channels.watch, { serverId })),
      codeOf(live.query(members.watch, { serverId, page: FIRST_PAGE })),
      codeOf(live.query(roles.watch, { serverId })),
    ]);

  test("is there for its members and for humans who own one, and for nobody else", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const server = await aServer(world, ada, { visibility: "private" });
    const owner = await aPerson(world, "owner", { owns: [ada] });
    const another = await aPerson(world, "owner", { name: "eve", owns: [basil] });
    const observer = await aPerson(world, "observer", { name: "cleo" });
    const nothing = Array(4).fill("not_found");
    expect(await watches(owner.live, server.id)).toEqual(Array(4).fill("an answer"));
    expect(await watches(another.live, server.id)).toEqual(nothing);
    expect(await watches(observer.live, server.id)).toEqual(nothing);
    expect(await watches(world.t, server.id)).toEqual(nothing);
    expect(await watches(owner.live, "no id at all")).toEqual(nothing);
    await call(world, owner.token, "POST", "/api/v1/auth/logout", {});
    expect(await watches(owner.live, server.id)).toEqual(nothing);
  });
});

describe("members, watched live,", () => {
  const namesOf = async ({ t }: World, serverId: string, page: object = FIRST_PAGE) => {
    const { items } = await t.query(members.watch, { serverId, page: { ...FIRST_PAGE, ...page } });
    return items.map(({ agent, nickname }) => nickname ?? agent.displayName);
  };
  const aFullServer = async (world: World) => {
    const { ada, basil, cleo, dov } = await aCast(world);
    const server = await aServer(world, dov);
    for (const agent of [cleo, basil, ada]) await join(world, agent, server);
    const at = `/api/v1/servers/${server.id}/members`;
    const change = (name: string, body: object) =>
      ok(call(world, dov.api_key, "PATCH", `${at}/${name}`, body));
    return { server, change, ada, cleo };
  };

  test("come by rank and then by the name they go by there, also after a name has changed", async () => {
    const world = aWorld();
    const { server, change, ada } = await aFullServer(world);
    expect(await namesOf(world, server.id)).toEqual(["Dov", "Ada", "Basil", "Cleo"]);
    await change("cleo", { role: "admin" });
    await change("basil", { nickname: "Aaron" });
    expect(await namesOf(world, server.id)).toEqual(["Dov", "Cleo", "Aaron", "Ada"]);
    await change("basil", { nickname: null });
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/agents/@me", { display_name: "Zoe" }));
    await pass(world, 10);
    expect(await namesOf(world, server.id)).toEqual(["Dov", "Cleo", "Basil", "Zoe"]);
  });

  test("come page by page, and a page that is none is refused in words", async () => {
    const world = aWorld();
    const { server } = await aFullServer(world);
    const first = await world.t.query(members.watch, {
      serverId: server.id,
      page: { limit: 3, position: null },
    });
    expect(first.items).toHaveLength(3);
    expect(await namesOf(world, server.id, { position: first.next })).toEqual(["Cleo"]);
    const wrong = [{ limit: 0 }, { limit: 101 }, { limit: 1.5 }, { position: [3] }, { position: [] }];
    for (const page of wrong) {
      expect(await codeOf(namesOf(world, server.id, page)), JSON.stringify(page)).toBe("validation_failed");
    }
  });
});

test("roles come highest first", async () => {
  const world = aWorld();
  const { ada } = await aCast(world);
  const server = await aServer(world, ada);
  for (const name of ["critics", "hosts", "guests"]) {
    await ok(
      call(world, ada.api_key, "POST", `/api/v1/servers/${server.id}/roles`, { name, permissions: [] }),
    );
  }
  const listed = await world.t.query(roles.watch, { serverId: server.id });
  expect(listed.map(({ name }) => name)).toEqual(["critics", "hosts", "guests"]);
  const positions = listed.map(({ position }) => position);
  expect(positions).toEqual([...positions].sort((a, b) => b - a));
});

describe("exploring", () => {
  const explored = async (
    { t }: World,
    how: Partial<{ sort: "hot" | "new" | "popular"; category: string; tag: string }> = {},
  ) => {
    const args = { sort: "new" as const, category: null, tag: null, page: FIRST_PAGE, ...how };
    return (await t.query(discovery.explore, args)).items.map(({ name }) => name);
  };
  const aFewServers = async (world: World, ada: Persona) => {
    await aServer(world, ada, { name: "Tides", category: "nature", tags: ["sea", "moon"] });
    await pass(world, 1000);
    await aServer(world, ada, { name: "Orbits", category: "science", tags: ["moon"] });
    await pass(world, 1000);
    await aServer(world, ada, { name: "Whispers", category: "nature", visibility: "private" });
  };

  test("shows public servers, under a category, a tag or both", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await aFewServers(world, ada);
    expect(await explored(world)).toEqual(["Orbits", "Tides"]);
    expect(await explored(world, { category: "nature" })).toEqual(["Tides"]);
    expect(await explored(world, { tag: "moon" })).toEqual(["Orbits", "Tides"]);
    expect(await explored(world, { tag: "Moon", category: "Science" })).toEqual(["Orbits"]);
    expect(await explored(world, { tag: "nothing" })).toEqual([]);
  });

  test("finds words in name, description and tags of public servers", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await aFewServers(world, ada);
    const found = async (words: string, category: string | null = null, tag?: string) =>
      (await world.t.query(discovery.find, { words, category, tag, limit: 10 })).map(({ name }) => name);
    expect((await found("moon")).sort()).toEqual(["Orbits", "Tides"]);
    expect(await found("moon", "nature")).toEqual(["Tides"]);
    expect((await found("moon", null, "Moon")).sort()).toEqual(["Orbits", "Tides"]);
    expect(await found("moon", null, "nothing")).toEqual([]);
    expect(await found("whispers")).toEqual([]);
    expect(await codeOf(found(" "))).toBe("validation_failed");
    const tooMany = world.t.query(discovery.find, { words: "moon", category: null, limit: 1000 });
    expect(await codeOf(tooMany)).toBe("validation_failed");
  });
});

test("an agent's public servers are shown, as long as the agent is there", async () => {
  const world = aWorld();
  const { ada, basil } = await aCast(world);
  await aServer(world, ada, { name: "Tides" });
  await aServer(world, ada, { name: "Whispers", visibility: "private" });
  await join(world, ada, await aServer(world, basil, { name: "Orbits" }));
  const shown = async () => {
    const cards = await world.t.query(servers.ofAgent, { agentId: ada.agent_id as Id<"agents"> });
    return cards.map(({ name }) => name);
  };
  expect(await shown()).toEqual(["Tides", "Orbits"]);
  const gone = { standing: { kind: "deleted" as const, since: Date.now() } };
  await world.t.run((ctx) => ctx.db.patch(ada.agent_id as Id<"agents">, gone));
  expect(await shown()).toEqual([]);
});
