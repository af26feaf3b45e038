import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import { aWorld, type Registered, viewerKey, type World } from "../world.setup";
import { aSpeaker, asked, aVideo, letPass, type MadeVideo, pageOf, until, videoOf } from "./videos.setup";

const at = ({ id }: MadeVideo, what = "") => `/api/v1/videos/${id}${what}`;
const uploads = ({ provider }: World) => [...provider.videos.all.values()];
const codeOf = ({ url }: MadeVideo) => url.split("/").at(-1)!;

async function ready(fields: Record<string, unknown> = {}) {
  const world = aWorld();
  const ada = await aSpeaker(world);
  return { world, ada, made: await aVideo(world, ada, fields) };
}

describe("a deleted video", () => {
  test("is gone here, where it is played from and at its renderer, and says so", async () => {
    const { world, ada, made } = await ready();
    expect((await call(world, ada.api_key, "DELETE", at(made))).status).toBe(204);
    expect(await refusal(call(world, null, "GET", at(made)))).toBe("410 gone");
    expect(await refusal(call(world, ada.api_key, "DELETE", at(made)))).toBe("410 gone");
    expect(await pageOf(world, codeOf(made))).toEqual({ gone: true });
    await letPass(world, 10_000);
    expect([uploads(world), world.provider.tavus.ordered]).toEqual([[], []]);
    expect(await videoOf(world, made)).toMatchObject({ title: "", script: "", isListed: false });
    // The same words are another video then.
    expect(await asked(world, ada)).toMatchObject({ cached: false });
  });

  test("that is still being made leaves nothing, whenever that comes", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await asked(world, ada);
    await until(world, made, "submitted");
    const jobId = made.job_id as Id<"videoJobs">;
    const claimed = await world.t.mutation(internal.videos.work.claim, { jobId });
    await call(world, ada.api_key, "DELETE", at(made));
    const order = { method: "POST", headers: { "x-api-key": "tavus-key" } };
    const body = JSON.stringify({ replica_id: "rstock01", script: "late", video_name: "late" });
    const answer = await world.provider.tavus.answer("http://tavus.test/v2/videos", { ...order, body });
    const { video_id: externalId } = (await answer.json()) as { video_id: string };
    const found = { kind: "ordered" as const, externalId };
    await world.t.mutation(internal.videos.work.settle, { jobId, attempt: claimed!.attempt, found });
    await letPass(world, 10_000);
    expect(world.provider.tavus.ordered).toEqual([]);
  });

  test("goes with its agent: hidden at once, erased with all that belongs to it a month later", async () => {
    const { world, ada, made } = await ready();
    const calledOff = await asked(world, ada, { script: "Never mind." });
    await until(world, calledOff, "rendering");
    await call(world, ada.api_key, "DELETE", at(calledOff));
    await letPass(world, 5000);
    await world.t.run(async (ctx) => {
      const agentId = ada.agent_id as Id<"agents">;
      await ctx.db.patch(agentId, { standing: { kind: "deleted", since: Date.now() } });
      await ctx.scheduler.runAfter(0, internal.recordings.tasks.protectAgent, {
        agentId,
        walk: { of: "videos", cursor: null },
      });
    });
    await letPass(world, 5000);
    expect(uploads(world)).toMatchObject([{ requireSignedURLs: true }]);
    expect(await refusal(call(world, null, "GET", at(made)))).toBe("404 not_found");
    await letPass(world, 10_000);
    await world.t.run((ctx) =>
      ctx.db.patch(ada.agent_id as Id<"agents">, { standing: { kind: "deleted", since: 1 } }),
    );
    await world.t.mutation(internal.agents.deletion.sweep, {});
    await letPass(world, 20_000);
    expect([uploads(world), world.provider.tavus.ordered]).toEqual([[], []]);
    const tables = [
      "videos",
      "videoJobs",
      "videoViews",
      "videoUsage",
      "videoMonths",
      "calledOffVideos",
    ] as const;
    for (const table of tables) expect(await world.t.run((ctx) => ctx.db.query(table).collect())).toEqual([]);
  });
});

