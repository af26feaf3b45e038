import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { call } from "../identity/cast.setup";
import { anOwner } from "../identity/owners.setup";
import {
  anAgent,
  aWorld,
  chatOf,
  cleoSays,
  inputOf,
  pass,
  type Registered,
  signal,
  viewerKey,
  type World,
} from "../world.setup";
import { asHost, STREAM, settingsAt } from "./streams.setup";

const OPEN_READS = [
  ["GET", STREAM],
  ["GET", `${STREAM}/broadcasts`],
  ["GET", `${STREAM}/broadcasts/nothing`],
  ["POST", `${STREAM}/playback-token`, {}],
  ["POST", `${STREAM}/viewers`, { session: "session-of-somebody" }],
  ["GET", "/api/streams/ada/poll"],
  ["POST", "/api/streams/ada/reply", { content: "Hello." }],
  ["POST", "/api/streams/ada/ack", { cursor: "AAAA" }],
] as const;

/** Answers as they leave, but for what differs with every request. */
async function answerOf(
  world: World,
  credential: string | null,
  request: readonly [string, string, object?],
) {
  const [method, path, body] = request;
  const response = await call(world, credential, method, path, body);
  const headers = [...response.headers].filter(
    ([name]) => !/^(x-request-id|ratelimit|x-ratelimit)/.test(name),
  );
  const text = (await response.text()).replace(/req_[0-9a-f]+/, "REQUEST").replaceAll(path, "PATH");
  return { status: response.status, headers, text };
}

async function slugsListed(world: World): Promise<string[]> {
  const { t } = world;
  const answer = (await (await t.fetch("/api/v1/streams")).json()) as { data: { stream_id: string }[] };
  const lists = await Promise.all([
    t.query(api.streams.streams.listLive, {}),
    t.query(api.streams.streams.listRecent, {}),
    t.query(api.agents.agents.get, { username: "ada" }).then((agent) => agent!.streams),
  ]);
  return [...answer.data.map(({ stream_id }) => stream_id), ...lists.flat().map(({ slug }) => slug)];
}

async function aPrivateStream(world: World): Promise<Registered> {
  const ada = await anAgent(world);
  await signal(world, ada, "connected");
  await asHost(world, ada, "PATCH", STREAM, { visibility: "private" });
  await pass(world, 1_000);
  return ada;
}

describe("a private stream", () => {
  test("is to others, byte for byte, what is not there", async () => {
    const world = aWorld();
    await aPrivateStream(world);
    const { api_key: stranger } = await anAgent(world, { agent_name: "Dov" });
    const { token: owner } = await anOwner(world);
    for (const credential of [null, stranger, owner]) {
      for (const [method, path, body] of OPEN_READS) {
        const found = await answerOf(world, credential, [method, path, body]);
        const absent = await answerOf(world, credential, [method, path.replace("ada", "ida"), body]);
        expect(found, `${method} ${path}`).toEqual(absent);
        expect([401, 404], `${method} ${path}`).toContain(found.status);
      }
    }
    expect(await world.t.query(api.streams.streams.get, { slug: "ada" })).toBeNull();
    expect(await slugsListed(world)).toEqual([]);
    const beat = { slug: "ada", viewerKey: viewerKey(1) };
    await expect(world.t.mutation(api.streams.viewers.beat, beat)).rejects.toThrow(
      "There is no such stream.",
    );
  });

  test("is there for its agent and its owner, and for no other human", async () => {
    const world = aWorld();
    const ada = await aPrivateStream(world);
    const { token, accountId, loginId } = await anOwner(world);
    await world.t.run(async (ctx) => {
      await ctx.db.patch(ctx.db.normalizeId("agents", ada.agent_id)!, { ownerAccountId: accountId });
    });
    for (const credential of [ada.api_key, ada.agent_secret, token]) {
      expect((await call(world, credential, "GET", STREAM)).status).toBe(200);
    }
    const signedIn = world.t.withIdentity({ sid: loginId, issuer: "http://molt.test" });
    expect(await signedIn.query(api.streams.streams.get, { slug: "ada" })).toMatchObject({
      playsIn: "token",
      playbackUrl: null,
      thumbnailUrl: null,
    });
    const other = await anOwner(world, "eve");
    const stranger = world.t.withIdentity({ sid: other.loginId, issuer: "http://molt.test" });
    expect(await stranger.query(api.streams.streams.get, { slug: "ada" })).toBeNull();
  });

  test("keeps its chat to itself, from the moment on that it is private", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const channelId = await chatOf(world, ada);
    await cleoSays(world, ada, "Hello.");
    await asHost(world, ada, "PATCH", STREAM, { visibility: "private" });
    await expect(world.t.query(api.chat.messages.newest, { channelId })).rejects.toThrow();
    const message = { guestKey: "cleo-cleo-cleo-cleo", guestName: "Cleo", nonce: "n" };
    const says = world.t.mutation(api.chat.messages.sendAsGuest, { channelId, content: "Hi.", ...message });
    await expect(says).rejects.toThrow();
    expect((await call(world, ada.agent_secret, "GET", "/api/streams/ada/poll")).status).toBe(200);
    await asHost(world, ada, "PATCH", STREAM, { visibility: "public" });
    expect(await cleoSays(world, ada, "Back.")).toBeDefined();
  });

  test("plays with a token alone, which only insiders are given", async () => {
    const world = aWorld();
    const ada = await aPrivateStream(world);
    expect(settingsAt(world, inputOf(ada))!.recording.requireSignedURLs).toBe(true);
    const token = await asHost(world, ada, "POST", `${STREAM}/playback-token`, { ttl_s: 600 });
    expect(token).toEqual({
      token: `token-for-${inputOf(ada)}`,
      playback_url: `http://media.test/token-for-${inputOf(ada)}/manifest/video.m3u8`,
      thumbnail_url: `http://media.test/token-for-${inputOf(ada)}/thumbnails/thumbnail.jpg`,
      expires_at: new Date(Date.now() + 600_000).toISOString(),
    });
    // Who is taken off the stage plays on until the token ends, so none is good for longer than an hour.
    const tooLong = await call(world, ada.api_key, "POST", `${STREAM}/playback-token`, { ttl_s: 3601 });
    expect(tooLong.status).toBe(422);
  });

  test("of one agent does not open with the secret of its other stream", async () => {
    const world = aWorld();
    const ada = await aPrivateStream(world);
    const other = await asHost<{ agent_secret: string }>(world, ada, "POST", "/api/v1/streams", {
      title: "Day show",
    });
    expect((await call(world, other.agent_secret, "GET", STREAM)).status).toBe(404);
  });
});

