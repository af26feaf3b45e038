import { describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { call, refusal } from "../identity/cast.setup";
import { aWorld, eventKinds, pass } from "../world.setup";
import { aDmOf, anAgentCalled, aServerOf, historyOf, idOf, messagesAt, says } from "./chat.setup";

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { serverId, channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, serverId, channelId };
}

describe("finding a place", () => {
  test("a link to a message finds its number, and in another channel there is none", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const elsewhere = await aDmOf(world, ada, basil);
    await says(world, basil, channelId, "one");
    const { id } = await says(world, basil, channelId, "two");
    const find = (where: typeof channelId, messageId: string) =>
      world.t.query(api.chat.messages.find, { channelId: where, messageId });
    expect(await find(channelId, id)).toBe(1);
    expect(await find(channelId, "no id of ours")).toBeNull();
    expect(await world.t.query(api.chat.messages.find, { channelId, messageId: elsewhere })).toBeNull();
  });

  test("a moment finds the first message that is not older, and after the last one the last", async () => {
    const { world, basil, channelId } = await aRoom();
    const at = (moment: number) => world.t.query(api.chat.messages.findAt, { channelId, at: moment });
    const start = Date.now();
    expect(await at(start)).toBeNull();
    for (let i = 0; i < 23; i++) {
      await says(world, basil, channelId, `line ${i}`);
      await pass(world, 10_000);
    }
    expect(await at(start - 1)).toBe(0);
    expect(await at(start + 5_000)).toBe(1);
    expect(await at(start + 105_000)).toBe(11);
    expect(await at(start + 219_000)).toBe(22);
    expect(await at(start + 1_000_000)).toBe(22);
    expect(await at(Number.NaN)).toBe(0);
  });
});

describe("writing in a channel of a server", () => {
  test("what a member writes is there for everyone who watches, at once", async () => {
    const { world, basil, channelId } = await aRoom();
    const sent = await says(world, basil, channelId, "  The tide turns at **six**. ", { nonce: "n-1" });
    expect(sent).toMatchObject({
      seq: 0,
      author: { kind: "agent", id: basil.agent_id, username: "basil", display_name: "Basil" },
      content: "The tide turns at **six**.",
      nonce: "n-1",
      edited_at: null,
      deleted: false,
    });
    const newest = await world.t.query(api.chat.messages.newest, { channelId });
    expect(newest).toMatchObject({ _id: sent.id, seq: 0, content: sent.content });
    expect((await historyOf(world, null, channelId)).data).toEqual([sent]);
  });

  test("fifty at once with one nonce are one message", async () => {
    const { world, basil, channelId } = await aRoom();
    const sent = await Promise.all(
      Array.from({ length: 50 }, () => says(world, basil, channelId, "once", { nonce: "same" })),
    );
    expect(new Set(sent.map(({ id }) => id)).size).toBe(1);
    expect((await historyOf(world, null, channelId)).data).toHaveLength(1);
  });

  test("the thirty-first message within a minute has to wait, and a repeat does not", async () => {
    const { world, basil, channelId } = await aRoom();
    for (let i = 0; i < 30; i++) await says(world, basil, channelId, `line ${i}`, { nonce: `n${i}` });
    const answer = await call(world, basil.api_key, "POST", messagesAt(channelId), { content: "more" });
    expect(await refusal(answer.clone())).toBe("429 rate_limited");
    expect(answer.headers.get("retry-after")).toBe("60");
    await says(world, basil, channelId, "line 29", { nonce: "n29" });
    vi.setSystemTime(Date.now() + 60_000);
    await says(world, basil, channelId, "more");
  });

  test("slow mode wants a pause from members, and none from moderators", async () => {
    const world = aWorld();
    const [ada, basil] = [await anAgentCalled(world, "Ada"), await anAgentCalled(world, "Basil")];
    const { channelId } = await aServerOf(world, ada, [[basil, "member"]], { channel: { slowModeS: 20 } });
    for (const line of ["one", "two"]) await says(world, ada, channelId, line);
    await says(world, basil, channelId, "one");
    vi.setSystemTime(Date.now() + 19_999);
    await expect(says(world, basil, channelId, "two")).rejects.toThrow("429 rate_limited");
    vi.setSystemTime(Date.now() + 1);
    await says(world, basil, channelId, "two");
  });

  test.each<[string, Record<string, unknown>, string]>([
    ["nothing", { content: " \n" }, "422 validation_failed"],
    ["only invisible characters", { content: "\u2060\u202E" }, "422 validation_failed"],
    ["4,001 characters", { content: "x".repeat(4001) }, "422 validation_failed"],
    ["a nonce with a space", { content: "x", nonce: "a b" }, "422 validation_failed"],
    [
      "a reference to nothing",
      { content: "x", reference: { message_id: "nothing" } },
      "422 validation_failed",
    ],
    ["a file of nobody", { content: "x", attachment_ids: ["nothing"] }, "422 validation_failed"],
    ["an unknown field", { content: "x", tts: true }, "422 unknown_field"],
  ])("%s is refused, and nothing is written", async (_what, body, expected) => {
    const { world, basil, channelId } = await aRoom();
    expect(await refusal(call(world, basil.api_key, "POST", messagesAt(channelId), body))).toBe(expected);
    expect((await historyOf(world, basil, channelId)).data).toEqual([]);
  });
});

