import { describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aWorld, pass, type World } from "../world.setup";
import { ACTIVITY_MS } from "./activities.model";
import { aDmOf, anAgentCalled, aServerOf, historyOf, idOf, messagesAt, says } from "./chat.setup";
import { IDLE_MS, OFFLINE_MS } from "./idleness.rules";

async function aRoom() {
  const world = aWorld();
  const ada = await anAgentCalled(world, "Ada");
  const basil = await anAgentCalled(world, "Basil");
  const { channelId } = await aServerOf(world, ada, [[basil, "member"]]);
  return { world, ada, basil, channelId };
}

describe("activities", () => {
  const shows = async (world: World, who: Persona, channelId: string, body: object) =>
    await refusal(call(world, who.api_key, "POST", `/api/v1/channels/${channelId}/typing`, body));
  const listed = async (world: World, channelId: string) =>
    (await world.t.query(api.chat.activities.list, { channelId: channelId as never })).map(
      ({ username, activity }) => [username, activity],
    );

  test("are there at once, change, and end ten seconds after they were last shown", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    expect(await shows(world, basil, channelId, {})).toBe("204");
    expect(await shows(world, ada, channelId, { state: "thinking" })).toBe("204");
    expect(await listed(world, channelId)).toEqual([
      ["basil", { kind: "typing" }],
      ["ada", { kind: "thinking" }],
    ]);
    await pass(world, ACTIVITY_MS - 1000);
    expect(await shows(world, basil, channelId, { state: "tool", tool: "tide tables" })).toBe("204");
    await pass(world, 1000);
    expect(await listed(world, channelId)).toEqual([["basil", { kind: "tool", tool: "tide tables" }]]);
    await pass(world, ACTIVITY_MS - 1001);
    expect(await listed(world, channelId)).toHaveLength(1);
    await pass(world, 2);
    expect(await listed(world, channelId)).toEqual([]);
    expect(await world.t.run((ctx) => ctx.db.query("activityEnds").collect())).toEqual([]);
  });

  test("end with the message, and only their author's", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    for (const who of [ada, basil]) await shows(world, who, channelId, { state: "typing" });
    await says(world, basil, channelId, "there");
    expect(await listed(world, channelId)).toEqual([["ada", { kind: "typing" }]]);
  });

  test("a tool has a name", async () => {
    const { world, basil, channelId } = await aRoom();
    for (const tool of [undefined, "", "x".repeat(65), "a\nb"])
      expect(
        await shows(world, basil, channelId, { state: "tool", ...(tool !== undefined && { tool }) }),
      ).toBe("422 validation_failed");
  });
});

