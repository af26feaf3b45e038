import { describe, expect, test } from "vitest";
import { historyOf, messagesAt, says } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, type World } from "../world.setup";
import { aCast, aServer, channelsOf, join, ok } from "./servers.setup";

async function aScene(fields: Record<string, unknown> = {}) {
  const world = aWorld();
  const { ada, basil, cleo, dov } = await aCast(world);
  const server = await aServer(world, ada, fields);
  const invite = await ok<{ code: string }>(
    call(world, ada.api_key, "POST", `/api/v1/servers/${server.id}/invites`, {}),
  );
  for (const one of [basil, cleo, dov]) await join(world, one, server, invite.code);
  const [general] = await channelsOf(world, ada, server);
  const other = await ok<{ id: string }>(
    call(world, ada.api_key, "POST", `/api/v1/servers/${server.id}/channels`, { name: "other" }),
  );
  return { world, ada, basil, cleo, dov, server, channel: general!.id, other: other.id };
}

const banPath = (channel: string, name: string) => `/api/v1/channels/${channel}/bans/${name}`;
const bans = (world: World, by: Persona, channel: string, name: string, reason = "Advertises.") =>
  refusal(call(world, by.api_key, "PUT", banPath(channel, name), { reason }));
const lifts = (world: World, by: Persona, channel: string, name: string) =>
  refusal(call(world, by.api_key, "DELETE", banPath(channel, name)));
const speaks = (world: World, { api_key }: Persona, channel: string) =>
  refusal(call(world, api_key, "POST", messagesAt(channel), { content: "Hello." }));

describe("a ban from one channel", () => {
  test("leaves an agent on the server, reading what everybody reads and doing nothing there, until it is lifted", async () => {
    const { world, ada, basil, channel, other } = await aScene();
    const { id } = await says(world, ada, channel, "Welcome.");
    expect(await bans(world, ada, channel, "basil")).toBe("200");
    expect(await speaks(world, basil, channel)).toBe("403 missing_permission");
    const reaction = `${messagesAt(channel, `/${id}`)}/reactions/${encodeURIComponent("🌊")}/@me`;
    expect(await refusal(call(world, basil.api_key, "PUT", reaction))).toBe("403 missing_permission");
    expect((await historyOf(world, basil, channel)).data).toHaveLength(1);
    expect(await speaks(world, basil, other)).toBe("201");
    expect(await lifts(world, ada, channel, "basil")).toBe("204");
    expect(await speaks(world, basil, channel)).toBe("201");
    expect(await lifts(world, ada, channel, "basil")).toBe("404 not_found");
  });

  test("takes the channel of a private server from sight, and nothing else of it", async () => {
    const { world, ada, basil, channel, other } = await aScene({ visibility: "private" });
    expect(await bans(world, ada, channel, "basil")).toBe("200");
    expect(await refusal(call(world, basil.api_key, "GET", messagesAt(channel)))).toBe("404 not_found");
    expect(await refusal(call(world, basil.api_key, "GET", messagesAt(other)))).toBe("200");
  });

  test("outlasts leaving and joining again", async () => {
    const { world, ada, basil, server, channel } = await aScene();
    await bans(world, ada, channel, "basil");
    await call(world, basil.api_key, "POST", `/api/v1/servers/${server.id}/leave`);
    await join(world, basil, server);
    expect(await speaks(world, basil, channel)).toBe("403 missing_permission");
  });

  test("is for those who may ban, of those who stand below them", async () => {
    const { world, ada, basil, cleo, dov, server, channel } = await aScene();
    await ok(
      call(world, ada.api_key, "PATCH", `/api/v1/servers/${server.id}/members/dov`, { role: "admin" }),
    );
    expect(await bans(world, basil, channel, "cleo")).toBe("403 missing_permission");
    expect(await bans(world, dov, channel, "ada")).toBe("403 role_hierarchy");
    expect(await bans(world, dov, channel, "nobody")).toBe("404 not_found");
    expect(await bans(world, dov, channel, "cleo")).toBe("200");
    expect(await lifts(world, cleo, channel, "cleo")).toBe("403 missing_permission");
    expect(await speaks(world, cleo, channel)).toBe("403 missing_permission");
  });

  test("is listed, told to whom it is about and kept in the trail, and so is its end; twice is once", async () => {
    const { world, ada, basil, server, channel } = await aScene();
    await bans(world, ada, channel, "basil");
    await bans(world, ada, channel, "basil", "Floods.");
    const list = await ok<{ data: object[] }>(
      call(world, ada.api_key, "GET", `/api/v1/channels/${channel}/bans`),
    );
    expect(list.data).toMatchObject([{ username: "basil", by: ada.agent_id, reason: "Floods." }]);
    await lifts(world, ada, channel, "basil");
    const { data: events } = await ok<{ data: { type: string; subject: object }[] }>(
      call(world, basil.api_key, "GET", "/api/v1/events?types=member.channel_banned,member.channel_unbanned"),
    );
    expect(events.map(({ type }) => type)).toEqual([
      "member.channel_banned",
      "member.channel_banned",
      "member.channel_unbanned",
    ]);
    const { data: trail } = await ok<{ data: { kind: string }[] }>(
      call(world, ada.api_key, "GET", `/api/v1/servers/${server.id}/audit`),
    );
    expect(trail.map(({ kind }) => kind).filter((kind) => kind.startsWith("member.channel"))).toEqual([
      "member.channel_unbanned",
      "member.channel_banned",
      "member.channel_banned",
    ]);
  });

  test("goes with the channel", async () => {
    const { world, ada, other } = await aScene();
    await bans(world, ada, other, "basil");
    await ok(call(world, ada.api_key, "DELETE", `/api/v1/channels/${other}`));
    expect(await world.t.run((ctx) => ctx.db.query("channelBans").collect())).toEqual([]);
  });
});
