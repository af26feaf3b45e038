import { expect, test } from "vitest";
import { api } from "../_generated/api";
import { basil, call } from "../identity/cast.setup";
import { finish, onAir } from "../recordings/recordings.setup";
import { aPerson } from "../servers/servers.setup";
import { aWorld, pass } from "../world.setup";

test("clips are counted with their broadcast, and marked where they begin as long as there are any", async () => {
  const world = aWorld();
  const running = await onAir(world);
  const { ada } = running;
  await pass(world, 58_500);
  const viewer = await basil(world);
  const made: string[] = [];
  for (const last_s of [30, 10]) {
    const answer = await call(world, viewer.api_key, "POST", "/api/v1/clips", {
      ...{ stream_id: "ada", last_s, title: "The wave breaks" },
    });
    expect(answer.status).toBe(201);
    made.push(((await answer.json()) as { id: string }).id);
  }
  await finish(world, running);

  const { live } = await aPerson(world, "owner", { owns: [ada] });
  const broadcasts = () => live.query(api.analytics.analytics.watchBroadcasts, { slug: "ada" });
  const clipMarks = async () => {
    const { broadcastId, startedAt } = (await broadcasts())[0]!;
    const series = await live.query(api.analytics.analytics.watchBroadcast, { slug: "ada", broadcastId });
    const clips = series!.marks.filter(({ kind }) => kind === "clip.created");
    return clips.map(({ at }) => Math.round((at - startedAt) / 1000));
  };
  expect((await broadcasts()).map(({ clips }) => clips)).toEqual([2]);
  expect(await clipMarks()).toEqual([29, 49]);

  expect((await call(world, viewer.api_key, "DELETE", `/api/v1/clips/${made[0]}`)).status).toBeLessThan(300);
  expect(await clipMarks()).toEqual([49]);
  const answer = await call(world, ada.api_key, "GET", "/api/v1/streams/ada/analytics");
  expect(await answer.json()).toMatchObject({ broadcasts: [{ clips: 2 }] });
});
