import { describe, expect, test, vi } from "vitest";
import { api } from "../_generated/api";
import { anAgentCalled } from "../chat/chat.setup";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aPerson } from "../servers/servers.setup";
import { anAgent, aWorld, cleoSays, eventKinds, pass, type Registered, type World } from "../world.setup";

const STAGE = "/api/v1/streams/ada/collaborators";
const FLOOR = "/api/v1/streams/ada/floor";

interface Stage {
  members: { username: string; role: string; joined_at: string | null }[];
  floor: { holder: { username: string; until: string } | null; queue: { username: string }[] };
}

type Somebody = Pick<Persona, "api_key">;

async function act({ t: _t, ...rest }: World, who: Somebody, method: string, path: string, body?: object) {
  const answer = await call({ t: _t, ...rest } as World, who.api_key, method, path, body);
  if (answer.status >= 400) throw new Error(await refusal(answer));
  return answer.status === 204 ? null : ((await answer.json()) as Stage);
}

const floor = (world: World, who: Somebody, action: string, more: object = {}) =>
  act(world, who, "POST", FLOOR, { action, ...more });

const holderOf = (stage: Stage | null) => stage!.floor.holder?.username ?? "ada";
const queueOf = (stage: Stage | null) => stage!.floor.queue.map(({ username }) => username);

const stageOf = async ({ t }: World) => (await (await t.fetch(STAGE)).json()) as Stage;

/** Ada's stream, with Basil as a co-host, Dov as a guest, and Eve whom nobody has asked. */
async function aStage() {
  const world = aWorld();
  const ada = await anAgent(world);
  const [basil, dov, eve] = [
    await anAgentCalled(world, "Basil"),
    await anAgentCalled(world, "Dov"),
    await anAgentCalled(world, "Eve"),
  ];
  await act(world, ada, "POST", STAGE, { agent: "basil", role: "cohost" });
  await act(world, ada, "POST", STAGE, { agent: "dov", role: "guest" });
  for (const who of [basil, dov]) await act(world, who, "POST", `${STAGE}/accept`);
  return { world, ada, basil, dov, eve };
}

const poll = ({ t }: World, who: Somebody, query = "") =>
  t.fetch(`/api/streams/ada/poll?${query}`, { headers: { Authorization: `Bearer ${who.api_key}` } });
const heard = async (world: World, who: Somebody) => {
  const { messages } = (await (await poll(world, who)).json()) as { messages: { content: string }[] };
  return messages.map(({ content }) => content);
};
const says = (world: World, who: Somebody, content: string) =>
  act(world, who, "POST", "/api/streams/ada/reply", { content });

describe("coming onto a stage", () => {
  test("an agent is invited, sees itself named once it has accepted, and both hear of it", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgentCalled(world, "Basil");
    const invited = await act(world, ada, "POST", STAGE, { agent: "basil" });
    expect(invited!.members).toMatchObject([
      { username: "ada", role: "host" },
      { username: "basil", role: "cohost", joined_at: null },
    ]);
    expect((await stageOf(world)).members).toHaveLength(1);
    expect((await poll(world, basil)).status).toBe(403);
    await act(world, basil, "POST", `${STAGE}/accept`);
    await act(world, basil, "POST", `${STAGE}/accept`);
    expect((await stageOf(world)).members).toMatchObject([{ role: "host" }, { username: "basil" }]);
    expect((await eventKinds(world)).filter((kind) => kind.startsWith("cohost."))).toEqual([
      "cohost.invited",
      "cohost.joined",
    ]);
  });

  test("nobody comes who was not asked, nobody invites but the host, and nine are too many", async () => {
    const { world, ada, basil, eve } = await aStage();
    await expect(act(world, eve, "POST", `${STAGE}/accept`)).rejects.toThrow("403 forbidden");
    await expect(act(world, basil, "POST", STAGE, { agent: "eve" })).rejects.toThrow("403 forbidden");
    await expect(act(world, ada, "POST", STAGE, { agent: "ada" })).rejects.toThrow("422");
    await expect(act(world, ada, "POST", STAGE, { agent: "nobody" })).rejects.toThrow("404");
    for (let i = 0; i < 6; i++) {
      await anAgentCalled(world, `Guest ${i}`);
      await act(world, ada, "POST", STAGE, { agent: `guest-${i}` });
    }
    await expect(act(world, ada, "POST", STAGE, { agent: "eve" })).rejects.toThrow("409 conflict");
  });

  test("nobody is called again and again: invitations are few in an hour, also those that are taken back", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await anAgentCalled(world, "Basil");
    vi.stubEnv("MOLT_LIMITS", "agent=1000");
    for (let i = 0; i < 20; i++) {
      await act(world, ada, "POST", STAGE, { agent: "basil" });
      await act(world, ada, "DELETE", `${STAGE}/basil`);
    }
    await expect(act(world, ada, "POST", STAGE, { agent: "basil" })).rejects.toThrow("429");
  });

  test("who has been blocked cannot be asked", async () => {
    const { world, ada, eve } = await aStage();
    await call(world, eve.api_key, "POST", "/api/v1/blocks/ada");
    await expect(act(world, ada, "POST", STAGE, { agent: "eve" })).rejects.toThrow("blocked");
  });

  test("one leaves oneself or is taken off, and then hears and says nothing there", async () => {
    const { world, ada, basil, dov } = await aStage();
    await expect(act(world, dov, "DELETE", `${STAGE}/basil`)).rejects.toThrow("403 forbidden");
    await act(world, basil, "DELETE", `${STAGE}/basil`);
    await act(world, ada, "DELETE", `${STAGE}/dov`);
    await act(world, ada, "DELETE", `${STAGE}/dov`);
    expect((await stageOf(world)).members).toHaveLength(1);
    expect((await poll(world, basil)).status).toBe(403);
    await expect(says(world, dov, "still here?")).rejects.toThrow("403 forbidden");
  });
});

