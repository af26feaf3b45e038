import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { basil, call } from "../identity/cast.setup";
import { toldTo } from "../notices/notices.setup";
import { aPerson } from "../servers/servers.setup";
import { anAgent, aWorld, bearer, eventKinds, inputOf, pass, post, signal, type World } from "../world.setup";
import { becomeReady } from "./recordings.model";
import {
  finish,
  newestRecording,
  onAir,
  type Recorded,
  recorded,
  recordingOf,
  tasksOf,
} from "./recordings.setup";
import { signatureOf } from "./video.webhook";
import { VIDEO_SECRET } from "./videos.setup";

const get = async ({ t }: World, path: string, headers = {}) => {
  const response = await t.fetch(path, { headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const hear = (world: World, body: object, secret = VIDEO_SECRET, time = "1795262400") => {
  const text = JSON.stringify(body);
  return world.t.fetch("/webhooks/cloudflare-video", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      "Webhook-Signature": `time=${time},sig1=${signatureOf(secret, time, text)}`,
    },
    body: text,
  });
};

describe("a recording", () => {
  test("begins with its broadcast, learns its video, and is ready when the provider is", async () => {
    const world = aWorld();
    const running = await onAir(world);
    expect(await recordingOf(world, running)).toMatchObject({
      state: { kind: "recording" },
      videoUid: running.video.uid,
      title: "Ada",
      isListed: false,
    });
    await pass(world, 60_000);
    await signal(world, running.ada, "disconnected");
    await pass(world, 20_000);
    expect((await recordingOf(world, running)).state).toMatchObject({ kind: "processing" });
    Object.assign(running.video, { state: "ready", durationS: 61.5 });
    await pass(world, 30_000);
    expect(await recordingOf(world, running)).toMatchObject({
      state: { kind: "ready", durationS: 61.5 },
      isListed: true,
    });
    expect(await eventKinds(world)).toContain("recording.ready");
    const { body } = await get(world, `/api/v1/recordings/${running.recordingId}`);
    expect(body).toMatchObject({
      status: "ready",
      stream_id: "ada",
      duration_s: 61.5,
      playback_url: `http://media.test/${running.video.uid}/manifest/video.m3u8`,
    });
    for (let i = 0; i < 3; i++) await pass(world, 2000);
    expect(await tasksOf(world)).toEqual([]);
  });

  test("stays one through reconnects, and its clock leaves out the time without an encoder", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 8_500);
    await signal(world, running.ada, "disconnected");
    await pass(world, 5_000);
    await signal(world, running.ada, "connected");
    await pass(world, 20_000);
    const { spans } = await recordingOf(world, running);
    expect(spans).toMatchObject([
      { to: spans[0]!.from + 10_000 },
      { from: spans[0]!.from + 15_000, to: null },
    ]);
    expect(await world.t.run((ctx) => ctx.db.query("recordings").collect())).toHaveLength(1);
  });

  test("is not made of a stream that does not want any, and nothing of it stays at the provider", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const kept = await recorded(world, { ada });
    await world.t.run(async (ctx) => {
      const stream = await ctx.db.query("streams").first();
      await ctx.db.patch(stream!._id, { recordsBroadcasts: false });
    });
    const unwanted = world.provider.videos.record(inputOf(ada));
    await signal(world, ada, "connected");
    await pass(world, 5000);
    await signal(world, ada, "disconnected");
    await pass(world, 16_000);
    for (let i = 0; i < 3; i++) await pass(world, 5000);
    expect([...world.provider.videos.all.keys()]).toEqual([kept.video.uid, unwanted.uid]);
    unwanted.state = "ready";
    for (let i = 0; i < 4; i++) await pass(world, 5000);
    expect([...world.provider.videos.all.keys()]).toEqual([kept.video.uid]);
    expect(await world.t.run((ctx) => ctx.db.query("recordings").collect())).toHaveLength(1);
    expect(await tasksOf(world)).toEqual([]);
  });

  test("leaves no video behind when its stream is deleted, not even one that nobody had heard of", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const kept = await recorded(world, { ada });
    await world.t.run(async (ctx) => {
      const stream = await ctx.db.query("streams").first();
      await ctx.db.patch(stream!._id, { recordsBroadcasts: false });
    });
    world.provider.videos.record(inputOf(ada));
    await signal(world, ada, "connected");
    expect([...world.provider.videos.all.keys()]).toContain(kept.video.uid);
    await call(world, ada.api_key, "DELETE", "/api/v1/streams/ada?force=true");
    for (let i = 0; i < 4; i++) await pass(world, 5000);
    expect([...world.provider.videos.all.keys()]).toEqual([]);
    expect(world.provider.inputs.has(inputOf(ada))).toBe(false);
  });

  test("takes the video of its own broadcast, not one of another day or another recording", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    world.provider.videos.record(inputOf(ada), Date.now() - 86_400_000);
    const first = await recorded(world, { ada });
    const second = await onAir(world, ada);
    expect((await recordingOf(world, first)).videoUid).toBe(first.video.uid);
    expect((await recordingOf(world, second)).videoUid).toBe(second.video.uid);
  });

  test("two short broadcasts soon after each other have a video each", async () => {
    const world = aWorld();
    const first = await onAir(world);
    await signal(world, first.ada, "disconnected");
    await pass(world, 16_000);
    const second = await onAir(world, first.ada);
    expect(second.recordingId).not.toBe(first.recordingId);
    expect((await recordingOf(world, first)).videoUid).toBe(first.video.uid);
    expect((await recordingOf(world, second)).videoUid).toBe(second.video.uid);
  });

  test("has failed, and says why, when the provider could not make it or has nothing", async () => {
    const world = aWorld();
    const broken = await onAir(world);
    Object.assign(broken.video, { state: "error", fault: "The input was too short." });
    await signal(world, broken.ada, "disconnected");
    await pass(world, 60_000);
    expect((await recordingOf(world, broken)).state).toMatchObject({
      kind: "failed",
      cause: "The recording could not be finished: The input was too short.",
    });

    const other = await anAgent(world, { agent_name: "Basil" });
    await signal(world, other, "connected");
    await pass(world, 5000);
    await signal(world, other, "disconnected");
    for (let i = 0; i < 60; i++) await pass(world, 20_000);
    const lost = await newestRecording(world);
    expect(lost.state).toMatchObject({ kind: "failed", cause: expect.stringContaining("no video") });
    const { body } = await get(world, `/api/v1/recordings/${lost._id}`);
    expect(body).toMatchObject({ status: "failed", cause: expect.stringContaining("no video") });
  });
});

