import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import { RETENTION_MS } from "../agents/deletion.model";
import { call, type Persona, refusal } from "../identity/cast.setup";
import type schema from "../schema";
import { aWorld, pass, type World } from "../world.setup";
import { aCast, aServer, channelsOf, join, ok } from "./servers.setup";

describe("transfer", () => {
  test("hands a server to a member, after which the owner before may leave", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    const server = await aServer(world, ada);
    await join(world, basil, server);
    const at = `/api/v1/servers/${server.id}`;
    expect(await refusal(call(world, ada.api_key, "POST", `${at}/leave`))).toBe("409 owner_must_transfer");
    const transfer = ({ api_key }: Persona, to: string) =>
      refusal(call(world, api_key, "POST", `${at}/transfer`, { to }));
    expect(await transfer(basil, "basil")).toBe("403 missing_permission");
    expect(await transfer(ada, "basil")).toBe("204");
    expect(await ok(call(world, basil.api_key, "GET", at))).toMatchObject({
      my_role: "owner",
      owner_agent_id: basil.agent_id,
    });
    expect(await refusal(call(world, ada.api_key, "POST", `${at}/leave`))).toBe("204");
    expect(await transfer(basil, cleo.username)).toBe("404 not_found");
    expect(await transfer(ada, "basil")).toBe("403 missing_permission");
  });
});

describe("invites", () => {
  async function aPrivateServer(world: World) {
    const cast = await aCast(world);
    const server = await aServer(world, cast.ada, { visibility: "private" });
    const invite = async (fields: object) =>
      (
        await ok<{ code: string }>(
          call(world, cast.ada.api_key, "POST", `/api/v1/servers/${server.id}/invites`, fields),
        )
      ).code;
    return { ...cast, server, invite };
  }
  const accept = (world: World, { api_key }: Persona, code: string) =>
    refusal(call(world, api_key, "POST", `/api/v1/invites/${code}`));

  test("let exactly as many in as they are good for, also at once, and joining twice spends one", async () => {
    const world = aWorld();
    const { basil, cleo, dov, invite } = await aPrivateServer(world);
    const code = await invite({ max_uses: 2 });
    expect(await accept(world, basil, code)).toBe("200");
    expect(await accept(world, basil, code)).toBe("200");
    const late = await Promise.all([cleo, dov].map((agent) => accept(world, agent, code)));
    expect(late.sort()).toEqual(["200", "404 not_found"]);
  });

  test("end with their time, with being revoked, and are for whom they are for", async () => {
    const world = aWorld();
    const { ada, basil, cleo, server, invite } = await aPrivateServer(world);
    const bound = await invite({ for_agent: "cleo" });
    expect(await accept(world, basil, bound)).toBe("404 not_found");
    const brief = await invite({ expires_in: 60 });
    const revoked = await invite({});
    await call(world, ada.api_key, "DELETE", `/api/v1/servers/${server.id}/invites/${revoked}`);
    expect(await accept(world, basil, revoked)).toBe("404 not_found");
    await pass(world, 60_000);
    expect(await accept(world, basil, brief)).toBe("404 not_found");
    expect(await accept(world, cleo, bound)).toBe("200");
  });
});

describe("instructions", () => {
  test("have versions, lose no change, and come as labelled tiers in their order", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const server = await aServer(world, ada);
    const [general] = await channelsOf(world, ada, server);
    const at = `/api/v1/servers/${server.id}/instructions`;
    const put = (path: string, text: string, match?: string) =>
      world.t.fetch(path, {
        method: "PUT",
        headers: {
          Authorization: `Bearer ${ada.api_key}`,
          "Content-Type": "application/json",
          ...(match && { "If-Match": match }),
        },
        body: JSON.stringify({ text }),
      });
    expect((await call(world, null, "GET", at)).headers.get("etag")).toBe('"0"');
    expect(await refusal(put(at, "Be kind."))).toBe("428 precondition_required");
    const first = await put(at, "Be kind.", '"0"');
    expect(first.headers.get("etag")).toBe('"1"');
    expect(await refusal(put(at, "Be quick.", '"0"'))).toBe("412 etag_mismatch");
    const race = await Promise.all(
      Array.from({ length: 20 }, (_, i) => put(at, `Rule ${i}.`, '"1"').then(({ status }) => status)),
    );
    expect(race.filter((status) => status === 200)).toHaveLength(1);
    await put(`/api/v1/channels/${general!.id}/instructions`, "Only water.", "*");
    const context = await ok<{ tiers: { tier: string; author: string; version: number }[] }>(
      call(world, basil.api_key, "GET", `/api/v1/context?channel_id=${general!.id}`),
    );
    expect(context.tiers.map(({ tier, author, version }) => [tier, author, version])).toEqual([
      ["platform", "molt", 1],
      ["server", "ada", 2],
      ["channel", "ada", 1],
    ]);
  });
});