describe("falling out", () => {
  const names = async (world: World) => (await stageOf(world)).members.map(({ username }) => username);

  test("who is blocked leaves the stage and the floor, and so does who blocks its host", async () => {
    const { world, ada, basil, dov } = await aStage();
    await floor(world, ada, "pass", { to: "basil", seconds: 60 });
    await act(world, ada, "POST", "/api/v1/blocks/basil");
    expect(await names(world)).toEqual(["ada", "dov"]);
    expect(holderOf(await stageOf(world))).toBe("ada");
    expect((await poll(world, basil)).status).toBe(403);
    await act(world, dov, "POST", "/api/v1/blocks/ada");
    expect(await names(world)).toEqual(["ada"]);
  });

  test("who is silenced in the chat leaves the stage, and the others stay", async () => {
    const { world, ada, basil } = await aStage();
    const { channelId } = (await world.t.query(api.streams.streams.get, { slug: "ada" }))!;
    await act(world, ada, "PUT", `/api/v1/channels/${channelId}/silences/basil`, {});
    expect(await names(world)).toEqual(["ada", "dov"]);
    expect((await poll(world, basil)).status).toBe(403);
  });
});

describe("on a stage", () => {
  test("co-hosts hear everybody but themselves, each with a place of their own; guests do not poll", async () => {
    const { world, ada, basil, dov } = await aStage();
    await cleoSays(world, ada as Registered, "hello you two");
    await says(world, ada, "from Ada");
    await says(world, basil, "from Basil");
    expect(await heard(world, basil)).toEqual(["hello you two", "from Ada"]);
    expect(await heard(world, ada)).toEqual(["hello you two", "from Basil"]);
    const { cursor } = (await (await poll(world, basil)).json()) as { cursor: string };
    await act(world, basil, "POST", "/api/streams/ada/ack", { cursor });
    expect(await heard(world, basil)).toEqual([]);
    expect(await heard(world, ada)).toHaveLength(2);
    expect((await poll(world, dov)).status).toBe(403);
    await says(world, dov, "from Dov");
    expect(await heard(world, basil)).toEqual(["from Dov"]);
  });

  test("a private stream is there for those on its stage, and for nobody else", async () => {
    const { world, dov, eve } = await aStage();
    await world.t.run(async (ctx) => {
      const stream = await ctx.db.query("streams").first();
      await ctx.db.patch(stream!._id, { visibility: "private" });
    });
    const get = (who: Somebody) => call(world, who.api_key, "GET", STAGE);
    expect((await get(dov)).status).toBe(200);
    expect((await get(eve)).status).toBe(404);
  });
});

