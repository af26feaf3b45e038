import { describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { sha256Hex } from "../lib/hash";
import { isIntactSecret } from "../lib/secrets";
import { foldName } from "../lib/text";
import { ADA_WALLET, anAgent, aWorld, eventKinds, ORIGIN, pass, post, type World } from "../world.setup";

const form = { agent_name: "Ada", description: "Hosts the night show.", owner_wallet: ADA_WALLET };

async function rowCounts({ t }: World) {
  return await t.run(async (ctx) => ({
    tenants: (await ctx.db.query("tenants").collect()).length,
    agents: (await ctx.db.query("agents").collect()).length,
    streams: (await ctx.db.query("streams").collect()).length,
    channels: (await ctx.db.query("channels").collect()).length,
    credentials: (await ctx.db.query("credentials").collect()).length,
    events: (await ctx.db.query("events").collect()).length,
  }));
}
const bios = ({ t }: World) =>
  t.run(async (ctx) => (await ctx.db.query("agents").collect()).map(({ bio }) => bio));

/** Of streams and of personas. */
const descriptions = ({ t }: World) =>
  t.run(async (ctx) => {
    const streams = await ctx.db.query("streams").collect();
    const personas = await ctx.db.query("personas").collect();
    return [...streams.map(({ description }) => description), ...personas.map(({ context }) => context)];
  });

const NOTHING = { tenants: 0, agents: 0, streams: 0, channels: 0, credentials: 0, events: 0 };

describe("registering", () => {
  test("an agent gets everything it needs to go on air in one answer", async () => {
    const world = aWorld();
    const response = await post(world.t, "/api/register", form);
    expect(response.status).toBe(201);
    const ada = (await response.json()) as Record<string, string>;
    expect(ada).toMatchObject({
      stream_id: "ada",
      rtmp_url: "rtmps://live.cloudflare.test:443/live",
      stream_url: `${ORIGIN}/ada`,
      endpoints: {
        poll: `${ORIGIN}/api/streams/ada/poll`,
        reply: `${ORIGIN}/api/streams/ada/reply`,
        ack: `${ORIGIN}/api/streams/ada/ack`,
      },
    });
    const uid = ada.stream_key!.replace("key-of-", "");
    expect(ada.playback_url).toBe(`http://media.test/${uid}/manifest/video.m3u8`);
    expect(ada.ffmpeg).toContain(`${ada.rtmp_url}/${ada.stream_key}`);
    expect(await eventKinds(world)).toEqual(["agent.registered", "stream.created"]);
    expect(await world.t.query(api.agents.agents.get, { username: "ada" })).toEqual({
      username: "ada",
      displayName: "Ada",
      bio: "Hosts the night show.",
      createdAt: expect.any(Number),
      streams: [expect.objectContaining({ slug: "ada", status: "offline", title: "Ada" })],
    });
  });

  test.each([
    ["/api/register", (description: string) => ({ ...form, description })],
    [
      "/agents/register",
      (description: string) => ({ name: "Ada", email: "owner@example.org", soul_md: "# Ada", description }),
    ],
  ])("a long description at %s is kept, and the bio is its beginning, up to a word", async (path, body) => {
    const world = aWorld();
    const long = "word ".repeat(200).trim();
    expect((await post(world.t, path, body(long))).status).toBe(201);
    const [bio] = await bios(world);
    expect(bio).toBe(`${"word ".repeat(51).trim()}…`);
    expect(bio!.length).toBeLessThanOrEqual(256);
    expect(await descriptions(world)).toEqual([long]);
    expect((await post(world.t, path, body("x".repeat(1001)))).status).toBe(422);
  });

  test("a bio of more than 256 characters is refused, with a persona and with a key, and nothing is made", async () => {
    const world = aWorld();
    const persona = { name: "Ada", email: "owner@example.org", soul_md: "# Ada" };
    const jwk = { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" };
    const withKey = { username: "basil", public_key: jwk };
    const withBio = (bio: string, form: object = persona) =>
      post(world.t, "/api/v1/agents/register", { ...form, bio });
    for (const form of [persona, withKey]) {
      const refused = await withBio("b".repeat(257), form);
      expect(refused.status).toBe(422);
      expect(await refused.json()).toMatchObject({ errors: [{ pointer: "#/bio" }] });
      expect(await rowCounts(world)).toEqual(NOTHING);
    }
    expect((await withBio("b".repeat(256))).status).toBe(201);
    expect(await bios(world)).toEqual(["b".repeat(256)]);
  });

  test("the secret is strong, and only its hash is stored", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    expect(ada.agent_secret).toMatch(/^mlt_[0-9A-Za-z]{49}$/);
    expect(isIntactSecret(ada.agent_secret)).toBe(true);
    const everything = await world.t.run(async (ctx) =>
      JSON.stringify([
        await ctx.db.query("credentials").collect(),
        await ctx.db.query("agents").collect(),
        await ctx.db.query("streams").collect(),
        await ctx.db.query("events").collect(),
      ]),
    );
    expect(everything).toContain(sha256Hex(ada.agent_secret));
    expect(everything).not.toContain(ada.agent_secret.slice(4, 20));
  });

  test("an input that is taken no longer shows its key, and the wallet stays private", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const inputs = await world.t.run((ctx) => ctx.db.query("liveInputs").collect());
    const taken = inputs.filter((input) => input.state.kind === "taken");
    expect(taken).toHaveLength(1);
    expect(JSON.stringify(taken)).not.toContain(ada.stream_key);
    const seen = [
      await world.t.query(api.streams.streams.get, { slug: "ada" }),
      await world.t.query(api.agents.agents.get, { username: "ada" }),
      await (await world.t.fetch("/api/v1/streams/ada")).json(),
    ];
    for (const hidden of [
      ADA_WALLET,
      ADA_WALLET.toLowerCase(),
      ada.stream_key,
      sha256Hex(ada.agent_secret),
    ]) {
      expect(JSON.stringify(seen)).not.toContain(hidden);
    }
  });

  test("fifty registrations of one name at once give fifty different streams", async () => {
    const world = aWorld();
    const agents = await Promise.all(Array.from({ length: 50 }, () => anAgent(world)));
    expect(new Set(agents.map((agent) => agent.stream_id)).size).toBe(50);
    expect(new Set(agents.map((agent) => agent.agent_secret)).size).toBe(50);
    expect(new Set(agents.map((agent) => agent.stream_key)).size).toBe(50);
    expect(agents.every((agent) => /^ada(-[a-z0-9]{4})?$/.test(agent.stream_id))).toBe(true);
    expect(await rowCounts(world)).toMatchObject({ agents: 50, streams: 50, channels: 50, credentials: 100 });
  });

  test.each([
    ["Api", /^api-[a-z0-9]{4}$/],
    ["LIVE", /^live-[a-z0-9]{4}$/],
    ["v1", /^v1-[a-z0-9]{4}$/],
    ["Médiá", /^media-[a-z0-9]{4}$/],
    ["Ada & Basil", /^ada-basil$/],
    ["Zoë the 3rd!", /^zoe-the-3rd$/],
    ["日本の猫", /^agent-[a-z0-9]{4}$/],
    ["👩‍🚀 Cosmonaut", /^cosmonaut$/],
    ["../../etc/passwd", /^etc-passwd$/],
    ["x".repeat(50), /^x{40}$/],
  ])("the name %j lives at an address that fits", async (name, slug) => {
    const ada = await anAgent(aWorld(), { agent_name: name });
    expect(ada.stream_id).toMatch(slug);
  });

  test("a field nobody knows is ignored, and `name` is understood as the name", async () => {
    const { agent_name: name, ...rest } = form;
    const response = await post(aWorld().t, "/api/register", { ...rest, name, favourite_colour: "teal" });
    expect(response.status).toBe(201);
  });
});

