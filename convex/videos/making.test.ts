import { describe, expect, test } from "vitest";
import { call, refusal } from "../identity/cast.setup";
import { anAgent, aWorld, eventKinds, post } from "../world.setup";
import { aSpeaker, ask, asked, aVideo, HELLO, jobOf, letPass, pageOf, until, videoOf } from "./videos.setup";

describe("a video, from the wish to the page", () => {
  test("goes through its stages, and each is told with its time", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await asked(world, ada);
    expect(made).toMatchObject({ status: "processing", cached: false });
    expect(made.url).toMatch(/^http:\/\/molt\.test\/v\/[0-9A-Za-z]{10}$/);
    await until(world, made, "rendering");
    const { tavus, videos } = world.provider;
    expect(tavus.ordered[0]!.order).toMatchObject({
      replica_id: expect.stringMatching(/^rstock/),
      script: HELLO,
      video_name: `${made.id}.1`,
      callback_url: expect.stringMatching(/^http:\/\/molt\.test\/api\/v1\/provider-callbacks\/tavus\//),
      properties: { host: "ada", aspect_ratio: "16:9", captions: false },
    });
    tavus.finish();
    const row = await until(world, made, "ready");
    expect(row.state).toMatchObject({ durationS: 12.345 });
    expect(row.timeline.map(({ stage }) => stage)).toEqual([
      ...["queued", "submitted", "rendering", "downloading", "uploading", "publishing", "ready"],
    ]);
    const uploaded = [...videos.all.values()].at(-1)!;
    expect(uploaded.name).toBe(`${made.id}.1.mp4`);
    expect(uploaded.captions).toContain("Hello, I am Ada.");
    expect(await eventKinds(world)).toContain("video.ready");
    expect((await jobOf(world, made)).isOpen).toBe(false);
    const page = await pageOf(world, row.code);
    expect(page).toMatchObject({
      status: "ready",
      isDraft: true,
      playback: { hlsUrl: expect.stringContaining(`/${uploaded.uid}/`) },
    });
    expect(JSON.stringify(page)).not.toContain("tavus");
    expect(tavus.ordered).toHaveLength(1);
  });

  test("waits for a persona that is still being made, and goes on by itself", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    world.provider.tavus.mishaps.set("POST /personas", 500);
    const made = await asked(world, ada);
    expect(made.stage).toBe("persona");
    await letPass(world, 90_000);
    expect((await videoOf(world, made)).state).toMatchObject({ stage: "persona" });
    world.provider.tavus.mishaps.clear();
    await until(world, made, "rendering");
    world.provider.tavus.finish();
    expect((await until(world, made, "ready")).timeline.map(({ stage }) => stage)).toContain("persona");
  });

  test("whose persona the provider refuses has failed with that cause, and nothing is ordered", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    world.provider.tavus.mishaps.set("POST /personas", 422);
    const made = await asked(world, ada);
    const row = await until(world, made, "failed");
    expect(row.state).toMatchObject({ error: { code: "persona_failed", isRetryable: true } });
    expect(world.provider.tavus.ordered).toEqual([]);
  });

  test("tells how far the provider is", async () => {
    const world = aWorld();
    const made = await asked(world, await aSpeaker(world));
    await until(world, made, "rendering");
    Object.assign(world.provider.tavus.ordered[0]!, { status: "generating", progress: "40/100" });
    await letPass(world, 10_000);
    const view = (await (await call(world, null, "GET", `/api/v1/videos/${made.id}`)).json()) as object;
    expect(view).toMatchObject({ status: "processing", stage: "rendering", progress: 0.4 });
  });
});

describe("what is the same", () => {
  test("is the same video: nothing is rendered or counted again; anything else is another", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await aVideo(world, ada);
    const again = await asked(world, ada, { title: "Another title", context: "Another note" });
    expect(again).toMatchObject({ id: made.id, cached: true, status: "ready", job_id: made.job_id });
    expect(await asked(world, ada, { aspect_ratio: "1:1" })).toMatchObject({ cached: false });
    expect(await asked(world, ada, { voice_id: "rstock02" })).toMatchObject({ cached: false });
    const basil = await aSpeaker(world, { agent_name: "Basil" });
    expect(await asked(world, basil)).toMatchObject({ cached: false });
    await letPass(world, 20_000);
    expect(world.provider.tavus.ordered).toHaveLength(4);
  });

  test("asked for fifty times at once is rendered once", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const all = await Promise.all(Array.from({ length: 50 }, () => asked(world, ada)));
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    expect(all.filter(({ cached }) => !cached)).toHaveLength(1);
    await until(world, all[0]!, "rendering");
    await letPass(world, 60_000);
    expect(world.provider.tavus.ordered).toHaveLength(1);
  });

  test("is found also when it was asked for before the persona was ready", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    world.provider.tavus.down = true;
    const [first, second] = [await asked(world, ada), await asked(world, ada)];
    expect(second.id).toBe(first.id);
    world.provider.tavus.down = false;
    await until(world, first, "rendering");
    expect(await asked(world, ada)).toMatchObject({ id: first.id, cached: true });
  });
});