describe("following a video at the provider", () => {
  test("goes on after the provider was down, with longer and longer pauses", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 30_000);
    world.provider.down = true;
    await signal(world, running.ada, "disconnected");
    for (let i = 0; i < 10; i++) await pass(world, 10_000);
    const [task] = await tasksOf(world);
    expect(task).toMatchObject({ task: { kind: "follow" } });
    expect(task!.failures).toBeGreaterThan(2);
    expect(task!.failures).toBeLessThan(9);
    world.provider.down = false;
    Object.assign(running.video, { state: "ready", durationS: 30 });
    for (let i = 0; i < 12; i++) await pass(world, 10_000);
    expect((await recordingOf(world, running)).state.kind).toBe("ready");
  });

  test("is taken up again when the action that had it in hand was killed, and its late answer changes nothing", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 30_000);
    await signal(world, running.ada, "disconnected");
    await pass(world, 15_000);
    // Somebody takes the task, and is never heard of in time.
    await world.t.run(async (ctx) => {
      const [task] = await ctx.db.query("videoTasks").collect();
      await ctx.db.patch(task!._id, { dueAt: Date.now() - 1 });
    });
    const claim = () => world.t.mutation(internal.recordings.tasks.claim, {});
    const [killed] = await claim();
    expect(await claim()).toEqual([]);
    vi.setSystemTime(Date.now() + 61_000);
    const [next] = await claim();
    expect(next!.attempt).toBe(killed!.attempt + 1);

    const settle = (
      { _id, attempt }: { _id: Id<"videoTasks">; attempt: number },
      state: "failed" | "ready",
    ) => {
      const video = {
        uid: running.video.uid,
        createdAt: 0,
        durationS: 30,
        fault: "late",
        isPrivate: false,
        state,
      };
      return world.t.mutation(internal.recordings.tasks.settle, {
        _id,
        attempt,
        found: { kind: "video", video },
      });
    };
    await settle(killed!, "failed");
    expect((await recordingOf(world, running)).state.kind).toBe("processing");
    await settle(next!, "ready");
    expect((await recordingOf(world, running)).state.kind).toBe("ready");
    await settle(next!, "failed");
    expect((await recordingOf(world, running)).state.kind).toBe("ready");
  });

  test("is hastened by the provider's word, and by nobody else's", async () => {
    const world = aWorld();
    const running = await onAir(world);
    expect(world.provider.videos.notificationUrl).toBe("http://molt.test/webhooks/cloudflare-video");
    await pass(world, 3_600_000);
    await signal(world, running.ada, "disconnected");
    for (let i = 0; i < 10; i++) await pass(world, 60_000);
    Object.assign(running.video, { state: "ready", durationS: 3600 });
    const news = { uid: running.video.uid, readyToStream: true };
    for (const [secret, time] of [
      ["another secret", "1795262400"],
      ["", "1795262400"],
    ] as const)
      expect((await hear(world, news, secret, time)).status).toBe(401);
    const unsigned = await post(world.t, "/webhooks/cloudflare-video", news);
    expect(unsigned.status).toBe(401);
    await pass(world, 1000);
    expect((await recordingOf(world, running)).state.kind).toBe("processing");

    const heard = await hear(world, news);
    expect(await heard.json()).toEqual({ outcome: "looked" });
    await pass(world, 1000);
    expect((await recordingOf(world, running)).state.kind).toBe("ready");
    // Once more: it may have been removed meanwhile, so a look tells.
    expect(await (await hear(world, news)).json()).toEqual({ outcome: "looked" });
    expect(await (await hear(world, { uid: "somebody-elses" })).json()).toEqual({ outcome: "ignored" });
    expect(await (await hear(world, { something: "else" })).json()).toEqual({ outcome: "ignored" });
  });

  test("believes nothing of what the provider's word says about the video", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await signal(world, running.ada, "disconnected");
    await pass(world, 20_000);
    await hear(world, {
      uid: running.video.uid,
      readyToStream: true,
      duration: 99,
      status: { state: "ready" },
    });
    await pass(world, 1000);
    expect((await recordingOf(world, running)).state.kind).toBe("processing");
  });
});

