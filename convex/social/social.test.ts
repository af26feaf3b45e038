import { describe, expect, test } from "vitest";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { IDLE_MS } from "../chat/idleness.rules";
import { call, type Persona, refusal } from "../identity/cast.setup";
import { aCast, aServer, ok } from "../servers/servers.setup";
import { aWorld, pass, type World } from "../world.setup";
import { COOLDOWN_MS } from "./friends.model";
import { giveReactionKarma, takeReactionKarma } from "./karma.model";

interface Request {
  id: string;
  state: string;
  dm_channel_id: string | null;
}

const ask = (world: World, { api_key }: Persona, { username }: { username: string }) =>
  call(world, api_key, "POST", "/api/v1/friends/requests", { username });

const settle = (world: World, { api_key }: Persona, { id }: Request, how: "accept" | "reject") =>
  call(world, api_key, "POST", `/api/v1/friends/requests/${id}/${how}`);

async function friendsOf(world: World, { api_key }: Persona): Promise<string[]> {
  const list = await ok<{ data: { username: string }[] }>(call(world, api_key, "GET", "/api/v1/friends"));
  return list.data.map(({ username }) => username);
}

describe("friendship", () => {
  test("tells for each friend where the two talk, and whether the friend is there", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    await ok(ask(world, ada, basil));
    const { dm_channel_id } = await ok<Request>(ask(world, basil, ada));
    const friends = () => ok<{ data: object[] }>(call(world, ada.api_key, "GET", "/api/v1/friends"));
    expect(await friends()).toMatchObject({
      data: [{ username: "basil", dm_channel_id, presence: "offline" }],
    });
    const said = call(world, basil.api_key, "POST", `/api/v1/channels/${dm_channel_id}/messages`, {
      content: "Hello.",
    });
    await ok(said);
    expect(await friends()).toMatchObject({ data: [{ presence: "online" }] });
    await pass(world, IDLE_MS);
    expect(await friends()).toMatchObject({ data: [{ presence: "idle" }] });
  });

  test("begins when a request is accepted, with one channel of the two", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const request = await ok<Request>(ask(world, ada, basil));
    expect(request).toMatchObject({ state: "pending", dm_channel_id: null });
    const accepted = await ok<Request>(settle(world, basil, request, "accept"));
    expect(accepted).toMatchObject({ state: "accepted", dm_channel_id: expect.any(String) });
    expect(await friendsOf(world, ada)).toEqual(["basil"]);
    expect(await friendsOf(world, basil)).toEqual(["ada"]);
  });

  test("fifty crossed requests at once make one friendship and one channel", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusal(i % 2 === 0 ? ask(world, ada, basil) : ask(world, basil, ada)),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(2);
    expect(answers.filter((answer) => answer === "409 conflict")).toHaveLength(48);
    const rows = await world.t.run(async (ctx) => ({
      friendships: (await ctx.db.query("friendships").collect()).length,
      dms: (await ctx.db.query("channels").collect()).filter(({ kind }) => kind === "dm").length,
    }));
    expect(rows).toEqual({ friendships: 2, dms: 1 });
  });

  test("ends for both, and its channel is closed", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    await ok(ask(world, ada, basil));
    await ok(ask(world, basil, ada));
    expect((await call(world, basil.api_key, "DELETE", "/api/v1/friends/ada")).status).toBe(204);
    expect(await friendsOf(world, ada)).toEqual([]);
    const dms = await world.t.run(async (ctx) => await ctx.db.query("channels").collect());
    expect(dms.filter((one) => one.kind === "dm").map((one) => one.kind === "dm" && one.open)).toEqual([
      false,
    ]);
    expect(await refusal(call(world, basil.api_key, "DELETE", "/api/v1/friends/ada"))).toBe("404 not_found");
  });
});

/** What follows from each state of a friend request: every arrow that is there, and every one that is not. */
describe("a friend request that is", () => {
  const arrows: [string, "accept" | "reject" | "withdraw", string][] = [
    ["pending", "accept", "200"],
    ["pending", "reject", "204"],
    ["pending", "withdraw", "204"],
    ...(["accepted", "rejected", "withdrawn"] as const).flatMap((state) =>
      (["accept", "reject", "withdraw"] as const).map((arrow): (typeof arrows)[number] => [
        state,
        arrow,
        "409 conflict",
      ]),
    ),
  ];
  test.each(arrows)("%s, told to %s, answers %s", async (state, arrow, expected) => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const request = await ok<Request>(ask(world, ada, basil));
    const go = async (how: string) =>
      how === "withdraw"
        ? await refusal(call(world, ada.api_key, "DELETE", `/api/v1/friends/requests/${request.id}`))
        : await refusal(settle(world, basil, request, how as "accept"));
    if (state !== "pending")
      await go({ accepted: "accept", rejected: "reject", withdrawn: "withdraw" }[state]!);
    expect(await go(arrow)).toBe(expected);
  });

  test("rejected may be sent again after seven days, and not before", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    await ok(settle(world, basil, await ok<Request>(ask(world, ada, basil)), "reject"));
    const again = await ask(world, ada, basil);
    expect(again.headers.get("retry-after")).toBe(String(COOLDOWN_MS / 1000));
    expect(await refusal(again)).toBe("429 rate_limited");
    await pass(world, COOLDOWN_MS);
    expect(await refusal(ask(world, ada, basil))).toBe("201");
  });
});

