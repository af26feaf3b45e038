import { describe, expect, test, vi } from "vitest";
import { api, internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import { call, refusal } from "../identity/cast.setup";
import { ok } from "../servers/servers.setup";
import { anAgent, aWorld, chatOf, cleoSays, pass, type Registered, type World } from "../world.setup";
import { withSpeech } from "./speech.setup";
import { KEPT_MS } from "./speeches.model";

async function aStage() {
  const world = aWorld();
  const speech = withSpeech(world);
  const ada = await anAgent(world);
  return { world, speech, ada };
}

interface Reply {
  success: true;
  message_id: string;
  speech?: string;
}

const reply = (world: World, agent: Registered, body: object) =>
  ok<Reply>(call(world, agent.agent_secret, "POST", `/api/streams/${agent.stream_id}/reply`, body));
const spoken = async (world: World, agent: Registered) =>
  await world.t.query(api.speech.speeches.ofChannel, { channelId: await chatOf(world, agent) });
const message = async (world: World, agent: Registered, id: string) =>
  await ok<{ speech: { url: string; duration_s: number } | null; content: string }>(
    call(world, agent.api_key, "GET", `/api/v1/channels/${await chatOf(world, agent)}/messages/${id}`),
  );
const rows = ({ t }: World) => t.run((ctx) => ctx.db.query("speeches").collect());
const files = ({ t }: World) => t.run((ctx) => ctx.db.system.query("_storage").collect());
const characters = ({ t }: World) =>
  t.run(async (ctx) => (await ctx.db.query("speechMonths").first())?.characters ?? 0);
/** Until everything is spoken that can be; what has failed waits for its time. */
const settled = async (world: World, ms = 50) => {
  for (let i = 0; i < 20; i++) {
    await pass(world, ms);
    const isAtRest = ({ state }: Doc<"speeches">) => state.kind !== "waiting" || state.failures > 0;
    if (i >= 2 && (await rows(world)).every(isAtRest)) return;
  }
};

describe("a reply with speak", () => {
  test("is there at once, and can be heard as soon as it is spoken", async () => {
    const { world, speech, ada } = await aStage();
    const { message_id, speech: prospect } = await reply(world, ada, {
      ...{ content: "**The tide** turns at six.", speak: true },
    });
    expect(prospect).toBe("coming");
    expect(await spoken(world, ada)).toEqual([]);
    expect(await message(world, ada, message_id)).toMatchObject({ speech: null });
    await settled(world);
    expect(speech.asked).toEqual([
      { input: "The tide turns at six.", voice: expect.any(String), model: "molt-draft" },
    ]);
    const [heard] = await spoken(world, ada);
    expect(heard).toMatchObject({ messageId: message_id, seq: 0, url: expect.stringContaining("http") });
    expect(heard!.durationS).toBeCloseTo(2.2, 1);
    expect((await message(world, ada, message_id)).speech).toMatchObject({
      url: heard!.url,
      duration_s: 2.19,
    });
    const [row] = await rows(world);
    const size = await world.t.run(async (ctx) => (await ctx.storage.get(row!.storageId!))?.size);
    expect(size).toBeGreaterThan(1000);
  });

  test("is spoken once, however often it is sent, and always by the same voice", async () => {
    const { world, speech, ada } = await aStage();
    const say = () => reply(world, ada, { content: "Once.", speak: true, nonce: "one" });
    await Promise.all(Array.from({ length: 10 }, say));
    await settled(world);
    await say();
    await reply(world, ada, { content: "Another.", speak: true });
    await settled(world);
    expect(speech.asked.map(({ input }) => input)).toEqual(["Once.", "Another."]);
    expect(new Set(speech.asked.map(({ voice }) => voice)).size).toBe(1);
    expect(await characters(world)).toBe(13);
  });

  test("without speak, is not; and what has nothing to say says so", async () => {
    const { world, speech, ada } = await aStage();
    expect(await reply(world, ada, { content: "Quiet." })).not.toHaveProperty("speech");
    expect((await reply(world, ada, { content: "🌊", speak: true })).speech).toBe("nothing_to_say");
    await settled(world);
    expect(speech.asked).toEqual([]);
    expect(await rows(world)).toEqual([]);
  });

  test("comes by the API of messages, too, and only in the chat of a stream", async () => {
    const { world, ada } = await aStage();
    const sent = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", `/api/v1/channels/${await chatOf(world, ada)}/messages`, {
        ...{ content: "Hello all.", speak: true },
      }),
    );
    await settled(world);
    expect((await spoken(world, ada)).map(({ messageId }) => messageId)).toEqual([sent.id]);
    const server = await ok<{ id: string }>(
      call(world, ada.api_key, "POST", "/api/v1/servers", { name: "Tides" }),
    );
    const { data } = await ok<{ data: { id: string }[] }>(
      call(world, ada.api_key, "GET", `/api/v1/servers/${server.id}/channels`),
    );
    const there = call(world, ada.api_key, "POST", `/api/v1/channels/${data[0]!.id}/messages`, {
      ...{ content: "Hello.", speak: true },
    });
    expect(await refusal(there)).toBe("422 validation_failed");
  });

  test("on a private stream is read through a route that looks at who asks", async () => {
    const { world, ada } = await aStage();
    await ok(
      call(world, ada.api_key, "PATCH", `/api/v1/streams/${ada.stream_id}`, { visibility: "private" }),
    );
    const { message_id } = await reply(world, ada, { content: "Between us.", speak: true });
    await settled(world);
    const channelId = await world.t.run(async (ctx) => (await ctx.db.query("messages").first())!.channelId);
    const path = `/api/v1/channels/${channelId}/messages/${message_id}/speech`;
    const [row] = await rows(world);
    expect(row!.state.kind).toBe("ready");
    const told = await ok<{ speech: { url: string } }>(
      call(world, ada.api_key, "GET", path.replace(/\/speech$/, "")),
    );
    expect(told.speech.url).toBe(`http://molt.test${path}`);
    const heard = await call(world, ada.api_key, "GET", path);
    expect([heard.status, heard.headers.get("content-type")]).toEqual([200, "audio/mpeg"]);
    expect(await refusal(call(world, null, "GET", path))).toBe("404 not_found");
    const basil = await anAgent(world, { agent_name: "Basil" });
    expect(await refusal(call(world, basil.api_key, "GET", path))).toBe("404 not_found");
    await expect(world.t.query(api.speech.speeches.ofChannel, { channelId })).rejects.toThrow("not_found");
  });

  test("loses its voice when it is edited or deleted", async () => {
    const { world, ada } = await aStage();
    const channelId = await chatOf(world, ada);
    for (const method of ["PATCH", "DELETE"]) {
      const { message_id } = await reply(world, ada, { content: `To ${method}.`, speak: true });
      await settled(world);
      expect(await spoken(world, ada)).toHaveLength(1);
      const body = method === "PATCH" ? { content: "Other words." } : undefined;
      await ok(
        call(world, ada.api_key, method, `/api/v1/channels/${channelId}/messages/${message_id}`, body),
      );
      expect(await rows(world)).toEqual([]);
      expect(await files(world)).toEqual([]);
    }
  });
});

