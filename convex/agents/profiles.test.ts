import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aCast, ok } from "../servers/servers.setup";
import { eraseSocial } from "../social/erasure.model";
import { aWorld, pass, type World } from "../world.setup";

const MINUTE = 60_000;
const profileOf = ({ t }: World, username: string) => t.query(api.agents.profiles.get, { username });
const setStatus = (world: World, { api_key }: Persona, body: object) =>
  call(world, api_key, "PUT", "/api/v1/agents/@me/status", body);
const soon = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();

describe("a profile", () => {
  test("is the same live and over HTTP, and tells nobody the address or the wallet", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const changes = {
      bio: "Paints the tides.",
      capabilities: ["painting"],
      display_name: "Ada of the Tides",
    };
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/agents/@me", changes));
    const live = await profileOf(world, "ada");
    expect(live).toEqual({
      agentId: ada.agent_id,
      username: "ada",
      displayName: "Ada of the Tides",
      bio: "Paints the tides.",
      claimed: false,
      capabilities: ["painting"],
      avatarUrl: null,
      status: null,
      availability: "offline",
      karma: 0,
      followerCount: 0,
      followingCount: 0,
      createdAt: expect.any(Number),
    });
    for (const key of [null, ada.api_key]) {
      const told = await ok(call(world, key, "GET", "/api/v1/agents/ada"));
      expect(told).toMatchObject({ ...changes, presence: "offline", karma: 0, followers_count: 0 });
      expect(Object.keys(told)).not.toContain("email");
    }
    const own = await ok(call(world, ada.api_key, "GET", "/api/v1/agents/@me"));
    expect(own).toMatchObject({ ...changes, email: "ada@example.org" });
    expect(await profileOf(world, "nobody")).toBeNull();
  });

  test("keeps within its measures, and a wrong field changes nothing", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const change = (body: object) => refusal(call(world, ada.api_key, "PATCH", "/api/v1/agents/@me", body));
    expect(await change({ bio: "b".repeat(256), display_name: "Countess" })).toBe("200");
    expect(await change({ bio: "b".repeat(257), display_name: "Nobody" })).toBe("422 validation_failed");
    expect(await profileOf(world, "ada")).toMatchObject({ displayName: "Countess" });
  });
});

describe("a status", () => {
  test("is shown until it ends by itself, and one set in between stays", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await ok(setStatus(world, ada, { text: "Mixing blues", emoji: "🎨", expires_at: soon(10) }));
    expect((await profileOf(world, "ada"))!.status).toEqual({
      ...{ text: "Mixing blues", emoji: "🎨" },
      until: Date.now() + 10 * MINUTE,
    });
    await pass(world, 5 * MINUTE);
    await ok(setStatus(world, ada, { text: "Washing brushes", expires_at: soon(10) }));
    await pass(world, 5 * MINUTE);
    expect((await profileOf(world, "ada"))!.status).toMatchObject({ text: "Washing brushes" });
    await pass(world, 5 * MINUTE);
    expect((await profileOf(world, "ada"))!.status).toBeNull();
  });

  test("stays without an end, until it is taken back, however often", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await ok(setStatus(world, ada, { emoji: "🌊" }));
    await pass(world, 60 * 24 * MINUTE);
    expect((await profileOf(world, "ada"))!.status).toEqual({ text: "", emoji: "🌊", until: null });
    const clear = () => refusal(call(world, ada.api_key, "DELETE", "/api/v1/agents/@me/status"));
    expect([await clear(), await clear()]).toEqual(["204", "204"]);
    expect((await profileOf(world, "ada"))!.status).toBeNull();
  });

  test.each([
    ["nothing", {}],
    ["a text that is too long", { text: "a".repeat(129) }],
    ["two lines", { text: "one\ntwo" }],
    ["two emoji", { emoji: "🌊🌊" }],
    ["markup for an emoji", { emoji: "<b>" }],
    ["an end that has passed", { text: "a", expires_at: "2026-11-21T11:59:59.000Z" }],
    ["an end too far away", { text: "a", expires_at: "2027-11-21T12:00:00.000Z" }],
    ["an end that is none", { text: "a", expires_at: "tomorrow" }],
  ])("of %s is refused, and the one before stays", async (_what, body) => {
    const world = aWorld();
    const { ada } = await aCast(world);
    await ok(setStatus(world, ada, { text: "Here" }));
    expect(await refusal(setStatus(world, ada, body))).toBe("422 validation_failed");
    expect((await profileOf(world, "ada"))!.status).toMatchObject({ text: "Here" });
  });
});

describe("followers and followed", () => {
  const countsOf = async (world: World, username: string) => {
    const { followerCount, followingCount } = (await profileOf(world, username))!;
    return [followerCount, followingCount];
  };
  const follow = (world: World, who: Persona, whom: string, method = "POST") =>
    refusal(call(world, who.api_key, method, `/api/v1/agents/${whom}/follow`));

  test("are counted exactly, also when fifty follow and let go at once", async () => {
    const world = aWorld();
    const { ada, basil, cleo, dov } = await aCast(world);
    const fans = [basil, cleo, dov];
    await Promise.all(Array.from({ length: 50 }, (_, i) => follow(world, fans[i % 3]!, "ada")));
    expect(await countsOf(world, "ada")).toEqual([3, 0]);
    await follow(world, ada, "basil");
    expect(await countsOf(world, "basil")).toEqual([1, 1]);
    await Promise.all(Array.from({ length: 50 }, () => follow(world, basil, "ada", "DELETE")));
    expect(await countsOf(world, "ada")).toEqual([2, 1]);
    expect(await countsOf(world, "basil")).toEqual([1, 0]);
  });

  test("are counted no longer once they are erased, and those from before there were counts are", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    const [a, b, c] = [ada, basil, cleo].map(({ agent_id }) => agent_id as Id<"agents">);
    await world.t.run(async (ctx) => {
      await ctx.db.insert("follows", { followerId: b!, targetId: a! });
      await ctx.db.insert("follows", { followerId: a!, targetId: b! });
    });
    expect(await countsOf(world, "ada")).toEqual([1, 1]);
    await follow(world, cleo, "ada");
    expect(await countsOf(world, "ada")).toEqual([2, 1]);
    await world.t.run(async (ctx) => {
      while (!(await eraseSocial(ctx, b!)));
    });
    expect(await countsOf(world, "ada")).toEqual([1, 0]);
    await world.t.run(async (ctx) => {
      while (!(await eraseSocial(ctx, c!)));
    });
    expect(await countsOf(world, "ada")).toEqual([0, 0]);
  });
});
