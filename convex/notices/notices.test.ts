import { describe, expect, test } from "vitest";
import { api, internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import { eraseAgent } from "../agents/deletion.model";
import { eraseAccount } from "../identity/accounts.model";
import { call, refusal } from "../identity/cast.setup";
import { anAgentCalled, ok } from "../servers/servers.setup";
import { anAgent, aWorld, pass, signal } from "../world.setup";
import { announce } from "./fanOut.model";
import { NOTICE_RETENTION_MS, notify } from "./notices.model";
import { aCrowd, aFollower, follow, followAsAgent, goOnAir, heardBy, settle, toldTo } from "./notices.setup";

async function aStage() {
  const world = aWorld();
  const ada = await anAgent(world);
  const basil = await anAgentCalled(world, "Basil");
  const cleo = await aFollower(world, "cleo");
  return { world, ada, basil, cleo, streamOfAda: ada.stream_id };
}

describe("a follower", () => {
  test("is told once of a broadcast, however often its encoder reconnects", async () => {
    const { world, ada, basil, cleo } = await aStage();
    await follow(world, cleo, "ada");
    await followAsAgent(world, basil, "ada");
    await goOnAir(world, ada);
    await settle(world);
    for (let i = 0; i < 3; i++) {
      await pass(world, 1000);
      await signal(world, ada, "disconnected");
      await pass(world, 1000);
      expect(await signal(world, ada, "connected")).toBe("resumed");
      await settle(world);
    }
    expect(await toldTo(world, cleo)).toMatchObject([{ type: "stream.live", path: `/${ada.stream_id}` }]);
    expect(await heardBy(world, basil)).toHaveLength(1);
  });

  test("is told of the next broadcast again", async () => {
    const { world, ada, basil, cleo } = await aStage();
    await follow(world, cleo, "ada");
    await followAsAgent(world, basil, "ada");
    await goOnAir(world, ada);
    await settle(world);
    await pass(world, 1000);
    await signal(world, ada, "disconnected");
    await pass(world, 60_000);
    await goOnAir(world, ada);
    await settle(world);
    expect(await toldTo(world, cleo)).toHaveLength(2);
    expect(new Set(await heardBy(world, basil)).size).toBe(2);
  });

  test("hears the same event as every other one, by its id", async () => {
    const { world, ada, basil } = await aStage();
    const dov = await anAgentCalled(world, "Dov");
    for (const agent of [basil, dov]) await followAsAgent(world, agent, "ada");
    await goOnAir(world, ada);
    await settle(world);
    expect(await heardBy(world, basil)).toEqual(await heardBy(world, dov));
  });

  test("of one tag alone is not told of other streams", async () => {
    const { world, ada, basil, cleo } = await aStage();
    const dov = await aFollower(world, "dov");
    await follow(world, cleo, "ada", "Math");
    await follow(world, dov, "ada", "cooking");
    await followAsAgent(world, basil, "ada", "cooking");
    await world.t.run(async (ctx) => {
      const stream = (await ctx.db.query("streams").first())!;
      await ctx.db.patch(stream._id, { tags: ["math", "proofs"] });
    });
    await goOnAir(world, ada);
    await settle(world);
    expect(await toldTo(world, cleo)).toHaveLength(1);
    expect(await toldTo(world, dov)).toEqual([]);
    expect(await heardBy(world, basil)).toEqual([]);
  });

  test("is not told of what is not public, who is blocked, or what was muted", async () => {
    const { world, ada, basil, cleo } = await aStage();
    const dov = await anAgentCalled(world, "Dov");
    const eve = await aFollower(world, "eve");
    for (const person of [cleo, eve]) await follow(world, person, "ada");
    for (const agent of [basil, dov]) await followAsAgent(world, agent, "ada");
    await ok(call(world, basil.api_key, "POST", "/api/v1/blocks/ada"));
    const muted = { muted: ["stream.live"] };
    await ok(call(world, dov.api_key, "PATCH", "/api/v1/agents/@me/preferences", muted));
    await ok(call(world, cleo.token, "PATCH", "/api/v1/accounts/@me/preferences", muted));
    await goOnAir(world, ada);
    await settle(world);
    expect([await toldTo(world, cleo), await heardBy(world, basil), await heardBy(world, dov)]).toEqual([
      ...[[], [], []],
    ]);
    expect(await toldTo(world, eve)).toHaveLength(1);
    await world.t.run(async (ctx) => {
      const stream = (await ctx.db.query("streams").first())!;
      await ctx.db.patch(stream._id, { visibility: "unlisted" });
    });
    await pass(world, 1000);
    await signal(world, ada, "disconnected");
    await pass(world, 60_000);
    await goOnAir(world, ada);
    await settle(world);
    expect(await toldTo(world, eve)).toHaveLength(1);
  });
});

describe("many followers", () => {
  test("are told in batches, each once, and one who comes later is not", async () => {
    const { world, ada } = await aStage();
    const crowd = await aCrowd(world, ada.agent_id, 250);
    await goOnAir(world, ada);
    const late = await aFollower(world, "late");
    await pass(world, 2);
    await follow(world, late, "ada");
    await settle(world);
    const told = await world.t.run((ctx) => ctx.db.query("notices").collect());
    expect(told.map(({ accountId }) => accountId).sort()).toEqual([...crowd].sort());
    const [fanOut] = await world.t.run((ctx) => ctx.db.query("fanOuts").collect());
    expect(fanOut).toMatchObject({ state: { kind: "done", told: 250 } });
  });

  test("are told the rest when the way was cut off, and nobody twice", async () => {
    const { world, ada } = await aStage();
    await aCrowd(world, ada.agent_id, 150);
    await goOnAir(world, ada);
    await settle(world);
    const [fanOut] = await world.t.run((ctx) => ctx.db.query("fanOuts").collect());
    // As a kill leaves it: the first batch is told and its cursor kept, the step that follows is run by the schedule.
    await world.t.run(async (ctx) => {
      const notices = await ctx.db.query("notices").collect();
      for (const { _id } of notices.slice(100)) await ctx.db.delete(_id);
      await ctx.db.patch(fanOut!._id, { state: { kind: "humans", cursor: null }, told: 0 });
    });
    await world.t.mutation(internal.notices.fanOut.step, { fanOutId: fanOut!._id });
    await settle(world);
    const told = await world.t.run((ctx) => ctx.db.query("notices").collect());
    expect(told).toHaveLength(150);
    expect(new Set(told.map(({ accountId }) => accountId)).size).toBe(150);
  });

  test("are not told again when the same broadcast is announced twice", async () => {
    const { world, ada, basil } = await aStage();
    await followAsAgent(world, basil, "ada");
    await goOnAir(world, ada);
    await world.t.run(async (ctx) => {
      const stream = (await ctx.db.query("streams").first())!;
      if (stream.state.kind === "live") await announce(ctx as never, stream, stream.state.broadcastId);
    });
    await settle(world);
    expect(await heardBy(world, basil)).toHaveLength(1);
  });
});

describe("the bell", () => {
  const aNotice = (to: Id<"accounts">, agentId: string, subjectId: string) => ({
    ...{ to, kind: "clip.ready" as const, subjectId, agentId: agentId as Id<"agents"> },
    ...{ words: "A clip", path: "/clips/1" },
  });

  test("counts what is unread, lets it be read one by one and all at once, and is one's own", async () => {
    const { world, ada, cleo } = await aStage();
    const dov = await aFollower(world, "dov");
    await world.t.run(async (ctx) => {
      for (const subject of ["a", "b", "b", "c"])
        await notify(ctx as never, aNotice(cleo.accountId, ada.agent_id, subject));
    });
    const seen = () => cleo.live.query(api.notices.notices.own, { limit: 10 });
    expect((await seen()).unread).toBe(3);
    const [newest] = await toldTo(world, cleo);
    const path = `/api/v1/notifications/${newest!.id}`;
    expect(await refusal(call(world, dov.token, "PATCH", path, { read: true }))).toBe("404 not_found");
    await ok(call(world, cleo.token, "PATCH", path, { read: true }));
    expect((await seen()).unread).toBe(2);
    await ok(call(world, cleo.token, "PATCH", path, { read: false }));
    expect((await seen()).unread).toBe(3);
    await ok(call(world, cleo.token, "POST", "/api/v1/notifications/read-all"));
    expect((await seen()).unread).toBe(0);
    expect((await seen()).notices.map(({ isRead }) => isRead)).toEqual([true, true, true]);
    expect(await dov.live.query(api.notices.notices.own, { limit: 10 })).toEqual({ notices: [], unread: 0 });
  });

  test("forgets after thirty days, with the agent it is about, and with its account", async () => {
    const { world, ada, cleo } = await aStage();
    const count = () => world.t.run(async (ctx) => (await ctx.db.query("notices").collect()).length);
    const tell = () =>
      world.t.run((ctx) => notify(ctx as never, aNotice(cleo.accountId, ada.agent_id, `${Math.random()}`)));
    await tell();
    await pass(world, NOTICE_RETENTION_MS + 1);
    await tell();
    await world.t.mutation(internal.notices.notices.trim, {});
    expect(await count()).toBe(1);
    await world.t.run(async (ctx) => {
      const agent = (await ctx.db.get(ada.agent_id as Id<"agents">))!;
      while (!(await eraseAgent(ctx as never, agent)));
    });
    expect(await count()).toBe(0);
    const basil = await anAgentCalled(world, "Basil the Second");
    const dov = await aFollower(world, "dov");
    await world.t.run((ctx) => notify(ctx as never, aNotice(dov.accountId, basil.agent_id, "x")));
    await follow(world, dov, basil.username);
    await ok(call(world, dov.token, "PATCH", "/api/v1/accounts/@me/preferences", { digest_at: "09:00" }));
    await world.t.run(async (ctx) => {
      await eraseAccount(ctx as never, (await ctx.db.get(dov.accountId))!);
      for (const table of ["notices", "accountFollows", "noticePreferences"] as const)
        expect(await ctx.db.query(table).collect()).toEqual([]);
    });
    const profile = await ok<{ followers_count: number }>(
      call(world, null, "GET", `/api/v1/agents/${basil.username}`),
    );
    expect(profile.followers_count).toBe(0);
  });
});

describe("preferences", () => {
  const PATH = "/api/v1/accounts/@me/preferences";
  test("keep what is not named, and refuse what makes no sense", async () => {
    const { world, cleo } = await aStage();
    const change = (fields: object) => call(world, cleo.token, "PATCH", PATH, fields);
    await ok(change({ quiet: { from: "22:00", until: "07:00" }, time_zone: "Europe/Lisbon" }));
    expect(await ok(change({ muted: ["clip.ready", "clip.ready"] }))).toEqual({
      ...{ muted: ["clip.ready"], time_zone: "Europe/Lisbon", digest_at: null },
      quiet: { from: "22:00", until: "07:00" },
    });
    for (const wrong of [
      { quiet: { from: "24:00", until: "07:00" } },
      { quiet: { from: "07:00", until: "07:00" } },
      { digest_at: "9" },
      { time_zone: "../etc/passwd" },
      { muted: ["everything"] },
    ])
      expect(await refusal(change(wrong)), JSON.stringify(wrong)).toBe("422 validation_failed");
    expect(await ok(call(world, cleo.token, "GET", PATH))).toMatchObject({ muted: ["clip.ready"] });
  });
});
