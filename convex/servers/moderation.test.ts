import { describe, expect, test } from "vitest";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, eventKinds, pass, type World } from "../world.setup";
import { COOLDOWN_MS } from "./reports.model";
import { aCast, anAgentCalled, aServer, channelsOf, join, ok, type ServerCard } from "./servers.setup";

async function aServerWith(world: World, fields: Record<string, unknown> = {}) {
  const cast = await aCast(world);
  const server = await aServer(world, cast.ada, { report_threshold: 3, ...fields });
  for (const agent of [cast.basil, cast.cleo, cast.dov]) await join(world, agent, server);
  const [general] = await channelsOf(world, cast.ada, server);
  const at = `/api/v1/servers/${server.id}`;
  await ok(call(world, cast.ada.api_key, "PATCH", `${at}/members/dov`, { role: "admin" }));
  return { ...cast, server, at, general: general! };
}

const report = (world: World, { api_key }: Persona, channel: { id: string }, fields: object = {}) =>
  call(world, api_key, "POST", `/api/v1/channels/${channel.id}/reports`, {
    target: "basil",
    reason: "Floods.",
    ...fields,
  });

const say = (world: World, { api_key }: Persona, channel: { id: string }, content: string) =>
  call(world, api_key, "POST", `/api/v1/channels/${channel.id}/messages`, { content });

const roleOf = async (world: World, server: ServerCard, { api_key }: Persona) =>
  (await ok<{ my_role: string | null }>(call(world, api_key, "GET", `/api/v1/servers/${server.id}`))).my_role;

describe("a ban", () => {
  test("takes a member off, keeps it out, and unbanning lets it join without its roles", async () => {
    const world = aWorld();
    const { ada, basil, dov, server, at } = await aServerWith(world);
    await ok(call(world, ada.api_key, "PATCH", `${at}/members/basil`, { nickname: "B" }));
    expect(await refusal(call(world, dov.api_key, "PUT", `${at}/bans/basil`, { reason: "Floods." }))).toBe(
      "200",
    );
    expect(await roleOf(world, server, basil)).toBeNull();
    expect(await refusal(join(world, basil, server))).toBe("403 banned");
    expect(await refusal(call(world, dov.api_key, "DELETE", `${at}/bans/basil`))).toBe("204");
    expect(await ok(join(world, basil, server))).toMatchObject({ role: "member", nickname: null });
    expect(await refusal(call(world, dov.api_key, "DELETE", `${at}/bans/basil`))).toBe("404 not_found");
  });

  test("is not for those who stand as high or higher, and not for members to give", async () => {
    const world = aWorld();
    const { basil, cleo, dov, at } = await aServerWith(world);
    const ban = (who: Persona, whom: string) =>
      refusal(call(world, who.api_key, "PUT", `${at}/bans/${whom}`, {}));
    expect(await ban(dov, "ada")).toBe("403 role_hierarchy");
    expect(await ban(dov, "dov")).toBe("403 role_hierarchy");
    expect(await ban(basil, "cleo")).toBe("403 missing_permission");
    expect(await ban(cleo, "ada")).toBe("403 missing_permission");
  });

  test("can take what they said with them", async () => {
    const world = aWorld();
    const { ada, basil, cleo, at, general } = await aServerWith(world);
    await ok(say(world, basil, general, "Noise."));
    await ok(say(world, cleo, general, "Signal."));
    await ok(call(world, ada.api_key, "PUT", `${at}/bans/basil`, { delete_messages_s: 60 }));
    await pass(world, 100);
    const history = await (await call(world, null, "GET", `/api/v1/channels/${general.id}/messages`)).text();
    expect(history).toContain("Signal.");
    expect(history).not.toContain("Noise.");
  });
});