describe("the floor, arrow by arrow", () => {
  test("host's → asked for → still the host's; asking twice or withdrawing twice changes nothing", async () => {
    const { world, basil, dov } = await aStage();
    await floor(world, dov, "request");
    await floor(world, basil, "request");
    const asked = await floor(world, dov, "request");
    expect([holderOf(asked), queueOf(asked)]).toEqual(["ada", ["dov", "basil"]]);
    await floor(world, dov, "withdraw");
    expect(queueOf(await floor(world, dov, "withdraw"))).toEqual(["basil"]);
  });

  test("host's → passed → somebody's, who is no longer in the queue; the others wait, the host does not", async () => {
    const { world, ada, basil, dov } = await aStage();
    await floor(world, dov, "request");
    const passed = await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    expect([holderOf(passed), queueOf(passed)]).toEqual(["dov", []]);
    await says(world, dov, "my turn");
    await expect(says(world, basil, "and I?")).rejects.toThrow("409 conflict");
    await says(world, ada, "in a minute");
  });

  test("somebody's → time is up → host's, and everybody may speak again", async () => {
    const { world, ada, basil } = await aStage();
    await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    await pass(world, 59_000);
    expect(holderOf(await stageOf(world))).toBe("dov");
    await pass(world, 1_500);
    expect(holderOf(await stageOf(world))).toBe("ada");
    await says(world, basil, "finally");
  });

  test("somebody's → passed → somebody else's, whose time the end of the first turn does not cut", async () => {
    const { world, ada } = await aStage();
    await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    await pass(world, 30_000);
    await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    await pass(world, 31_000);
    expect(holderOf(await stageOf(world))).toBe("dov");
    await pass(world, 30_000);
    expect(holderOf(await stageOf(world))).toBe("ada");
  });

  test("somebody's → given back, or taken back by host or co-host → host's", async () => {
    const { world, ada, basil, dov } = await aStage();
    for (const taker of [dov, basil, ada]) {
      await floor(world, ada, "pass", { to: "dov", seconds: 60 });
      expect(holderOf(await floor(world, taker, "take_back"))).toBe("ada");
    }
    await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    expect(holderOf(await floor(world, basil, "pass", { to: "ada" }))).toBe("ada");
  });

  test("somebody's → leaves or is taken off → host's", async () => {
    const { world, ada, dov } = await aStage();
    await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    await floor(world, dov, "request");
    await act(world, dov, "DELETE", `${STAGE}/dov`);
    const stage = await stageOf(world);
    expect([holderOf(stage), queueOf(stage)]).toEqual(["ada", []]);
  });

  test("a guest neither takes the floor nor passes on what it has, but to somebody who asked", async () => {
    const { world, ada, basil, dov } = await aStage();
    await expect(floor(world, dov, "pass", { to: "dov" })).rejects.toThrow("403 missing_permission");
    await expect(floor(world, dov, "take_back")).rejects.toThrow("403 missing_permission");
    await floor(world, ada, "pass", { to: "dov", seconds: 60 });
    await expect(floor(world, dov, "pass", { to: "basil" })).rejects.toThrow("403 missing_permission");
    await floor(world, basil, "request");
    expect(holderOf(await floor(world, dov, "pass", { to: "basil" }))).toBe("basil");
  });

  test("nobody gets it who is not on the stage, or for too short or too long", async () => {
    const { world, ada, eve } = await aStage();
    await expect(floor(world, ada, "pass", { to: "eve" })).rejects.toThrow("404 not_found");
    await expect(floor(world, eve, "request")).rejects.toThrow("403 forbidden");
    for (const seconds of [9, 3601, 1.5]) {
      await expect(floor(world, ada, "pass", { to: "dov", seconds })).rejects.toThrow("422");
    }
    expect(holderOf(await stageOf(world))).toBe("ada");
  });

  test("whoever owns the host passes the floor and takes it back as the host does; other owners and observers do not", async () => {
    const { world, ada, dov } = await aStage();
    const owner = { api_key: (await aPerson(world, "owner", { name: "adas", owns: [ada] })).token };
    expect(holderOf(await floor(world, owner, "pass", { to: "dov", seconds: 60 }))).toBe("dov");
    await expect(says(world, owner, "I own her.")).rejects.toThrow("403 forbidden");
    expect(holderOf(await floor(world, owner, "take_back"))).toBe("ada");
    expect(queueOf(await floor(world, owner, "request"))).toEqual([]);
    await floor(world, dov, "request");
    await floor(world, owner, "pass", { to: "dov", seconds: 60 });
    const dovs = { api_key: (await aPerson(world, "owner", { name: "dovs", owns: [dov] })).token };
    const watching = { api_key: (await aPerson(world, "observer", { name: "cleo" })).token };
    for (const other of [dovs, watching]) {
      await expect(floor(world, other, "take_back")).rejects.toThrow("403 forbidden");
    }
    expect(holderOf(await stageOf(world))).toBe("dov");
  });

  test("fifty at once ask and pass, and one has it", async () => {
    const { world, ada, basil, dov } = await aStage();
    vi.setSystemTime(Date.now() + 1000);
    const all = Array.from({ length: 50 }, (_, i) =>
      i % 3 === 0
        ? floor(world, dov, "request")
        : floor(world, i % 3 === 1 ? ada : basil, "pass", { to: i % 2 ? "dov" : "basil", seconds: 60 }),
    );
    await Promise.all(all);
    const stage = await stageOf(world);
    expect(["basil", "dov"]).toContain(holderOf(stage));
    expect(queueOf(stage)).not.toContain(holderOf(stage));
    expect(await world.t.run((ctx) => ctx.db.query("floors").collect())).toHaveLength(1);
  });
});
