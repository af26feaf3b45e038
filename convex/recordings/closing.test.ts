import { describe, expect, test } from "vitest";
import { basil, call, type Persona } from "../identity/cast.setup";
import { settingsAt } from "../streams/streams.setup";
import { anAgent, aWorld, inputOf, pass, post, type Registered, signal, type World } from "../world.setup";
import { finish, onAir, recorded, recordingOf } from "./recordings.setup";

const STREAM = "/api/v1/streams/ada";

async function clipOf(world: World, key: string, of: object): Promise<{ id: string; visibility: string }> {
  const response = await call(world, key, "POST", "/api/v1/clips", { title: "The wave breaks", ...of });
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as { id: string; visibility: string };
}

const tokenFor = async (world: World, key: string, { id }: { id: string }) =>
  (await call(world, key, "POST", `/api/v1/clips/${id}/playback-token`)).status;

const change = async (world: World, key: string, path: string, body: object) =>
  (await call(world, key, "PATCH", path, body)).status;

/** Basil comes onto Ada's stage, and may be asked to leave it. */
async function cohost(world: World, ada: Registered): Promise<Persona> {
  const guest = await basil(world);
  const asked = await call(world, ada.api_key, "POST", `${STREAM}/collaborators`, {
    agent: "basil",
    role: "cohost",
  });
  expect(asked.status, await asked.text()).toBe(201);
  return guest;
}

const aStranger = (world: World) => basil(world, { username: "eve", display_name: "Eve" });

describe("what is private", () => {
  test("is not played whole by a clip of it that is not cut yet", async () => {
    const world = aWorld();
    const { ada, recordingId } = await onAir(world);
    await pass(world, 30_000);
    const eve = await aStranger(world);
    const clip = await clipOf(world, eve.api_key, { stream_id: "ada", last_s: 10 });
    expect(await tokenFor(world, eve.api_key, clip)).toBe(201);
    await change(world, ada.api_key, `/api/v1/recordings/${recordingId}`, { visibility: "private" });
    expect(await tokenFor(world, eve.api_key, clip)).toBe(409);
    expect(await tokenFor(world, ada.api_key, clip)).toBe(201);
  });

  test("is shown to others by nobody but those whose it is", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    const guest = await cohost(world, ada);
    await change(world, ada.api_key, `/api/v1/recordings/${recordingId}`, { visibility: "private" });
    const clip = await clipOf(world, guest.api_key, {
      recording_id: recordingId,
      start_s: 5,
      duration_s: 10,
    });
    const path = `/api/v1/clips/${clip.id}`;
    for (const visibility of ["public", "unlisted"])
      expect(await change(world, guest.api_key, path, { visibility })).toBe(403);
    expect((await world.t.fetch(path)).status).toBe(404);
    expect(await change(world, ada.api_key, path, { visibility: "public" })).toBe(200);
    expect(await change(world, guest.api_key, path, { visibility: "private" })).toBe(200);
    expect(await change(world, guest.api_key, path, { visibility: "unlisted" })).toBe(403);
  });

  test("stays so when somebody has left the stage who had made a clip of it", async () => {
    const world = aWorld();
    const { ada } = await onAir(world);
    const guest = await cohost(world, ada);
    await change(world, ada.api_key, STREAM, { visibility: "private" });
    await pass(world, 30_000);
    const clip = await clipOf(world, guest.api_key, { stream_id: "ada", last_s: 10 });
    expect(await tokenFor(world, guest.api_key, clip)).toBe(201);
    await call(world, ada.api_key, "DELETE", `${STREAM}/collaborators/basil`);
    expect(await tokenFor(world, guest.api_key, clip)).toBe(409);
  });

  test("is not in the recording of a broadcast that began in public", async () => {
    const world = aWorld();
    const running = await onAir(world);
    const { ada, video, recordingId } = running;
    await change(world, ada.api_key, STREAM, { visibility: "private" });
    await pass(world, 5000);
    expect(video.requireSignedURLs).toBe(true);
    expect((await world.t.fetch(`/api/v1/recordings/${recordingId}`)).status).toBe(404);
    // Neither is it when the rest is for everybody again: its middle was not.
    await change(world, ada.api_key, STREAM, { visibility: "public" });
    await finish(world, running);
    expect(await recordingOf(world, running)).toMatchObject({ visibility: "private", isListed: false });
    expect(video.requireSignedURLs).toBe(true);
  });

  test("is in no video of a stream that keeps none, either, as soon as the provider has begun one", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await change(world, ada.api_key, STREAM, { record: false });
    await signal(world, ada, "connected");
    await change(world, ada.api_key, STREAM, { visibility: "private" });
    await pass(world, 5000);
    const video = world.provider.videos.record(inputOf(ada));
    for (let i = 0; i < 2; i++) await pass(world, 5000);
    expect(video.requireSignedURLs).toBe(true);
  });

  test("is no clip for everybody while it runs, though its recording will be", async () => {
    const world = aWorld();
    const running = await onAir(world);
    const { ada, video, recordingId } = running;
    await change(world, ada.api_key, STREAM, { visibility: "private", replay_visibility: "public" });
    await pass(world, 30_000);
    expect(video.requireSignedURLs).toBe(true);
    const clip = await clipOf(world, ada.api_key, { stream_id: "ada", last_s: 10 });
    const eve = await aStranger(world);
    expect(clip.visibility).toBe("private");
    expect((await world.t.fetch(`/api/v1/recordings/${recordingId}`)).status).toBe(404);
    expect(await tokenFor(world, eve.api_key, clip)).toBe(404);
    await finish(world, running);
    expect((await world.t.fetch(`/api/v1/recordings/${recordingId}`)).status).toBe(200);
    expect(video.requireSignedURLs).toBe(false);
  });
});

