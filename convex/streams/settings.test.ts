import { describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { auditKinds, call, refusal } from "../identity/cast.setup";
import {
  anAgent,
  aWorld,
  eventKinds,
  inputOf,
  pass,
  type Registered,
  signal,
  viewerKey,
} from "../world.setup";
import { asHost, STREAM, settingsAt } from "./streams.setup";
import { markOnAir } from "./viewers.model";

describe("settings of a stream", () => {
  test("are changed one by one, normalised, and read back by everybody", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const settings = {
      title: "  Night   show ",
      description: "Tides.",
      tags: ["Painting", "painting", "Sea"],
      category: "art",
      language: "pt-br",
      visibility: "unlisted",
      replay_visibility: "private",
      record: false,
      retention_days: 30,
      reconnect_window_s: 120,
      latency_mode: "normal",
      embed_origins: ["https://Example.com"],
    };
    const changed = {
      ...settings,
      title: "Night show",
      tags: ["painting", "sea"],
      language: "pt-BR",
      embed_origins: ["https://example.com"],
    };
    expect(await asHost(world, ada, "PATCH", STREAM, settings)).toMatchObject(changed);
    await asHost(world, ada, "PATCH", STREAM, { title: "Another" });
    const read = await (await world.t.fetch(STREAM)).json();
    expect(read).toMatchObject({ ...changed, title: "Another" });
    expect(await eventKinds(world)).toContain("stream.updated");
  });

  test.each([
    ["a title of nothing", { title: " " }],
    ["an eleventh tag", { tags: Array.from({ length: 11 }, (_, i) => `tag${i}`) }],
    ["a tag that is too long", { tags: ["x".repeat(33)] }],
    ["a category of one's own", { category: "tides" }],
    ["a language that is none", { language: "painting" }],
    ["half a day of retention", { retention_days: 0.5 }],
    ["a window of an hour", { reconnect_window_s: 3600 }],
    ["an origin with a path", { embed_origins: ["https://example.com/page"] }],
    ["an origin that is a script", { embed_origins: ["javascript:alert(1)"] }],
    ["a slug with a slash", { slug: "a/b" }],
    ["hidden characters in the title", { title: "Ada\u202Eshow" }],
    ["a name that is no setting", { colour: "blue" }],
  ])("%s is refused, and nothing changes", async (_what, wrong) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const before = await (await world.t.fetch(STREAM)).json();
    const response = await call(world, ada.api_key, "PATCH", STREAM, { description: "Changed", ...wrong });
    expect(response.status).toBe(422);
    expect(await (await world.t.fetch(STREAM)).json()).toEqual(before);
  });

  test("reach the provider, also when it was down at first", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    world.provider.down = true;
    await asHost(world, ada, "PATCH", STREAM, {
      visibility: "private",
      reconnect_window_s: 60,
    });
    await pass(world, 5_000);
    expect(settingsAt(world, inputOf(ada))).toBeUndefined();
    world.provider.down = false;
    await pass(world, 30_000);
    expect(settingsAt(world, inputOf(ada))).toMatchObject({
      enabled: true,
      recording: { mode: "automatic", requireSignedURLs: true, timeoutSeconds: 60 },
    });
  });

  test("that change at once all the same leave the provider with the last wish", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        call(world, ada.api_key, "PATCH", STREAM, { reconnect_window_s: i + 1 }),
      ),
    );
    await pass(world, 30_000);
    const { reconnect_window_s: last } = (await (await world.t.fetch(STREAM)).json()) as {
      reconnect_window_s: number;
    };
    expect(settingsAt(world, inputOf(ada))!.recording.timeoutSeconds).toBe(last);
  });

  test("are the last ones at the provider, also when an older call arrives after a newer one", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const answer = world.provider.answer.bind(world.provider);
    world.provider.answer = async (url, init) => {
      // The older call hangs in the network for five seconds.
      if (String(init.body).includes('"timeoutSeconds":50')) await new Promise((go) => setTimeout(go, 5_000));
      return await answer(url, init);
    };
    await asHost(world, ada, "PATCH", STREAM, { reconnect_window_s: 50 });
    await vi.advanceTimersByTimeAsync(1_000);
    await asHost(world, ada, "PATCH", STREAM, { reconnect_window_s: 99 });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(settingsAt(world, inputOf(ada))!.recording.timeoutSeconds).toBe(99);
    await pass(world, 10_000);
    expect(settingsAt(world, inputOf(ada))!.recording.timeoutSeconds).toBe(99);
  });

  test("of recordings follow the stream's own until somebody says otherwise, and again when that is taken back", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const replay = async (change: object) =>
      (await asHost<{ replay_visibility: string }>(world, ada, "PATCH", STREAM, change)).replay_visibility;
    expect(await replay({ visibility: "private" })).toBe("private");
    expect(await replay({ replay_visibility: "unlisted" })).toBe("unlisted");
    expect(await replay({ visibility: "public" })).toBe("unlisted");
    expect(await replay({ replay_visibility: null })).toBe("public");
    expect(await auditKinds(world, ada.agent_id)).toContain("stream.visibility_changed");
  });

  test("are told with registering, too: what the stream is about", async () => {
    const world = aWorld();
    await anAgent(world, { category: "music", tags: ["Tides"] });
    expect(await (await world.t.fetch(STREAM)).json()).toMatchObject({ category: "music", tags: ["tides"] });
    const wrong = anAgent(world, { category: "tides" });
    await expect(wrong).rejects.toThrow("422");
  });

  test("decide how long an encoder is waited for", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await asHost(world, ada, "PATCH", STREAM, { reconnect_window_s: 120 });
    await signal(world, ada, "connected");
    await signal(world, ada, "disconnected");
    await pass(world, 110_000);
    expect(await signal(world, ada, "connected")).toBe("resumed");
    await asHost(world, ada, "PATCH", STREAM, { reconnect_window_s: 0 });
    await signal(world, ada, "disconnected");
    await pass(world, 1_000);
    expect((await eventKinds(world)).at(-1)).toBe("broadcast.ended");
  });
});