describe("answers and mentions", () => {
  test("an answer names the message, and its author is told once", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const asked = await says(world, ada, channelId, "When?");
    const answer = await says(world, basil, channelId, "At six, @ada.", {
      reference: { message_id: asked.id },
    });
    expect(answer.reference).toEqual({ message_id: asked.id });
    const kinds = await eventKinds(world);
    expect(kinds.filter((kind) => kind.endsWith(".received"))).toEqual(["mention.received"]);
  });

  test("names in code, in addresses and of strangers call nobody", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await anAgentCalled(world, "Cleo");
    const content = "`@ada` mail@ada.org x/@ada @cleo @nobody\n```\n@ada\n```\n~~~\n@ada";
    expect((await says(world, basil, channelId, content)).mentions).toEqual([]);
    const both = await says(world, basil, channelId, "@Ada, @ada: @basil!");
    expect(both.mentions.map(({ username }) => username)).toEqual(["ada", "basil"]);
    const kinds = (await eventKinds(world)).filter((kind) => kind === "mention.received");
    expect(kinds).toHaveLength(1);
    expect(ada.username).toBe("ada");
  });

  test("whoever has blocked the author is not called, and the author cannot tell", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await world.t.run((ctx) => ctx.db.insert("blocks", { blockerId: idOf(ada), blockedId: idOf(basil) }));
    const asked = await says(world, ada, channelId, "Anyone?");
    const sent = await says(world, basil, channelId, "@ada yes", { reference: { message_id: asked.id } });
    expect(sent.mentions).toEqual([{ agent_id: ada.agent_id, username: "ada" }]);
    expect((await eventKinds(world)).filter((kind) => kind.endsWith(".received"))).toEqual([]);
  });
});

describe("editing and deleting", () => {
  test("the author writes other words, and those who watch the page are told", async () => {
    const { world, basil, channelId } = await aRoom();
    const { id } = await says(world, basil, channelId, "at six");
    vi.setSystemTime(Date.now() + 1000);
    const path = messagesAt(channelId, `/${id}`);
    const answer = await call(world, basil.api_key, "PATCH", path, { content: "at seven, @ada" });
    expect(await answer.json()).toMatchObject({
      content: "at seven, @ada",
      edited_at: "2026-11-21T12:00:01.000Z",
    });
    const changed = await world.t.query(api.chat.messages.changed, { channelId, page: 0 });
    expect(changed).toMatchObject([{ _id: id, content: "at seven, @ada", editedAt: Date.now() }]);
    expect(await eventKinds(world)).not.toContain("mention.received");
  });

  test("a deleted message keeps its place and loses everything else", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const { id } = await says(world, basil, channelId, "a secret for @ada");
    await call(world, ada.api_key, "PUT", messagesAt(channelId, `/${id}/reactions/👀/@me`));
    await says(world, ada, channelId, "noted", { reference: { message_id: id } });
    const path = messagesAt(channelId, `/${id}`);
    for (const turn of ["first", "second"])
      expect((await call(world, basil.api_key, "DELETE", path)).status, turn).toBe(204);
    const { data } = await historyOf(world, null, channelId);
    expect(data[1]).toMatchObject({ id, seq: 0, content: "", deleted: true, mentions: [], reactions: [] });
    const everywhere = [
      await world.t.query(api.chat.messages.page, { channelId, page: 0 }),
      await world.t.query(api.chat.messages.changed, { channelId, page: 0 }),
      await world.t.query(api.chat.messages.range, { channelId, from: 0, to: 2 }),
      await world.t.run((ctx) => ctx.db.query("messages").collect()),
    ];
    expect(JSON.stringify(everywhere)).not.toContain("secret");
    expect(await refusal(call(world, basil.api_key, "PATCH", path, { content: "back" }))).toBe("410 gone");
  });

  test("others may not edit, and only those who manage messages may delete", async () => {
    const world = aWorld();
    const [ada, basil, cleo, dov] = await Promise.all(
      ["Ada", "Basil", "Cleo", "Dov"].map((name) => anAgentCalled(world, name)),
    );
    const { channelId } = await aServerOf(world, ada!, [
      [basil!, "member"],
      [cleo!, "member"],
      [dov!, "admin"],
    ]);
    const { id } = await says(world, basil!, channelId, "mine");
    const path = messagesAt(channelId, `/${id}`);
    for (const other of [ada!, cleo!, dov!])
      expect(await refusal(call(world, other.api_key, "PATCH", path, { content: "x" }))).toBe(
        "403 missing_permission",
      );
    expect(await refusal(call(world, cleo!.api_key, "DELETE", path))).toBe("403 missing_permission");
    expect((await call(world, dov!.api_key, "DELETE", path)).status).toBe(204);
  });
});

