import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlvTag } from "../src/media/flvTags.ts";
import { IngestHealth } from "../src/media/ingestHealth.ts";
import {
  anEncoder,
  anInput,
  aStage,
  callApi,
  type Encoder,
  type Stage,
  stopEncoder,
  strike,
  until,
} from "./stage.ts";

/** What an encoder says about itself, as AMF writes numbers. */
function metadata(promised: Record<string, number>): FlvTag {
  const pairs = Object.entries(promised).map(([name, value]) => {
    const bytes = Buffer.alloc(9);
    bytes.writeDoubleBE(value, 1);
    return Buffer.concat([Buffer.from(name), bytes]);
  });
  return { kind: "metadata", timestampMs: 0, bytes: Buffer.concat(pairs) };
}

type Push = {
  fps?: number;
  audio?: boolean;
  video?: boolean;
  gopMs?: number;
  bytes?: number;
  /** Of H.264, as the sequence header names it. */
  profile?: number;
};

/** The tag that comes before the first picture: its head, the packet's, a version, the profile, and more. */
function videoHeader(profile: number): FlvTag {
  const bytes = Buffer.alloc(40);
  bytes.set([9, 0, 0, 25]);
  bytes.set([0x17, 0, 0, 0, 0, 1, profile], 11);
  return { kind: "videoHeader", timestampMs: 0, bytes };
}

/** Ten seconds of a push, tag by tag, and what is to be said about it then. */
function after(push: Push, promised: Record<string, number> | null, bend = (atMs: number) => atMs) {
  const { fps = 30, audio = true, video = true, gopMs = 2000, bytes = 4000, profile = 100 } = push;
  const health = new IngestHealth(0);
  if (video) health.note(videoHeader(profile), 0);
  if (promised) health.note(metadata(promised), 0);
  const tag = (kind: FlvTag["kind"], timestampMs: number, size: number): FlvTag => ({
    ...{ kind, timestampMs },
    bytes: Buffer.alloc(size),
  });
  let keyFrameAt = Number.NEGATIVE_INFINITY;
  for (let frame = 0; frame * 1000 < 12_000 * fps; frame++) {
    const atMs = (frame * 1000) / fps;
    const isKey = atMs - keyFrameAt >= gopMs;
    if (isKey) keyFrameAt = atMs;
    if (video) health.note(tag(isKey ? "keyFrame" : "frame", bend(atMs), bytes), atMs);
    if (audio) health.note(tag("audio", bend(atMs), Math.ceil(bytes / 10)), atMs);
  }
  return { health, cause: health.cause(12_000), measures: health.measure(12_000) };
}

describe("a push", () => {
  test("that is as it should be is measured, and nothing is wrong with it", () => {
    const { cause, measures } = after({}, { framerate: 30, audiocodecid: 10 });
    expect(cause).toBeNull();
    expect(measures).toMatchObject({ fps: 30, keyframe_interval_s: 2, dropped_frames: 0 });
    expect(measures.bitrate_kbps).toBeGreaterThan(1000);
    expect(measures.bitrate_kbps).toBeLessThan(1100);
  });

  test.each<[string, Push, Record<string, number> | null, string | null]>([
    ["without pictures", { video: false }, null, "no_video"],
    ["without the sound it promised", { audio: false }, { audiocodecid: 10 }, "no_audio_promised"],
    ["without sound that nobody promised", { audio: false }, { framerate: 30 }, null],
    ["in the colours of a print shop", { profile: 244 }, null, "picture_format"],
    ["in ten bits", { profile: 110 }, null, "picture_format"],
    ["in the plainest profile", { profile: 66 }, null, null],
    ["with a key frame every eleven seconds", { gopMs: 11_000 }, null, "long_keyframe_interval"],
    ["with one key frame for ever", { gopMs: 99_000 }, null, "long_keyframe_interval"],
    ["of a third of the pictures it promised", { fps: 10 }, { framerate: 30 }, "low_fps"],
    ["of few pictures, as promised", { fps: 4 }, { framerate: 4 }, null],
    ["of few pictures", { fps: 4 }, null, "low_fps"],
    ["of next to nothing", { bytes: 20 }, null, "low_bitrate"],
  ])("%s is told so", (_what, push, promised, cause) => {
    expect(after(push, promised).cause).toBe(cause);
  });

  test("whose clock jumps is told so for a while, forwards and back", () => {
    for (const jump of [5000, -3000]) {
      const bent = after({}, null, (atMs) => (atMs > 8000 ? atMs + jump : atMs));
      expect([jump, bent.cause]).toEqual([jump, "timestamps_jump"]);
      expect(bent.health.cause(12_000 + 11_000)).toBe("stalled");
    }
    expect(after({}, null, (atMs) => (atMs > 1000 ? atMs + 5000 : atMs)).cause).toBeNull();
  });

  test("that says nothing for three seconds has stalled", () => {
    const { health } = after({}, null);
    expect(health.cause(14_900)).toBeNull();
    expect(health.cause(15_100)).toBe("stalled");
  });

  test("of which frames are missing has them counted", () => {
    const gap = after({}, { framerate: 30 }, (atMs) => (atMs > 6000 ? atMs + 1000 : atMs));
    expect(gap.measures.dropped_frames).toBe(30);
  });
});