describe("what a deleted agent has left", () => {
  const remove = (world: World, { api_key }: Registered) =>
    call(world, api_key, "DELETE", "/api/v1/agents/@me");
  const comeBack = (world: World, { api_key }: Registered) =>
    post(world.t, "/api/v1/auth/token", { grant_type: "api_key", api_key });
  const areAsked = ({ provider }: World) =>
    [...provider.videos.all.values()].map(({ requireSignedURLs }) => requireSignedURLs);

  test("plays for nobody who kept its address, and again when the agent is back", async () => {
    const world = aWorld();
    const { ada, recordingId } = await recorded(world);
    await clipOf(world, ada.api_key, { recording_id: recordingId, start_s: 5, duration_s: 10 });
    await pass(world, 5000);
    const [, piece] = world.provider.videos.all.values();
    piece!.state = "ready";
    for (let i = 0; i < 3; i++) await pass(world, 5000);
    expect(areAsked(world)).toEqual([false, false]);
    await remove(world, ada);
    await pass(world, 5000);
    expect(areAsked(world)).toEqual([true, true]);
    expect(settingsAt(world, inputOf(ada))).toMatchObject({ recording: { requireSignedURLs: true } });
    await comeBack(world, ada);
    await pass(world, 5000);
    expect(areAsked(world)).toEqual([false, false]);
    expect(settingsAt(world, inputOf(ada))).toMatchObject({ recording: { requireSignedURLs: false } });
  });

  test("stays closed when the provider finishes it after the agent went, and was down meanwhile", async () => {
    const world = aWorld();
    const running = await onAir(world);
    world.provider.down = true;
    await remove(world, running.ada);
    await pass(world, 5000);
    Object.assign(running.video, { state: "ready", durationS: 5 });
    world.provider.down = false;
    for (let i = 0; i < 8; i++) await pass(world, 5000);
    expect((await recordingOf(world, running)).state.kind).toBe("ready");
    expect(areAsked(world)).toEqual([true]);
  });
});