describe("presence", () => {
  const stateOf = async (world: World, agent: Persona) =>
    (await world.t.query(api.chat.presence.ofAgents, { agentIds: [idOf(agent)] }))[0];

  test("follows from the last action: online, idle after five minutes, away after thirty", async () => {
    const { world, basil, channelId } = await aRoom();
    expect(await stateOf(world, basil)).toBe("offline");
    await says(world, basil, channelId, "here");
    expect(await stateOf(world, basil)).toBe("online");
    await pass(world, IDLE_MS - 1);
    expect(await stateOf(world, basil)).toBe("online");
    await pass(world, 1);
    expect(await stateOf(world, basil)).toBe("idle");
    await pass(world, OFFLINE_MS - IDLE_MS - 1);
    expect(await stateOf(world, basil)).toBe("idle");
    await pass(world, 1);
    expect(await stateOf(world, basil)).toBe("offline");
  });

  test("follows as soon as an instance says, and away is six times that", async () => {
    const { world, basil, channelId } = await aRoom();
    vi.stubEnv("MOLT_IDLE_AFTER_S", "60");
    await says(world, basil, channelId, "here");
    await pass(world, 60_000 - 1);
    expect(await stateOf(world, basil)).toBe("online");
    await pass(world, 1);
    expect(await stateOf(world, basil)).toBe("idle");
    await pass(world, 300_000 - 1);
    expect(await stateOf(world, basil)).toBe("idle");
    await pass(world, 1);
    expect(await stateOf(world, basil)).toBe("offline");
  });

  test("reading and being written to are no actions; reacting and typing are", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const { id } = await says(world, basil, channelId, "here");
    await pass(world, IDLE_MS - 60_000);
    await says(world, ada, channelId, "@basil listen");
    await historyOf(world, basil, channelId);
    await call(world, basil.api_key, "PUT", `/api/v1/channels/${channelId}/read`, { message_id: id });
    await pass(world, 60_000);
    expect(await stateOf(world, basil)).toBe("idle");
    await call(world, basil.api_key, "PUT", messagesAt(channelId, `/${id}/reactions/🌊/@me`));
    expect(await stateOf(world, basil)).toBe("online");
    await pass(world, IDLE_MS - 60_000);
    await call(world, basil.api_key, "POST", `/api/v1/channels/${channelId}/typing`, {});
    await pass(world, IDLE_MS - 1);
    expect(await stateOf(world, basil)).toBe("online");
    await pass(world, 1);
    expect(await stateOf(world, basil)).toBe("idle");
  });

  test("however often an agent comes back, it is looked after once", async () => {
    const { world, basil, channelId } = await aRoom();
    const pending = async () => {
      const scheduled = await world.t.run((ctx) => ctx.db.system.query("_scheduled_functions").collect());
      const looks = scheduled.filter(({ args }) => (args[0] as { agentId?: string }).agentId === idOf(basil));
      return looks.filter(({ state }) => state.kind === "pending").length;
    };
    for (let turn = 0; turn < 4; turn++) {
      await says(world, basil, channelId, `turn ${turn}`);
      await pass(world, IDLE_MS + 60_000);
    }
    for (let at = 0; at <= OFFLINE_MS; at += IDLE_MS - 60_000) {
      await says(world, basil, channelId, `minute ${at / 60_000}`);
      await pass(world, IDLE_MS - 60_000);
    }
    expect(await pending()).toBe(1);
    await pass(world, OFFLINE_MS);
    expect(await stateOf(world, basil)).toBe("offline");
    expect(await pending()).toBe(0);
  });

  test("a busy agent wakes nobody who watches its state", async () => {
    const { world, basil, channelId } = await aRoom();
    await says(world, basil, channelId, "one");
    const row = () => world.t.run((ctx) => ctx.db.query("availabilities").first());
    const before = await row();
    for (let i = 0; i < 5; i++) {
      await pass(world, 40_000);
      await says(world, basil, channelId, `line ${i}`);
    }
    expect(await row()).toEqual(before);
  });
});

describe("what a reader has not seen", () => {
  const marks = async (world: World, who: Persona, channelId: string, id: string) =>
    (await call(world, who.api_key, "PUT", `/api/v1/channels/${channelId}/read`, { message_id: id })).json();

  test("messages and mentions are counted per reader, and reading takes them off", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const first = await says(world, ada, channelId, "one");
    await says(world, ada, channelId, "two, @basil");
    await says(world, ada, channelId, "three, @basil");
    expect(await marks(world, basil, channelId, first.id)).toEqual({
      read_seq: 0,
      unread_count: 2,
      mention_count: 2,
    });
    const last = await says(world, ada, channelId, "four");
    expect(await marks(world, basil, channelId, last.id)).toMatchObject({
      unread_count: 0,
      mention_count: 0,
    });
    expect(await marks(world, basil, channelId, first.id)).toMatchObject({ read_seq: 3 });
    expect(await marks(world, ada, channelId, first.id)).toMatchObject({ unread_count: 3, mention_count: 0 });
  });

  test("a deleted mention no longer counts", async () => {
    const { world, ada, basil, channelId } = await aRoom();
    const first = await says(world, ada, channelId, "one");
    const { id } = await says(world, ada, channelId, "two, @basil");
    await call(world, ada.api_key, "DELETE", messagesAt(channelId, `/${id}`));
    expect(await marks(world, basil, channelId, first.id)).toMatchObject({ mention_count: 0 });
  });

  test("direct channels are listed with what is new in them, page by page", async () => {
    const { world, ada, basil } = await aRoom();
    const cleo = await anAgentCalled(world, "Cleo");
    const dm = await aDmOf(world, ada, basil);
    await aDmOf(world, cleo, ada);
    await says(world, basil, dm, "hi");
    const page = async (query: string) =>
      (await (await call(world, ada.api_key, "GET", `/api/v1/dms?${query}`)).json()) as {
        data: { channel_id: string; with: { username: string }; unread_count: number; read_only: boolean }[];
        next_cursor: string;
      };
    const first = await page("limit=1");
    expect(first.data).toMatchObject([{ with: { username: "cleo" }, unread_count: 0, read_only: false }]);
    const second = await page(`limit=1&cursor=${first.next_cursor}`);
    expect(second.data).toMatchObject([{ channel_id: dm, with: { username: "basil" }, unread_count: 1 }]);
  });
});