describe("a live input", () => {
  let stage: Stage;
  const encoders: Encoder[] = [];
  beforeAll(async () => {
    stage = await aStage({ local: { timing: { healthInterval: 100, silenceTimeout: 60_000 } } });
  });
  afterAll(async () => {
    await Promise.all(encoders.map(stopEncoder));
    await strike(stage);
  });
  const healthOf = async (uid: string) =>
    (await (await fetch(`${stage.url}/media/${uid}/health.json`)).json()) as Record<string, unknown>;

  test("shows how its push fares, and tells when it becomes bad and well again", async () => {
    const ada = await anInput(stage);
    expect(await healthOf(ada.uid)).toMatchObject({ connected: false, fps: null, last_error: null });
    const encoder = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`);
    encoders.push(encoder);
    const connected = await until("connected", async () => {
      const health = await healthOf(ada.uid);
      return health.connected && health.keyframe_interval_s ? health : null;
    });
    expect(connected).toMatchObject({
      ...{ width: 320, height: 180, keyframe_interval_s: 1, renditions: 1, degraded: null },
      video_codec: expect.stringMatching(/^avc1\.[0-9a-f]{6}$/),
      audio_codec: "mp4a.40.2",
    });
    const of = (type: string) =>
      stage.backend.received.find((one) => one.uid === ada.uid && one.type === `live_input.${type}`);
    encoder.child.kill("SIGSTOP");
    const degraded = await until("degraded", () => of("degraded"));
    expect(degraded.body).toMatchObject({ data: { live_input_degraded: { cause: "stalled" } } });
    expect(await healthOf(ada.uid)).toMatchObject({ degraded: { cause: "stalled" } });
    encoder.child.kill("SIGCONT");
    // What piled up meanwhile comes in one burst; after it everything is as before.
    await until("recovered", () => of("recovered"), 25_000);
    expect(await healthOf(ada.uid)).toMatchObject({ degraded: null });
  });

  test("remembers why the last push was dropped", async () => {
    const ada = await anInput(stage);
    const encoder = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`, { codec: "flv" });
    await encoder.exited;
    expect(await healthOf(ada.uid)).toMatchObject({
      connected: false,
      last_error: { code: "ERR_UNSUPPORTED_VIDEO_CODEC" },
    });
    expect(encoder.complaint()).toContain("Video must be H.264; with ffmpeg, add -c:v libx264.");
  });

  test("with a new key refuses the old one at once, and whoever pushes by it", async () => {
    const ada = await anInput(stage);
    const encoder = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`);
    encoders.push(encoder);
    await until("connected", async () => (await healthOf(ada.uid)).connected);
    const rotated = await callApi(stage, "POST", `/${ada.uid}/rotate_keys`);
    expect(rotated.body.result).toMatchObject({ uid: ada.uid, keysRotatedAt: expect.any(String) });
    expect(rotated.body.result.rtmps.streamKey).not.toBe(ada.rtmps.streamKey);
    expect(await encoder.exited).not.toBe(0);
    expect(encoder.complaint()).toContain("this stream key was replaced");
    const old = anEncoder(`${stage.rtmp}/${ada.rtmps.streamKey}`);
    expect(await old.exited).not.toBe(0);
    expect(old.complaint()).toContain("unknown stream key");
    const fresh = anEncoder(`${stage.rtmp}/${rotated.body.result.rtmps.streamKey}`);
    encoders.push(fresh);
    await until("connected by the new one", async () => (await healthOf(ada.uid)).connected);
  });
});
