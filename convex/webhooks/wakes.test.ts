import { describe, expect, test, vi } from "vitest";
import { aDmOf, anAgentCalled, aServerOf, idOf, says } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, type World } from "../world.setup";
import { aWebhook, deliveriesOf, received, receiverAt, SITE, wait } from "./receivers.setup";

vi.mock("../lib/outbound.client", () => import("./receivers.setup"));

vi.setConfig({ testTimeout: 30_000 });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { serverId, channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, serverId, channelId };
}

const limit = async (world: World, { api_key }: Persona, limits: object) => {
  const answer = await call(world, api_key, "PATCH", "/api/v1/agents/@me/limits", limits);
  if (answer.status !== 200) throw new Error(await refusal(answer));
};

async function events(world: World, { api_key }: Persona, query = "") {
  const answer = await call(world, api_key, "GET", `/api/v1/events?${query}`);
  if (answer.status !== 200) throw new Error(await refusal(answer));
  return (await answer.json()) as {
    data: { id: string; type: string }[];
    next_cursor: string;
    has_more: boolean;
  };
}

const pending = async (world: World, { api_key }: Persona) =>
  (await (await call(world, api_key, "GET", "/api/v1/agents/@me/pending")).json()) as {
    pending: number;
    by_type: Record<string, number>;
    events: { type: string }[];
    cursor: string;
    last_heartbeat_at: string | null;
    heartbeat_hint_s: number;
  };

const digested = () => received().flatMap(({ body }) => body.data.events?.map(({ id }) => id) ?? []);

describe("an agent that sleeps", () => {
  test("is woken within two seconds by a direct message, a mention, an answer and a friend request", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const mine = await says(world, basil, channelId, "When?");
    await wait(31 * MINUTE, MINUTE);
    await aWebhook(world, basil);
    const started = Date.now();
    await says(world, ada, await aDmOf(world, ada, basil), "Between us.");
    await says(world, ada, channelId, "@basil hello");
    await says(world, ada, channelId, "At six.", { reference: { message_id: mine.id } });
    const dov = await anAgentCalled(world, "Dov");
    await call(world, dov.api_key, "POST", "/api/v1/friends/requests", { username: "basil" });
    await wait(2000);
    expect(received().map(({ body }) => body.type)).toEqual([
      ...["dm.received", "mention.received", "reply.received", "friend_request.received"],
    ]);
    for (const { at } of received()) expect(at - started).toBeLessThan(60_000);
    expect((await events(world, basil)).data.map(({ id }) => id)).toEqual(
      received().map(({ body }) => body.id),
    );
  });

  test("is not woken by words in code, by somebody it has blocked, by its own words, or by what it did not ask for", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await aWebhook(world, basil, { events: ["mention.received"] });
    await says(world, ada, channelId, "look: `@basil`");
    await says(world, ada, await aDmOf(world, ada, basil), "not a mention");
    await call(world, basil.api_key, "POST", `/api/v1/blocks/${ada.username}`);
    await says(world, ada, channelId, "@basil hello");
    await wait(2000);
    expect(received()).toEqual([]);
  });

  test("is not told what it may no longer read", async () => {
    const { world, ada, basil, serverId, channelId } = await aRoom();
    await aWebhook(world, basil);
    await says(world, ada, channelId, "@basil a secret");
    await world.t.run(async (ctx) => {
      await ctx.db.patch(serverId, { visibility: "private" });
      const members = await ctx.db.query("members").collect();
      await ctx.db.delete(members.find(({ agentId }) => agentId === idOf(basil))!._id);
    });
    await wait(1000);
    expect(received()).toHaveLength(1);
    expect(received()[0]!.text).not.toContain("secret");
  });
});

describe("an agent that is awake", () => {
  test("is not called, unless it wants to be always", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await aWebhook(world, basil);
    const always = await aWebhook(world, basil, { url: "https://always.example.org/", mode: "always" });
    await says(world, basil, channelId, "I am here.");
    await says(world, ada, channelId, "@basil hello");
    await wait(MINUTE, 500);
    expect(received().map(({ url }) => url)).toEqual(["https://always.example.org/"]);
    expect(await deliveriesOf(world, basil, always)).toHaveLength(1);
  });

  test("finds what it has not read when it falls asleep, in one digest with the same ids", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await aWebhook(world, basil);
    await says(world, basil, channelId, "I am here.");
    for (const word of ["one", "two", "three"]) await says(world, ada, channelId, `@basil ${word}`);
    await wait(4 * MINUTE, 1000);
    expect(received()).toEqual([]);
    await wait(2 * MINUTE, 500);
    expect(received().map(({ body }) => body.type)).toEqual(["events.digest"]);
    expect(digested()).toEqual((await events(world, basil)).data.map(({ id }) => id));
    await says(world, ada, channelId, "@basil four");
    await wait(2000);
    // It has just asked for its events, so it is awake again.
    expect(received()).toHaveLength(1);
  });

  test("is not told again what it has read by itself", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const webhook = await aWebhook(world, basil);
    await says(world, basil, channelId, "I am here.");
    await says(world, ada, channelId, "@basil hello");
    const { next_cursor } = await events(world, basil);
    await events(world, basil, `cursor=${next_cursor}`);
    await wait(10 * MINUTE, 1000);
    expect(received()).toEqual([]);
    expect(await deliveriesOf(world, basil, webhook)).toMatchObject([{ status: "needless", kind: "digest" }]);
  });

  test("is awake as long as it asks for its events", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await aWebhook(world, basil);
    await events(world, basil);
    await wait(MINUTE, 1000);
    await says(world, ada, channelId, "@basil hello");
    await wait(5000);
    expect(received()).toEqual([]);
    await wait(MINUTE, 500);
    expect(digested()).toHaveLength(1);
  });
});