test("its owner is told once that it can be watched, also when the provider says so twice", async () => {
  const world = aWorld();
  const ada = await anAgent(world);
  const dov = await aPerson(world, "owner", { owns: [ada] });
  const other = await aPerson(world, "owner", { name: "eve" });
  const running = await recorded(world, { ada });
  await world.t.run(async (ctx) => {
    const { state } = (await ctx.db.get(running.recordingId))!;
    if (state.kind !== "ready") throw new Error("It is not ready.");
    // As if the word of it had been heard before, and lost.
    await ctx.db.patch(running.recordingId, { state: { kind: "processing", endedAt: state.endedAt } });
    await becomeReady(ctx as never, (await ctx.db.get(running.recordingId))!, 61);
  });
  expect(await toldTo(world, dov)).toMatchObject([
    { type: "recording.ready", title: "Ada", path: `/recordings/${running.recordingId}`, read: false },
  ]);
  expect(await toldTo(world, other)).toEqual([]);
});

test("what the provider removes to make room is gone for everybody, and its agent and owner are told", async () => {
  const world = aWorld();
  const ada = await anAgent(world);
  const dov = await aPerson(world, "owner", { owns: [ada] });
  const running = await recorded(world, { ada });
  await becomesKnown(world, running);
  expect((await get(world, `/api/v1/recordings/${running.recordingId}`)).body).toMatchObject({
    status: "ready",
  });
  world.provider.videos.all.delete(running.video.uid);
  await becomesKnown(world, running);
  const gone = await world.t.fetch(`/api/v1/recordings/${running.recordingId}`);
  expect([gone.status, await gone.text()]).toEqual([410, expect.stringContaining("to make room")]);
  expect(await eventKinds(world)).toContain("recording.lost");
  const [first] = (await toldTo(world, dov)) as { type: string; title: string }[];
  expect(first).toMatchObject({ type: "recording.lost", title: "Ada" });
});

/** The provider says something about the video; what, only a look tells. */
async function becomesKnown(world: World, { video }: Recorded): Promise<void> {
  expect((await hear(world, { uid: video.uid })).status).toBe(200);
  await pass(world, 2000);
}

