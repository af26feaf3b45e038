import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { encodeCursor } from "../lib/cursors";
import { newSecret } from "../lib/secrets";
import {
  anAgent,
  aWorld,
  bearer,
  chatOf,
  cleoSays,
  pass,
  post,
  type Registered,
  type World,
} from "../world.setup";

interface Polled {
  messages: { id: string; type: string; sender: object; content: string; in_reply_to: string | null }[];
  cursor: string;
  has_more: boolean;
}

async function poll({ t }: World, agent: Registered, query = ""): Promise<Polled> {
  const response = await t.fetch(`/api/streams/${agent.stream_id}/poll?${query}`, { headers: bearer(agent) });
  if (response.status !== 200) throw new Error(`Poll answered ${response.status}: ${await response.text()}`);
  return (await response.json()) as Polled;
}

const contents = (page: Polled) => page.messages.map((message) => message.content);

async function reply({ t }: World, agent: Registered, body: object): Promise<string> {
  const response = await post(t, `/api/streams/${agent.stream_id}/reply`, body, bearer(agent));
  expect(response.status).toBe(200);
  const answer = (await response.json()) as { success: boolean; message_id: string };
  expect(answer.success).toBe(true);
  return answer.message_id;
}

/** Says `count` things slowly enough for one guest. */
async function cleoTalks(world: World, agent: Registered, count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await cleoSays(world, agent, `line ${i}`, { guestKey: `guest-number-${String(i).padStart(6, "0")}` });
  }
}

describe("polling", () => {
  test("what a viewer writes reaches the agent, with who said it", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const id = await cleoSays(world, ada, "hello");
    const page = await poll(world, ada);
    expect(page).toEqual({
      messages: [
        {
          id,
          type: "chat",
          sender: { id: expect.stringMatching(/^[0-9a-f]{16}$/), name: "Cleo", kind: "guest" },
          content: "hello",
          in_reply_to: null,
          timestamp: "2026-11-21T12:00:00.000Z",
        },
      ],
      cursor: expect.any(String),
      has_more: false,
    });
  });

  test("a cursor brings what came after it, once, and the same cursor brings the same again", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const empty = await poll(world, ada);
    expect(empty.messages).toEqual([]);
    await cleoTalks(world, ada, 3);
    const first = await poll(world, ada, `cursor=${empty.cursor}`);
    expect(contents(first)).toEqual(["line 0", "line 1", "line 2"]);
    expect(await poll(world, ada, `cursor=${empty.cursor}`)).toEqual(first);
    const after = await poll(world, ada, `cursor=${first.cursor}`);
    expect(after).toEqual({ messages: [], cursor: first.cursor, has_more: false });
  });

  test("pages of any size bring each message once while others keep writing", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await cleoTalks(world, ada, 7);
    const seen: string[] = [];
    let cursor = "";
    for (let turn = 0; ; turn++) {
      const page = await poll(world, ada, `limit=3&cursor=${cursor}`);
      seen.push(...contents(page));
      cursor = page.cursor;
      if (turn < 2) await cleoSays(world, ada, `late ${turn}`, { guestKey: `late-guest-number-${turn}` });
      if (!page.has_more) break;
    }
    expect(seen).toEqual([..."0123456"].map((n) => `line ${n}`).concat("late 0", "late 1"));
  });

  test("fifty writers at once are all read, once each", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const writers = Array.from({ length: 50 }, (_, i) =>
      cleoSays(world, ada, `from ${i}`, { guestKey: `parallel-guest-${String(i).padStart(4, "0")}` }),
    );
    const seen: string[] = [];
    let cursor = "";
    for (let turn = 0; turn < 100 && seen.length < 50; turn++) {
      const page = await poll(world, ada, `limit=7&cursor=${cursor}`);
      seen.push(...contents(page));
      cursor = page.cursor;
    }
    await Promise.all(writers);
    expect(seen).toHaveLength(50);
    expect(new Set(seen)).toEqual(new Set(Array.from({ length: 50 }, (_, i) => `from ${i}`)));
  });

  test("the agent does not read its own replies", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await reply(world, ada, { content: "good evening" });
    await cleoSays(world, ada, "hi");
    await reply(world, ada, { content: "hi Cleo" });
    expect(contents(await poll(world, ada))).toEqual(["hi"]);
  });

  test("a poll that waits answers as soon as something comes", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const waiting = poll(world, ada, "wait=20");
    await pass(world, 3000);
    await cleoSays(world, ada, "are you there?");
    const writtenAt = Date.now();
    await pass(world, 500);
    expect(contents(await waiting)).toEqual(["are you there?"]);
    expect(Date.now() - writtenAt).toBeLessThanOrEqual(500);
  });

  test("a poll that waits in vain answers when the time is over", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    let answered = false;
    const waiting = poll(world, ada, "wait=2").then((page) => {
      answered = true;
      return page;
    });
    await pass(world, 1900);
    expect(answered).toBe(false);
    await pass(world, 200);
    expect((await waiting).messages).toEqual([]);
  });

  test.each([
    ["limit=0", "limit"],
    ["limit=101", "limit"],
    ["limit=", "limit"],
    ["limit=ten", "limit"],
    ["wait=26", "wait"],
    ["wait=-1", "wait"],
  ])("%s is refused and names the parameter", async (query, parameter) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const response = await world.t.fetch(`/api/streams/ada/poll?${query}`, { headers: bearer(ada) });
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({ errors: [{ parameter }] });
  });
});

