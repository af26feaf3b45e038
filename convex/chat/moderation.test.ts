import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { sweepAgents } from "../agents/deletion.model";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { ok } from "../servers/servers.setup";
import { anAgent, aWorld, chatOf, cleoSays, pass, type World } from "../world.setup";
import { anAgentCalled, aServerOf, historyOf, idOf, messagesAt, says } from "./chat.setup";

const MINUTE = 60_000;

/** The host of a stream, a stranger who is an agent, and the chat. */
async function aStream() {
  const world = aWorld();
  const host = await anAgent(world);
  const basil = await anAgentCalled(world, "Basil");
  const dov = await anAgentCalled(world, "Dov");
  const channelId = await chatOf(world, host);
  const hosting = { ...basil, ...host, username: "ada" };
  const at = (target: string) => `/api/v1/channels/${channelId}/silences/${target}`;
  const silence = (who: Persona, target: string, body: object = {}) =>
    refusal(call(world, who.api_key, "PUT", at(target), body));
  const lift = (target: string) => refusal(call(world, host.api_key, "DELETE", at(target)));
  const guestSays = (content: string, over = {}) =>
    cleoSays(world, host, content, over).then(
      () => "said",
      (error: { data: { code: string } }) => error.data.code,
    );
  const agentSays = (who: Persona) =>
    refusal(call(world, who.api_key, "POST", messagesAt(channelId), { content: "hello" }));
  const guestId = async () => {
    const { data } = await historyOf(world, null, channelId);
    return data.find(({ author }) => author.kind === "guest")!.author.id;
  };
  return { world, host: hosting, basil, dov, channelId, silence, lift, guestSays, agentSays, guestId };
}

const contents = async (world: World, channelId: string) =>
  (await historyOf(world, null, channelId)).data.map(({ content }) => content);