test("its length is told to the millisecond, without the tail of a sum", async () => {
  const world = aWorld();
  const running = await recorded(world);
  await world.t.run(async (ctx) => {
    const { state } = (await ctx.db.get(running.recordingId))!;
    if (state.kind !== "ready") throw new Error("It is not ready.");
    await ctx.db.patch(running.recordingId, { state: { ...state, durationS: 767.6890000000001 } });
  });
  const { body } = await get(world, `/api/v1/recordings/${running.recordingId}`);
  expect(body.duration_s).toBe(767.689);
});

describe("who may see a recording", () => {
  test("what is private does not exist for others, and is played with a token by those whose stream it is", async () => {
    const world = aWorld();
    const { ada, video, recordingId } = await recorded(world);
    const path = `/api/v1/recordings/${recordingId}`;
    const changed = await call(world, ada.api_key, "PATCH", path, { visibility: "private" });
    expect(changed.status).toBe(200);
    await pass(world, 1000);
    expect(video.requireSignedURLs).toBe(true);
    const others = await basil(world);
    for (const headers of [{}, { Authorization: `Bearer ${others.api_key}` }])
      expect((await get(world, path, headers)).status).toBe(404);
    expect((await get(world, `${path}/chat`)).status).toBe(404);
    expect((await call(world, others.api_key, "POST", `${path}/playback-token`, {})).status).toBe(404);
    const own = await get(world, path, { Authorization: `Bearer ${ada.api_key}` });
    expect(own.body).toMatchObject({ playback_url: null, token_required: true, thumbnail_url: null });
    const signed = await call(world, ada.api_key, "POST", `${path}/playback-token`, {});
    expect(await signed.json()).toMatchObject({
      playback_url: `http://media.test/token-for-${video.uid}/manifest/video.m3u8`,
    });
    await call(world, ada.api_key, "PATCH", path, { visibility: "public" });
    await pass(world, 1000);
    expect(video.requireSignedURLs).toBe(false);
  });

  test("lists hold what is public; their own agent finds everything in them", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const second = await recorded(world, { ada });
    await call(world, ada.api_key, "PATCH", `/api/v1/recordings/${second.recordingId}`, {
      visibility: "unlisted",
    });
    const own = { Authorization: `Bearer ${ada.api_key}` };
    const ids = async (query: string, headers = {}) =>
      ((await get(world, `/api/v1/recordings${query}`, headers)).body.data as { id: string }[]).map(
        ({ id }) => id,
      );
    for (const query of ["", "?stream_id=ada", "?agent=ada"]) expect(await ids(query)).toEqual([recordingId]);
    for (const query of ["?stream_id=ada", "?agent=ada"])
      expect(await ids(query, own)).toEqual([second.recordingId, recordingId]);
    expect((await get(world, `/api/v1/recordings/${second.recordingId}`)).status).toBe(200);
    expect((await get(world, "/api/v1/recordings?stream_id=nobody")).status).toBe(404);
  });

  test("the page of a private stream has its recordings and clips for its owner, and for nobody else", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const dov = await aPerson(world, "owner", { owns: [ada] });
    const eve = await aPerson(world, "owner", { name: "eve" });
    await call(world, ada.api_key, "PATCH", "/api/v1/streams/ada", { visibility: "private" });
    await call(world, ada.api_key, "PATCH", `/api/v1/recordings/${recordingId}`, { visibility: "private" });
    const page = { limit: 12, position: null };
    const ofStream = { slug: "ada", page };
    const heading = { recording: null, agent: null, slug: "ada", page };
    const { items } = await dov.live.query(api.recordings.recordings.ofStream, ofStream);
    expect(items.map((item) => item.recordingId)).toEqual([recordingId]);
    expect(await dov.live.query(api.recordings.clips.listed, heading)).toEqual({ items: [], next: null });
    const ofRecording = { ...heading, slug: null, recording: recordingId };
    expect(await dov.live.query(api.recordings.clips.listed, ofRecording)).toEqual({ items: [], next: null });
    for (const other of [eve.live, world.t]) {
      await expect(other.query(api.recordings.recordings.ofStream, ofStream)).rejects.toThrow();
      await expect(other.query(api.recordings.clips.listed, heading)).rejects.toThrow();
      await expect(other.query(api.recordings.clips.listed, ofRecording)).rejects.toThrow();
    }
  });

  test("only those whose stream it is change it or delete it", async () => {
    const world = aWorld();
    const { recordingId, ada } = await recorded(world);
    const path = `/api/v1/recordings/${recordingId}`;
    const other = await basil(world);
    expect((await call(world, other.api_key, "PATCH", path, { title: "Mine" })).status).toBe(403);
    expect((await call(world, other.api_key, "DELETE", path)).status).toBe(403);
    const chapters = [
      { start_s: 60, title: "Second" },
      { start_s: 0, title: "First" },
    ];
    const changed = await call(world, ada.api_key, "PATCH", path, { title: "Tides", chapters });
    expect(await changed.json()).toMatchObject({ title: "Tides", chapters: [chapters[1], chapters[0]] });
    for (const body of [
      { title: "" },
      { retention_days: 0 },
      { retention_days: 1.5 },
      { visibility: "secret" },
    ])
      expect((await call(world, ada.api_key, "PATCH", path, body)).status, JSON.stringify(body)).toBe(422);
  });
});

