import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { anAgent, aWorld, bearer, chatOf, cleoSays, pass, post, type World } from "../world.setup";
import { closeDm, eraseChannel, openDm, purgeMessages } from "./channels.model";
import { aDmOf, anAgentCalled, aServerOf, historyOf, idOf, messagesAt, says } from "./chat.setup";

type Answers = Record<"read" | "write" | "react" | "attach" | "type" | "delete another's", string>;

/** What somebody gets for each of the things one does in a channel, about a message of somebody else. */
async function tries(
  world: World,
  who: Persona | null,
  channelId: string,
  messageId: string,
): Promise<Answers> {
  const key = who?.api_key ?? null;
  const at = `/api/v1/channels/${channelId}`;
  const message = messagesAt(channelId, `/${messageId}`);
  return {
    read: await refusal(call(world, key, "GET", message)),
    write: await refusal(call(world, key, "POST", messagesAt(channelId), { content: "Hello." })),
    react: await refusal(call(world, key, "PUT", `${message}/reactions/🌊/@me`)),
    attach: await refusal(call(world, key, "POST", `${at}/uploads`)),
    type: await refusal(call(world, key, "POST", `${at}/typing`, { state: "typing" })),
    "delete another's": await refusal(call(world, key, "DELETE", message)),
  };
}

const all = (answer: string): Answers => ({
  read: answer,
  write: answer,
  react: answer,
  attach: answer,
  type: answer,
  "delete another's": answer,
});
const NOTHING_THERE = all("404 not_found");
const EVERYTHING: Answers = { ...all("204"), read: "200", write: "201", attach: "201" };
const SPEAKS: Answers = { ...EVERYTHING, "delete another's": "403 missing_permission" };
const LISTENS: Answers = { ...all("403 missing_permission"), read: "200" };
const NOBODY: Answers = { ...all("401 unauthenticated"), read: "200" };

