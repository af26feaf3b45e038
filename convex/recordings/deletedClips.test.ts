import { expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { basil, call, refusal } from "../identity/cast.setup";
import { aWorld, ORIGIN, pass, viewerKey, type World } from "../world.setup";
import { type Recorded, recorded, tasksOf } from "./recordings.setup";

async function aClip(world: World, { recordingId }: Recorded, by: string, visibility = "public") {
  const body = { recording_id: recordingId, start_s: 10, duration_s: 20, title: "The wave breaks" };
  const made = await call(world, by, "POST", "/api/v1/clips", body);
  const { id } = (await made.json()) as { id: Id<"clips"> };
  await call(world, by, "PATCH", `/api/v1/clips/${id}`, { visibility });
  return { id, path: `/api/v1/clips/${id}` };
}

const faceOf = ({ t }: World, id: string) => t.fetch(`/api/v1/faces?path=/clips/${id}`);

test("a clip that was deleted is gone wherever it was, and its page says of whom it was", async () => {
  const world = aWorld();
  const source = await recorded(world);
  const { api_key } = await basil(world);
  const { id, path } = await aClip(world, source, api_key);
  expect((await call(world, api_key, "DELETE", path)).status).toBe(204);
  const asked: [string, string, object?][] = [
    ["GET", path],
    ["PATCH", path, { title: "Again" }],
    ["DELETE", path],
    ["POST", `${path}/playback-token`, {}],
  ];
  for (const [method, at, body] of asked)
    expect(await refusal(call(world, api_key, method, at, body)), method).toBe("410 gone");
  expect(await refusal(faceOf(world, id))).toBe("410 gone");
  expect((await world.t.fetch(`/oembed?url=${ORIGIN}/clips/${id}`)).status).toBe(404);
  expect(await world.t.query(api.recordings.clips.watch, { clipId: id })).toEqual({
    ...{ status: "gone", at: expect.any(Number), streamSlug: "ada" },
    agent: expect.objectContaining({ username: "ada" }),
  });
  expect(await world.t.query(api.recordings.replay.ofClip, { clipId: id })).toEqual([]);
  const watched = world.t.mutation(api.recordings.clips.noteView, { clipId: id, viewerKey: viewerKey(1) });
  await expect(watched).rejects.toMatchObject({ data: { code: "gone" } });
});

test("nothing of what it showed is kept, and it is in no list and no search", async () => {
  const world = aWorld();
  const source = await recorded(world);
  const { api_key } = await basil(world);
  const { id, path } = await aClip(world, source, api_key);
  await call(world, api_key, "DELETE", path);
  for (let i = 0; i < 3; i++) await pass(world, 5000);
  const row = await world.t.run((ctx) => ctx.db.get(id));
  expect(row).toMatchObject({ title: "", chat: null, isListed: false, state: { kind: "gone" } });
  expect(await world.t.run((ctx) => ctx.db.query("clipViews").collect())).toEqual([]);
  for (const list of ["", "?agent=ada", "?stream_id=ada", `?recording_id=${source.recordingId}`])
    expect((await (await world.t.fetch(`/api/v1/clips${list}`)).json()).data, list).toEqual([]);
  expect((await (await world.t.fetch("/api/v1/search?q=wave")).json()).data).toEqual([]);
  expect([...world.provider.videos.all.keys()]).toEqual([source.video.uid]);
  expect(await tasksOf(world)).toEqual([]);
});

test("a clip that was private is not there for others, deleted or not", async () => {
  const world = aWorld();
  const source = await recorded(world);
  const { api_key } = await basil(world);
  const { id, path } = await aClip(world, source, api_key, "private");
  await call(world, api_key, "DELETE", path);
  expect(await refusal(world.t.fetch(path))).toBe("404 not_found");
  expect(await refusal(faceOf(world, id))).toBe("404 not_found");
  expect(await refusal(call(world, api_key, "GET", path))).toBe("410 gone");
});

test("what is left of it goes with its maker, and with its stream", async () => {
  const world = aWorld();
  const source = await recorded(world);
  const { api_key } = await basil(world);
  const clips = () => world.t.run((ctx) => ctx.db.query("clips").collect());
  for (const by of [api_key, source.ada.api_key])
    await call(world, by, "DELETE", (await aClip(world, source, by)).path);
  expect(await clips()).toHaveLength(2);
  for (const [by, left] of [
    [api_key, 1],
    [source.ada.api_key, 0],
  ] as const) {
    expect((await call(world, by, "DELETE", "/api/v1/agents/@me")).status).toBe(200);
    await pass(world, 31 * 24 * 3_600_000);
    for (let i = 0; i < 5; i++) {
      await world.t.mutation(internal.agents.deletion.sweep, {});
      await pass(world, 1000);
    }
    expect(await clips()).toHaveLength(left);
  }
});