describe("how long a recording is kept", () => {
  test("after its retention it is gone here and at the provider, and says so", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await world.t.run(async (ctx) => {
      const stream = await ctx.db.query("streams").first();
      await ctx.db.patch(stream!._id, { retentionDays: 2 });
    });
    const { recordingId, video } = await recorded(world, { ada });
    const path = `/api/v1/recordings/${recordingId}`;
    expect((await get(world, path)).body).toMatchObject({
      retention_days: 2,
      expires_at: expect.any(String),
    });
    await pass(world, 47 * 3_600_000);
    await world.t.mutation(internal.recordings.recordings.sweep, {});
    expect((await get(world, path)).status).toBe(200);
    await pass(world, 2 * 3_600_000);
    await world.t.mutation(internal.recordings.recordings.sweep, {});
    await pass(world, 1000);
    expect(await get(world, path)).toMatchObject({ status: 410, body: { code: "gone" } });
    expect((await get(world, `${path}/chat`)).status).toBe(410);
    expect(world.provider.videos.all.has(video.uid)).toBe(false);
    expect((await get(world, "/api/v1/recordings")).body.data).toEqual([]);
    expect(await tasksOf(world)).toEqual([]);
  });

  test("one that is deleted is gone; one that is still being made cannot be deleted", async () => {
    const world = aWorld();
    const running = await onAir(world);
    const path = `/api/v1/recordings/${running.recordingId}`;
    const { api_key } = running.ada;
    expect((await call(world, api_key, "DELETE", path)).status).toBe(409);
    await finish(world, running);
    world.provider.down = true;
    expect((await call(world, api_key, "DELETE", path)).status).toBe(204);
    await pass(world, 1000);
    expect((await get(world, path)).status).toBe(410);
    expect((await call(world, api_key, "DELETE", path)).status).toBe(410);
    expect(world.provider.videos.all.size).toBe(1);
    world.provider.down = false;
    for (let i = 0; i < 4; i++) await pass(world, 10_000);
    expect(world.provider.videos.all.size).toBe(0);
  });

  test("with its agent everything goes, also at the provider", async () => {
    const world = aWorld();
    const { ada } = await recorded(world);
    await call(world, ada.api_key, "POST", "/api/v1/clips", {
      stream_id: "ada",
      last_s: 10,
      title: "Nothing",
    });
    expect((await call(world, ada.api_key, "DELETE", "/api/v1/agents/@me")).status).toBe(200);
    expect((await get(world, "/api/v1/recordings")).body.data).toEqual([]);
    await pass(world, 31 * 24 * 3_600_000);
    for (let i = 0; i < 5; i++) {
      await world.t.mutation(internal.agents.deletion.sweep, {});
      await pass(world, 1000);
    }
    for (const table of ["recordings", "clips", "videoTasks"] as const)
      expect(await world.t.run((ctx) => ctx.db.query(table).collect()), table).toEqual([]);
    expect(world.provider.videos.all.size).toBe(0);
  });
});

test("a secret of the stream finds its private recordings, too", async () => {
  const world = aWorld();
  const { ada, recordingId } = await recorded(world);
  const path = `/api/v1/recordings/${recordingId}`;
  await call(world, ada.api_key, "PATCH", path, { visibility: "private" });
  expect((await get(world, path, bearer(ada))).status).toBe(200);
});
