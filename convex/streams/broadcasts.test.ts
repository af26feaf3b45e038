import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import {
  anAgent,
  aWorld,
  eventKinds,
  inputOf,
  pass,
  post,
  type Registered,
  signal,
  WEBHOOK_SECRET,
  type World,
} from "../world.setup";

async function streamOf({ t }: World, agent: Registered) {
  return (await t.query(api.streams.streams.get, { slug: agent.stream_id }))!;
}

const broadcastEvents = async (world: World) =>
  (await eventKinds(world)).filter((kind) => kind.startsWith("broadcast."));

const broadcasts = ({ t }: World) => t.run((ctx) => ctx.db.query("broadcasts").collect());

describe("an encoder that comes and goes", () => {
  test("connecting puts the stream on air, and everyone can see it", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    expect(await streamOf(world, ada)).toMatchObject({
      status: "offline",
      playbackUrl: null,
      broadcastId: null,
    });
    expect(await signal(world, ada, "connected")).toBe("started");
    expect(await streamOf(world, ada)).toMatchObject({
      status: "live",
      startedAt: Date.now(),
      playbackUrl: `http://media.test/${inputOf(ada)}/manifest/video.m3u8`,
      thumbnailUrl: `http://media.test/${inputOf(ada)}/thumbnails/thumbnail.jpg`,
      broadcastId: expect.any(String),
    });
    expect(await broadcastEvents(world)).toEqual(["broadcast.started"]);
  });

  test("going away shows at once, and ends the broadcast when nobody comes back", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await pass(world, 60_000);
    const goneAt = Date.now();
    expect(await signal(world, ada, "disconnected")).toBe("interrupted");
    expect(await streamOf(world, ada)).toMatchObject({
      status: "interrupted",
      resumesUntil: goneAt + 10_000,
      startedAt: null,
      lastLiveAt: goneAt,
    });
    await pass(world, 9_000);
    expect(await broadcastEvents(world)).toEqual(["broadcast.started", "broadcast.interrupted"]);
    await pass(world, 10_000);
    expect(await broadcastEvents(world)).toEqual([
      "broadcast.started",
      "broadcast.interrupted",
      "broadcast.ended",
    ]);
    expect((await broadcasts(world))[0]?.state).toEqual({ kind: "ended", endedAt: goneAt });
  });

  test("coming back within ten seconds continues the same broadcast", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    const before = await streamOf(world, ada);
    for (let i = 0; i < 2; i++) {
      await pass(world, 5_000);
      await signal(world, ada, "disconnected");
      await pass(world, 10_000);
      expect(await signal(world, ada, "connected")).toBe("resumed");
    }
    await pass(world, 30_000); // The looks that both interruptions had asked for come and find nothing to end.
    const after = await streamOf(world, ada);
    expect(after).toMatchObject({
      status: "live",
      broadcastId: before.broadcastId,
      startedAt: before.startedAt,
    });
    expect(await broadcasts(world)).toHaveLength(1);
    expect((await broadcastEvents(world)).filter((kind) => kind === "broadcast.resumed")).toHaveLength(2);
  });

  test("each interruption has its own window, however close the last one was", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await signal(world, ada, "disconnected");
    await pass(world, 5_000);
    await signal(world, ada, "connected");
    await pass(world, 4_000);
    await signal(world, ada, "disconnected");
    await pass(world, 8_000); // The first interruption's look comes and finds another interruption.
    expect(await signal(world, ada, "connected")).toBe("resumed");
  });

  test("coming back later starts another broadcast", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await signal(world, ada, "disconnected");
    await pass(world, 20_000);
    expect(await signal(world, ada, "connected")).toBe("started");
    expect(await broadcasts(world)).toHaveLength(2);
  });

  test("a server that slept through the window ends the old broadcast before it starts another", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const start = Date.now();
    await pass(world, 120_000);
    await signal(world, ada, "connected", start);
    await signal(world, ada, "disconnected", start + 1000);
    expect(await signal(world, ada, "connected", start + 60_000)).toBe("started");
    await pass(world, 30_000);
    const states = (await broadcasts(world)).map((broadcast) => broadcast.state.kind);
    expect(states).toEqual(["ended", "live"]);
    expect((await broadcastEvents(world)).filter((kind) => kind === "broadcast.ended")).toHaveLength(1);
  });

  test("an encoder the provider cannot take counts as gone", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    expect(await signal(world, ada, "errored")).toBe("interrupted");
  });
});