describe("cursors", () => {
  test("one of another stream, a tampered one and one from the future are refused", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    await cleoSays(world, basil, "hi Basil");
    const { cursor: foreign } = await poll(world, basil);
    const streamId = await world.t.run(async (ctx) => (await ctx.db.query("streams").first())!._id);
    const bad = [
      foreign,
      "garbage",
      "%00",
      "a".repeat(300),
      encodeCursor(streamId, [0]), // Nothing was said yet, so there is no position 0 to have read.
      encodeCursor(streamId, [-2]),
      encodeCursor(streamId, [0.5]),
    ];
    for (const cursor of bad) {
      const url = `/api/streams/ada/poll?cursor=${encodeURIComponent(cursor)}`;
      const polled = await world.t.fetch(url, { headers: bearer(ada) });
      expect(polled.status, cursor).toBe(422);
      expect(await polled.json()).toMatchObject({ code: "invalid_cursor" });
      const acked = await post(world.t, "/api/streams/ada/ack", { cursor }, bearer(ada));
      expect(acked.status, cursor).toBe(422);
    }
    expect(await world.t.run((ctx) => ctx.db.query("inboxPositions").collect())).toEqual([]);
  });
});

describe("replying", () => {
  test("a reply stands in the chat under the agent's own name, linked to what it answers", async () => {
    const world = aWorld();
    const ada = await anAgent(world, { agent_name: "Ada Night" });
    const question = await cleoSays(world, ada, "what is on tonight?");
    const answer = await reply(world, ada, { content: "Space operas.", in_reply_to: question });
    const messages = await world.t.query(api.chat.messages.page, {
      channelId: await chatOf(world, ada),
      page: 0,
    });
    expect(messages[1]).toMatchObject({
      _id: answer,
      seq: 1,
      author: { kind: "agent", name: "Ada Night", username: "ada-night" },
      content: "Space operas.",
      replyTo: { messageId: question, authorName: "Cleo", excerpt: "what is on tonight?" },
    });
  });

  test("the same nonce is the same message", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const [first, ...others] = await Promise.all(
      Array.from({ length: 5 }, () => reply(world, ada, { content: "once", nonce: "n-1" })),
    );
    expect(others.every((id) => id === first)).toBe(true);
    expect(await reply(world, ada, { content: "twice", nonce: "n-2" })).not.toBe(first);
    const messages = await world.t.query(api.chat.messages.page, {
      channelId: await chatOf(world, ada),
      page: 0,
    });
    expect(messages.map((message) => message.content)).toEqual(["once", "twice"]);
  });

  test("markup is text like any other", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const content = "<script>alert(1)</script> **bold** [x](javascript:alert(1)) \\u0000";
    await reply(world, ada, { content });
    const messages = await world.t.query(api.chat.messages.page, {
      channelId: await chatOf(world, ada),
      page: 0,
    });
    expect(messages[0]?.content).toBe(content);
  });

  test.each<[string, unknown, number, string | null]>([
    ["no content", {}, 422, "#/content"],
    ["empty content", { content: "" }, 422, "#/content"],
    ["nothing but spaces and zero width", { content: " \u200B\n\u202E " }, 422, "#/content"],
    ["too much content", { content: "x".repeat(4001) }, 422, "#/content"],
    ["content that is no text", { content: ["hi"] }, 422, "#/content"],
    ["an answer to a message that is not there", { content: "x", in_reply_to: "nope" }, 422, "#/in_reply_to"],
    ["a nonce with spaces", { content: "x", nonce: "a b" }, 422, "#/nonce"],
    ["malformed JSON", "{", 400, null],
  ])("%s is refused and writes nothing", async (_what, body, status, pointer) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const response = await post(world.t, "/api/streams/ada/reply", body, bearer(ada));
    expect(response.status).toBe(status);
    const problem = (await response.json()) as { errors?: { pointer: string }[] };
    if (pointer) expect(problem.errors?.[0]?.pointer).toBe(pointer);
    expect(await world.t.run((ctx) => ctx.db.query("messages").collect())).toEqual([]);
  });

  test("a message of another stream cannot be answered", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    const foreign = await cleoSays(world, basil, "for Basil");
    const body = { content: "mine now", in_reply_to: foreign };
    const response = await post(world.t, "/api/streams/ada/reply", body, bearer(ada));
    expect(response.status).toBe(422);
  });
});