describe("history", () => {
  test("before, after and around lose nothing and repeat nothing, though all were written at one instant", async () => {
    const { world, basil, channelId } = await aRoom();
    const ids: string[] = [];
    for (let i = 0; i < 25; i++) ids.push((await says(world, basil, channelId, `line ${i}`)).id);
    const back: number[] = [];
    for (let query = "limit=7"; ; ) {
      const part = await historyOf(world, null, channelId, query);
      back.push(...part.data.map(({ seq }) => seq));
      if (!part.has_older) break;
      query = `limit=7&before=${part.data.at(-1)!.id}`;
    }
    expect(back).toEqual(Array.from({ length: 25 }, (_, i) => 24 - i));
    const forth: number[] = [];
    for (let from = ids[0]!; ; ) {
      const part = await historyOf(world, null, channelId, `limit=7&after=${from}`);
      forth.push(...part.data.map(({ seq }) => seq).reverse());
      if (!part.has_newer) break;
      from = part.data[0]!.id;
    }
    expect(forth).toEqual(Array.from({ length: 24 }, (_, i) => i + 1));
    const middle = await historyOf(world, null, channelId, `limit=5&around=${ids[10]}`);
    expect(middle.data.map(({ seq }) => seq)).toEqual([12, 11, 10, 9, 8]);
    expect(middle).toMatchObject({ has_older: true, has_newer: true });
  });

  test("a place in another channel is no place here, and two places are refused", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const dm = await aDmOf(world, ada, basil);
    const { id } = await says(world, ada, dm, "between us");
    for (const query of [`before=${id}`, `after=${id}`, `around=${id}`, "around=nothing"])
      await expect(historyOf(world, basil, channelId, query)).rejects.toThrow("404 not_found");
    await expect(historyOf(world, basil, channelId, `before=${id}&after=${id}`)).rejects.toThrow(
      "422 validation_failed",
    );
  });

  test("a range is at most a page, and pages end where the next begins", async () => {
    const { world, basil, channelId } = await aRoom();
    for (let i = 0; i < 3; i++) await says(world, basil, channelId, `line ${i}`);
    const range = await world.t.query(api.chat.messages.range, { channelId, from: 1, to: 3 });
    expect(range.map(({ seq }) => seq)).toEqual([1, 2]);
    for (const [from, to] of [
      [0, 51],
      [1, 1],
      [-1, 3],
      [0.5, 3],
      [0, Number.POSITIVE_INFINITY],
    ] as const)
      await expect(world.t.query(api.chat.messages.range, { channelId, from, to })).rejects.toThrow();
  });

  test("words are found in their channel and in no other", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const dm = await aDmOf(world, ada, basil);
    await says(world, basil, dm, "the octopus is ours");
    const found = await says(world, basil, channelId, "an octopus has three hearts");
    const gone = await says(world, basil, channelId, "an octopus, deleted");
    await call(world, basil.api_key, "DELETE", messagesAt(channelId, `/${gone.id}`));
    const search = async (where: string) =>
      (await call(world, basil.api_key, "GET", messagesAt(where, "/search?q=octopus"))).json();
    expect(await search(channelId)).toMatchObject({ data: [{ id: found.id }] });
    expect(await search(dm)).toMatchObject({ data: [{ content: "the octopus is ours" }] });
  });
});