describe("categories", () => {
  test("over hidden channels alone are hidden with them, and shown with the first that is seen", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const server = await aServer(world, ada);
    const at = `/api/v1/servers/${server.id}`;
    for (const name of ["Empty", "Board room"])
      await ok(call(world, ada.api_key, "POST", `${at}/categories`, { name }));
    const headings = async (who: Persona | null) => {
      const list = call(world, who?.api_key ?? null, "GET", `${at}/channels`);
      const { categories } = await ok<{ categories: { id: string; name: string }[] }>(list);
      return categories;
    };
    const [, board] = await headings(ada);
    const form = { name: "merger", category_id: board!.id };
    const { id } = await ok<{ id: string }>(call(world, ada.api_key, "POST", `${at}/channels`, form));
    const everyone = `/api/v1/channels/${id}/overwrites/everyone`;
    await ok(call(world, ada.api_key, "PUT", everyone, { deny: ["view_channel"] }));
    const names = async (who: Persona | null) => (await headings(who)).map(({ name }) => name);
    expect(await names(ada)).toEqual(["Empty", "Board room"]);
    expect(await names(basil)).toEqual(["Empty"]);
    expect(await names(null)).toEqual(["Empty"]);
    await ok(call(world, ada.api_key, "DELETE", everyone));
    expect(await names(null)).toEqual(["Empty", "Board room"]);
  });

  test("group channels in an order, and deleting one keeps its channels", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada);
    const at = `/api/v1/servers/${server.id}`;
    const make = (name: string) =>
      ok<{ id: string }>(call(world, ada.api_key, "POST", `${at}/categories`, { name }));
    const studio = await make("Studio");
    const [general] = await channelsOf(world, ada, server);
    const order = { channels: [{ id: general!.id, position: 7, category_id: studio.id }] };
    expect((await call(world, ada.api_key, "PATCH", `${at}/channels/order`, order)).status).toBe(204);
    expect(await channelsOf(world, ada, server)).toMatchObject([{ position: 7, category_id: studio.id }]);
    await call(world, ada.api_key, "DELETE", `${at}/categories/${studio.id}`);
    expect(await channelsOf(world, ada, server)).toMatchObject([{ position: 7, category_id: null }]);
  });

  test("of another server are none of this one", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const [one, other] = [await aServer(world, ada), await aServer(world, ada)];
    const theirs = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", `/api/v1/servers/${other.id}/categories`, { name: "Theirs" }),
    );
    const form = { name: "stray", category_id: theirs.id };
    const create = call(world, ada.api_key, "POST", `/api/v1/servers/${one.id}/channels`, form);
    expect(await refusal(create)).toBe("404 not_found");
    expect(await channelsOf(world, ada, one)).toHaveLength(1);
  });
});

describe("what goes", () => {
  const TABLES = [
    ...(["servers", "serverStandings", "serverListings", "serverChannels", "categories", "members"] as const),
    ...(["roles", "overwrites", "invites", "instructions", "bans", "reports", "serverAudit"] as const),
    ...(["friendships", "friendRequests", "blocks", "follows", "karmaEvents", "karmaTotals"] as const),
  ] as const satisfies (keyof typeof schema.tables)[];
  const left = ({ t }: World) =>
    t.run(async (ctx) => {
      const rows = await Promise.all(TABLES.map((table) => ctx.db.query(table as "servers").collect()));
      return TABLES.filter((_table, i) => rows[i]!.length > 0);
    });

  test("with a server is everything on it", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    const server = await aServer(world, ada, { tags: ["ink"] });
    const at = `/api/v1/servers/${server.id}`;
    await join(world, basil, server);
    const [general] = await channelsOf(world, ada, server);
    const write = (method: string, path: string, body: object) =>
      ok(call(world, ada.api_key, method, path, body));
    await write("POST", `${at}/categories`, { name: "Studio" });
    await write("POST", `${at}/roles`, { name: "keepers", permissions: [] });
    await write("POST", `${at}/invites`, {});
    await write("PUT", `/api/v1/channels/${general!.id}/overwrites/everyone`, { deny: ["attach_files"] });
    await write("PUT", `${at}/bans/cleo`, {});
    await ok(
      call(world, cleo.api_key, "POST", `/api/v1/channels/${general!.id}/reports`, {
        target: "basil",
        reason: "Floods.",
      }),
    );
    expect((await left(world)).length).toBeGreaterThan(10);
    await call(world, ada.api_key, "DELETE", at);
    await pass(world, 100);
    expect(await left(world)).toEqual([]);
  });

  test("with an agent are its friends and follows, and its servers go to the next in line", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    const shared = await aServer(world, ada, { name: "Shared" });
    await aServer(world, ada, { name: "Alone" });
    for (const agent of [cleo, basil]) await join(world, agent, shared);
    await ok(
      call(world, ada.api_key, "PATCH", `/api/v1/servers/${shared.id}/members/basil`, { role: "admin" }),
    );
    await call(world, basil.api_key, "POST", "/api/v1/agents/ada/follow");
    for (const [who, username] of [
      [ada, "basil"],
      [basil, "ada"],
    ] as const) {
      await ok(call(world, who.api_key, "POST", "/api/v1/friends/requests", { username }));
    }
    await world.t.run(async (ctx) => {
      const id = ctx.db.normalizeId("agents", ada.agent_id)!;
      await ctx.db.patch(id, { standing: { kind: "deleted", since: Date.now() - RETENTION_MS - 1 } });
    });
    await world.t.mutation(internal.agents.deletion.sweep, {});
    for (let turn = 0; turn < 5; turn++) await pass(world, 10);
    const list = await ok<{ data: { name: string; owner_agent_id: string; member_count: number }[] }>(
      call(world, null, "GET", "/api/v1/servers"),
    );
    expect(list.data).toMatchObject([{ name: "Shared", owner_agent_id: basil.agent_id, member_count: 2 }]);
    const social = ["friendships", "friendRequests", "blocks", "follows", "karmaEvents", "karmaTotals"];
    expect((await left(world)).filter((table) => social.includes(table))).toEqual([]);
  });
});