describe("in the chat of a stream, the host", () => {
  test("silences a guest under every name it takes, and nobody else", async () => {
    const { world, host, silence, lift, guestSays, guestId } = await aStream();
    await guestSays("first");
    const guest = await guestId();
    expect(await silence(host, guest, { reason: "Asked twice to stop." })).toBe("200");
    expect(await guestSays("again")).toBe("banned");
    expect(await guestSays("in disguise", { guestName: "Somebody else" })).toBe("banned");
    expect(await guestSays("good evening", { guestKey: "dov-dov-dov-dov-dov", guestName: "Dovi" })).toBe(
      "said",
    );
    const other = await anAgent(world, { agent_name: "Elsewhere" });
    expect(await cleoSays(world, other, "hello")).toBeTypeOf("string");
    expect([await lift(guest), await lift(guest)]).toEqual(["204", "204"]);
    expect(await guestSays("thank you")).toBe("said");
  });

  test("silences an agent until a moment, and a longer silence outlives the end of a shorter one", async () => {
    const { world, host, basil, silence, agentSays } = await aStream();
    const soon = (minutes: number) => new Date(Date.now() + minutes * MINUTE).toISOString();
    expect(await silence(host, "basil", { until: soon(5) })).toBe("200");
    expect(await agentSays(basil)).toBe("403 missing_permission");
    await pass(world, MINUTE);
    expect(await silence(host, basil.agent_id, { until: soon(10) })).toBe("200");
    await pass(world, 5 * MINUTE);
    expect(await agentSays(basil)).toBe("403 missing_permission");
    await pass(world, 5 * MINUTE);
    expect(await agentSays(basil)).toBe("201");
  });

  test("takes what somebody wrote lately with them, and leaves what others wrote", async () => {
    const { world, host, channelId, silence, guestSays, guestId } = await aStream();
    await guestSays("long ago");
    await pass(world, 60 * MINUTE);
    for (let i = 0; i < 12; i++) {
      await guestSays(`flood ${i}`);
      await pass(world, 3000);
    }
    await says(world, host, channelId, "stop it");
    expect(await silence(host, await guestId(), { delete_messages_s: 600 })).toBe("200");
    for (let turn = 0; turn < 4; turn++) await pass(world, 10);
    expect((await contents(world, channelId)).filter((content) => content !== "")).toEqual([
      "stop it",
      "long ago",
    ]);
  });

  test("is told on by an event to the agent, and an entry in its own trail, each time", async () => {
    const { world, host, basil, channelId, silence, lift, guestSays, guestId } = await aStream();
    const until = new Date(Date.now() + 5 * MINUTE).toISOString();
    await guestSays("hello");
    const guest = await guestId();
    await silence(host, "basil", { reason: "Between us.", until, delete_messages_s: 60 });
    await pass(world, 5 * MINUTE);
    await silence(host, guest);
    for (let i = 0; i < 2; i++) await lift(guest);
    const inbox = await ok<{ data: object[] }>(call(world, basil.api_key, "GET", "/api/v1/events"));
    const about = { subject: { kind: "channel", id: channelId }, data: { message: null } };
    expect(inbox.data).toMatchObject([
      { ...about, type: "chat.silenced", actor: { kind: "agent", id: host.agent_id } },
      { ...about, type: "chat.restored", actor: { kind: "system", id: null } },
    ]);
    const trail = await ok<{ data: { kind: string }[] }>(call(world, host.api_key, "GET", "/api/v1/audit"));
    const byHost = { actor: { kind: "agent", id: host.agent_id } };
    const ofBasil = { subject: { kind: "agent", id: basil.agent_id } };
    const ofGuest = { subject: { kind: "guest", id: guest } };
    expect(trail.data.filter(({ kind }) => kind.startsWith("chat."))).toMatchObject([
      { kind: "chat.restored", ...byHost, ...ofGuest, facts: { channel: channelId } },
      { kind: "chat.silenced", ...byHost, ...ofGuest, facts: { channel: channelId } },
      { kind: "chat.restored", actor: { kind: "system", id: null }, ...ofBasil },
      { kind: "chat.silenced", ...byHost, ...ofBasil, facts: { channel: channelId, until, purged_s: "60" } },
    ]);
    expect(JSON.stringify([inbox, trail])).not.toContain("Between us.");
    expect(await ok(call(world, host.api_key, "GET", "/api/v1/audit/verify"))).toMatchObject({
      broken_at: null,
    });
  });

  test("reads whom it has silenced, and nobody else does", async () => {
    const { world, host, basil, channelId, silence } = await aStream();
    await silence(host, "basil", { reason: "Loud." });
    const list = (key: string) => call(world, key, "GET", `/api/v1/channels/${channelId}/silences`);
    expect(await ok(list(host.api_key))).toMatchObject({
      data: [{ target: { kind: "agent", id: basil.agent_id, name: "Basil" }, reason: "Loud.", until: null }],
    });
    expect(await refusal(list(basil.api_key))).toBe("403 missing_permission");
  });

  test("is the only one who does so, is not silenced, and names somebody who is here", async () => {
    const { host, basil, dov, silence, guestSays, guestId } = await aStream();
    await guestSays("hello");
    expect(await silence(basil, await guestId())).toBe("403 missing_permission");
    expect(await silence(basil, "dov")).toBe("403 missing_permission");
    expect(await silence(host, "ada")).toBe("422 validation_failed");
    expect(await silence(host, "0123456789abcdef")).toBe("404 not_found");
    const past = { until: "2026-11-21T11:59:00.000Z" };
    expect(await silence(host, dov.username, past)).toBe("422 validation_failed");
    const far = { until: "2027-11-21T11:59:00.000Z" };
    expect(await silence(host, dov.username, far)).toBe("422 validation_failed");
  });

  test("has no such say in channels of servers, which have their own", async () => {
    const { world, host } = await aStream();
    const { channelId } = await aServerOf(world, host);
    const path = `/api/v1/channels/${channelId}/silences/basil`;
    expect(await refusal(call(world, host.api_key, "PUT", path, {}))).toBe("404 not_found");
  });
});

describe("deleting many messages at once", () => {
  const deletes = (world: World, who: Persona, channelId: string, ids: string[]) =>
    refusal(call(world, who.api_key, "POST", messagesAt(channelId, "/bulk-delete"), { ids }));

  test("deletes all of them, or none when one is not of this channel", async () => {
    const world = aWorld();
    const [ada, basil] = [await anAgentCalled(world, "Ada"), await anAgentCalled(world, "Basil")];
    const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
    const elsewhere = await aServerOf(world, ada);
    const ids = [];
    for (const content of ["one", "two", "three"])
      ids.push((await says(world, basil, channelId, content)).id);
    const foreign = (await says(world, ada, elsewhere.channelId, "another")).id;
    expect(await deletes(world, ada, channelId, [...ids, foreign])).toBe("404 not_found");
    expect(await contents(world, channelId)).toEqual(["three", "two", "one"]);
    expect(await deletes(world, basil, channelId, ids)).toBe("403 missing_permission");
    expect(await deletes(world, ada, channelId, [ids[0]!, ids[2]!, ids[0]!])).toBe("204");
    expect(await deletes(world, ada, channelId, [ids[0]!, ids[2]!])).toBe("204");
    expect(await contents(world, channelId)).toEqual(["", "two", ""]);
    expect(await deletes(world, ada, channelId, [])).toBe("422 validation_failed");
    expect(await deletes(world, ada, channelId, Array(101).fill(ids[0]))).toBe("422 validation_failed");
  });
});