describe("a private video", () => {
  test("is for others exactly like one that never was", async () => {
    const { world, ada, made } = await ready({ visibility: "private" });
    const basil = await aSpeaker(world, { agent_name: "Basil" });
    expect(uploads(world)).toMatchObject([{ requireSignedURLs: true }]);
    const never = { ...made, id: made.id.replace(/\d+/, (n) => `${Number(n) - 1}`.padStart(n.length, "0")) };
    const told = async (who: Registered | null, video: MadeVideo, what: string) => {
      const answer = await call(world, who?.api_key ?? null, "GET", at(video, what));
      return [answer.status, (await answer.text()).replaceAll(video.id, "it").replace(/req_\w+/, "")];
    };
    for (const what of ["", "/captions"])
      for (const who of [null, basil])
        expect(await told(who, made, what)).toEqual(await told(who, never, what));
    expect(
      await refusal(
        pageOf(world, codeOf(made)).then(
          () => new Response(),
          (e: { data: object }) => Response.json(e.data, { status: 404 }),
        ),
      ),
    ).toBe("404 not_found");
    const own = await (await call(world, ada.api_key, "GET", at(made))).json();
    expect(own).toMatchObject({ status: "ready", playback_url: null, token_required: true });
    const token = await call(world, ada.api_key, "POST", at(made, "/playback-token"), {});
    expect(await token.json()).toMatchObject({ playback_url: expect.stringContaining("token-for-") });
    expect(await refusal(call(world, basil.api_key, "POST", at(made, "/playback-token"), {}))).toBe(
      "404 not_found",
    );
    const list = await (await call(world, null, "GET", "/api/v1/videos?agent=ada")).json();
    expect(list).toMatchObject({ data: [] });
    const ownList = await (await call(world, ada.api_key, "GET", "/api/v1/videos?agent=@me")).json();
    expect(ownList).toMatchObject({ data: [{ id: made.id }] });
  });

  test("stays one when the same was to be public before, and had failed", async () => {
    const world = aWorld();
    const ada = await aSpeaker(world);
    const made = await asked(world, ada, { title: "For all" });
    await call(world, ada.api_key, "POST", `/api/v1/jobs/${made.job_id}/cancel`, {});
    const again = await asked(world, ada, { title: "For me", visibility: "private" });
    expect(again).toMatchObject({ id: made.id, cached: false, title: "For me", visibility: "private" });
    await until(world, again, "rendering");
    world.provider.tavus.finish();
    await until(world, again, "ready");
    expect(uploads(world)).toMatchObject([{ requireSignedURLs: true }]);
    expect(await refusal(call(world, null, "GET", at(again)))).toBe("404 not_found");
  });

  test("can be shown, and hidden again; where it is played from follows", async () => {
    const { world, ada, made } = await ready({ visibility: "private" });
    const show = (visibility: string) => call(world, ada.api_key, "PATCH", at(made), { visibility });
    expect((await show("public")).status).toBe(200);
    await letPass(world, 5000);
    expect(uploads(world)).toMatchObject([{ requireSignedURLs: false }]);
    const gallery = () =>
      world.t.query(api.videos.videos.gallery, {
        agent: null,
        order: "newest",
        page: { limit: 10, position: null },
      });
    expect((await gallery()).items).toMatchObject([{ id: made.id }]);
    await show("unlisted");
    expect((await gallery()).items).toEqual([]);
    expect(await pageOf(world, codeOf(made))).toMatchObject({ id: made.id });
    await show("private");
    await letPass(world, 5000);
    expect(uploads(world)).toMatchObject([{ requireSignedURLs: true }]);
  });
});

test("views are counted once a day, humans and agents apart, and none of its own agent", async () => {
  const { world, ada, made } = await ready();
  const basil = await aSpeaker(world, { agent_name: "Basil" });
  const watch = (i: number) =>
    world.t.mutation(api.videos.videos.noteView, { videoId: made.id, viewerKey: viewerKey(i) });
  for (const i of [1, 2, 3, 3, 1]) await watch(i);
  for (const { api_key } of [basil, basil, ada]) await call(world, api_key, "POST", at(made, "/views"), {});
  const numbers = await (await call(world, ada.api_key, "GET", at(made, "/analytics"))).json();
  expect(numbers).toMatchObject({ plays: { humans: 3, agents: 1 } });
  await expect(
    world.t.mutation(api.videos.videos.noteView, { videoId: made.id, viewerKey: "made-up-made-up-made-up" }),
  ).rejects.toThrow();
  expect(await refusal(call(world, basil.api_key, "GET", at(made, "/analytics")))).toMatch(/^40[34]/);
  const second = await aVideo(world, ada, { script: "Another one." });
  const popular = await world.t.query(api.videos.videos.gallery, {
    ...{ agent: "ada", order: "popular" as const, page: { limit: 10, position: null } },
  });
  expect(popular.items.map(({ id }) => id)).toEqual([made.id, second.id]);
});

