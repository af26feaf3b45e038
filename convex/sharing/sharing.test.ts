import { parseAtomFeed, parseRssFeed } from "feedsmith";
import { describe, expect, test } from "vitest";
import type { Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import { anAgentCalled, ok } from "../servers/servers.setup";
import { asked, type MadeVideo, videoOf } from "../videos/videos.setup";
import { anAgent, aWorld, ORIGIN, type Registered, signal, type World } from "../world.setup";
import type { LinkCard } from "./cards.model";
import { escapeHtml, headOf } from "./head.model";

const HOSTILE = `"><script>alert(1)</script> & 'x' </script><!--`;

async function aStage(fields: object = {}) {
  const world = aWorld();
  const ada = await anAgent(world, { agent_name: "Ada", title: "Ada paints" });
  if (Object.keys(fields).length > 0)
    await ok(call(world, ada.api_key, "PATCH", `/api/v1/streams/${ada.stream_id}`, fields));
  return { world, ada };
}

const oembed = (world: World, url: string, more = "") =>
  world.t.fetch(`/oembed?url=${encodeURIComponent(url)}${more}`, {});
const face = (world: World, path: string) =>
  call(world, null, "GET", `/api/v1/faces?path=${encodeURIComponent(path)}`);

/** A public recording of the agent's last broadcast, ready to be played, and a clip of it. */
async function aRecording({ t }: World, agent: Registered, title: string) {
  return await t.run(async (ctx) => {
    const stream = (await ctx.db.query("streams").collect()).find(({ slug }) => slug === agent.stream_id)!;
    const broadcast = (await ctx.db.query("broadcasts").first())!;
    const common = { tenantId: stream.tenantId, agentId: stream.agentId, streamId: stream._id, title };
    await ctx.db.delete((await ctx.db.query("recordings").first())!._id);
    const recordingId = await ctx.db.insert("recordings", {
      ...{ ...common, broadcastId: broadcast._id, channelId: stream.channelId, inputUid: "in" },
      ...{ videoUid: "video1", visibility: "public", startedAt: Date.now(), spans: [], retentionDays: null },
      ...{ expiresAt: null, chapters: [], highlights: [], isListed: true, isGone: false },
      state: { kind: "ready", endedAt: Date.now() + 60_000, durationS: 60 },
    });
    const clipId = await ctx.db.insert("clips", {
      ...{ ...common, recordingId, maker: { kind: "agent", id: agent.agent_id as Id<"agents"> } },
      ...{ startS: 0, durationS: 12, visibility: "public", isListed: true, chat: null },
      ...{ sourceVideoUid: "video1", state: { kind: "ready", videoUid: "video2" }, trouble: null },
    });
    return { recordingId, clipId };
  });
}

describe("oEmbed", () => {
  test("answers a frame with the player, as JSON and as XML, within the room there is", async () => {
    const { world } = await aStage();
    const json = await oembed(world, `${ORIGIN}/ada?t=5`, "&maxwidth=640");
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(await json.json()).toMatchObject({
      ...{ version: "1.0", type: "video", title: "Ada paints", author_name: "Ada", width: 640, height: 360 },
      author_url: `${ORIGIN}/agents/ada`,
      html: expect.stringContaining(`<iframe src="${ORIGIN}/embed/ada" width="640" height="360"`),
    });
    const xml = await oembed(world, `${ORIGIN}/ada`, "&format=xml&maxheight=90");
    expect(xml.headers.get("content-type")).toBe("text/xml; charset=utf-8");
    const text = await xml.text();
    expect(text).toContain("<type>video</type>");
    expect(text).toContain("<width>160</width><height>90</height>");
    expect(text).toContain("&lt;iframe src=&quot;");
  });

  test("knows nothing of others' addresses, of what is private, and of other formats", async () => {
    const { world, ada } = await aStage();
    const status = async (url: string, more = "") => (await oembed(world, url, more)).status;
    for (const url of ["https://elsewhere.test/ada", `${ORIGIN}/nobody`, `${ORIGIN}/agents/ada`, "nonsense"])
      expect(await status(url), url).toBe(404);
    expect(await status(`${ORIGIN}/ada`, "&format=yaml")).toBe(422);
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/streams/ada", { visibility: "private" }));
    expect(await status(`${ORIGIN}/ada`)).toBe(404);
  });
});

describe("the head of a page", () => {
  test("says what is on air, with its player, its feeds and where more is told", async () => {
    const { world, ada } = await aStage({ description: "About the tides." });
    await signal(world, ada, "connected");
    const { head, kind, embed_url } = await ok<Record<string, string>>(face(world, "/ada"));
    expect({ kind, embed_url }).toEqual({ kind: "stream", embed_url: `${ORIGIN}/embed/ada` });
    for (const part of [
      '<meta property="og:title" content="Live: Ada paints">',
      '<meta property="og:description" content="About the tides.">',
      `<meta property="og:video" content="${ORIGIN}/embed/ada">`,
      '<meta name="twitter:card" content="player">',
      'type="application/json+oembed"',
      `href="${ORIGIN}/feeds/agents/ada/rss.xml"`,
      '"isLiveBroadcast":true',
    ])
      expect(head).toContain(part);
    expect(head).not.toContain("noindex");
  });

  test("keeps search engines from what is unlisted, and is not there for what is private", async () => {
    const { world, ada } = await aStage({ visibility: "unlisted" });
    expect((await ok<{ head: string }>(face(world, "/ada"))).head).toContain("noindex");
    await ok(call(world, ada.api_key, "PATCH", "/api/v1/streams/ada", { visibility: "private" }));
    expect(await refusal(face(world, "/ada"))).toBe("404 not_found");
    for (const path of ["/", "/nobody", "/servers/x/y", "/embed/", "/%E0%A4%A", "/clips/none", "//", "/a/b"])
      expect(await refusal(face(world, path)), path).toBe("404 not_found");
  });

  test("is gone where everybody may know that something was, and not there where they may not", async () => {
    const { world, ada } = await aStage();
    await signal(world, ada, "connected");
    const { recordingId } = await aRecording(world, ada, "Tides");
    const shown = await asked(world, ada);
    const hidden = await asked(world, ada, { script: "For nobody else.", visibility: "private" });
    const codeOf = async (video: MadeVideo) => (await videoOf(world, video)).code;
    const pages = [`/v/${await codeOf(shown)}`, `/recordings/${recordingId}`];
    for (const path of pages) await ok(face(world, path));
    for (const { id } of [shown, hidden])
      expect((await call(world, ada.api_key, "DELETE", `/api/v1/videos/${id}`)).status).toBe(204);
    expect((await call(world, ada.api_key, "DELETE", `/api/v1/recordings/${recordingId}`)).status).toBe(204);
    for (const path of pages) expect(await refusal(face(world, path)), path).toBe("410 gone");
    expect((await oembed(world, `${ORIGIN}${pages[0]}`)).status).toBe(404);
    expect(await refusal(face(world, `/v/${await codeOf(hidden)}`))).toBe("404 not_found");
    await call(world, ada.api_key, "DELETE", "/api/v1/agents/@me");
    for (const path of pages) expect(await refusal(face(world, path)), path).toBe("404 not_found");
  });

  test("holds no markup of what agents write, in attributes and in scripts", () => {
    const card: LinkCard = {
      ...{ kind: "stream" as const, title: HOSTILE, description: HOSTILE, path: "/ada", imageUrl: null },
      ...{ author: { name: HOSTILE, path: "/agents/ada" }, embedPath: "/embed/ada", isLive: true },
      ...{ publishedAt: 0, durationS: null, isListed: true, frameOrigins: null, playsFromAnywhere: false },
    };
    const head = headOf(card, "https://molt.test");
    expect(head.match(/<script/g)).toHaveLength(1);
    expect(head.match(/<\/script>/g)).toHaveLength(1);
    expect(head.replace(/<(title|\/title|meta|link|script|\/script)\b[^<>]*>/g, "")).not.toMatch(/[<>]/);
    const json = /<script type="application\/ld\+json">(.*)<\/script>/.exec(head)![1]!;
    expect(JSON.parse(json)).toMatchObject({ name: HOSTILE });
    expect(escapeHtml(HOSTILE)).not.toMatch(/[<>"']/);
  });

  test("tells who may frame a player", async () => {
    const { world } = await aStage({ embed_origins: ["https://blog.example"] });
    expect(await ok(face(world, "/embed/ada"))).toMatchObject({
      ...{ frame_origins: ["https://blog.example"], plays_from_anywhere: false },
    });
  });
});

describe("a feed", () => {
  test("has an agent's public recordings and clips, and is read by a parser", async () => {
    const { world, ada } = await aStage();
    await signal(world, ada, "connected");
    const { recordingId, clipId } = await aRecording(world, ada, `Tides ${HOSTILE} ]]>`);
    const read = async (format: string) => {
      const response = await world.t.fetch(`/feeds/agents/ada/${format}.xml`, {});
      expect(response.headers.get("content-type")).toBe(`application/${format}+xml; charset=utf-8`);
      return await response.text();
    };
    const rss = parseRssFeed(await read("rss"));
    expect(rss.title).toBe("Ada on molt");
    expect(rss.items?.map(({ link }) => link)).toEqual([
      `${ORIGIN}/recordings/${recordingId}`,
      `${ORIGIN}/clips/${clipId}`,
    ]);
    expect(rss.items?.[0]).toMatchObject({
      title: `Tides ${HOSTILE} ]]>`,
      media: { contents: [{ url: "http://media.test/video1/manifest/video.m3u8" }] },
    });
    const atom = parseAtomFeed(await read("atom"));
    expect(atom.entries?.map(({ id }) => id)).toEqual([
      `${ORIGIN}/recordings/${recordingId}`,
      `${ORIGIN}/clips/${clipId}`,
    ]);
    await world.t.run((ctx) => ctx.db.patch(recordingId, { visibility: "private", isListed: false }));
    expect(await read("rss")).not.toContain(recordingId);
  });

  test("of an agent without any is empty and sound, and of nobody is not there", async () => {
    const world = aWorld();
    await anAgentCalled(world, "Basil");
    const response = await world.t.fetch("/feeds/agents/basil/atom.xml", {});
    expect(parseAtomFeed(await response.text())).toMatchObject({ title: { value: "Basil on molt" } });
    expect((await world.t.fetch("/feeds/agents/nobody/rss.xml", {})).status).toBe(404);
  });
});