describe("pins", () => {
  const pinAt = (world: World, who: Persona, channelId: string, id: string, method = "PUT") =>
    refusal(call(world, who.api_key, method, `/api/v1/channels/${channelId}/pins/${id}`));
  const pinned = async (world: World, channelId: string) => {
    const live = await world.t.query(api.chat.pins.watch, { channelId: channelId as Id<"channels"> });
    const told = await ok<{ data: { content: string }[] }>(
      call(world, null, "GET", `/api/v1/channels/${channelId}/pins`),
    );
    const words = live.map(({ content }) => content);
    expect(told.data.map(({ content }) => content)).toEqual(words);
    return words;
  };
  const aRoom = async () => {
    const world = aWorld();
    const [ada, basil] = [await anAgentCalled(world, "Ada"), await anAgentCalled(world, "Basil")];
    const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
    return { world, ada, basil, channelId };
  };

  test("are put up and taken down by who keeps order, the latest first, each once", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const [one, two] = [
      await says(world, basil, channelId, "one"),
      await says(world, basil, channelId, "two"),
    ];
    expect(await pinAt(world, basil, channelId, one.id)).toBe("403 missing_permission");
    for (const { id } of [one, two, one]) expect(await pinAt(world, ada, channelId, id)).toBe("204");
    expect(await pinned(world, channelId)).toEqual(["two", "one"]);
    expect(await pinAt(world, basil, channelId, one.id, "DELETE")).toBe("403 missing_permission");
    for (let i = 0; i < 2; i++) expect(await pinAt(world, ada, channelId, two.id, "DELETE")).toBe("204");
    expect(await pinned(world, channelId)).toEqual(["one"]);
    await call(world, basil.api_key, "DELETE", messagesAt(channelId, `/${one.id}`));
    expect(await pinned(world, channelId)).toEqual([]);
    expect(await pinAt(world, ada, channelId, one.id)).toBe("410 gone");
  });

  test("end at fifty, however many are put up at once", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const { id } = await says(world, basil, channelId, "one");
    const ids = await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...row } = (await ctx.db.get(id as Id<"messages">))!;
      return await Promise.all(
        Array.from({ length: 60 }, (_, i) => ctx.db.insert("messages", { ...row, seq: i + 1 })),
      );
    });
    const answers = await Promise.all(ids.map((one) => pinAt(world, ada, channelId, one)));
    expect(answers.filter((answer) => answer === "204")).toHaveLength(50);
    expect(answers.filter((answer) => answer === "409 conflict")).toHaveLength(10);
    expect(await pinned(world, channelId)).toHaveLength(50);
  });
});

describe("an erased agent", () => {
  test("is named no longer in what it said, however much that is, and others are", async () => {
    const world = aWorld();
    const [ada, basil] = [await anAgentCalled(world, "Ada"), await anAgentCalled(world, "Basil")];
    const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
    const { id } = await says(world, basil, channelId, "I was here");
    await says(world, ada, channelId, "so was I");
    await world.t.run(async (ctx) => {
      const { _id, _creationTime, ...row } = (await ctx.db.get(id as Id<"messages">))!;
      for (let seq = 2; seq < 450; seq++) await ctx.db.insert("messages", { ...row, seq });
      await ctx.db.patch(idOf(basil), { standing: { kind: "deleted", since: 0 } });
      for (let turn = 0; turn < 10; turn++) await sweepAgents(ctx);
    });
    for (let turn = 0; turn < 6; turn++) await pass(world, 10);
    const names = await world.t.run(async (ctx) => {
      const messages = await ctx.db.query("messages").collect();
      return [...new Set(messages.map(({ author }) => author.name))].sort();
    });
    expect(names).toEqual(["Ada", "Deleted agent"]);
    const { data } = await historyOf(world, null, channelId, "limit=100");
    expect(data[0]!.author).toMatchObject({ username: null, display_name: "Deleted agent" });
  });
});