describe("who may do what", () => {
  async function aCast() {
    const world = aWorld();
    const [owner, admin, member, outsider] = [
      await anAgentCalled(world, "Ada"),
      await anAgentCalled(world, "Dov"),
      await anAgentCalled(world, "Basil"),
      await anAgentCalled(world, "Cleo"),
    ];
    return { world, owner, admin, member, outsider };
  }

  test.each([
    ["a text channel", "public", {}, [EVERYTHING, EVERYTHING, SPEAKS, LISTENS, NOBODY]],
    [
      "an announcement channel",
      "public",
      { type: "announcement" },
      [
        EVERYTHING,
        EVERYTHING,
        { ...SPEAKS, write: "403 missing_permission", type: "403 missing_permission" },
        LISTENS,
        NOBODY,
      ],
    ],
    [
      "a channel of a private server",
      "private",
      {},
      [EVERYTHING, EVERYTHING, SPEAKS, NOTHING_THERE, { ...NOBODY, read: "404 not_found" }],
    ],
  ] as const)(
    "in %s: owner, admin, member, outsider, nobody",
    async (_what, visibility, channel, expected) => {
      const { world, owner, admin, member, outsider } = await aCast();
      const roles: [Persona, "admin" | "member"][] = [
        [admin, "admin"],
        [member, "member"],
      ];
      const { channelId } = await aServerOf(world, owner, roles, { visibility, channel });
      for (const [i, who] of [owner, admin, member, outsider, null].entries()) {
        const { id } = await says(world, who === admin ? owner : admin, channelId, `for ${i}`);
        expect(await tries(world, who, channelId, id), `${i}`).toEqual(expected[i]);
      }
    },
  );

  test("in a direct channel: both ends, nobody else, and nobody writes once it is closed", async () => {
    const { world, owner: ada, member: basil, outsider } = await aCast();
    const dm = await aDmOf(world, ada, basil);
    const { id } = await says(world, ada, dm, "between us");
    expect(await tries(world, basil, dm, id)).toEqual(SPEAKS);
    expect(await tries(world, outsider, dm, id)).toEqual(NOTHING_THERE);
    expect(await tries(world, null, dm, id)).toEqual({ ...NOBODY, read: "404 not_found" });
    const mine = await says(world, basil, dm, "my own");
    await world.t.run((ctx) => closeDm(ctx, idOf(ada), idOf(basil)));
    const closed = { ...all("403 read_only"), read: "200", "delete another's": "403 missing_permission" };
    expect(await tries(world, basil, dm, id)).toEqual(closed);
    const edit = call(world, basil.api_key, "PATCH", messagesAt(dm, `/${mine.id}`), { content: "other" });
    expect(await refusal(edit)).toBe("403 read_only");
    const again = await world.t.run((ctx) => openDm(ctx, idOf(basil), idOf(ada)));
    expect(again).toBe(dm);
    expect(await tries(world, basil, dm, id)).toEqual(SPEAKS);
  });

  test("in a stream's chat: the host keeps order, agents talk, and whom the host has blocked listens", async () => {
    const { world, member: basil } = await aCast();
    const host = await anAgent(world, { agent_name: "Host" });
    const hostKey = { ...basil, api_key: host.api_key, agent_id: host.agent_id };
    const channelId = await chatOf(world, host);
    const guest = await cleoSays(world, host, "hello from a guest", { guestName: "A guest" });
    expect(await tries(world, basil, channelId, guest)).toEqual(SPEAKS);
    await world.t.run((ctx) =>
      ctx.db.insert("blocks", { blockerId: host.agent_id as Id<"agents">, blockedId: idOf(basil) }),
    );
    expect(await tries(world, basil, channelId, guest)).toEqual(LISTENS);
    expect(await tries(world, null, channelId, guest)).toEqual(NOBODY);
    expect(await tries(world, hostKey, channelId, guest)).toEqual(EVERYTHING);
  });

  test("an id of another channel is answered byte for byte as one that never was", async () => {
    const { world, owner: ada, member: basil, outsider: cleo } = await aCast();
    const open = await aServerOf(world, ada);
    const closed = await aServerOf(world, ada, [], { visibility: "private" });
    const dm = await aDmOf(world, ada, basil);
    const said = await says(world, ada, open.channelId, "hello");
    const hidden = [
      [dm, (await says(world, ada, dm, "ours")).id],
      [closed.channelId, (await says(world, ada, closed.channelId, "hidden")).id],
    ] as const;
    const gone = await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...row } = (await ctx.db.get(said.id as Id<"messages">))!;
      const id = await ctx.db.insert("messages", row);
      await ctx.db.delete(id);
      return id;
    });
    const bytes = async (channel: string, message: string, method = "GET", rest = "") => {
      const answer = await call(world, cleo.api_key, method, messagesAt(channel, `/${message}${rest}`));
      const text = (await answer.text())
        .replace(/req_[0-9a-f]+/, "")
        .replaceAll(channel, "")
        .replaceAll(message, "");
      return `${answer.status} ${text}`;
    };
    for (const [method, rest] of [
      ["GET", ""],
      ["DELETE", ""],
      ["PUT", "/reactions/🌊/@me"],
    ] as const) {
      const absent = await bytes(open.channelId, gone, method, rest);
      expect(absent).toMatch(/^404 /);
      for (const [channel, message] of hidden) {
        expect(await bytes(open.channelId, message, method, rest)).toBe(absent);
        expect(await bytes(channel, message, method, rest)).toBe(absent);
      }
    }
  });

  test("live queries of a hidden channel refuse whoever is not signed in, as if it were not there", async () => {
    const { world, owner: ada, member: basil } = await aCast();
    const dm = await aDmOf(world, ada, basil);
    await says(world, ada, dm, "ours");
    const absent = await world.t.run(async (ctx) => {
      const id = await openDm(ctx, idOf(ada), idOf(ada));
      await ctx.db.delete(id);
      return id;
    });
    const { messages, reactions, activities } = api.chat;
    for (const channelId of [dm, absent]) {
      const asked = [
        world.t.query(messages.newest, { channelId }),
        world.t.query(messages.page, { channelId, page: 0 }),
        world.t.query(messages.range, { channelId, from: 0, to: 1 }),
        world.t.query(messages.changed, { channelId, page: 0 }),
        world.t.query(messages.find, { channelId, messageId: "none" }),
        world.t.query(messages.findAt, { channelId, at: 0 }),
        world.t.query(reactions.page, { channelId, page: 0 }),
        world.t.query(activities.list, { channelId }),
      ];
      const codes = await Promise.all(
        asked.map((query) => query.then(String, (error: { data: { code: string } }) => error.data.code)),
      );
      expect(codes).toEqual(asked.map(() => "not_found"));
    }
  });
});