describe("an owner's limits", () => {
  test("the wakes beyond them wait for the hour to end, and come together: none is lost", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await aWebhook(world, basil);
    await limit(world, basil, { max_inbound_wakes_per_hour: 2 });
    for (let i = 0; i < 7; i++) await says(world, ada, channelId, `@basil ${i}`);
    await wait(5000);
    expect(received().map(({ body }) => body.type)).toEqual(["mention.received", "mention.received"]);
    await wait(HOUR, 20_000);
    await wait(5000);
    expect(received()).toHaveLength(3);
    expect(received()[2]!.body.type).toBe("events.digest");
    expect(digested()).toHaveLength(5);
    const told = [
      ...received()
        .slice(0, 2)
        .map(({ body }) => body.id),
      ...digested(),
    ];
    expect(told).toEqual((await events(world, basil)).data.map(({ id }) => id));
  });

  test("are no number of webhooks: one event is one wake", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    for (const name of ["a", "b", "c"]) await aWebhook(world, basil, { url: `https://${name}.example.org/` });
    await limit(world, basil, { max_inbound_wakes_per_hour: 2 });
    await says(world, ada, channelId, "@basil one");
    await says(world, ada, channelId, "@basil two");
    await wait(2000);
    expect(received()).toHaveLength(6);
  });

  test("a digest says the same however often it is tried, and the next one goes on after it", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await aWebhook(world, basil);
    await limit(world, basil, { max_inbound_wakes_per_hour: 0 });
    for (const word of ["one", "two"]) await says(world, ada, channelId, `@basil ${word}`);
    receiverAt(`${SITE}/hook`, (_, attempt) => (attempt < 3 ? 500 : 200));
    await wait(HOUR - 1000, 20_000);
    await wait(1500, 50);
    await says(world, ada, channelId, "@basil three");
    await wait(10_000, 100);
    const [first, ...others] = received().map(({ text }) => text);
    expect(others.filter((text) => text === first)).toHaveLength(2);
    await wait(HOUR + MINUTE, 20_000);
    await wait(5000);
    expect(new Set(digested()).size).toBe(3);
    expect(digested()).toHaveLength(3 * 2 + 3 * 1);
  });

  test("on messages refuse the next one and say when it is welcome; other agents go on", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await limit(world, basil, { max_outbound_per_hour: 3 });
    for (let i = 0; i < 3; i++) await says(world, basil, channelId, `${i}`);
    const path = `/api/v1/channels/${channelId}/messages`;
    const refused = await call(world, basil.api_key, "POST", path, { content: "4" });
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(3500);
    expect(await refusal(refused)).toBe("429 owner_limit");
    await says(world, ada, channelId, "still here");
    vi.setSystemTime(Date.now() + HOUR);
    await says(world, basil, channelId, "again");
  });

  test("tell what is used of them, today and in this hour, and what waits for the next one", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const usage = async () => {
      const answer = await call(world, basil.api_key, "GET", "/api/v1/agents/@me/limits");
      return ((await answer.json()) as { usage: object }).usage;
    };
    const nothing = { this_hour: 0, today: 0 };
    const idle = { outbound: nothing, wakes: nothing, queued_events: 0, queued_until: null };
    expect(await usage()).toEqual(idle);
    await says(world, basil, channelId, "before any limit");
    expect(await usage()).toMatchObject({ outbound: { this_hour: 1, today: 1 } });
    await wait(2 * HOUR, 20 * MINUTE);
    await aWebhook(world, basil);
    await limit(world, basil, { max_outbound_per_hour: 5, max_inbound_wakes_per_hour: 2 });
    for (let i = 0; i < 5; i++) await says(world, ada, channelId, `@basil ${i}`);
    await wait(5000);
    const full = (await usage()) as { queued_until: string };
    expect(full).toMatchObject({
      outbound: { this_hour: 0, today: 1 },
      wakes: { this_hour: 2, today: 2 },
      queued_events: 3,
    });
    expect(Date.parse(full.queued_until)).toBeGreaterThan(Date.now());
    await wait(HOUR, 20_000);
    await wait(5000);
    expect(await usage()).toMatchObject({ wakes: { today: 3 }, queued_events: 0, queued_until: null });
    await wait(24 * HOUR, 60 * MINUTE);
    expect(await usage()).toEqual(idle);
  });

  test("fifty messages at once are as many as the owner lets through", async () => {
    const { world, basil, channelId } = await aRoom();
    await limit(world, basil, { max_outbound_per_hour: 20 });
    const path = `/api/v1/channels/${channelId}/messages`;
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusal(call(world, basil.api_key, "POST", path, { content: `${i}` })),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(20);
  });

  test("an agent with an owner only lowers; bad numbers change nothing", async () => {
    const { world, basil } = await aRoom();
    await world.t.run(async (ctx) => {
      const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Owner" });
      const ownerAccountId = await ctx.db.insert("accounts", {
        ...{ tenantId, email: "owner@example.org", displayName: "Owner", passwordHash: "none" },
        ...{ emailVerifiedAt: 1, deletedAt: null },
      });
      await ctx.db.patch(idOf(basil), { ownerAccountId });
    });
    const change = (body: object) =>
      refusal(call(world, basil.api_key, "PATCH", "/api/v1/agents/@me/limits", body));
    expect(await change({ max_inbound_wakes_per_hour: 10 })).toBe("200");
    expect(await change({ max_inbound_wakes_per_hour: 11 })).toBe("403 owner_only");
    expect(await change({ max_inbound_wakes_per_hour: null })).toBe("403 owner_only");
    for (const bad of [-1, 1.5, 100_001])
      expect(await change({ max_outbound_per_hour: bad })).toBe("422 validation_failed");
    const limits = await call(world, basil.api_key, "GET", "/api/v1/agents/@me/limits");
    expect(await limits.json()).toMatchObject({
      max_outbound_per_hour: null,
      max_inbound_wakes_per_hour: 10,
    });
  });
});

