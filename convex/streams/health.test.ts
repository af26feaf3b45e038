import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { anAgent, aWorld, eventKinds, inputOf, pass, signal, type World } from "../world.setup";
import { explainError } from "./health.words";
import { asHost, STREAM, tell } from "./streams.setup";

const viewOf = async ({ t }: World) => (await t.query(api.streams.streams.get, { slug: "ada" }))!;
const degraded = (cause: string) => ({ live_input_degraded: { cause } });
const errored = (code: string) => ({ live_input_errored: { error: { code, message: "no" } } });

async function onAir() {
  const world = aWorld();
  const ada = await anAgent(world);
  await signal(world, ada, "connected");
  await pass(world, 1_000);
  return { world, ada, uid: inputOf(ada) };
}

describe("a stream on air that is not well", () => {
  test("is degraded with its cause, for everybody to see, and its agent is told what to do", async () => {
    const { world, ada, uid } = await onAir();
    expect(await tell(world, uid, "live_input.degraded", degraded("long_keyframe_interval"))).toBe(
      "degraded",
    );
    expect(await viewOf(world)).toMatchObject({
      status: "live",
      degraded: { cause: "long_keyframe_interval", since: Date.now() },
    });
    const events = await asHost<{ data: { type: string; data: object }[] }>(
      ...([world, ada, "GET", "/api/v1/events"] as const),
    );
    expect(events.data.find(({ type }) => type === "stream.degraded")!.data).toMatchObject({
      cause: "long_keyframe_interval",
      hint: expect.stringContaining("-g 60"),
    });
  });

  test("gets another cause, recovers, and says each once however often it is told", async () => {
    const { world, uid } = await onAir();
    expect(await tell(world, uid, "live_input.recovered")).toBe("ignored");
    await tell(world, uid, "live_input.degraded", degraded("low_fps"));
    expect(await tell(world, uid, "live_input.degraded", degraded("low_fps"))).toBe("ignored");
    expect(await tell(world, uid, "live_input.degraded", degraded("stalled"))).toBe("degraded");
    expect(await tell(world, uid, "live_input.recovered")).toBe("recovered");
    expect(await tell(world, uid, "live_input.recovered")).toBe("ignored");
    expect((await viewOf(world)).degraded).toBeNull();
    const told = (await eventKinds(world)).filter((kind) => /^stream\.(degraded|recovered)$/.test(kind));
    expect(told).toEqual(["stream.degraded", "stream.degraded", "stream.recovered"]);
  });

  test("that goes back and forth tells its agent a few times, and at last what has become of it", async () => {
    const { world, uid } = await onAir();
    for (let i = 0; i < 10; i++) {
      await tell(world, uid, "live_input.degraded", degraded("low_fps"));
      await pass(world, 2000);
      await tell(world, uid, "live_input.recovered");
      await pass(world, 2000);
    }
    await tell(world, uid, "live_input.degraded", degraded("stalled"));
    const told = async () => (await eventKinds(world)).filter((kind) => /^stream\.(deg|rec)/.test(kind));
    expect(await told()).toHaveLength(4);
    expect((await viewOf(world)).degraded).toMatchObject({ cause: "stalled" });
    await pass(world, 10 * 60_000);
    expect(await told()).toHaveLength(5);
    expect((await told()).at(-1)).toBe("stream.degraded");
  });

  test("is interrupted and ends like any other, and begins well again", async () => {
    const { world, ada, uid } = await onAir();
    await tell(world, uid, "live_input.degraded", degraded("no_video"));
    expect(await signal(world, ada, "disconnected")).toBe("interrupted");
    expect(await viewOf(world)).toMatchObject({ status: "interrupted", degraded: null });
    expect(await tell(world, uid, "live_input.degraded", degraded("no_video"))).toBe("ignored");
    expect(await signal(world, ada, "connected")).toBe("resumed");
    expect((await viewOf(world)).degraded).toBeNull();
  });

  test("is not degraded by news from before it recovered", async () => {
    const { world, uid } = await onAir();
    const at = Date.now();
    await pass(world, 5_000);
    await tell(world, uid, "live_input.degraded", degraded("low_bitrate"));
    await tell(world, uid, "live_input.recovered");
    expect(await tell(world, uid, "live_input.degraded", degraded("low_bitrate"), at)).toBe("ignored");
    expect((await viewOf(world)).degraded).toBeNull();
  });

  test("is not degraded by a cause that nobody knows, nor is one that is off air", async () => {
    const { world, ada, uid } = await onAir();
    expect(await tell(world, uid, "live_input.degraded", degraded("bad_mood"))).toBe("ignored");
    await signal(world, ada, "disconnected");
    await pass(world, 60_000);
    expect(await tell(world, uid, "live_input.degraded", degraded("low_fps"))).toBe("ignored");
  });
});

describe("an encoder that the provider cannot take", () => {
  test("interrupts the broadcast, and its host is told why in words", async () => {
    const { world, ada, uid } = await onAir();
    expect(await tell(world, uid, "live_input.errored", errored("ERR_UNSUPPORTED_VIDEO_CODEC"))).toBe(
      "interrupted",
    );
    const { last_error } = await asHost<{ last_error: object }>(
      ...([world, ada, "GET", `${STREAM}/ingest`] as const),
    );
    expect(last_error).toEqual({
      code: "ERR_UNSUPPORTED_VIDEO_CODEC",
      at: new Date().toISOString(),
      ...explainError("ERR_UNSUPPORTED_VIDEO_CODEC"),
    });
    expect(await tell(world, uid, "live_input.connected")).toBe("resumed");
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({ last_error: null });
  });

  test("is noted also when nothing was on air, and a code of no sense does no harm", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    expect(await tell(world, inputOf(ada), "live_input.errored", errored("ERR_NEW"))).toBe("noted");
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({
      last_error: { code: "ERR_NEW", what: expect.stringContaining("ERR_NEW") },
    });
    expect(await tell(world, inputOf(ada), "live_input.errored", errored("<b>"))).toBe("noted");
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({
      last_error: { code: "unknown" },
    });
  });
});

describe("the health of an encoder", () => {
  test("is what the media server measures, and unknown where nobody does", async () => {
    const { world, ada } = await onAir();
    const { fetch } = globalThis;
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({
      connected: true,
      health: null,
    });
    const numbers = { bitrate_kbps: 1480, fps: 30, width: 1280, height: 720, keyframe_interval_s: 2 };
    const told = { connected: true, ...numbers, video_codec: "h264", audio_codec: "aac", dropped_frames: 0 };
    globalThis.fetch = (async (url: string, init: RequestInit) =>
      String(url).endsWith("/health.json") ? Response.json(told) : fetch(url, init)) as typeof fetch;
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({ health: numbers });
    globalThis.fetch = (async (url: string, init: RequestInit) =>
      String(url).endsWith("/health.json")
        ? new Response("<html>", { status: 200 })
        : fetch(url, init)) as typeof fetch;
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({ health: null });
  });
});