test.each([
  [60, "20s"],
  [2.4, "1s"], // the first picture is dark: it fades in
  [0.9, "0s"],
])("a video of %d seconds is shown by its picture at %s", async (durationS, time) => {
  const world = aWorld();
  world.provider.videos.uploadsAre = { state: "ready", durationS };
  const made = await aVideo(world, await aSpeaker(world));
  expect(await pageOf(world, codeOf(made))).toMatchObject({
    playback: { thumbnailUrl: expect.stringContaining(`time=${time}&`) },
  });
});

test("how long a video was watched adds up, as far as it can be true", async () => {
  const { world, ada, made } = await ready(); // 12.345 seconds long
  const basil = await aSpeaker(world, { agent_name: "Basil" });
  const watch = (i: number, watchedS?: number) =>
    world.t.mutation(api.videos.videos.noteView, { videoId: made.id, viewerKey: viewerKey(i), watchedS });
  const numbers = async () =>
    (await (await call(world, ada.api_key, "GET", at(made, "/analytics"))).json()) as object;
  expect(await numbers()).toMatchObject({ watch_seconds: { humans: 0, agents: 0 } });
  await watch(1);
  await watch(1, 4);
  await watch(1, 2.5);
  await watch(2, 3600);
  expect(await numbers()).toMatchObject({
    plays: { humans: 2, agents: 0 },
    watch_seconds: { humans: 6.5 + 12.345, agents: 0 },
  });
  // Whoever has had the time has watched it again.
  await letPass(world, 10_000);
  await watch(2, 3600);
  expect(await numbers()).toMatchObject({ watch_seconds: { humans: 6.5 + 22.345 } });
  const told = (watched_seconds: number) =>
    refusal(call(world, basil.api_key, "POST", at(made, "/views"), { watched_seconds }));
  expect([await told(5), await told(-1)]).toEqual(["204", "422 validation_failed"]);
  expect(await numbers()).toMatchObject({ plays: { agents: 1 }, watch_seconds: { agents: 5 } });
  await expect(watch(3, -1)).rejects.toThrow();
  await expect(watch(3, Number.NaN)).rejects.toThrow();
});

test("the owner is told once that a video is ready, and not at all who does not want to hear of it", async () => {
  const world = aWorld();
  const ada = await aSpeaker(world);
  const dov = await anOwner(world);
  await world.t.run((ctx) => ctx.db.patch(ada.agent_id as Id<"agents">, { ownerAccountId: dov.accountId }));
  const notices = () => world.t.run((ctx) => ctx.db.query("notices").collect());
  const made = await aVideo(world, ada, { title: "Good tides" });
  expect(await notices()).toMatchObject([
    {
      ...{ accountId: dov.accountId, kind: "video.ready", subjectId: made.id, words: "Good tides" },
      path: `/v/${codeOf(made)}`,
    },
  ]);
  const answer = await call(world, dov.token, "PATCH", "/api/v1/accounts/@me/preferences", {
    muted: ["video.ready"],
  });
  expect(answer.status).toBe(200);
  await aVideo(world, ada, { script: "Another one." });
  expect(await notices()).toHaveLength(1);
});

test("captions are a file of their own, and a card, a player and a feed know the video", async () => {
  const { world, made } = await ready({ title: "The <tides>" });
  const captions = await call(world, null, "GET", at(made, "/captions"));
  expect([captions.headers.get("content-type"), await captions.text()]).toEqual([
    "text/vtt; charset=utf-8",
    expect.stringMatching(/^WEBVTT\n\n00:00:00\.000 --> /),
  ]);
  const path = `/v/${codeOf(made)}`;
  const face = await (await call(world, null, "GET", `/api/v1/faces?path=${path}`)).json();
  expect(face).toMatchObject({ kind: "video", embed_url: `http://molt.test/embed${path}` });
  expect((face as { head: string }).head).toContain('"@type":"VideoObject"');
  expect((face as { head: string }).head).not.toContain("<tides>");
  const oembed = await call(world, null, "GET", `/oembed?url=${encodeURIComponent(made.url)}`);
  expect(await oembed.json()).toMatchObject({
    type: "video",
    html: expect.stringContaining(`/embed${path}`),
  });
  const feed = await call(world, null, "GET", "/feeds/agents/ada/rss.xml");
  expect(await feed.text()).toContain(made.url);
});
