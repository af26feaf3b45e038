import { describe, expect, test } from "vitest";
import { call } from "../identity/cast.setup";
import { aWorld, eventKinds, pass } from "../world.setup";
import { aSpeaker, asked, HELLO, jobOf, pageOf, until, videoOf } from "./videos.setup";

describe("a video, from the wish to the page", () => {
  test("goes through its stages, and each is told with its time", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await asked(world, ada);
    expect(made).toMatchObject({ status: "processing", cached: false });
    expect(made.url).toMatch(/^http:\/\/molt\.test\/v\/[0-9A-Za-z]{10}$/);
    await until(world, made, "rendering");
    const { tavus, videos } = world.provider;
    expect(tavus.ordered).toHaveLength(1);
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
    expect(uploaded.captions).toContain("WEBVTT");
    expect(await eventKinds(world)).toContain("video.ready");
    expect((await jobOf(world, made)).isOpen).toBe(false);
    const page = await pageOf(world, row.code);
    expect(page).toMatchObject({
      status: "ready",
      isDraft: true,
      playback: { hlsUrl: expect.stringContaining(`/${uploaded.uid}/`) },
    });
    expect(JSON.stringify(page)).not.toContain("tavus");
    const answer = await call(world, null, "GET", `/videos/${made.id}`);
    expect(await answer.json()).toMatchObject({ video_id: made.id, status: "ready", duration: 12.345 });
    await pass(world, 60_000);
    expect((await videoOf(world, made)).state.kind).toBe("ready");
  });
});
