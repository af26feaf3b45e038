import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { basil, call } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import { toldTo } from "../notices/notices.setup";
import { aPerson } from "../servers/servers.setup";
import { anAgent, aWorld, cleoSays, eventKinds, pass, signal, viewerKey, type World } from "../world.setup";
import { clipReady } from "./clips.model";
import { finish, onAir, recorded, recordingOf, tasksOf } from "./recordings.setup";

interface Clip {
  id: string;
  status: string;
  start_s: number;
  duration_s: number;
  playback_url: string | null;
  cause: string | null;
  recording_id: string | null;
}

let made = 0;
const clip = async (world: World, credential: string, body: object) =>
  await world.t.fetch("/api/v1/clips", {
    method: "POST",
    headers: {
      Authorization: `Bearer ${credential}`,
      "Content-Type": "application/json",
      "Idempotency-Key": `clip-of-test-${made++}`,
    },
    body: JSON.stringify({ title: "The wave breaks", ...body }),
  });

const clipped = async (world: World, credential: string, body: object): Promise<Clip> => {
  const response = await clip(world, credential, body);
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as Clip;
};

const read = async ({ t }: World, { id }: { id: string }) => {
  const response = await t.fetch(`/api/v1/clips/${id}`);
  return { ...((await response.json()) as Clip), httpStatus: response.status };
};

const refusalOf = async (response: Response) => {
  const { code } = (await response.json()) as { code: string };
  return [response.status, code];
};

/** Twenty seconds of a recording. */
const pieceOf = (recordingId: string) => ({ recording_id: recordingId, start_s: 10, duration_s: 20 });

/** What the provider was last asked to make. */
const newestVideo = ({ provider }: World) => [...provider.videos.all.values()].at(-1)!;

describe("a clip of a running broadcast", () => {
  test("is played at once from what is being recorded, and is a video of its own after the broadcast", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 58_500);
    const { ada, video } = running;
    const viewer = await basil(world);
    const fresh = await clipped(world, viewer.api_key, { stream_id: "ada", last_s: 30 });
    expect(fresh).toMatchObject({ status: "instant", start_s: 29, duration_s: 30 });
    expect(fresh.playback_url).toBe(
      `http://media.test/${video.uid}/manifest/clip.m3u8?time=29s&duration=30s`,
    );
    expect(await eventKinds(world)).toContain("clip.created");
    expect(await tasksOf(world)).toEqual([]);

    await finish(world, running);
    const piece = [...world.provider.videos.all.values()].find(
      ({ clippedFrom }) => clippedFrom === video.uid,
    )!;
    expect(piece.piece).toEqual({ startTimeSeconds: 29, endTimeSeconds: 59 });
    expect(await read(world, fresh)).toMatchObject({ status: "cutting", playback_url: fresh.playback_url });
    piece.state = "ready";
    for (let i = 0; i < 6; i++) await pass(world, 10_000);
    expect(await read(world, fresh)).toMatchObject({
      status: "ready",
      playback_url: `http://media.test/${piece.uid}/manifest/video.m3u8`,
    });
    expect(await eventKinds(world)).toContain("clip.ready");
    const told = await call(world, ada.api_key, "GET", "/api/v1/events?limit=50");
    const kinds = ((await told.json()) as { data: { type: string }[] }).data.map(({ type }) => type);
    expect(kinds).toEqual(expect.arrayContaining(["clip.created", "clip.ready", "recording.ready"]));
  });

  test("reaches no further than the broadcast, and never over a minute or under five seconds", async () => {
    const world = aWorld();
    const { ada } = await onAir(world);
    const key = ada.api_key;
    const early = await clip(world, key, { stream_id: "ada", last_s: 30 });
    expect(early.headers.get("retry-after")).not.toBeNull();
    expect(await refusalOf(early)).toEqual([425, "too_early"]);
    await pass(world, 20_000);
    expect(await clipped(world, key, { stream_id: "ada", last_s: 60 })).toMatchObject({ start_s: 0 });
    for (const body of [
      { last_s: 4 },
      { last_s: 61 },
      { start_s: 0, duration_s: 4.9 },
      { start_s: 0, duration_s: 60.1 },
      { start_s: -1, duration_s: 10 },
      { start_s: 0 },
      { start_s: 0, duration_s: 10, last_s: 10 },
      { last_s: 10, title: "" },
      { last_s: 10, title: "x".repeat(141) },
      { last_s: 10, recording_id: "both" },
    ])
      expect((await clip(world, key, { stream_id: "ada", ...body })).status, JSON.stringify(body)).toBe(422);
    const beyond = await clip(world, key, { stream_id: "ada", start_s: 15, duration_s: 30 });
    expect(await refusalOf(beyond)).toEqual([422, "out_of_range"]);
  });

  test("wants a stream that is on air, recorded and known at the provider", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const offline = await clip(world, ada.api_key, { stream_id: "ada", last_s: 10 });
    expect(await refusalOf(offline)).toEqual([409, "not_recording"]);
    await signal(world, ada, "connected");
    await pass(world, 20_000);
    const unknown = await clip(world, ada.api_key, { stream_id: "ada", last_s: 10 });
    expect(await refusalOf(unknown)).toEqual([425, "too_early"]);
    expect((await clip(world, ada.api_key, { stream_id: "nobody", last_s: 10 })).status).toBe(404);
    expect((await clip(world, ada.api_key, { recording_id: "nothing", last_s: 10 })).status).toBe(404);
  });

  test("fails, and says why, when its broadcast could not be recorded", async () => {
    const world = aWorld();
    const running = await onAir(world);
    await pass(world, 20_000);
    const fresh = await clipped(world, running.ada.api_key, { stream_id: "ada", last_s: 10 });
    Object.assign(running.video, { state: "error", fault: "The input was too short." });
    await signal(world, running.ada, "disconnected");
    await pass(world, 60_000);
    expect(await read(world, fresh)).toMatchObject({ status: "failed", cause: expect.any(String) });
  });
});