describe("a provider", () => {
  test.each<[string, object]>([
    ["is down", { down: true }],
    ["answers no MP3", { garbage: new Response("<html>sorry</html>") }],
    ["answers nothing", { garbage: new Response("") }],
  ])("that %s is asked again, and the text is there meanwhile", async (_how, broken) => {
    const { world, speech, ada } = await aStage();
    Object.assign(speech, broken);
    const { message_id } = await reply(world, ada, { content: "Can you hear me?", speak: true });
    await settled(world);
    expect((await message(world, ada, message_id)).content).toBe("Can you hear me?");
    expect(await spoken(world, ada)).toEqual([]);
    Object.assign(speech, { down: false, garbage: null });
    await settled(world, 3000);
    expect(await spoken(world, ada)).toHaveLength(1);
    expect(await files(world)).toHaveLength(1);
  });

  test("that never comes back leaves the text, takes no characters and is not asked for ever", async () => {
    const { world, speech, ada } = await aStage();
    speech.down = true;
    const { message_id } = await reply(world, ada, { content: "Anybody?", speak: true });
    for (let i = 0; i < 30; i++) await pass(world, 10_000);
    expect((await rows(world))[0]!.state).toMatchObject({ kind: "failed" });
    expect(await characters(world)).toBe(0);
    const asked = speech.asked.length;
    for (let i = 0; i < 10; i++) await pass(world, 60_000);
    await world.t.action(internal.speech.speeches.work, {});
    expect(speech.asked.length).toBe(asked);
    expect((await message(world, ada, message_id)).speech).toBeNull();
  });

  test("that does not say such a thing is not asked again", async () => {
    const { world, speech, ada } = await aStage();
    speech.garbage = new Response("{}", { status: 400 });
    await reply(world, ada, { content: "Hello?", speak: true });
    await settled(world, 5000);
    expect(speech.asked).toHaveLength(1);
    expect((await rows(world))[0]!.state).toMatchObject({ kind: "failed" });
    expect(await characters(world)).toBe(0);
  });

  test("whose action was killed is asked again, and a late answer leaves no file", async () => {
    const { world, ada } = await aStage();
    await reply(world, ada, { content: "Twice.", speak: true });
    // Somebody takes it and is killed; the schedule's own run finds nothing to do.
    const [lost] = await world.t.mutation(internal.speech.speeches.claim, {});
    await settled(world);
    expect(await spoken(world, ada)).toEqual([]);
    await pass(world, 41_000);
    await world.t.action(internal.speech.speeches.work, {});
    expect(await spoken(world, ada)).toHaveLength(1);
    const storageId = await world.t.run((ctx) => ctx.storage.store(new Blob(["late"])));
    await world.t.mutation(internal.speech.speeches.settle, {
      ...{ _id: lost!._id, attempt: lost!.attempt },
      outcome: { kind: "spoken", storageId, durationS: 9 },
    });
    expect(await files(world)).toHaveLength(1);
    expect((await spoken(world, ada))[0]!.durationS).toBeLessThan(1);
  });

  test("that is none leaves the text alone", async () => {
    const world = aWorld();
    vi.stubEnv("SPEECH_API_KEY", "");
    const ada = await anAgent(world);
    expect((await reply(world, ada, { content: "Hello.", speak: true })).speech).toBe("unavailable");
    const asked = call(world, ada.api_key, "POST", "/api/v1/speech", { text: "Hello." });
    expect(await refusal(asked)).toBe("503 unavailable");
  });
});

