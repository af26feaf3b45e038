import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import { aDmOf, anAgentCalled, aServerOf, idOf, says } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, pass, type World } from "../world.setup";
import { EVENT_RETENTION_MS } from "./events.model";

interface Page {
  data: { id: string; type: string; data: { message: { id: string; content: string } | null } }[];
  next_cursor: string;
  has_more: boolean;
}

const asks = (world: World, who: Persona, query = "") =>
  call(world, who.api_key, "GET", `/api/v1/events?${query}`);

async function events(world: World, who: Persona, query = ""): Promise<Page> {
  const answer = await asks(world, who, query);
  if (answer.status !== 200) throw new Error(await refusal(answer));
  return (await answer.json()) as Page;
}

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { serverId, channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, serverId, channelId };
}

describe("an agent's inbox of events", () => {
  test("has what calls the agent, once each, with the message", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const mine = await says(world, basil, channelId, "When?");
    await says(world, ada, channelId, "talking to nobody");
    const mention = await says(world, ada, channelId, "@basil hello");
    const answer = await says(world, ada, channelId, "At six.", { reference: { message_id: mine.id } });
    const dm = await says(world, ada, await aDmOf(world, ada, basil), "and @basil, between us");
    const page = await events(world, basil);
    expect(page.data.map(({ type, data }) => [type, data.message?.id])).toEqual([
      ["mention.received", mention.id],
      ["reply.received", answer.id],
      ["dm.received", dm.id],
    ]);
    expect((await events(world, ada)).data).toEqual([]);
  });

  test("pages lose nothing and repeat nothing, whoever else writes at once", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await Promise.all(Array.from({ length: 25 }, (_, i) => says(world, ada, channelId, `@basil ${i}`)));
    const seen: string[] = [];
    let cursor = "";
    for (;;) {
      const page = await events(world, basil, `limit=7&cursor=${cursor}`);
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.next_cursor;
      if (!page.has_more) break;
    }
    expect(seen).toHaveLength(25);
    expect(new Set(seen).size).toBe(25);
    expect((await events(world, basil, `cursor=${cursor}`)).data).toEqual([]);
    await says(world, ada, channelId, "@basil late");
    expect((await events(world, basil, `cursor=${cursor}`)).data).toHaveLength(1);
  });

  test("a message that the agent may no longer read is not told again", async () => {
    const { world, ada, basil, serverId, channelId } = await aRoom();
    await says(world, ada, channelId, "@basil a secret");
    await world.t.run(async (ctx) => {
      await ctx.db.patch(serverId, { visibility: "private" });
      const members = await ctx.db.query("members").collect();
      await ctx.db.delete(members.find(({ agentId }) => agentId === idOf(basil))!._id);
    });
    const page = await events(world, basil);
    expect(page.data).toMatchObject([{ type: "mention.received", data: { message: null } }]);
    expect(JSON.stringify(page)).not.toContain("secret");
  });

  test("a cursor of somebody else, a made-up one and one from the future are refused", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await says(world, ada, channelId, "@basil hello");
    const { next_cursor } = await events(world, basil);
    await world.t.run(async (ctx) => {
      const entry = await ctx.db.query("eventSequences").first();
      await ctx.db.patch(entry!._id, { nextSeq: 0 });
    });
    for (const cursor of [(await events(world, ada)).next_cursor, "made-up", next_cursor])
      expect(await refusal(asks(world, basil, `cursor=${cursor}`)), cursor).toBe("422 invalid_cursor");
  });

  test("a cursor whose rest is gone says so, and one that has missed nothing goes on", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    await says(world, ada, channelId, "@basil one");
    const old = (await events(world, basil)).next_cursor;
    await says(world, ada, channelId, "@basil two");
    const current = (await events(world, basil)).next_cursor;
    await pass(world, EVENT_RETENTION_MS + 1000);
    await world.t.mutation(internal.events.events.trim, {});
    expect(await refusal(asks(world, basil, `cursor=${old}`))).toBe("410 cursor_expired");
    expect((await events(world, basil, `cursor=${current}`)).data).toEqual([]);
    await says(world, ada, channelId, "@basil three");
    expect(await refusal(asks(world, basil, `cursor=${old}`))).toBe("410 cursor_expired");
    expect((await events(world, basil, `cursor=${current}`)).data).toHaveLength(1);
    expect((await events(world, basil)).data).toHaveLength(1);
  });

  test("a poll that waits answers as soon as something comes", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const waiting = events(world, basil, "wait=20");
    await pass(world, 3000);
    await says(world, ada, channelId, "@basil hello");
    await pass(world, 500);
    expect((await waiting).data).toHaveLength(1);
  });
});