describe("a registration that is refused creates nothing", () => {
  const huge = JSON.stringify({ ...form, description: "x".repeat(2_000_000) });
  test.each<[string, unknown, number, string | null]>([
    ["malformed JSON", "{", 400, null],
    ["half a character", '{"agent_name":"\\ud800 Ada"}', 400, null],
    ["half a character in a field's name", JSON.stringify(form).replace("{", '{"\\udc00":1,'), 400, null],
    ["deeply nested JSON", "[".repeat(60_000), 400, null],
    ["two megabytes", huge, 413, null],
    ["a list", [], 422, "#"],
    ["no JSON object at all", "null", 422, "#"],
    ["nothing in it", {}, 422, "#/agent_name"],
    ["no description", { ...form, description: undefined }, 422, "#/description"],
    ["no wallet", { ...form, owner_wallet: undefined }, 422, "#/owner_wallet"],
    ["a name that is a number", { ...form, agent_name: 7 }, 422, "#/agent_name"],
    ["a name of one letter", { ...form, agent_name: "A" }, 422, "#/agent_name"],
    ["a name that is too long", { ...form, agent_name: "x".repeat(51) }, 422, "#/agent_name"],
    ["a name without letters", { ...form, agent_name: "!!! ???" }, 422, "#/agent_name"],
    ["a name of the site's own people", { ...form, agent_name: "M\u00f3derator" }, 422, "#/agent_name"],
    ["such a name with a Cyrillic letter", { ...form, agent_name: "Аdmin" }, 422, "#/agent_name"],
    ["a name that turns direction", { ...form, agent_name: "Ada\u202Exe.evil" }, 422, "#/agent_name"],
    ["a name with zero width", { ...form, agent_name: "A\u200Bda" }, 422, "#/agent_name"],
    ["a name with a control", { ...form, agent_name: "A\u0000da" }, 422, "#/agent_name"],
    ["a name with a joiner between letters", { ...form, agent_name: "A\u200Dda" }, 422, "#/agent_name"],
    ["a title that turns direction", { ...form, title: "\u2066Ada" }, 422, "#/title"],
    ["a description with zero width", { ...form, description: "a\uFEFFb" }, 422, "#/description"],
    [
      "a wallet with a wrong checksum",
      { ...form, owner_wallet: ADA_WALLET.replace("5a", "5A") },
      422,
      "#/owner_wallet",
    ],
    ["a wallet that is too short", { ...form, owner_wallet: "0x12" }, 422, "#/owner_wallet"],
  ])("%s", async (_what, body, status, pointer) => {
    const world = aWorld();
    const response = await post(world.t, "/api/register", body);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    const problem = (await response.json()) as { errors?: { pointer: string }[] };
    if (pointer) expect(problem.errors?.map((error) => error.pointer)).toContain(pointer);
    expect(await rowCounts(world)).toEqual(NOTHING);
    expect(world.provider.requests).toEqual([]);
  });

  test("a body that is not announced as JSON", async () => {
    const world = aWorld();
    const response = await post(world.t, "/api/register", form, { "Content-Type": "text/plain" });
    expect(response.status).toBe(415);
    expect(await rowCounts(world)).toEqual(NOTHING);
  });

  test("a provider that is down", async () => {
    const world = aWorld();
    world.provider.down = true;
    const response = await post(world.t, "/api/register", form);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("10");
    expect(await response.json()).toMatchObject({ code: "unavailable", retryable: true });
    expect(await rowCounts(world)).toEqual(NOTHING);

    world.provider.down = false;
    expect((await anAgent(world)).stream_id).toBe("ada"); // The name was not used up by the failure.
  });

  test("an input made for a registration that then fails is removed again", async () => {
    const world = aWorld();
    const answer = world.provider.answer.bind(world.provider);
    vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
      const response = await answer(url, init);
      if (init.method === "POST") await world.t.run((ctx) => fillEveryAddress(ctx));
      return response;
    });
    vi.spyOn(Math, "random").mockReturnValue(0);
    const log = vi.spyOn(console, "error").mockImplementation(() => {});
    const response = await post(world.t, "/api/register", form);
    expect(response.status).toBe(500);
    expect(log).toHaveBeenCalledWith(expect.stringContaining(response.headers.get("x-request-id")!));
    expect(JSON.stringify(await response.json())).not.toMatch(/username|tries/i);
    expect(world.provider.requests.map((request) => request.method)).toContain("DELETE");
    expect(await rowCounts(world)).toMatchObject({ streams: 0, credentials: 0, events: 0 });
  });
});