describe("another address", () => {
  test("leaves the old one to the stream: pages lead on, the API does not, and nobody else gets it", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    expect(await asHost(world, ada, "PATCH", STREAM, { slug: "night-show" })).toMatchObject({
      stream_id: "night-show",
      url: "http://molt.test/night-show",
    });
    expect(await refusal(world.t.fetch(STREAM))).toBe("404 not_found");
    expect(await world.t.query(api.streams.streams.get, { slug: "ada" })).toBeNull();
    expect(await world.t.query(api.streams.streams.movedTo, { slug: "ada" })).toBe("night-show");
    const second = await anAgent(world);
    expect(second.stream_id).not.toBe("ada");
    const taking = call(world, second.api_key, "PATCH", `/api/v1/streams/${second.stream_id}`, {
      slug: "ada",
    });
    expect(await refusal(taking)).toBe("409 name_taken");
    await asHost(world, ada, "PATCH", "/api/v1/streams/night-show", { slug: "ada" });
    expect((await world.t.fetch(STREAM)).status).toBe(200);
    expect(await world.t.query(api.streams.streams.movedTo, { slug: "night-show" })).toBe("ada");
  });

  test("can be had back, but not be collected: ten are kept, and then there is no new one", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    let path = STREAM;
    const rename = async (slug: string) => {
      const answer = await refusal(call(world, ada.api_key, "PATCH", path, { slug }));
      if (answer === "200") path = `/api/v1/streams/${slug}`;
      return answer;
    };
    for (let i = 0; i < 10; i++) expect(await rename(`show-${i}`)).toBe("200");
    expect(await rename("show-10")).toBe("409 conflict");
    expect(await rename("show-3")).toBe("200");
    expect(await rename("ada")).toBe("200");
  });

  test.each(["settings", "agents", "v1", "basil"])("%s is refused, for it is kept or taken", async (slug) => {
    const world = aWorld();
    const ada = await anAgent(world);
    await anAgent(world, { agent_name: "Basil" });
    expect(await refusal(call(world, ada.api_key, "PATCH", STREAM, { slug }))).toBe("409 name_taken");
  });
});