describe("acknowledging", () => {
  const ack = (world: World, agent: Registered, body: object) =>
    post(world.t, `/api/streams/${agent.stream_id}/ack`, body, bearer(agent));

  test("a poll without a cursor begins after what was acknowledged", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await cleoSays(world, ada, "one");
    const { cursor } = await poll(world, ada);
    const two = await cleoSays(world, ada, "two");
    await cleoSays(world, ada, "three");
    expect(await (await ack(world, ada, { cursor })).json()).toEqual({ success: true });
    expect(contents(await poll(world, ada))).toEqual(["two", "three"]);
    expect((await ack(world, ada, { message_id: two })).status).toBe(200);
    expect(contents(await poll(world, ada))).toEqual(["three"]);
  });

  test("it only moves forward, and a repeat is fine", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const one = await cleoSays(world, ada, "one");
    const two = await cleoSays(world, ada, "two");
    for (const message_id of [two, two, one])
      expect((await ack(world, ada, { message_id })).status).toBe(200);
    expect(contents(await poll(world, ada))).toEqual([]);
  });

  test("a message of another stream is not found, and neither field is a mistake in the body", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    const foreign = await cleoSays(world, basil, "for Basil");
    await cleoSays(world, ada, "for Ada");
    expect((await ack(world, ada, { message_id: foreign })).status).toBe(404);
    expect((await ack(world, ada, { message_id: "x" })).status).toBe(404);
    expect((await ack(world, ada, {})).status).toBe(422);
    expect(contents(await poll(world, ada))).toEqual(["for Ada"]);
  });
});

describe("who may", () => {
  const routes = [
    ["GET", "poll", undefined],
    ["POST", "reply", { content: "hi" }],
    ["POST", "ack", { cursor: "x" }],
  ] as const;

  const tampered = (secret: string) => `${secret.slice(0, -1)}${secret.endsWith("0") ? "1" : "0"}`;
  const credentials: [string, string, (ada: Registered, basil: Registered) => string | null, number][] = [
    ["no secret", "ada", () => null, 401],
    ["another scheme", "ada", (ada) => `Basic ${ada.agent_secret}`, 401],
    ["an empty secret", "ada", () => "Bearer ", 401],
    ["a tampered secret", "ada", (ada) => `Bearer ${tampered(ada.agent_secret)}`, 401],
    ["a secret that was never given out", "ada", () => `Bearer ${newSecret("mlt_")}`, 401],
    ["the secret's hash", "ada", () => `Bearer ${"a".repeat(64)}`, 401],
    ["another stream's secret", "ada", (_ada, basil) => `Bearer ${basil.agent_secret}`, 403],
    ["an unknown stream", "nobody", (ada) => `Bearer ${ada.agent_secret}`, 404],
    ["an unknown stream and no secret", "nobody", () => null, 404],
    ["a path for a stream", "..%2Fada", (ada) => `Bearer ${ada.agent_secret}`, 404],
  ];

  test.each(routes.flatMap((route) => credentials.map((credential) => [...route, ...credential] as const)))(
    "%s %s %j with %s",
    async (method, path, body, _what, slug, authorization, status) => {
      const world = aWorld();
      const ada = await anAgent(world);
      const basil = await anAgent(world, { agent_name: "Basil" });
      const header = authorization(ada, basil);
      const response = await world.t.fetch(`/api/streams/${slug}/${path}`, {
        method,
        headers: { "Content-Type": "application/json", ...(header && { Authorization: header }) },
        body: body && JSON.stringify(body),
      });
      expect(response.status).toBe(status);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
      if (status === 401) expect(response.headers.get("www-authenticate")).toBe("Bearer");
      expect(await world.t.run((ctx) => ctx.db.query("messages").collect())).toEqual([]);
    },
  );

  test("a body is not judged before its sender", async () => {
    const world = aWorld();
    await anAgent(world);
    expect((await post(world.t, "/api/streams/ada/reply", "{")).status).toBe(401);
  });
});

test("the inbox of a stream is the same at both of its addresses: what one acknowledges, the other does not bring", async () => {
  const world = aWorld();
  const ada = await anAgent(world);
  await cleoSays(world, ada, "one");
  const inbox = `/api/v1/streams/${ada.stream_id}/inbox`;
  const read = async () => (await (await world.t.fetch(inbox, { headers: bearer(ada) })).json()) as Polled;
  const page = await read();
  expect(page).toEqual(await poll(world, ada));
  expect(contents(page)).toEqual(["one"]);
  const done = await post(world.t, `${inbox}/ack`, { cursor: page.cursor }, bearer(ada));
  expect(done.status).toBe(200);
  expect(contents(await poll(world, ada))).toEqual([]);
  expect(contents(await read())).toEqual([]);
});