describe("characters", () => {
  test("are taken exactly once, and end with the day's", async () => {
    const { world, ada } = await aStage();
    vi.stubEnv("MOLT_SPEECH_CHARACTERS", "50");
    const prospects = await Promise.all(
      Array.from({ length: 10 }, (_, i) => reply(world, ada, { content: `Number ${i}..`, speak: true })),
    );
    expect(prospects.filter(({ speech }) => speech === "coming")).toHaveLength(5);
    expect(prospects.filter(({ speech }) => speech === "used_up")).toHaveLength(5);
    expect(await characters(world)).toBe(50);
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/speech", { text: "More." }))).toBe(
      "402 quota_exceeded",
    );
    await pass(world, 12 * 60 * 60_000);
    expect((await reply(world, ada, { content: "A new day.", speak: true })).speech).toBe("coming");
    expect(await characters(world)).toBe(60);
  });
});

describe("a text of one's own", () => {
  const make = (world: World, key: string, body: object) =>
    ok<{ url: string; duration_s: number; voice: string; characters: number; expires_at: string }>(
      call(world, key, "POST", "/api/v1/speech", body),
    );

  test("is spoken in the answer, by the agent's voice, and again for nothing", async () => {
    const { world, speech, ada } = await aStage();
    const first = await make(world, ada.api_key, { text: "The *tide* turns." });
    expect(first).toMatchObject({ duration_s: 1.49, characters: 15, expires_at: "2026-11-22T12:00:00.000Z" });
    await reply(world, ada, { content: "By the same voice.", speak: true });
    await settled(world);
    expect(speech.asked[1]!.voice).toBe(first.voice);
    expect(await make(world, ada.api_key, { text: "The *tide* turns." })).toEqual(first);
    expect(speech.asked).toHaveLength(2);
    expect((await make(world, ada.api_key, { text: "The tide turns.", voice: "onyx" })).voice).toBe("onyx");
  });

  test.each<[string, object, string]>([
    ["nothing", { text: "" }, "422 validation_failed"],
    ["nothing that can be said", { text: "🌊" }, "422 validation_failed"],
    ["too much", { text: "a ".repeat(1500) }, "422 validation_failed"],
    ["a voice that nobody has", { text: "Hi.", voice: "../x" }, "422 validation_failed"],
  ])("is refused with %s", async (_what, body, refused) => {
    const { world, speech, ada } = await aStage();
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/speech", body))).toBe(refused);
    expect(speech.asked).toEqual([]);
    expect(await characters(world)).toBe(0);
  });

  test("costs nothing when nobody can speak it", async () => {
    const { world, speech, ada } = await aStage();
    speech.down = true;
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/speech", { text: "Hi." }))).toBe(
      "503 unavailable",
    );
    expect([await characters(world), (await files(world)).length]).toEqual([0, 0]);
  });
});

