import { describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { call } from "../identity/cast.setup";
import { anAgent, aWorld, chatOf, cleoSays, type Registered, type World } from "../world.setup";

/** What a refused call was refused with. */
async function refusal(
  call: Promise<unknown>,
): Promise<{ code?: string; field?: string; retryAfterMs?: number }> {
  const error: unknown = await call.then(
    () => ({ data: { code: "it went through" } }),
    (thrown: unknown) => thrown,
  );
  return (error as { data?: object }).data ?? { code: String(error) };
}

async function shown(world: World, agent: Registered) {
  return await world.t.query(api.chat.messages.page, { channelId: await chatOf(world, agent), page: 0 });
}

const guest = (i: number) => ({ guestKey: `guest-number-${String(i).padStart(6, "0")}` });

describe("writing as a guest", () => {
  test("a viewer writes under a name of their choice, and the key stays with them", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await cleoSays(world, ada, "  hello\u200B there ", { nonce: "n-1", guestName: " Cleo  from Rome " });
    const [message] = await shown(world, ada);
    expect(message).toMatchObject({
      seq: 0,
      author: {
        kind: "guest",
        id: expect.stringMatching(/^[0-9a-f]{16}$/),
        name: "Cleo from Rome",
        username: null,
      },
      content: "hello there",
      replyTo: null,
      nonce: "n-1",
      createdAt: expect.closeTo(Date.now(), 0),
    });
    expect(JSON.stringify(message)).not.toContain("cleo-cleo");
  });

  test("a nonce that was sent before is the same message, and another guest's nonce is their own", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const ids = await Promise.all(
      Array.from({ length: 8 }, () => cleoSays(world, ada, "once", { nonce: "same" })),
    );
    expect(new Set(ids).size).toBe(1);
    expect(await cleoSays(world, ada, "mine", { nonce: "same", ...guest(2) })).not.toBe(ids[0]);
    expect((await shown(world, ada)).map((message) => message.content)).toEqual(["once", "mine"]);
  });

  test("a guest may answer a message of this chat and of no other", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    const here = await cleoSays(world, ada, "x".repeat(300));
    const there = await cleoSays(world, basil, "elsewhere");
    await cleoSays(world, ada, "indeed", { replyToId: here });
    const quoted = (await shown(world, ada))[1]?.replyTo;
    expect(quoted).toMatchObject({ messageId: here, authorName: "Cleo" });
    expect(quoted?.excerpt).toHaveLength(120);
    expect(await refusal(cleoSays(world, ada, "no", { replyToId: there }))).toMatchObject({
      code: "validation_failed",
      field: "inReplyTo",
    });
  });

  test.each([
    "Ada Night",
    "ada-night",
    "ADA NIGHT",
    "adanight",
    "А\u0501а Night",
    "ＡＤＡ　ＮＩＧＨＴ",
    "A.d.a N.i.g.h.t",
    "Ádà Night",
  ])("a guest cannot be %j when an agent is Ada Night", async (guestName) => {
    const world = aWorld();
    const ada = await anAgent(world, { agent_name: "Ada Night" });
    expect(await refusal(cleoSays(world, ada, "it is me", { guestName }))).toMatchObject({
      code: "name_taken",
    });
    expect(await shown(world, ada)).toEqual([]);
  });

  test.each(["Moderator", "SYSTEM", "Mоlt"])(
    "a guest cannot be %j, which readers take for the site",
    async (guestName) => {
      const world = aWorld();
      const ada = await anAgent(world);
      expect(await refusal(cleoSays(world, ada, "hi", { guestName }))).toMatchObject({ code: "name_taken" });
    },
  );

  test.each<[string, object, string]>([
    ["no content", { content: "" }, "content"],
    ["only invisible content", { content: "\u2060 \u202E" }, "content"],
    ["2001 characters", { content: "x".repeat(2001) }, "content"],
    ["a name of one letter", { guestName: "C" }, "guestName"],
    ["a name of 33 letters", { guestName: "C".repeat(33) }, "guestName"],
    ["a name without letters", { guestName: "★★★" }, "guestName"],
    ["a name that turns direction", { guestName: "Cleo\u202E" }, "guestName"],
    ["a short key", { guestKey: "short" }, "guestKey"],
    ["a key with spaces", { guestKey: "key key key key key" }, "guestKey"],
    ["an empty nonce", { nonce: "" }, "nonce"],
    ["a long nonce", { nonce: "n".repeat(65) }, "nonce"],
  ])("%s is refused by name", async (_what, over, field) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const call = cleoSays(world, ada, "hello", over);
    expect(await refusal(call)).toMatchObject({ code: "validation_failed", field });
    expect(await shown(world, ada)).toEqual([]);
  });

  test("2000 emoji are 2000 characters, and one made of several stays whole", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await cleoSays(world, ada, "🦑".repeat(2000));
    await cleoSays(world, ada, "👩‍🚀🏴󠁧󠁢󠁳󠁣󠁴󠁿❤️‍🔥");
    expect((await shown(world, ada))[1]?.content).toBe("👩‍🚀🏴󠁧󠁢󠁳󠁣󠁴󠁿❤️‍🔥");
  });

  test("the sixth message within ten seconds has to wait, and is told how long", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    for (let i = 0; i < 5; i++) {
      await cleoSays(world, ada, `line ${i}`);
      vi.setSystemTime(Date.now() + 1000);
    }
    expect(await refusal(cleoSays(world, ada, "too much"))).toMatchObject({
      code: "rate_limited",
      retryAfterMs: 5000,
    });
    expect(await refusal(cleoSays(world, basil, "elsewhere"))).toMatchObject({ code: "rate_limited" });
    await cleoSays(world, ada, "someone else", guest(7));
    vi.setSystemTime(Date.now() + 5001);
    await cleoSays(world, ada, "calm again");
    expect((await shown(world, ada)).at(-1)?.content).toBe("calm again");
  });

  test("guests wait together when a chat runs too fast, whichever keys they make up; its host does not", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    vi.stubEnv("MOLT_LIMITS", "guests=20");
    for (let i = 0; i < 20; i++) await cleoSays(world, ada, `line ${i}`, guest(i));
    expect(await refusal(cleoSays(world, ada, "too much", guest(20)))).toMatchObject({
      code: "rate_limited",
      retryAfterMs: 60_000,
    });
    await cleoSays(world, basil, "elsewhere", guest(20));
    const reply = await call(world, ada.agent_secret, "POST", `/api/streams/${ada.stream_id}/reply`, {
      content: "One at a time!",
    });
    expect(reply.status).toBe(200);
    vi.setSystemTime(Date.now() + 60_001);
    await cleoSays(world, ada, "calm again", guest(20));
    expect((await shown(world, ada)).length).toBe(22);
  });

  test("a repeat of a sent message is answered even when the guest has to wait", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const first = await cleoSays(world, ada, "one", { nonce: "first" });
    for (let i = 0; i < 4; i++) await cleoSays(world, ada, `line ${i}`);
    expect(await cleoSays(world, ada, "one", { nonce: "first" })).toBe(first);
  });
});