describe("cutting a clip", () => {
  test("is tried again while the provider is down, and says so", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    world.provider.down = true;
    const fresh = await clipped(world, ada.api_key, pieceOf(recordingId));
    for (let i = 0; i < 4; i++) await pass(world, 5000);
    expect(await read(world, fresh)).toMatchObject({
      status: "cutting",
      cause: expect.stringContaining("asked again"),
      playback_url: expect.stringContaining("clip.m3u8"),
    });
    world.provider.down = false;
    for (let i = 0; i < 4; i++) await pass(world, 10_000);
    newestVideo(world).state = "ready";
    for (let i = 0; i < 6; i++) await pass(world, 10_000);
    expect(await read(world, fresh)).toMatchObject({ status: "ready", cause: null });
  });

  test("fails when the provider says that it cannot, with the provider's reason", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const fresh = await clipped(world, ada.api_key, pieceOf(recordingId));
    await pass(world, 1000);
    Object.assign(newestVideo(world), {
      state: "error",
      fault: "No key frame.",
    });
    for (let i = 0; i < 4; i++) await pass(world, 10_000);
    expect(await read(world, fresh)).toMatchObject({ status: "failed", cause: "No key frame." });
  });

  test("is ordered again when the provider has lost it", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    await clipped(world, ada.api_key, pieceOf(recordingId));
    await pass(world, 1000);
    const lost = newestVideo(world);
    world.provider.videos.record("somebody-else"); // so that the next one has another name
    world.provider.videos.all.delete(lost.uid);
    for (let i = 0; i < 4; i++) await pass(world, 10_000);
    const again = [...world.provider.videos.all.values()].filter(({ clippedFrom }) => clippedFrom !== null);
    expect(again).toHaveLength(1);
  });
});