describe("finding streams that are live", () => {
  test("by tag, by category, newest or most watched first, page by page", async () => {
    const world = aWorld();
    const slugs: string[] = [];
    for (const [at, name] of ["One", "Two", "Three", "Four"].entries()) {
      const agent = await anAgent(world, { agent_name: name });
      slugs.push(agent.stream_id);
      const settings = { category: at < 2 ? "art" : "music", tags: at % 2 === 0 ? ["even"] : ["odd"] };
      await asHost(world, agent, "PATCH", `/api/v1/streams/${agent.stream_id}`, settings);
      await signal(world, agent, "connected");
      await pass(world, 1_000);
      for (let i = 0; i < [2, 5, 1, 3][at]!; i++) {
        const beat = { slug: agent.stream_id, viewerKey: viewerKey(i) };
        await world.t.mutation(api.streams.viewers.beat, beat);
      }
    }
    const found = async (query: string) => {
      const slugsFound: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const answer = await world.t.fetch(`/api/v1/streams?${query}&limit=1&cursor=${cursor}`);
        const page = (await answer.json()) as { data: { stream_id: string }[]; next_cursor: string | null };
        slugsFound.push(...page.data.map(({ stream_id }) => stream_id));
        cursor = page.next_cursor;
      }
      return slugsFound;
    };
    expect(await found("sort=new")).toEqual(["four", "three", "two", "one"]);
    expect(await found("sort=viewers")).toEqual(["two", "four", "one", "three"]);
    expect(await found("tag=Even")).toEqual(["three", "one"]);
    expect(await found("category=art&sort=viewers")).toEqual(["two", "one"]);
    expect(await found("category=art&tag=odd")).toEqual(["two"]);
    expect(await found("tag=none")).toEqual([]);
    expect(slugs).toHaveLength(4);
  });

  test("hot, where every two hours on air count half, page by page", async () => {
    const world = aWorld();
    const agents: Registered[] = [];
    for (const name of ["One", "Two", "Three"]) {
      const agent = await anAgent(world, { agent_name: name });
      agents.push(agent);
      await signal(world, agent, "connected");
    }
    await world.t.run(async (ctx) => {
      const counts = await ctx.db.query("viewerCounts").collect();
      for (const [at, { streamId }] of counts.entries())
        await markOnAir(ctx, streamId, Date.now() - (2 - at) * 4 * 60 * 60_000);
    });
    const watch = async (at: number, viewers: number[]) => {
      for (const viewer of viewers) {
        const beat = { slug: agents[at]!.stream_id, viewerKey: viewerKey(viewer) };
        await world.t.mutation(api.streams.viewers.beat, beat);
      }
    };
    const hot = async (limit: number) => {
      const found: string[] = [];
      for (let cursor: string | null = ""; cursor !== null; ) {
        const answer = await world.t.fetch(`/api/v1/streams?sort=hot&limit=${limit}&cursor=${cursor}`);
        const page = (await answer.json()) as { data: { stream_id: string }[]; next_cursor: string | null };
        found.push(...page.data.map(({ stream_id }) => stream_id));
        cursor = page.next_cursor;
      }
      return found;
    };
    await watch(0, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    await watch(1, [1, 2]);
    expect(await hot(1)).toEqual(["three", "two", "one"]);
    await watch(1, [3, 4, 5]); // six, with one added, of four hours ago count as one and a half now
    expect(await hot(1)).toEqual(["two", "three", "one"]);
    await watch(0, [11, 12, 13, 14, 15, 16]); // seventeen of eight hours ago: a little more than one
    expect(await hot(1)).toEqual(["two", "one", "three"]);
    const { items } = await world.t.query(api.discovery.browse.live, {
      ...{ tag: null, category: null, sort: "hot", page: { limit: 24, position: null } },
    });
    expect(items.map(({ slug }) => slug)).toEqual(await hot(2));
  });
});