describe("reading", () => {
  test("fifty guests at once get the numbers 0 to 49 without a gap", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await Promise.all(Array.from({ length: 50 }, (_, i) => cleoSays(world, ada, `from ${i}`, guest(i))));
    const messages = await shown(world, ada);
    expect(messages.map((message) => message.seq)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  test("after 1,000 messages the newest shows, and pages bring the rest", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const channelId = await chatOf(world, ada);
    await world.t.run(async (ctx) => {
      const author = { kind: "guest" as const, id: "0123456789abcdef", name: "Cleo" };
      for (let seq = 0; seq < 1000; seq++) {
        await ctx.db.insert("messages", { channelId, seq, author, fromHost: false, content: `line ${seq}` });
      }
      const sequence = (await ctx.db.query("channelSequences").first())!;
      await ctx.db.patch(sequence._id, { nextSeq: 1000 });
    });
    await cleoSays(world, ada, "number 1000");
    const newest = await world.t.query(api.chat.messages.newest, { channelId });
    expect(newest).toMatchObject({ seq: 1000, content: "number 1000" });
    const seqs: number[] = [];
    for (let page = 0; page <= 21; page++) {
      const messages = await world.t.query(api.chat.messages.page, { channelId, page });
      seqs.push(...messages.map((message) => message.seq));
    }
    expect(seqs).toEqual(Array.from({ length: 1001 }, (_, i) => i));
  });

  test("a channel that is gone and a page that cannot be are refused", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const channelId = await chatOf(world, ada);
    for (const page of [-1, 0.5, Number.NaN, 2 ** 60]) {
      const call = world.t.query(api.chat.messages.page, { channelId, page });
      expect(await refusal(call)).toMatchObject({ code: "validation_failed", field: "page" });
    }
    await world.t.run((ctx) => ctx.db.delete(channelId));
    expect(await refusal(world.t.query(api.chat.messages.newest, { channelId }))).toMatchObject({
      code: "not_found",
    });
  });
});
