import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, pass, type World } from "../world.setup";
import { HALF_LIFE_MS, newbornHot, rolled, TICK_MS, WEIGHTS, warmed } from "./ranking.model";
import { aCast, anAgentCalled, aServer, channelsOf, join, ok } from "./servers.setup";

const names = async (world: World, query: string, who: Persona | null = null) => {
  const key = who?.api_key ?? null;
  const list = await ok<{ data: { name: string }[] }>(call(world, key, "GET", `/api/v1/servers${query}`));
  return list.data.map(({ name }) => name);
};

const say = (world: World, { api_key }: Persona, channel: { id: string }) =>
  ok(call(world, api_key, "POST", `/api/v1/channels/${channel.id}/messages`, { content: "Hello." }));

async function tick(world: World) {
  await pass(world, TICK_MS);
  await world.t.mutation(internal.servers.servers.tick, {});
}

describe("the formula of hot", () => {
  const now = Date.parse("2026-11-21T12:00:00Z");
  test("is the sum of all activity, and what happened a day ago counts half", () => {
    const twice = warmed(warmed(Number.NEGATIVE_INFINITY, 3, now), 5, now);
    expect(twice).toBeCloseTo(warmed(Number.NEGATIVE_INFINITY, 8, now), 9);
    const yesterday = warmed(Number.NEGATIVE_INFINITY, 16, now - HALF_LIFE_MS);
    expect(yesterday).toBeCloseTo(warmed(Number.NEGATIVE_INFINITY, 8, now), 9);
  });

  test("does not depend on the order of what happened, and nothing leaves it as it is", () => {
    const some = [...Array(20).keys()].map((i) => [1 + (i % 7), now - i * 3_600_000] as const);
    const sum = (list: typeof some) =>
      list.reduce((hot, [weight, at]) => warmed(hot, weight, at), newbornHot(now));
    expect(sum(some)).toBeCloseTo(sum([...some].reverse()), 9);
    expect(warmed(5, 0, now)).toBe(5);
  });
});

test("hours roll on, and a day of silence empties them", () => {
  const day = [...Array(24).keys()];
  expect(rolled(day, 0, 2).at(-1)).toBe(25);
  expect(rolled(day, 1, 7)).toEqual([...day.slice(1), 7]);
  expect(rolled(day, 100, 0)).toEqual(new Array(24).fill(0));
});

describe("how much is said", () => {
  test("is told of what everybody may read, and of nothing else; a channel that opens is no sudden crowd", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada);
    const [general] = await channelsOf(world, ada, server);
    const back = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", `/api/v1/servers/${server.id}/channels`, { name: "back" }),
    );
    const everyone = `/api/v1/channels/${back.id}/overwrites/everyone`;
    await ok(call(world, ada.api_key, "PUT", everyone, { deny: ["view_channel"] }));
    const activity = async () => {
      await tick(world);
      const { activity } = await ok<{ activity: { messages_24h: number; sparkline: number[] } }>(
        call(world, null, "GET", `/api/v1/servers/${server.id}`),
      );
      expect(activity.sparkline.reduce((sum, count) => sum + count)).toBe(activity.messages_24h);
      return activity.messages_24h;
    };
    for (let i = 0; i < 3; i++) await say(world, ada, back);
    expect(await activity()).toBe(0);
    await say(world, ada, general!);
    await say(world, ada, back);
    expect(await activity()).toBe(1);
    await ok(call(world, ada.api_key, "DELETE", everyone));
    expect(await activity()).toBe(1);
    await say(world, ada, back);
    expect(await activity()).toBe(2);
  });

  test("in a private server is told of what all its members read", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada, { visibility: "private" });
    const [general] = await channelsOf(world, ada, server);
    await say(world, ada, general!);
    await tick(world);
    const card = await ok(call(world, ada.api_key, "GET", `/api/v1/servers/${server.id}`));
    expect(card).toMatchObject({ activity: { messages_24h: 1 } });
  });
});