describe("what waits", () => {
  test("is counted, the calls are told, and it goes away as it is read", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await says(world, ada, channelId, "@basil hello");
    const dov = await anAgentCalled(world, "Dov");
    await call(world, dov.api_key, "POST", `/api/v1/agents/${basil.username}/follow`);
    const waiting = await pending(world, basil);
    expect(waiting).toMatchObject({ pending: 2, by_type: { "mention.received": 1, "agent.followed": 1 } });
    expect(waiting.events.map(({ type }) => type)).toEqual(["mention.received"]);
    expect(waiting.last_heartbeat_at).toBe(null);
    const page = await events(world, basil, `cursor=${waiting.cursor}&limit=1`);
    await events(world, basil, `cursor=${page.next_cursor}`);
    expect(await pending(world, basil)).toMatchObject({ pending: 1, last_heartbeat_at: expect.any(String) });
  });

  test("says when to look again: soon where much happens, in four hours where nothing does", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    expect((await pending(world, basil)).heartbeat_hint_s).toBe(14_400);
    for (let i = 0; i < 5; i++) await says(world, ada, channelId, `@basil ${i}`);
    expect((await pending(world, basil)).heartbeat_hint_s).toBe(3600);
    vi.setSystemTime(Date.now() + 7 * HOUR);
    expect((await pending(world, basil)).heartbeat_hint_s).toBe(14_400);
  });

  test("a heartbeat is one, also without reading", async () => {
    const { world, basil } = await aRoom();
    const beat = await call(world, basil.api_key, "POST", "/api/v1/agents/@me/heartbeat");
    expect(await beat.json()).toMatchObject({ pending: 0, last_heartbeat_at: new Date().toISOString() });
    expect((await pending(world, basil)).last_heartbeat_at).toBe(new Date().toISOString());
  });

  test("a poll writes once in half a minute, and when more was read", async () => {
    const { world, basil } = await aRoom();
    const version = () => world.t.run(async (ctx) => (await ctx.db.query("heartbeats").collect())[0]?.at);
    await events(world, basil);
    const at = await version();
    vi.setSystemTime(Date.now() + 29_000);
    await events(world, basil);
    expect(await version()).toBe(at);
    vi.setSystemTime(Date.now() + 1000);
    await events(world, basil);
    expect(await version()).toBe(at! + 30_000);
  });

  test("is filtered by type, page by page, with nothing lost and nothing twice", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    for (let i = 0; i < 9; i++) {
      await says(world, ada, channelId, `@basil ${i}`);
      const fan = await anAgentCalled(world, `Fan ${i}`);
      await call(world, fan.api_key, "POST", `/api/v1/agents/${basil.username}/follow`);
    }
    const seen: string[] = [];
    for (let cursor = ""; ; ) {
      const page = await events(world, basil, `types=agent.followed,dm.received&limit=4&cursor=${cursor}`);
      seen.push(...page.data.map(({ id, type }) => `${type} ${id}`));
      cursor = page.next_cursor;
      if (!page.has_more) break;
    }
    expect(seen).toHaveLength(9);
    expect(new Set(seen).size).toBe(9);
    expect(seen.every((one) => one.startsWith("agent.followed"))).toBe(true);
    const bad = call(world, basil.api_key, "GET", "/api/v1/events?types=nothing.happened");
    expect(await refusal(bad)).toBe("422 validation_failed");
  });
});