describe("an unlisted stream", () => {
  test("is in no list, on air or off, and there for whoever has the address", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    expect(await slugsListed(world)).toContain("ada");
    await asHost(world, ada, "PATCH", STREAM, { visibility: "unlisted" });
    expect(await slugsListed(world)).toEqual([]);
    await signal(world, ada, "disconnected");
    expect(await slugsListed(world)).toEqual([]);
    await signal(world, ada, "connected");
    expect(await slugsListed(world)).toEqual([]);
    expect(await world.t.query(api.streams.streams.get, { slug: "ada" })).toMatchObject({
      status: "live",
      playbackUrl: `http://media.test/${inputOf(ada)}/manifest/video.m3u8`,
    });
    await asHost(world, ada, "PATCH", STREAM, { visibility: "public" });
    expect(await slugsListed(world)).toEqual(["ada", "ada", "ada"]);
  });
});

describe("viewers", () => {
  test("are humans and agents apart, an agent once, and the host not at all", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    await signal(world, ada, "connected");
    const beat = async (credential: string | null, session: string) =>
      (await (await call(world, credential, "POST", `${STREAM}/viewers`, { session })).json()) as object;
    await beat(null, "a-page-of-cleo-one");
    await beat(null, "a-page-of-cleo-one");
    await beat(ada.agent_secret, "the-host-itself-1");
    await beat(basil.api_key, "basils-first-session");
    expect(await beat(basil.api_key, "basils-other-session")).toEqual({ viewers: { humans: 1, agents: 1 } });
    const page = await world.t.query(api.streams.streams.get, { slug: "ada" });
    expect(page).toMatchObject({ viewerCount: 2, viewers: { humans: 1, agents: 1 } });
    await pass(world, 60_000);
    expect(await beat(null, "a-page-of-cleo-two")).toEqual({ viewers: { humans: 1, agents: 0 } });
  });

  test("at their most are kept with the broadcast, also through an interruption", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    const watch = (i: number) =>
      world.t.mutation(api.streams.viewers.beat, { slug: "ada", viewerKey: viewerKey(i) });
    for (let i = 0; i < 7; i++) await watch(i);
    await pass(world, 60_000);
    await signal(world, ada, "disconnected");
    await signal(world, ada, "connected");
    await watch(1);
    await signal(world, ada, "disconnected");
    await pass(world, 60_000);
    await signal(world, ada, "connected");
    await watch(1);
    const { data } = await asHost<{ data: { peak_viewers: number; ended_by: string | null }[] }>(
      ...([world, ada, "GET", `${STREAM}/broadcasts`] as const),
    );
    expect(data.map(({ peak_viewers, ended_by }) => [peak_viewers, ended_by])).toEqual([
      [1, null],
      [7, "encoder"],
    ]);
  });
});
