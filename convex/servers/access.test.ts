import { describe, expect, test } from "vitest";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, type World } from "../world.setup";
import { inChannel, MATRIX, type MemberFacts, PERMISSIONS, type Standing } from "./servers.permissions";
import { aCast, anAgentCalled, aServer, channelsOf, join, ok } from "./servers.setup";

/** What each permission lets one do, as a request; the matrix says who gets an answer other than a refusal. */
type Attempt = (at: string, channel: string) => [method: string, path: string, body?: object];
const ACTIONS: Partial<Record<(typeof PERMISSIONS)[number], Attempt>> = {
  view_channel: (_at, channel) => ["GET", `/api/v1/channels/${channel}`],
  read_history: (_at, channel) => ["GET", `/api/v1/channels/${channel}/messages`],
  send_messages: (_at, channel) => ["POST", `/api/v1/channels/${channel}/messages`, { content: "Hello." }],
  manage_channels: (at) => ["POST", `${at}/channels`, { name: "another" }],
  manage_roles: (at) => ["POST", `${at}/roles`, { name: "another", permissions: [] }],
  manage_server: (at) => ["PATCH", at, { description: "Changed." }],
  manage_messages: (at) => ["GET", `${at}/reports`],
  kick: (at) => ["DELETE", `${at}/members/dov`],
  ban: (at) => ["PUT", `${at}/bans/dov`, {}],
  timeout: (at) => ["PUT", `${at}/members/dov/timeout`, { until: "2026-11-21T12:30:00.000Z" }],
  create_invite: (at) => ["POST", `${at}/invites`, {}],
  view_audit: (at) => ["GET", `${at}/audit`],
};

async function aStage(world: World, visibility: "public" | "private" = "public") {
  const { ada, basil, cleo, dov } = await aCast(world);
  const server = await aServer(world, ada, { visibility });
  const at = `/api/v1/servers/${server.id}`;
  const { code } = await ok<{ code: string }>(call(world, ada.api_key, "POST", `${at}/invites`, {}));
  for (const agent of [basil, cleo, dov]) await ok(join(world, agent, server, code));
  await ok(call(world, ada.api_key, "PATCH", `${at}/members/basil`, { role: "admin" }));
  const outsider = await anAgentCalled(world, "Eve");
  const [general] = await channelsOf(world, ada, server);
  const who: Record<Standing, Persona | null> = {
    owner: ada,
    admin: basil,
    member: cleo,
    observer: outsider,
    everyone: null,
  };
  return { who, server, at, channel: general!.id };
}

const STANDINGS = Object.keys(MATRIX) as Standing[];

describe("the matrix of roles and permissions is what the API does:", () => {
  const cells = STANDINGS.flatMap((standing) =>
    (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).map((permission) => [standing, permission] as const),
  );
  test.each(cells)("%s and %s", async (standing, permission) => {
    const world = aWorld();
    const { who, at, channel } = await aStage(world);
    const [method, path, body] = ACTIONS[permission]!(at, channel);
    const { status } = await call(world, who[standing]?.api_key ?? null, method, path, body);
    const allowed = MATRIX[standing].includes(permission);
    if (allowed) expect(status).toBeLessThan(300);
    else expect(status).toBe(standing === "everyone" ? 401 : 403);
  });
});

describe("a private server", () => {
  test("is not there for outsiders: byte for byte as one that never was", async () => {
    const world = aWorld();
    const { who, server, at, channel } = await aStage(world, "private");
    const gone = await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...row } = (await ctx.db.get(server.id as never))!;
      const serverId = await ctx.db.insert("servers", row as never);
      await ctx.db.delete(serverId);
      return serverId as string;
    });
    for (const path of [
      "",
      "/channels",
      "/members",
      "/roles",
      "/instructions",
      "/audit",
      "/bans",
      "/invites",
    ]) {
      for (const key of [null, who.observer!.api_key]) {
        const [hidden, absent] = await Promise.all(
          [server.id, gone].map(async (id) => {
            const answer = await call(world, key, "GET", `/api/v1/servers/${id}${path}`);
            const text = (await answer.text()).replaceAll(id, "ID").replace(/req_[0-9a-f]+/, "");
            return [answer.status, text];
          }),
        );
        expect(hidden, path).toEqual(absent);
        expect([401, 404]).toContain(hidden![0]);
      }
    }
    expect(await refusal(call(world, who.observer!.api_key, "GET", `/api/v1/channels/${channel}`))).toBe(
      "404 not_found",
    );
    expect(await refusal(join(world, who.observer!, server))).toBe("404 not_found");
    expect(await refusal(join(world, who.observer!, server, "wrong"))).toBe("404 not_found");
    expect((await call(world, who.member!.api_key, "GET", at)).status).toBe(200);
  });

  test("that is next to its twin tells nothing of the other", async () => {
    const world = aWorld();
    const one = await aStage(world, "private");
    const twin = await aServer(world, one.who.observer!, { name: "Twin", visibility: "private" });
    const [theirs] = await channelsOf(world, one.who.observer!, twin);
    const at = `/api/v1/servers/${twin.id}`;
    const key = one.who.owner!.api_key;
    for (const path of [at, `${at}/channels`, `${at}/members`, `/api/v1/channels/${theirs!.id}`]) {
      expect(await refusal(call(world, key, "GET", path))).toBe("404 not_found");
    }
    const order = { channels: [{ id: theirs!.id, position: 3 }] };
    expect(await refusal(call(world, key, "PATCH", `${one.at}/channels/order`, order))).toBe("404 not_found");
  });
});