describe("a clip and its source", () => {
  test("a clip stays when its source is deleted, and one that was not cut yet is cut before", async () => {
    const world = aWorld();
    const { ada, recordingId, video } = await recorded(world);
    const fresh = await clipped(world, ada.api_key, pieceOf(recordingId));
    await pass(world, 100);
    expect((await call(world, ada.api_key, "DELETE", `/api/v1/recordings/${recordingId}`)).status).toBe(204);
    await pass(world, 4000);
    expect(world.provider.videos.all.has(video.uid)).toBe(true);
    newestVideo(world).state = "ready";
    for (let i = 0; i < 4; i++) await pass(world, 10_000);
    expect(world.provider.videos.all.has(video.uid)).toBe(false);
    expect(await read(world, fresh)).toMatchObject({ status: "ready", recording_id: null });
  });

  test("clips go with their source when the agent says so", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const fresh = await clipped(world, ada.api_key, pieceOf(recordingId));
    await pass(world, 1000);
    const path = `/api/v1/recordings/${recordingId}?clips=delete`;
    expect((await call(world, ada.api_key, "DELETE", path)).status).toBe(204);
    for (let i = 0; i < 3; i++) await pass(world, 5000);
    expect((await read(world, fresh)).httpStatus).toBe(410);
    expect(world.provider.videos.all.size).toBe(0);
    expect(await tasksOf(world)).toEqual([]);
  });

  test("they go however many there are, and however many others were made and deleted before", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const { id } = await clipped(world, ada.api_key, pieceOf(recordingId));
    await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...facts } = (await ctx.db.get(id as Id<"clips">))!;
      for (let i = 0; i < 210; i++)
        await ctx.db.insert("clips", { ...facts, state: { kind: "gone", at: 1 } });
      for (let i = 0; i < 60; i++)
        await ctx.db.insert("clips", { ...facts, state: { kind: "ready", videoUid: `piece${i}` } });
    });
    const path = `/api/v1/recordings/${recordingId}?clips=delete`;
    expect((await call(world, ada.api_key, "DELETE", path)).status).toBe(204);
    await pass(world, 5000);
    const all = await world.t.run((ctx) => ctx.db.query("clips").collect());
    expect(all.filter(({ state }) => state.kind !== "gone")).toEqual([]);
  });

  test("a clip of what is private is private, and there for its maker and the host alone", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    await call(world, ada.api_key, "PATCH", `/api/v1/recordings/${recordingId}`, { visibility: "private" });
    const other = await basil(world);
    const body = { recording_id: recordingId, start_s: 10, duration_s: 20 };
    expect((await clip(world, other.api_key, body)).status).toBe(404);
    const fresh = await clipped(world, ada.api_key, body);
    expect(fresh).toMatchObject({ playback_url: null });
    expect((await read(world, fresh)).httpStatus).toBe(404);
    const list = await world.t.fetch("/api/v1/clips?agent=ada");
    expect(((await list.json()) as { data: unknown[] }).data).toEqual([]);
    const signed = await call(world, ada.api_key, "POST", `/api/v1/clips/${fresh.id}/playback-token`, {});
    expect(((await signed.json()) as { playback_url: string }).playback_url).toContain("/token-for-video");
  });
});

test("whoever made a clip is told once that it is ready, and a host who did not is not", async () => {
  const world = aWorld();
  const running = await recorded(world);
  const dov = await aPerson(world, "owner", { owns: [running.ada] });
  const cleo = await aPerson(world, "observer", { name: "cleo" });
  const body = { recording_id: running.recordingId, start_s: 10, duration_s: 20 };
  const { id } = await clipped(world, cleo.token, body);
  await clipped(world, running.ada.api_key, body);
  await pass(world, 100);
  for (const video of world.provider.videos.all.values()) video.state = "ready";
  for (let i = 0; i < 4; i++) await pass(world, 10_000);
  await world.t.run(async (ctx) => {
    const clipId = ctx.db.normalizeId("clips", id)!;
    expect((await ctx.db.get(clipId))!.state.kind).toBe("ready");
    // As if the provider's word had been heard before, and lost.
    await ctx.db.patch(clipId, { state: { kind: "cutting", videoUid: "again" } });
    await clipReady(ctx as never, (await ctx.db.get(clipId))!, "again");
  });
  expect(await toldTo(world, cleo)).toMatchObject([
    { type: "clip.ready", title: "The wave breaks", path: `/clips/${id}` },
  ]);
  expect(await toldTo(world, dov)).toEqual([]);
});

describe("who makes and changes clips", () => {
  test("agents and humans who have signed in make them; guests do not", async () => {
    const world = aWorld();
    const { recordingId } = await recorded(world);
    const body = { recording_id: recordingId, start_s: 10, duration_s: 20 };
    const dov = await anOwner(world);
    expect((await clip(world, dov.token, body)).status).toBe(201);
    const nobody = await world.t.fetch("/api/v1/clips", {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": "nobody-at-all" },
      body: JSON.stringify({ title: "Mine", ...body }),
    });
    expect(nobody.status).toBe(401);
    const { maker } = (await (await world.t.fetch("/api/v1/clips")).json()).data[0];
    expect(maker).toEqual({ kind: "account", name: "A viewer", username: null });
  });

  test("an agent's key for reading makes none, and changes none", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const made = await call(world, ada.api_key, "POST", "/api/v1/keys", { name: "reader", scopes: ["read"] });
    const { api_key } = (await made.json()) as { api_key: string };
    const body = { recording_id: recordingId, start_s: 10, duration_s: 20 };
    expect(await refusalOf(await clip(world, api_key, body))).toEqual([403, "missing_scope"]);
    const fresh = await clipped(world, ada.api_key, body);
    const deleted = await call(world, api_key, "DELETE", `/api/v1/clips/${fresh.id}`);
    expect(await refusalOf(deleted)).toEqual([403, "missing_scope"]);
  });

  test("its maker and the host change and delete it, others do not", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const body = { recording_id: recordingId, start_s: 10, duration_s: 20 };
    const dov = await anOwner(world);
    const other = await basil(world);
    const fresh = await clipped(world, dov.token, body);
    const path = `/api/v1/clips/${fresh.id}`;
    expect((await call(world, other.api_key, "PATCH", path, { title: "Mine" })).status).toBe(403);
    expect((await call(world, other.api_key, "DELETE", path)).status).toBe(403);
    const changed = await call(world, dov.token, "PATCH", path, { title: "Better", visibility: "unlisted" });
    expect(await changed.json()).toMatchObject({ title: "Better", visibility: "unlisted" });
    const { data } = (await (await world.t.fetch("/api/v1/clips?agent=ada")).json()) as { data: Clip[] };
    expect(data).toEqual([]);
    expect((await read(world, fresh)).httpStatus).toBe(200);
    expect((await call(world, ada.api_key, "DELETE", path)).status).toBe(204);
    expect((await read(world, fresh)).httpStatus).toBe(410);
  });

  test("the same request sent twice makes one clip, and so do fifty at once", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const send = () =>
      world.t.fetch("/api/v1/clips", {
        method: "POST",
        headers: {
          Authorization: `Bearer ${ada.api_key}`,
          "Content-Type": "application/json",
          "Idempotency-Key": "one-and-the-same",
        },
        body: JSON.stringify({ recording_id: recordingId, start_s: 10, duration_s: 20, title: "Once" }),
      });
    await Promise.all(Array.from({ length: 50 }, send));
    await send();
    expect(await world.t.run((ctx) => ctx.db.query("clips").collect())).toHaveLength(1);
  });
});