/** Takes `ada` and the only other address that randomness offers when it always answers zero. */
async function fillEveryAddress(ctx: Parameters<Parameters<World["t"]["run"]>[0]>[0]) {
  const tenantId = await ctx.db.insert("tenants", { kind: "personal", name: "Basil" });
  for (const username of ["ada", "ada-0000"]) {
    const usernameFolded = foldName(username);
    const names = { username, usernameFolded, displayName: "Basil", displayNameFolded: "basil" };
    await ctx.db.insert("agents", { tenantId, ...names, bio: "", ownerWallet: ADA_WALLET });
  }
}

describe("the pool of live inputs", () => {
  const ready = ({ t }: World) =>
    t.run(
      async (ctx) =>
        (await ctx.db.query("liveInputs").collect()).filter((i) => i.state.kind === "ready").length,
    );

  test("the first registration makes its own input, and the pool fills up behind it", async () => {
    const world = aWorld();
    await anAgent(world);
    await pass(world, 1000);
    await pass(world, 1000);
    expect(await ready(world)).toBe(5);
    expect(world.provider.inputs.size).toBe(6);
  });

  test("a registration takes a ready input without asking the provider, and the pool is refilled", async () => {
    const world = aWorld();
    await anAgent(world);
    await pass(world, 1000);
    await pass(world, 1000);
    world.provider.down = true;
    const basil = await anAgent(world, { agent_name: "Basil" });
    expect(world.provider.inputs.has(basil.stream_key.replace("key-of-", ""))).toBe(true);
    expect(await ready(world)).toBe(4);
  });
});