describe("a preview", () => {
  test("is spoken once for everybody", async () => {
    const { world, speech, ada } = await aStage();
    const basil = await anAgent(world, { agent_name: "Basil" });
    const hear = (agent: Registered) =>
      ok<{ url: string }>(call(world, agent.api_key, "POST", "/api/v1/voices/preview", { voice: "nova" }));
    const first = await hear(ada);
    expect(await hear(basil)).toEqual(first);
    expect(speech.asked).toHaveLength(1);
    expect((await rows(world))[0]).toMatchObject({ agentId: null, occasion: { kind: "preview" } });
    const long = { voice: "nova", text: "a ".repeat(150) };
    expect(await refusal(call(world, ada.api_key, "POST", "/api/v1/voices/preview", long))).toBe(
      "422 validation_failed",
    );
    expect(await refusal(call(world, null, "POST", "/api/v1/voices/preview", { voice: "nova" }))).toBe(
      "401 unauthenticated",
    );
  });
});

describe("what was spoken", () => {
  test("is gone after a day, with its files", async () => {
    const { world, ada } = await aStage();
    const { message_id } = await reply(world, ada, { content: "For a day.", speak: true });
    await ok(call(world, ada.api_key, "POST", "/api/v1/speech", { text: "This, too." }));
    await settled(world);
    expect(await files(world)).toHaveLength(2);
    // Files that a row names are not swept as leftovers of uploads.
    await pass(world, 2 * 60 * 60_000);
    await world.t.mutation(internal.files.uploads.sweep, {});
    expect(await files(world)).toHaveLength(2);
    vi.setSystemTime(Date.now() + KEPT_MS);
    await world.t.mutation(internal.speech.speeches.sweep, {});
    expect([await rows(world), await files(world)]).toEqual([[], []]);
    expect((await message(world, ada, message_id)).speech).toBeNull();
  });

  test("goes with the agent, and its characters", async () => {
    const { world, ada } = await aStage();
    await reply(world, ada, { content: "Mine.", speak: true });
    await ok(call(world, ada.api_key, "POST", "/api/v1/speech", { text: "Mine as well." }));
    await settled(world);
    await world.t.run((ctx) =>
      ctx.db.patch(ada.agent_id as Id<"agents">, { standing: { kind: "deleted", since: 1 } }),
    );
    for (let i = 0; i < 8; i++) {
      await world.t.mutation(internal.agents.deletion.sweep, {});
      await settled(world);
    }
    expect([await rows(world), await files(world)]).toEqual([[], []]);
    expect(await world.t.run((ctx) => ctx.db.query("speechMonths").collect())).toEqual([]);
  });

  test("by guests is nothing: they cannot speak", async () => {
    const { world, ada } = await aStage();
    await cleoSays(world, ada, "Hello?");
    await settled(world);
    expect((await rows(world)) satisfies Doc<"speeches">[]).toEqual([]);
  });
});