describe("what a clip keeps", () => {
  test("the chat of its seconds, without what was deleted since", async () => {
    const world = aWorld();
    const running = await onAir(world);
    const { ada } = running;
    await cleoSays(world, ada, "before");
    await pass(world, 40_000);
    const kept = await cleoSays(world, ada, "during");
    const deleted = await cleoSays(world, ada, "during, and deleted");
    await pass(world, 10_000);
    const fresh = await clipped(world, ada.api_key, { stream_id: "ada", last_s: 20 });
    await cleoSays(world, ada, "after");
    const chat = await world.t.query(api.recordings.replay.ofClip, { clipId: fresh.id });
    expect(chat.map(({ message }) => message._id)).toEqual([kept, deleted]);
    expect(chat[0]!.atS).toBeCloseTo(11, 0);
    const { channelId } = await recordingOf(world, running);
    await call(world, ada.api_key, "DELETE", `/api/v1/channels/${channelId}/messages/${deleted}`);
    const left = await world.t.query(api.recordings.replay.ofClip, { clipId: fresh.id });
    expect(left.map(({ message }) => message.content)).toEqual(["during"]);
  });

  test.each([0, 40, 60, 90])(
    "what was said in the moment of the wish, %i ms after a tenth of a second",
    async (ms) => {
      const world = aWorld();
      const { ada } = await onAir(world);
      await pass(world, 30_000 + ms);
      const said = await cleoSays(world, ada, "just now");
      const fresh = await clipped(world, ada.api_key, { stream_id: "ada", last_s: 20 });
      const chat = await world.t.query(api.recordings.replay.ofClip, { clipId: fresh.id });
      expect(chat.map(({ message }) => message._id)).toEqual([said]);
    },
  );

  test("how many have watched it, each once a day", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const fresh = await clipped(world, ada.api_key, pieceOf(recordingId));
    const watch = (viewerKey: string) =>
      world.t.mutation(api.recordings.clips.noteView, { clipId: fresh.id, viewerKey });
    await Promise.all(Array.from({ length: 20 }, (_, i) => watch(viewerKey(i % 10))));
    const view = async () =>
      ((await (await world.t.fetch(`/api/v1/clips/${fresh.id}`)).json()) as { view_count: number })
        .view_count;
    expect(await view()).toBe(10);
    await pass(world, 25 * 3_600_000);
    await world.t.mutation(internal.recordings.clips.sweepViewers, {});
    await watch(viewerKey(1));
    expect(await view()).toBe(11);
    await expect(watch("somebody-number-1-here")).rejects.toMatchObject({
      data: { code: "validation_failed" },
    });
  });

  test("its place in the lists of its recording, its stream and its agent", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const fresh = await clipped(world, ada.api_key, pieceOf(recordingId));
    for (const query of ["", "?agent=ada", "?stream_id=ada", `?recording_id=${recordingId}`]) {
      const { data } = (await (await world.t.fetch(`/api/v1/clips${query}`)).json()) as { data: Clip[] };
      expect(
        data.map(({ id }) => id),
        query,
      ).toEqual([fresh.id]);
    }
  });
});