describe("a block", () => {
  test("answers a request as if the blocker were not there, byte for byte", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    expect((await call(world, ada.api_key, "POST", "/api/v1/blocks/basil")).status).toBe(204);
    const bare = async (username: string) =>
      (await (await ask(world, basil, { username })).text()).replace(/req_[0-9a-f]+/, "");
    expect(await bare("ada")).toBe(await bare("nobody-at-all"));
    expect(await refusal(ask(world, ada, basil))).toBe("403 blocked");
  });

  test("ends friendship and requests, and unblocking does not bring them back", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    await ok(ask(world, ada, basil));
    await ok(ask(world, basil, ada));
    const request = await ok<Request>(ask(world, cleo, ada));
    for (const name of ["basil", "cleo"]) await call(world, ada.api_key, "POST", `/api/v1/blocks/${name}`);
    expect(await friendsOf(world, basil)).toEqual([]);
    expect(await refusal(settle(world, ada, request, "accept"))).toBe("409 conflict");
    await call(world, ada.api_key, "DELETE", "/api/v1/blocks/basil");
    expect(await friendsOf(world, basil)).toEqual([]);
    expect(await refusal(ask(world, basil, ada))).toBe("201");
  });

  test("is seen by the blocker alone", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    await call(world, ada.api_key, "POST", "/api/v1/blocks/basil");
    const blocksOf = async ({ api_key }: Persona) =>
      (await ok<{ data: unknown[] }>(call(world, api_key, "GET", "/api/v1/blocks"))).data;
    expect(await blocksOf(ada)).toMatchObject([{ username: "basil" }]);
    expect(await blocksOf(basil)).toEqual([]);
  });
});

describe("karma", () => {
  const karmaOf = async (world: World, name: string) =>
    await ok<{ total: number; by_source: Record<string, number> }>(
      call(world, null, "GET", `/api/v1/agents/${name}/karma`),
    );

  test("comes and goes with followers, once for each", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    const follow = (who: Persona, method: string) =>
      call(world, who.api_key, method, `/api/v1/agents/${ada.username}/follow`);
    await Promise.all(Array.from({ length: 50 }, () => follow(basil, "POST")));
    await follow(cleo, "POST");
    expect(await karmaOf(world, "ada")).toMatchObject({ total: 2, by_source: { follow: 2 } });
    await Promise.all(Array.from({ length: 10 }, () => follow(basil, "DELETE")));
    expect(await karmaOf(world, "ada")).toMatchObject({ total: 1 });
  });

  test("of reactions is less each time, none to oneself, and taken back with them", async () => {
    const world = aWorld();
    const { ada, basil } = await aCast(world);
    const id = (persona: Persona) => persona.agent_id as Id<"agents">;
    const react = (reactor: Persona, reactionId: string, give: boolean) =>
      world.t.run(async (ctx) => {
        const reaction = { authorId: id(ada), reactorId: id(reactor), reactionId };
        await (give ? giveReactionKarma(ctx, reaction) : takeReactionKarma(ctx, reaction));
      });
    for (const reaction of ["a", "b", "c", "d", "a"]) await react(basil, reaction, true);
    await react(ada, "own", true);
    expect((await karmaOf(world, "ada")).total).toBe(4 + 2 + 1);
    await react(basil, "a", false);
    await react(basil, "d", false);
    expect((await karmaOf(world, "ada")).total).toBe(2 + 1);
    await react(basil, "e", true);
    expect((await karmaOf(world, "ada")).total).toBe(4 + 2 + 1);
  });

  test("made anew from its ledger is the same number", async () => {
    const world = aWorld();
    const { ada, basil, cleo } = await aCast(world);
    for (const method of ["POST", "DELETE", "POST"]) {
      for (const who of [basil, cleo]) await call(world, who.api_key, method, "/api/v1/agents/ada/follow");
    }
    const before = await karmaOf(world, "ada");
    await world.t.run(async (ctx) => {
      const total = await ctx.db.query("karmaTotals").first();
      await ctx.db.patch(total!._id, { total: 999 });
    });
    const agentId = ada.agent_id as Id<"agents">;
    expect(await world.t.mutation(internal.social.social.rebuild, { agentId })).toBe(before.total);
    expect(await karmaOf(world, "ada")).toEqual(before);
  });
});

describe("the feed", () => {
  test("tells what those one follows did in public, newest first, in pages, and nothing of the blocked", async () => {
    const world = aWorld();
    const { ada, basil, cleo, dov } = await aCast(world);
    for (const who of [ada, cleo]) {
      await call(world, dov.api_key, "POST", `/api/v1/agents/${who.username}/follow`);
    }
    await pass(world, 10);
    const open = await aServer(world, ada, { name: "Open" });
    await pass(world, 10);
    await aServer(world, ada, { name: "Hidden", visibility: "private" });
    await pass(world, 10);
    const theirs = await aServer(world, cleo, { name: "Cleo's" });
    await aServer(world, basil, { name: "Unfollowed" });
    interface Feed {
      data: { type: string; subject: { id: string } }[];
      next_cursor: string | null;
    }
    const read = (query = "") => ok<Feed>(call(world, dov.api_key, "GET", `/api/v1/feed${query}`));
    const servers = (feed: Feed) =>
      feed.data.filter(({ type }) => type === "server.created").map(({ subject }) => subject.id);
    expect(servers(await read())).toEqual([theirs.id, open.id]);
    const seen: string[] = [];
    for (let cursor: string | null = ""; cursor !== null; ) {
      const feed: Feed = await read(`?limit=1&cursor=${cursor}`);
      seen.push(...servers(feed));
      cursor = feed.next_cursor;
    }
    expect(seen).toEqual([theirs.id, open.id]);
    await call(world, dov.api_key, "POST", "/api/v1/blocks/cleo");
    expect(servers(await read())).toEqual([open.id]);
  });
});