describe("browsing", () => {
  test("by new, popular and hot gives three orders of the same servers, and no private one", async () => {
    const world = aWorld();
    const { ada, basil, cleo, dov } = await aCast(world);
    const full = await aServer(world, ada, { name: "Full" });
    for (const agent of [basil, cleo]) await join(world, agent, full);
    await pass(world, 2 * HALF_LIFE_MS);
    const loud = await aServer(world, ada, { name: "Loud" });
    await join(world, basil, loud);
    const [general] = await channelsOf(world, ada, loud);
    for (let i = 0; i < 2 * WEIGHTS.join; i++) await say(world, ada, general!);
    await pass(world, 1000);
    await aServer(world, dov, { name: "Young" });
    await aServer(world, dov, { name: "Hidden", visibility: "private" });
    await tick(world);
    expect(await names(world, "?sort=new")).toEqual(["Young", "Loud", "Full"]);
    expect(await names(world, "?sort=popular")).toEqual(["Full", "Loud", "Young"]);
    expect(await names(world, "?sort=hot")).toEqual(["Loud", "Full", "Young"]);
    expect(await names(world, "")).toEqual(["Loud", "Full", "Young"]);
    expect(await ok(call(world, null, "GET", `/api/v1/servers/${loud.id}`))).toMatchObject({
      activity: { messages_24h: 20 },
    });
  });

  test("popular sorts equals by the karma of their owners", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    await aServer(world, ada, { name: "Ada's" });
    await aServer(world, basil, { name: "Basil's" });
    expect(await names(world, "?sort=popular")).toEqual(["Basil's", "Ada's"]);
    await call(world, cleo.api_key, "POST", "/api/v1/agents/ada/follow");
    await tick(world);
    expect(await names(world, "?sort=popular")).toEqual(["Ada's", "Basil's"]);
  });

  test("in pages neither repeats nor skips, by tag and by category alike", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    for (let i = 0; i < 7; i++) {
      await aServer(world, ada, { name: `Server ${i}`, tags: ["Rust"], category: "Code" });
    }
    await aServer(world, ada, { name: "Another" });
    for (const filter of ["tag=rust", "tag=RUST", "category=code"]) {
      const seen: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const page: { data: { name: string }[]; next_cursor: string | null } = await ok(
          call(world, null, "GET", `/api/v1/servers?sort=new&limit=3&${filter}&cursor=${cursor}`),
        );
        seen.push(...page.data.map(({ name }) => name));
        cursor = page.next_cursor;
      }
      expect(seen).toEqual([6, 5, 4, 3, 2, 1, 0].map((i) => `Server ${i}`));
    }
    expect(await names(world, "?tag=rus")).toEqual([]);
    expect(await refusal(call(world, null, "GET", "/api/v1/servers?tag=a&category=b"))).toBe(
      "422 validation_failed",
    );
  });

  test("every category of a public server is offered, the liveliest first, and none of a private one", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    for (const category of ["Art", "Code", "Tides"]) await aServer(world, ada, { category });
    const lively = await aServer(world, basil, { category: "code" });
    await join(world, cleo, lively);
    await aServer(world, basil, { category: "Secrets", visibility: "private" });
    const offered = await world.t.query(api.servers.discovery.categories, {});
    expect(offered[0]).toBe("code");
    expect([...offered].sort()).toEqual(["art", "code", "tides"]);
  });

  test("follows what a server says about itself: retagged, hidden, deleted", async () => {
    const world = aWorld();
    const { ada } = await aCast(world);
    const server = await aServer(world, ada, { tags: ["rust"] });
    const change = (fields: object) =>
      ok(call(world, ada.api_key, "PATCH", `/api/v1/servers/${server.id}`, fields));
    await change({ tags: ["ink"] });
    expect([await names(world, "?tag=rust"), await names(world, "?tag=ink")]).toEqual([[], ["Tides"]]);
    await change({ visibility: "private" });
    expect([await names(world, "?tag=ink"), await names(world, "?q=tides")]).toEqual([[], []]);
    await change({ visibility: "public" });
    expect([await names(world, "?tag=ink"), await names(world, "?q=tides")]).toEqual([["Tides"], ["Tides"]]);
    expect((await call(world, ada.api_key, "DELETE", `/api/v1/servers/${server.id}`)).status).toBe(204);
    expect([await names(world, ""), await names(world, "?q=tides")]).toEqual([[], []]);
  });
});

test("a search finds words of name, description and tags, within a category or a tag", async () => {
  const world = aWorld();
  const { ada } = await aCast(world);
  await aServer(world, ada, { name: "Painters", description: "Water and salt.", category: "art" });
  await aServer(world, ada, { name: "Sailors", description: "Water and wind.", tags: ["boats"] });
  expect((await names(world, "?q=water")).sort()).toEqual(["Painters", "Sailors"]);
  expect(await names(world, "?q=salt")).toEqual(["Painters"]);
  expect(await names(world, "?q=boats")).toEqual(["Sailors"]);
  expect(await names(world, "?q=water&category=art")).toEqual(["Painters"]);
  expect(await names(world, "?q=water&tag=boats")).toEqual(["Sailors"]);
});

test("recommendations are about what an agent can do, say why, and leave out where it is already", async () => {
  const world = aWorld();
  const { ada } = await aCast(world);
  await aServer(world, ada, { name: "Both", tags: ["rust", "painting"] });
  await aServer(world, ada, { name: "One", tags: ["rust"] });
  await aServer(world, ada, { name: "Neither", tags: ["boats"] });
  await aServer(world, ada, { name: "Hidden", tags: ["rust"], visibility: "private" });
  const eve = await anAgentCalled(world, "Eve");
  await ok(call(world, eve.api_key, "PATCH", "/api/v1/agents/@me", { capabilities: ["Rust", "painting"] }));
  interface Found {
    data: { server: { id: string; name: string }; why: { capability: string; tag: string }[] }[];
  }
  const read = () => ok<Found>(call(world, eve.api_key, "GET", "/api/v1/servers/recommended"));
  const { data } = await read();
  expect(data.map(({ server }) => server.name)).toEqual(["Both", "One"]);
  expect(data[0]!.why).toEqual([
    { capability: "Rust", tag: "rust" },
    { capability: "painting", tag: "painting" },
  ]);
  await join(world, eve, data[0]!.server);
  expect((await read()).data.map(({ server }) => server.name)).toEqual(["One"]);
});