describe("a stream's chat", () => {
  test("what an agent writes over the new route is polled by the host, and the host's own is not", async () => {
    const world = aWorld();
    const host = await anAgent(world);
    const basil = await anAgentCalled(world, "Basil");
    const channelId = await chatOf(world, host);
    const sent = await says(world, basil, channelId, "evening");
    await says(world, { ...basil, api_key: host.api_key }, channelId, "welcome");
    await post(world.t, `/api/streams/${host.stream_id}/reply`, { content: "and hello" }, bearer(host));
    const polled = await world.t.fetch(`/api/streams/${host.stream_id}/poll`, { headers: bearer(host) });
    const { messages } = (await polled.json()) as { messages: { id: string; content: string }[] };
    expect(messages.map(({ id, content }) => [id, content])).toEqual([[sent.id, "evening"]]);
    const shown = await historyOf(world, null, channelId);
    expect(shown.data.map(({ content }) => content)).toEqual(["and hello", "welcome", "evening"]);
  });
});

describe("what goes away", () => {
  test("a channel is gone at once, and its rows follow, however many", async () => {
    const world = aWorld();
    const [ada, basil] = [await anAgentCalled(world, "Ada"), await anAgentCalled(world, "Basil")];
    const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
    const kept = await aDmOf(world, ada, basil);
    await says(world, ada, kept, "this stays");
    const { id } = await says(world, ada, channelId, "@basil look");
    await call(world, basil.api_key, "PUT", messagesAt(channelId, `/${id}/reactions/🌊/@me`));
    await call(world, basil.api_key, "POST", `/api/v1/channels/${channelId}/typing`, { state: "thinking" });
    await call(world, basil.api_key, "PUT", `/api/v1/channels/${channelId}/read`, { message_id: id });
    await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...row } = (await ctx.db.get(id as Id<"messages">))!;
      for (let seq = 1; seq < 450; seq++) await ctx.db.insert("messages", { ...row, seq });
      await eraseChannel(ctx, channelId);
    });
    expect(await refusal(call(world, ada.api_key, "GET", messagesAt(channelId)))).toBe("404 not_found");
    for (let turn = 0; turn < 5; turn++) await pass(world, 10);
    const left = await world.t.run(async (ctx) => {
      const tables = [
        ...(["messages", "mentions", "reactions", "reactionCounts", "activities"] as const),
        ...(["readPositions", "messagePaces", "channelSequences"] as const),
      ];
      const rows = await Promise.all(tables.map((table) => ctx.db.query(table).collect()));
      return (rows.flat() as { channelId: string }[]).filter((row) => row.channelId === channelId);
    });
    expect(left).toEqual([]);
    expect((await historyOf(world, ada, kept)).data).toHaveLength(1);
  });

  test("a purge takes what one agent wrote since a moment, and nothing else", async () => {
    const world = aWorld();
    const [ada, basil] = [await anAgentCalled(world, "Ada"), await anAgentCalled(world, "Basil")];
    const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
    await says(world, basil, channelId, "before");
    await pass(world, 1000);
    const since = Date.now();
    await pass(world, 1000);
    for (let i = 0; i < 25; i++) await says(world, basil, channelId, `flood ${i}`);
    await says(world, ada, channelId, "stop it");
    await world.t.run((ctx) => purgeMessages(ctx, channelId, idOf(basil), since));
    for (let turn = 0; turn < 6; turn++) await pass(world, 10);
    const { data } = await historyOf(world, null, channelId, "limit=100");
    const kept = data.filter(({ deleted }) => !deleted).map(({ content }) => content);
    expect(kept).toEqual(["stop it", "before"]);
    expect(data).toHaveLength(27);
  });
});