describe("roles of the server's own", () => {
  test("add to the base role, and go with the role", async () => {
    const world = aWorld();
    const { who, at } = await aStage(world);
    const owner = who.owner!.api_key;
    const role = await ok<{ id: string }>(
      call(world, owner, "POST", `${at}/roles`, { name: "keepers", permissions: ["kick", "view_audit"] }),
    );
    await ok(call(world, owner, "PATCH", `${at}/members/cleo`, { role_ids: [role.id] }));
    const cleo = who.member!.api_key;
    expect((await call(world, cleo, "GET", `${at}/audit`)).status).toBe(200);
    expect(await refusal(call(world, cleo, "DELETE", `${at}/members/basil`))).toBe("403 role_hierarchy");
    expect(await refusal(call(world, cleo, "DELETE", `${at}/members/dov`))).toBe("204");
    await ok(call(world, owner, "DELETE", `${at}/roles/${role.id}`));
    expect(await refusal(call(world, cleo, "GET", `${at}/audit`))).toBe("403 missing_permission");
  });

  test("give nobody more than the giver has, and admins are the owner's to name", async () => {
    const world = aWorld();
    const { who, at } = await aStage(world);
    const owner = who.owner!.api_key;
    const role = await ok<{ id: string }>(
      call(world, owner, "POST", `${at}/roles`, { name: "stewards", permissions: ["manage_roles"] }),
    );
    await ok(call(world, owner, "PATCH", `${at}/members/cleo`, { role_ids: [role.id] }));
    const cleo = who.member!.api_key;
    const strong = { name: "strong", permissions: ["ban"] };
    expect(await refusal(call(world, cleo, "POST", `${at}/roles`, strong))).toBe("403 role_hierarchy");
    const change = (key: string, body: object) =>
      refusal(call(world, key, "PATCH", `${at}/members/dov`, body));
    expect(await change(cleo, { role: "admin" })).toBe("403 role_hierarchy");
    expect(await change(who.admin!.api_key, { role: "admin" })).toBe("403 role_hierarchy");
    expect(await change(owner, { role: "admin" })).toBe("200");
  });
});

describe("overwrites", () => {
  const member: MemberFacts = { standing: "member", agentId: "dov", roles: [], quiet: false };
  const role = { id: "r1", permissions: [] };
  const with_ = (overwrites: object[], who: Partial<MemberFacts> = {}, announcement = false) =>
    inChannel({ ...member, ...who }, { announcement, overwrites: overwrites as never });
  const everyone = (allow: string[], deny: string[]) => ({ target: { kind: "everyone" }, allow, deny });
  const forRole = (allow: string[], deny: string[]) => ({ target: { kind: "role", id: "r1" }, allow, deny });
  const forDov = (allow: string[], deny: string[]) => ({
    target: { kind: "member", id: "dov" },
    allow,
    deny,
  });

  test.each([
    ["nothing", [], true],
    ["everyone is denied", [everyone([], ["send_messages"])], false],
    [
      "their role is allowed what everyone is denied",
      [everyone([], ["send_messages"]), forRole(["send_messages"], [])],
      true,
    ],
    [
      "they are denied what their role is allowed",
      [forRole(["send_messages"], []), forDov([], ["send_messages"])],
      false,
    ],
    [
      "they are allowed what their role is denied",
      [forRole([], ["send_messages"]), forDov(["send_messages"], [])],
      true,
    ],
    ["one level allows and denies at once", [forDov(["send_messages"], ["send_messages"])], false],
    [
      "the order of the rows is another",
      [forDov(["send_messages"], []), everyone([], ["send_messages"])],
      true,
    ],
    ["they may not view it", [everyone([], ["view_channel"])], false],
  ])("let a member speak or not: %s", (_what, overwrites, speaks) => {
    expect(with_(overwrites, { roles: [role] }).has("send_messages")).toBe(speaks);
  });

  test("give outsiders nothing, and do not bind those who manage channels", () => {
    const generous = [everyone(["send_messages", "attach_files"], [])];
    expect([...with_(generous, { standing: "everyone", agentId: null })].sort()).toEqual([
      "read_history",
      "view_channel",
    ]);
    expect(with_([everyone([], ["view_channel"])], { standing: "observer", agentId: null }).size).toBe(0);
    expect(with_([everyone([], ["view_channel"])], { standing: "admin" }).size).toBe(PERMISSIONS.length);
  });

  test("in announcements members listen, unless they are allowed to speak", () => {
    expect(with_([], {}, true).has("send_messages")).toBe(false);
    expect(with_([forDov(["send_messages"], [])], {}, true).has("send_messages")).toBe(true);
    expect(with_([], { standing: "admin" }, true).has("send_messages")).toBe(true);
  });

  test("leave only reading to whoever was asked for quiet", () => {
    expect([...with_([forDov(["send_messages"], [])], { quiet: true })].sort()).toEqual([
      "read_history",
      "view_channel",
    ]);
  });

  test("hide a channel from the list and from its own address", async () => {
    const world = aWorld();
    const { who, server, channel } = await aStage(world);
    const target = `/api/v1/channels/${channel}/overwrites/everyone`;
    await ok(call(world, who.owner!.api_key, "PUT", target, { deny: ["view_channel"] }));
    expect(await channelsOf(world, null, server)).toEqual([]);
    expect(await refusal(call(world, who.member!.api_key, "GET", `/api/v1/channels/${channel}`))).toBe(
      "404 not_found",
    );
    expect(await channelsOf(world, who.admin, server)).toHaveLength(1);
    await ok(call(world, who.owner!.api_key, "DELETE", target));
    expect(await refusal(call(world, who.owner!.api_key, "DELETE", target))).toBe("404 not_found");
    expect(await channelsOf(world, null, server)).toHaveLength(1);
  });
});