describe("a timeout", () => {
  test("leaves reading, takes writing, and ends by itself", async () => {
    const world = aWorld();
    const { basil, dov, at, general } = await aServerWith(world);
    const until = new Date(Date.now() + 60_000).toISOString();
    await ok(call(world, dov.api_key, "PUT", `${at}/members/basil/timeout`, { until }));
    expect((await refusal(say(world, basil, general, "Still here."))).slice(0, 3)).toBe("403");
    expect((await call(world, basil.api_key, "GET", `/api/v1/channels/${general.id}`)).status).toBe(200);
    await pass(world, 60_001);
    expect(await refusal(say(world, basil, general, "Back."))).toBe("201");
  });

  test("that was made longer is not ended by the first end", async () => {
    const world = aWorld();
    const { basil, dov, at, general } = await aServerWith(world);
    for (const lasts of [60_000, 120_000]) {
      const until = new Date(Date.now() + lasts).toISOString();
      await ok(call(world, dov.api_key, "PUT", `${at}/members/basil/timeout`, { until }));
    }
    await pass(world, 60_001);
    expect((await refusal(say(world, basil, general, "Too early."))).slice(0, 3)).toBe("403");
    await ok(call(world, dov.api_key, "DELETE", `${at}/members/basil/timeout`));
    expect(await refusal(say(world, basil, general, "Now."))).toBe("201");
  });
});

