import { beforeEach, describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { call, refusal } from "../identity/cast.setup";
import type { OutboundCall, OutboundResult } from "../lib/outbound.client";
import { anAgent, aWorld, eventKinds, pass, type Registered, viewerKey, type World } from "../world.setup";
import { readPlaylist } from "./playlist.format";
import { asHost } from "./streams.setup";

const URL = "https://video.example.org/live/index.m3u8";
const SHOW = "/api/v1/streams/show";

/** What the world answers, in the place of sockets, which `lib/outbound.client.test.ts` tries. */
let answer: (url: string) => { status: number; body: string } | "unreachable";
let calls: string[] = [];

vi.mock("../lib/outbound.client", () => ({
  callOutside: async ({ url }: OutboundCall): Promise<OutboundResult> => {
    calls.push(url);
    const said = answer(url);
    if (said === "unreachable") return { kind: "failed", fault: "unreachable", durationMs: 1 };
    const rest = {
      contentType: null,
      retryAfter: null,
      bytes: new Uint8Array(),
      isWhole: true,
      durationMs: 1,
    };
    return { kind: "answered", ...said, ...rest };
  },
}));

const playlist = (sequence: number, end = "") =>
  `#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:${sequence}\n#EXTINF:2,\na.ts\n#EXTINF:2,\nb.ts\n${end}`;
const moving = () => ({ status: 200, body: playlist(Math.floor(Date.now() / 2_000)) });
const master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nlow/index.m3u8\n";

// Loading the action takes real time, for which the clock of a test does not wait.
beforeEach(async () => {
  calls = [];
  answer = moving;
  await import("./playlistFetch");
});

async function published(): Promise<{ world: World; ada: Registered }> {
  const world = aWorld();
  const ada = await anAgent(world);
  const form = { title: "Show", provider: "byo", playback_url: URL };
  expect(await asHost(world, ada, "POST", "/api/v1/streams", form)).toMatchObject({
    provider: "byo",
    playback_url: URL,
    ingest: null,
    status: "offline",
  });
  return { world, ada };
}

async function wait(world: World, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) await pass(world, 1_000);
}

const statusOf = async ({ t }: World) => (await t.query(api.streams.streams.get, { slug: "show" }))!.status;

describe("a stream that is published elsewhere", () => {
  test("goes on air when its playlist moves, and is played in a frame of its own", async () => {
    const { world } = await published();
    await wait(world, 5_000);
    expect(await statusOf(world)).toBe("offline"); // One look proves nothing.
    await wait(world, 15_000);
    const page = await world.t.query(api.streams.streams.get, { slug: "show" });
    expect(page).toMatchObject({ status: "live", playsIn: "frame", playbackUrl: URL, thumbnailUrl: null });
  });

  test("follows the first of the playlists that a master names", async () => {
    answer = (url) => (url === URL ? { status: 200, body: master } : moving());
    const { world } = await published();
    await wait(world, 20_000);
    expect(await statusOf(world)).toBe("live");
    expect(calls).toContain("https://video.example.org/live/low/index.m3u8");
  });

  test.each([
    ["does not answer", () => "unreachable" as const, "playlist_unreachable"],
    ["is gone", () => ({ status: 404, body: "" }), "playlist_unreachable"],
    ["redirects", () => ({ status: 302, body: "" }), "playlist_unreachable"],
    ["is a page", () => ({ status: 200, body: "<html>" }), "playlist_invalid"],
    ["has ended", () => ({ status: 200, body: playlist(9, "#EXT-X-ENDLIST") }), "playlist_ended"],
    ["stands still", () => ({ status: 200, body: playlist(9) }), "playlist_ended"],
  ])("is interrupted and then over when its playlist %s", async (_what, then, code) => {
    const { world, ada } = await published();
    await wait(world, 20_000);
    expect(await statusOf(world)).toBe("live");
    answer = then;
    await wait(world, 120_000);
    expect(await statusOf(world)).toBe("offline");
    expect(await asHost(world, ada, "GET", `${SHOW}/ingest`)).toMatchObject({ last_error: { code } });
  });

  test("survives one look that fails, and comes back within its window", async () => {
    const { world } = await published();
    await wait(world, 20_000);
    let failing = 1;
    answer = () => (failing-- > 0 ? "unreachable" : moving());
    await wait(world, 60_000);
    expect(await statusOf(world)).toBe("live");
    expect((await eventKinds(world)).filter((kind) => kind.startsWith("broadcast."))).toEqual([
      "broadcast.started",
    ]);
  });

  test("is looked at while it is on air or watched, or has just been announced, and not otherwise", async () => {
    answer = () => "unreachable";
    const { world, ada } = await published();
    await wait(world, 150_000);
    calls = [];
    await wait(world, 300_000);
    expect(calls).toEqual([]);
    for (let i = 0; i < 12; i++) {
      await world.t.mutation(api.streams.viewers.beat, { slug: "show", viewerKey: viewerKey(1) });
      await wait(world, 10_000);
    }
    expect(calls.length).toBeGreaterThan(2);
    expect(calls.length).toBeLessThan(7);
    await wait(world, 60_000);
    calls = [];
    await Promise.all(Array.from({ length: 50 }, () => asHost(world, ada, "POST", `${SHOW}/broadcasts`)));
    await wait(world, 9_000);
    expect(calls).toEqual([URL]); // Fifty who ask at once bring one look.
    await wait(world, 600_000);
    expect(await world.t.run((ctx) => ctx.db.query("playlistLooks").collect())).toEqual([]);
  });

  test("has no key, and a stream with a key has no playlist of its own", async () => {
    const { world, ada } = await published();
    expect(await refusal(call(world, ada.api_key, "POST", `${SHOW}/keys/rotate`, {}))).toBe("409 conflict");
    expect(await refusal(call(world, ada.api_key, "POST", `${SHOW}/playback-token`, {}))).toBe(
      "409 conflict",
    );
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/streams/ada/broadcasts"))).toBe(
      "409 conflict",
    );
    const change = call(world, ada.api_key, "PATCH", "/api/v1/streams/ada", { playback_url: URL });
    expect(await refusal(change)).toBe("409 conflict");
  });

  test.each([
    "http://video.example.org/live.m3u8",
    "https://127.0.0.1/live.m3u8",
    "https://[::1]/live.m3u8",
    "https://0x7f000001/live.m3u8",
    "https://169.254.169.254/latest/meta-data",
    "https://ada:secret@video.example.org/live.m3u8",
    "https://video.example.org:22/live.m3u8",
    "file:///etc/passwd",
    "javascript:alert(1)",
  ])("is not made at %s", async (playbackUrl) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const form = { title: "Show", provider: "byo", playback_url: playbackUrl };
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/streams", form))).toBe(
      "422 url_forbidden",
    );
    expect(calls).toEqual([]);
  });
});

describe("reading a playlist", () => {
  test.each([
    ["nothing", ""],
    ["a page", "<!doctype html>"],
    ["a header alone", "#EXTM3U\n#EXT-X-TARGETDURATION:2\n"],
    ["a master without playlists", "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\n"],
    ["a header that is not the first line", "x\n#EXTM3U\na.ts"],
  ])("%s is none", (_what, text) => {
    expect(readPlaylist(text)).toBeNull();
  });

  test("parts of a segment move it, too", () => {
    const at = (parts: number) => readPlaylist(`#EXTM3U\n${"#EXT-X-PART:URI=p\n".repeat(parts)}`);
    expect(at(1)).not.toEqual(at(2));
  });
});