describe("webhooks that misbehave", () => {
  test("a repeat changes nothing", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const at = Date.now();
    await signal(world, ada, "connected", at);
    expect(await signal(world, ada, "connected", at)).toBe("ignored");
    await signal(world, ada, "disconnected", at + 1);
    expect(await signal(world, ada, "disconnected", at + 1)).toBe("ignored");
    expect(await broadcastEvents(world)).toEqual(["broadcast.started", "broadcast.interrupted"]);
  });

  test("one that arrives after newer news is ignored", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const at = Date.now();
    await pass(world, 10_000);
    await signal(world, ada, "connected", at + 5000);
    expect(await signal(world, ada, "disconnected", at + 2000)).toBe("ignored");
    expect((await streamOf(world, ada)).status).toBe("live");
  });

  test("a provider whose clock runs ahead does not make us deaf", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected", Date.now() + 3_600_000);
    await pass(world, 1000);
    expect(await signal(world, ada, "disconnected")).toBe("interrupted");
  });

  test.each<[string, unknown]>([
    [
      "an input we never made",
      { data: { input_id: "zzz", event_type: "live_input.connected", updated_at: "2026-11-21T12:00:00Z" } },
    ],
    [
      "an event we do not know",
      { data: { input_id: "zzz", event_type: "live_input.sneezed", updated_at: "2026-11-21T12:00:00Z" } },
    ],
    [
      "a time that is none",
      { data: { input_id: "zzz", event_type: "live_input.connected", updated_at: "soon" } },
    ],
    ["a test notification", { text: "Hello World! This is a test message sent from Cloudflare." }],
  ])("%s is taken and ignored", async (_what, body) => {
    const world = aWorld();
    const response = await post(world.t, "/webhooks/cloudflare-stream", body, {
      "cf-webhook-auth": WEBHOOK_SECRET,
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ outcome: "ignored" });
  });

  test.each<[string, Record<string, string>]>([
    ["no secret", {}],
    ["a wrong secret", { "cf-webhook-auth": `${WEBHOOK_SECRET}x` }],
    ["an empty secret", { "cf-webhook-auth": "" }],
  ])("%s is refused and puts nobody on air", async (_what, headers) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const data = {
      input_id: inputOf(ada),
      event_type: "live_input.connected",
      updated_at: "2026-11-21T12:00:00Z",
    };
    const response = await post(world.t, "/webhooks/cloudflare-stream", { data }, headers);
    expect(response.status).toBe(401);
    expect((await streamOf(world, ada)).status).toBe("offline");
  });
});

describe("healing what a lost webhook left behind", () => {
  const verify = ({ t }: World) => t.action(internal.streams.broadcasts.verifyOnAir, {});

  test("a stream whose encoder is gone goes off air", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await pass(world, 60_000);
    world.provider.inputs.set(inputOf(ada), { connectedSince: null, since: Date.now() - 1000 });
    await verify(world);
    expect((await streamOf(world, ada)).status).toBe("interrupted");
  });

  test("an interrupted stream whose encoder is back resumes", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await pass(world, 1000);
    await signal(world, ada, "disconnected");
    await pass(world, 3000);
    world.provider.inputs.set(inputOf(ada), { connectedSince: Date.now(), since: Date.now() });
    await verify(world);
    expect(await broadcastEvents(world)).toEqual([
      "broadcast.started",
      "broadcast.interrupted",
      "broadcast.resumed",
    ]);
  });

  test("an input that no longer exists has no encoder", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    world.provider.inputs.delete(inputOf(ada));
    await pass(world, 1000);
    await verify(world);
    expect((await streamOf(world, ada)).status).toBe("interrupted");
  });

  test("a provider that does not answer proves nothing, and truth changes nothing", async () => {
    const world = aWorld();
    const agents = [];
    for (let i = 0; i < 12; i++) agents.push(await anAgent(world, { agent_name: `Ada ${i}` }));
    for (const agent of agents) await signal(world, agent, "connected");
    await verify(world);
    world.provider.down = true;
    await verify(world);
    for (const agent of agents) expect((await streamOf(world, agent)).status).toBe("live");
    expect(await broadcastEvents(world)).toHaveLength(12);
    const asked = world.provider.requests.filter((request) => request.method === "GET");
    expect(asked).toHaveLength(24);
  });
});
