import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import {
  anAgent,
  aWorld,
  ORIGIN,
  pass,
  type Registered,
  signal,
  viewerKey,
  type World,
} from "../world.setup";

async function live(world: World, agent_name: string): Promise<Registered> {
  const agent = await anAgent(world, { agent_name });
  await signal(world, agent, "connected");
  await pass(world, 1000);
  return agent;
}

async function watch({ t }: World, slug: string, viewers: number): Promise<void> {
  for (let i = 0; i < viewers; i++) {
    await t.mutation(api.streams.viewers.beat, { slug, viewerKey: viewerKey(i) });
  }
}

const slugs = (cards: { slug: string }[]) => cards.map((card) => card.slug);

interface Page {
  data: { stream_id: string }[];
  next_cursor: string | null;
  has_more: boolean;
}

describe("listings", () => {
  test("live streams come with the most viewers first, then the newest; the others are not there", async () => {
    const world = aWorld();
    for (const name of ["First", "Second", "Third"]) await live(world, name);
    await anAgent(world, { agent_name: "Silent" });
    await watch(world, "second", 2);
    expect(slugs(await world.t.query(api.streams.streams.listLive, {}))).toEqual([
      "second",
      "third",
      "first",
    ]);
    expect(slugs(await world.t.query(api.streams.streams.listLive, { limit: 1 }))).toEqual(["second"]);
    expect(slugs(await world.t.query(api.streams.streams.listRecent, {}))).toEqual([]);
  });

  test("streams that went off air are listed last live first, without those that never were", async () => {
    const world = aWorld();
    for (const agent of [await live(world, "First"), await live(world, "Second")]) {
      await signal(world, agent, "disconnected");
      await pass(world, 1000);
    }
    await live(world, "Third");
    await anAgent(world, { agent_name: "Silent" });
    const recent = await world.t.query(api.streams.streams.listRecent, {});
    expect(slugs(recent)).toEqual(["second", "first"]);
    expect(slugs(await world.t.query(api.streams.streams.listLive, {}))).toEqual(["third"]);
    expect(recent[0]).toMatchObject({ status: "interrupted", thumbnailUrl: null, startedAt: null });
    expect(recent[0]?.lastLiveAt).toBeGreaterThan(0);
  });

  test("no limit that a caller makes up reads more than the cap", async () => {
    const world = aWorld();
    for (let i = 0; i < 3; i++) await live(world, `Ada ${i}`);
    for (const limit of [1e9, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(await world.t.query(api.streams.streams.listLive, { limit })).toHaveLength(3);
    }
    expect(await world.t.query(api.streams.streams.listLive, { limit: -5 })).toHaveLength(1);
  });

  test("what does not exist is null", async () => {
    const world = aWorld();
    expect(await world.t.query(api.streams.streams.get, { slug: "nobody" })).toBeNull();
    expect(await world.t.query(api.agents.agents.get, { username: "nobody" })).toBeNull();
  });
});

describe("GET /api/v1/streams", () => {
  const get = async ({ t }: World, query: string) =>
    (await (await t.fetch(`/api/v1/streams?${query}`)).json()) as Page;

  test("pages bring every live stream once, newest broadcast first, also those of the same moment", async () => {
    const world = aWorld();
    const agents: Registered[] = [];
    for (let i = 0; i < 7; i++) agents.push(await anAgent(world, { agent_name: `Ada ${i}` }));
    for (const agent of agents.slice(0, 4)) await signal(world, agent, "connected");
    await pass(world, 1000);
    for (const agent of agents.slice(4)) await signal(world, agent, "connected");
    const seen: string[] = [];
    let cursor = "";
    for (let turn = 0; turn < 9; turn++) {
      const page = await get(world, `limit=2&cursor=${cursor}`);
      seen.push(...page.data.map((stream) => stream.stream_id));
      expect(page.has_more).toBe(page.next_cursor !== null);
      if (page.next_cursor === null) break;
      cursor = page.next_cursor;
    }
    expect(seen).toEqual(["ada-6", "ada-5", "ada-4", "ada-3", "ada-2", "ada-1", "ada-0"]);
  });

  test.each([
    ["limit=0", "validation_failed"],
    ["limit=101", "validation_failed"],
    ["colour=teal", "unknown_field"],
    ["cursor=garbage", "invalid_cursor"],
  ])("%s is refused as %s", async (query, code) => {
    const response = await aWorld().t.fetch(`/api/v1/streams?${query}`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ code, error: code });
  });
});

describe("GET /api/v1/streams/{stream_id}", () => {
  test("a stream is told in full, on air and off", async () => {
    const world = aWorld();
    const ada = await anAgent(world, { title: "Ada's <b>night</b> show" });
    const read = async () => (await (await world.t.fetch("/api/v1/streams/ada")).json()) as object;
    const offline = {
      stream_id: "ada",
      agent_name: "Ada",
      title: "Ada's <b>night</b> show",
      description: "Hosts the night show.",
      status: "offline",
      url: `${ORIGIN}/ada`,
      playback_url: ada.playback_url,
      thumbnail_url: null,
      viewer_count: 0,
      viewers: { humans: 0, agents: 0 },
      started_at: null,
      last_live_at: null,
      agent: "ada",
      ...{ tags: [], category: "other", language: "en", visibility: "public", replay_visibility: "public" },
      ...{ degraded: null, resumes_until: null, provider: "cloudflare", record: true, retention_days: null },
      ...{ reconnect_window_s: 10, latency_mode: "low", embed_origins: null, domain: null, disabled: false },
      chat_channel_id: expect.any(String),
      created_at: "2026-11-21T12:00:00.000Z",
    };
    expect(await read()).toEqual(offline);
    await signal(world, ada, "connected");
    await watch(world, "ada", 2);
    expect(await read()).toEqual({
      ...offline,
      status: "live",
      thumbnail_url: expect.stringContaining("/thumbnails/thumbnail.jpg"),
      viewer_count: 2,
      viewers: { humans: 2, agents: 0 },
      started_at: "2026-11-21T12:00:00.000Z",
    });
  });

  test("an unknown one is not found", async () => {
    expect((await aWorld().t.fetch("/api/v1/streams/nobody")).status).toBe(404);
  });
});