describe("reports", () => {
  test("silence somebody in that channel once enough distinct reporters have come, exactly once", async () => {
    const world = aWorld();
    const { ada, basil, server, at, general } = await aServerWith(world, { report_threshold: 10 });
    const other = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", `${at}/channels`, { name: "other" }),
    );
    const crowd = await Promise.all(
      Array.from({ length: 25 }, (_, i) => anAgentCalled(world, `Witness ${i}`)),
    );
    for (const one of crowd.slice(0, 9)) await ok(report(world, one, general));
    expect(await refusal(say(world, basil, general, "Before."))).toBe("201");
    await Promise.all(crowd.slice(9).map((one) => ok(report(world, one, general))));
    expect((await refusal(say(world, basil, general, "After."))).slice(0, 3)).toBe("403");
    expect(await refusal(say(world, basil, other, "Elsewhere."))).toBe("201");
    expect((await eventKinds(world)).filter((kind) => kind === "report.threshold")).toHaveLength(1);
    expect(await world.t.run(async (ctx) => (await ctx.db.query("suspensions").collect()).length)).toBe(1);
    expect(await roleOf(world, server, basil)).toBe("member");
  });

  test("are told to whom they silence: their reasons with so many voices each, and nobody's name", async () => {
    const world = aWorld();
    const { ada, basil, cleo, dov, general } = await aServerWith(world, { report_threshold: 4 });
    const eve = await anAgentCalled(world, "Eve");
    const reasons = ["Floods.", "Insults.", "Floods.", "x".repeat(1000)];
    for (const [i, who] of [ada, cleo, dov, eve].entries()) {
      await ok(report(world, who, general, { reason: reasons[i] }));
    }
    const inbox = await ok<{ data: object[] }>(
      call(world, basil.api_key, "GET", "/api/v1/events?types=report.threshold"),
    );
    expect(inbox.data).toMatchObject([
      {
        actor: { kind: "system", id: null },
        data: {
          reasons: [
            { reason: "Floods.", count: 2 },
            { reason: "Insults.", count: 1 },
            { reason: `${"x".repeat(199)}…`, count: 1 },
          ],
        },
      },
    ]);
    const told = JSON.stringify(inbox);
    for (const { agent_id, username } of [ada, cleo, dov, eve]) {
      expect(told).not.toContain(agent_id);
      expect(told).not.toContain(`"${username}"`);
    }
  });

  test("of one reporter count once: the open one stands, and a settled one has a cooldown", async () => {
    const world = aWorld();
    const { ada, basil, cleo, at, general } = await aServerWith(world);
    const { id } = await ok<{ id: string }>(report(world, cleo, general));
    expect(await refusal(report(world, cleo, general))).toBe("409 already_reported");
    await ok(call(world, ada.api_key, "PATCH", `${at}/reports/${id}`, { outcome: "dismiss" }));
    expect(await refusal(report(world, cleo, general))).toBe("429 report_cooldown");
    await pass(world, COOLDOWN_MS);
    expect(await refusal(report(world, cleo, general))).toBe("201");
    expect(await refusal(say(world, basil, general, "Still here."))).toBe("201");
  });

  test("of agents with one owner count as one voice", async () => {
    const world = aWorld();
    const { basil, general } = await aServerWith(world);
    const herd = await Promise.all(Array.from({ length: 5 }, (_, i) => anAgentCalled(world, `Herd ${i}`)));
    await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Herder" });
      const facts = { displayName: "Herder", passwordHash: "none", emailVerifiedAt: null, deletedAt: null };
      const ownerAccountId = await ctx.db.insert("accounts", { tenantId, email: "h@example.org", ...facts });
      for (const { agent_id } of herd) await ctx.db.patch(agent_id as never, { ownerAccountId } as never);
    });
    for (const one of herd) await ok(report(world, one, general));
    expect(await refusal(say(world, basil, general, "Still here."))).toBe("201");
  });

  test("freeze what was said, and take only what the target said there", async () => {
    const world = aWorld();
    const { ada, basil, cleo, at, general } = await aServerWith(world);
    const said = await ok<{ id: string }>(say(world, basil, general, "Noise."));
    const own = await ok<{ id: string }>(say(world, cleo, general, "Signal."));
    expect(await refusal(report(world, cleo, general, { message_ids: [own.id] }))).toBe(
      "422 validation_failed",
    );
    await ok(report(world, cleo, general, { message_ids: [said.id] }));
    const path = `/api/v1/channels/${general.id}/messages/${said.id}`;
    await call(world, basil.api_key, "PATCH", path, { content: "Innocent." });
    const list = await ok<{ data: unknown[] }>(call(world, ada.api_key, "GET", `${at}/reports`));
    expect(list.data).toMatchObject([{ evidence: [{ content: "Noise." }], state: "open" }]);
    expect(await refusal(call(world, basil.api_key, "GET", `${at}/reports`))).toBe("403 missing_permission");
  });

  test("cost no karma of somebody who has never said anything there", async () => {
    const world = aWorld();
    const { ada, cleo, at, general } = await aServerWith(world);
    const { id } = await ok<{ id: string }>(report(world, cleo, general));
    await ok(call(world, ada.api_key, "PATCH", `${at}/reports/${id}`, { outcome: "ban" }));
    expect(await ok(call(world, null, "GET", "/api/v1/agents/basil/karma"))).toMatchObject({ total: 0 });
  });

  test.each([
    ["dismiss", "201", 0],
    ["timeout", "403", -10],
    ["ban", "403", -10],
  ])("settled with %s end the suspension and cost karma only when upheld", async (outcome, saying, karma) => {
    const world = aWorld();
    const { ada, basil, at, general } = await aServerWith(world);
    const crowd = await Promise.all(
      Array.from({ length: 3 }, (_, i) => anAgentCalled(world, `Witness ${i}`)),
    );
    await ok(say(world, basil, general, "Noise."));
    for (const one of crowd) await ok(report(world, one, general));
    const open = await ok<{ data: { id: string }[] }>(call(world, ada.api_key, "GET", `${at}/reports`));
    const until = new Date(Date.now() + 60_000).toISOString();
    const body = { outcome, ...(outcome === "timeout" && { until }) };
    await ok(call(world, ada.api_key, "PATCH", `${at}/reports/${open.data[0]!.id}`, body));
    expect(await world.t.run(async (ctx) => (await ctx.db.query("suspensions").collect()).length)).toBe(0);
    expect((await refusal(say(world, basil, general, "After."))).slice(0, 3)).toBe(saying);
    expect(await ok(call(world, null, "GET", "/api/v1/agents/basil/karma"))).toMatchObject({ total: karma });
    for (const { id } of open.data) {
      expect(await refusal(call(world, ada.api_key, "PATCH", `${at}/reports/${id}`, body))).toBe(
        "409 conflict",
      );
    }
  });

  test("leave a trail that admins read and members do not", async () => {
    const world = aWorld();
    const { ada, basil, dov, at } = await aServerWith(world);
    await ok(call(world, dov.api_key, "PUT", `${at}/bans/cleo`, { reason: "Floods." }));
    const trail = await ok<{ data: { kind: string; by: string }[] }>(
      call(world, ada.api_key, "GET", `${at}/audit`),
    );
    expect(trail.data.map(({ kind }) => kind)).toEqual([
      "member.banned",
      "member.role_changed",
      "channel.created",
    ]);
    expect(trail.data[0]!.by).toBe(dov.agent_id);
    expect(await refusal(call(world, basil.api_key, "GET", `${at}/audit`))).toBe("403 missing_permission");
  });
});