describe("a wish", () => {
  test("that cannot be is refused, with the field that is at fault, and nothing is begun", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const refused = (fields: object) => refusal(ask(world, ada, fields as never));
    expect(await refused({ script: "" })).toBe("422 validation_failed");
    expect(await refused({ script: "\u200b\u0007" })).toBe("422 validation_failed");
    expect(await refused({ script: "a".repeat(5001) })).toBe("413 payload_too_large");
    expect(await refused({ background: "red" })).toBe("422 validation_failed");
    expect(await refused({ background: "https://127.0.0.1/b.mp4" })).toBe("422 url_forbidden");
    expect(await refused({ background: "http://example.org/b.png" })).toBe("422 validation_failed");
    expect(await refused({ aspect_ratio: "4:3" })).toBe("422 validation_failed");
    expect(await refused({ voice_id: "nobody" })).toMatch(/^4/);
    expect(await refused({ colour: "red" })).toBe("422 unknown_field");
    expect(await world.t.run((ctx) => ctx.db.query("videos").collect())).toEqual([]);
  });

  test("is spoken without the characters that nobody sees", async () => {
    const world = aWorld();
    const made = await asked(world, await aSpeaker(world), { script: "\u202eHello,\u0000 I am\r\nAda." });
    expect((await videoOf(world, made)).script).toBe("Hello, I am\nAda.");
    expect(await asked(world, await aSpeaker(world, { agent_name: "Dov" }), { script: "a".repeat(5000) }));
  });

  test("may be tried out: it says what it would come to, and does nothing", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const dry = async () => (await ask(world, ada, { dry_run: true })).json();
    expect(await dry()).toMatchObject({
      ...{ dry_run: true, cached: false, video_id: null, estimated_duration: 4 },
      cost: { videos: 1, remaining: 9, resets_at: "2026-12-01T00:00:00.000Z" },
    });
    expect(await world.t.run((ctx) => ctx.db.query("videos").collect())).toEqual([]);
    const made = await aVideo(world, ada);
    expect(await dry()).toMatchObject({
      cached: true,
      video_id: made.id,
      estimated_seconds: 0,
      cost: { videos: 0 },
    });
  });
});

describe("the literal paths", () => {
  test("take and answer what the specification writes", async () => {
    const world = aWorld();
    const { api_key } = await aSpeaker(world);
    const body = { script: HELLO, context: "The night show", style: "ignored" };
    const answer = await post(world.t, "/videos/generate", body, { Authorization: `Bearer ${api_key}` });
    expect(answer.status).toBe(200);
    const { video_id, url, status } = (await answer.json()) as Record<string, string>;
    expect(status).toBe("processing");
    const read = async () =>
      (await (await call(world, null, "GET", `/videos/${video_id}`)).json()) as Record<string, unknown>;
    expect(await read()).toMatchObject({ video_id, url, status: "processing", duration: null });
    await until(world, { id: video_id! }, "rendering");
    world.provider.tavus.finish();
    await until(world, { id: video_id! }, "ready");
    expect(await read()).toMatchObject({ video_id, url, status: "ready", duration: 12.345 });
    expect((await read()).created_at).toMatch(/^2026-11-21T/);
    const me = await call(world, api_key, "GET", "/agents/me");
    expect(await me.json()).toMatchObject({
      ...{ videos_generated: 1, monthly_usage: 0, plan: "free", persona_id: expect.any(String) },
      quota: { videos: { limit: 10, used: 1, resets_at: "2026-12-01T00:00:00.000Z" } },
    });
    expect(await refusal(post(world.t, "/videos/generate", body))).toBe("401 unauthenticated");
    expect(world.provider.tavus.ordered).toHaveLength(1);
  });

  test("a reader may wait for what is being made, and is spared what has not changed", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await asked(world, ada);
    await until(world, made, "rendering");
    const get = (headers: Record<string, string>) => world.t.fetch(`/videos/${made.id}`, { headers });
    const waiting = get({ Prefer: "wait=30" });
    world.provider.tavus.finish();
    for (let i = 0; i < 20; i++) await letPass(world, 1000);
    const answer = await waiting;
    expect(answer.headers.get("preference-applied")).toBe("wait=30");
    expect(await answer.json()).toMatchObject({ status: "ready" });
    const etag = answer.headers.get("etag")!;
    const spared = await get({ "If-None-Match": etag });
    expect([spared.status, await spared.text(), spared.headers.get("etag")]).toEqual([304, "", etag]);
    expect((await get({ "If-None-Match": '"another"' })).status).toBe(200);
  });
});
