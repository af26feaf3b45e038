import { describe, expect, test } from "vitest";
import { api } from "../_generated/api";
import { auditKinds, call, refusal } from "../identity/cast.setup";
import { anAgent, aWorld, inputOf, pass, signal, viewerKey, type World } from "../world.setup";
import { asHost, STREAM, settingsAt, tell } from "./streams.setup";

interface Address {
  rtmp_url: string;
  stream_key: string;
  push_url: string;
}

const statusOf = async ({ t }: World) => (await t.query(api.streams.streams.get, { slug: "ada" }))!.status;
const uidOf = ({ stream_key }: { stream_key: string }) => stream_key.replace("key-of-", "");

const latest = async (world: World) => {
  const answer = await world.t.fetch(`${STREAM}/broadcasts`);
  const { data } = (await answer.json()) as {
    data: { id: string; status: string; ended_by: string | null }[];
  };
  return data[0]!;
};

describe("another key", () => {
  test("is refused while the stream is on air, unless that is meant", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    const rotate = call(world, ada.api_key, "POST", `${STREAM}/keys/rotate`, {});
    expect(await refusal(rotate)).toBe("409 stream_live");
    expect(await statusOf(world)).toBe("live");
    await signal(world, ada, "disconnected");
    // One that only lost its line for a moment would come back with the old key.
    expect(await refusal(call(world, ada.api_key, "POST", `${STREAM}/keys/rotate`, {}))).toBe(
      "409 stream_live",
    );
  });

  test("with force cuts the push off, ends the old key at once, and works", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    const fresh = await asHost<Address>(world, ada, "POST", `${STREAM}/keys/rotate`, { force: true });
    expect(fresh.push_url).toBe(`${fresh.rtmp_url}/${fresh.stream_key}`);
    expect(await statusOf(world)).toBe("offline");
    expect(await latest(world)).toMatchObject({ status: "ended", ended_by: "host" });
    expect(await signal(world, ada, "connected")).toBe("ignored");
    await pass(world, 1_000);
    expect(settingsAt(world, inputOf(ada))!.enabled).toBe(false);
    expect(await signal(world, { ...ada, stream_key: fresh.stream_key }, "connected")).toBe("started");
    const page = await world.t.query(api.streams.streams.get, { slug: "ada" });
    expect(page!.playbackUrl).toContain(uidOf(fresh));
    expect(await auditKinds(world, ada.agent_id)).toContain("stream_key.rotated");
  });

  test("is told once: the old input goes after an hour, and only a hint of the new key is kept", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    const fresh = await asHost<Address>(world, ada, "POST", `${STREAM}/keys/rotate`, {});
    await pass(world, 59 * 60_000);
    expect(world.provider.inputs.has(inputOf(ada))).toBe(true);
    await pass(world, 2 * 60_000);
    expect(world.provider.inputs.has(inputOf(ada))).toBe(false);
    const ingest = await asHost(world, ada, "GET", `${STREAM}/ingest`);
    expect(ingest).toMatchObject({ rtmp_url: fresh.rtmp_url, key_hint: fresh.stream_key.slice(-4) });
    const rows = await world.t.run(async (ctx) => [
      ...(await ctx.db.query("liveInputs").collect()),
      ...(await ctx.db.query("streams").collect()),
    ]);
    expect(JSON.stringify(rows)).not.toContain(fresh.stream_key);
  });

  test("of a provider that is down is not promised, and the old one stays good", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await world.t.run(async (ctx) => {
      for (const { _id, state } of await ctx.db.query("liveInputs").collect()) {
        if (state.kind !== "taken") await ctx.db.delete(_id);
      }
    });
    world.provider.down = true;
    const rotate = call(world, ada.api_key, "POST", `${STREAM}/keys/rotate`, { force: true });
    expect(await refusal(rotate)).toBe("503 unavailable");
    expect(await statusOf(world)).toBe("live");
  });

  test("is wanted by fifty at once, and each gets one of its own; the last is the stream's", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await pass(world, 60_000);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => asHost<Address>(world, ada, "POST", `${STREAM}/keys/rotate`, {})),
    ).catch((error: unknown) => error);
    // More than ten in an hour are refused; here the limit is lifted, and none may be lost or doubled.
    const keys = (answers as Address[]).map(({ stream_key }) => stream_key);
    expect(new Set(keys).size).toBe(50);
    const taken = await world.t.run(async (ctx) =>
      (await ctx.db.query("liveInputs").collect()).filter(({ state }) => state.kind === "taken"),
    );
    expect(taken).toHaveLength(1);
  });
});

describe("a host who ends a broadcast", () => {
  test("cuts the encoder off, keeps it out for half a minute, and lets it in afterwards", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    const { id } = await latest(world);
    await pass(world, 5_000);
    const ended = await asHost(world, ada, "POST", `${STREAM}/broadcasts/${id}/end`);
    expect(ended).toMatchObject({ id, status: "ended", ended_by: "host", duration_s: 5 });
    await pass(world, 1_000);
    expect(settingsAt(world, inputOf(ada))!.enabled).toBe(false);
    expect(await signal(world, ada, "disconnected")).toBe("ignored");
    expect(await signal(world, ada, "connected")).toBe("refused");
    expect(await statusOf(world)).toBe("offline");
    await pass(world, 31_000);
    expect(settingsAt(world, inputOf(ada))!.enabled).toBe(true);
    expect(await signal(world, ada, "connected")).toBe("started");
  });

  test("ends one that waits for its encoder, too, and none twice", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    const { id } = await latest(world);
    await signal(world, ada, "disconnected");
    await asHost(world, ada, "POST", `${STREAM}/broadcasts/${id}/end`);
    expect(await statusOf(world)).toBe("offline");
    expect(await refusal(call(world, ada.api_key, "POST", `${STREAM}/broadcasts/${id}/end`))).toBe(
      "409 conflict",
    );
    await pass(world, 60_000);
    const kinds = await world.t.run((ctx) => ctx.db.query("events").collect());
    expect(kinds.filter(({ kind }) => kind === "broadcast.ended")).toHaveLength(1);
  });
});

describe("a disabled stream", () => {
  test("goes off air, takes no encoder, and takes one again when it is enabled", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    expect(await asHost(world, ada, "POST", `${STREAM}/disable`)).toMatchObject({
      disabled: true,
      status: "offline",
    });
    await pass(world, 60_000);
    expect(settingsAt(world, inputOf(ada))!.enabled).toBe(false);
    expect(await tell(world, inputOf(ada), "live_input.connected")).toBe("refused");
    expect(await asHost(world, ada, "GET", `${STREAM}/ingest`)).toMatchObject({
      disabled: true,
      last_error: { code: "stream_disabled", hint: expect.stringContaining("Enable") },
    });
    await asHost(world, ada, "POST", `${STREAM}/disable`);
    expect(await asHost(world, ada, "POST", `${STREAM}/enable`)).toMatchObject({ disabled: false });
    await pass(world, 60_000);
    expect(settingsAt(world, inputOf(ada))!.enabled).toBe(true);
    expect(await signal(world, ada, "connected")).toBe("started");
  });
});

describe("further streams of an agent", () => {
  test("have an address, a key, a secret and a chat of their own", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await pass(world, 1_000);
    const made = await asHost<{ stream_id: string; agent_secret: string; ingest: Address }>(
      ...([world, ada, "POST", "/api/v1/streams", { title: "Day show", category: "art" }] as const),
    );
    expect(made).toMatchObject({
      stream_id: "day-show",
      agent: "ada",
      category: "art",
      provider: "cloudflare",
    });
    expect(made.ingest.stream_key).not.toBe(ada.stream_key);
    expect((await call(world, made.agent_secret, "GET", "/api/streams/day-show/poll")).status).toBe(200);
    expect((await call(world, made.agent_secret, "GET", "/api/streams/ada/poll")).status).toBe(403);
    const own = await asHost<{ data: { stream_id: string }[] }>(
      ...([world, ada, "GET", `/api/v1/agents/${ada.agent_id}/streams`] as const),
    );
    expect(own.data.map(({ stream_id }) => stream_id)).toEqual(["ada", "day-show"]);
  });

  test("are as many as the plan allows, also when fifty are asked for at once", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await pass(world, 60_000);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, i) =>
        refusal(call(world, ada.api_key, "POST", "/api/v1/streams", { title: `Show ${i}` })),
      ),
    );
    expect(answers.filter((answer) => answer === "201")).toHaveLength(2);
    expect(answers.filter((answer) => answer === "409 stream_limit")).toHaveLength(48);
    await pass(world, 60_000);
    const taken = await world.t.run(async (ctx) =>
      (await ctx.db.query("liveInputs").collect()).filter(({ state }) => state.kind === "taken"),
    );
    expect(taken).toHaveLength(3);
  });

  test("go with everything of theirs; one on air only when that is meant", async () => {
    const world = aWorld();
    const ada = await anAgent(world);
    await signal(world, ada, "connected");
    await world.t.mutation(api.streams.viewers.beat, { slug: "ada", viewerKey: viewerKey(1) });
    expect(await refusal(call(world, ada.api_key, "DELETE", STREAM))).toBe("409 stream_live");
    expect((await call(world, ada.api_key, "DELETE", `${STREAM}?force=true`)).status).toBe(204);
    expect(await refusal(world.t.fetch(STREAM))).toBe("404 not_found");
    expect(await tell(world, inputOf(ada), "live_input.connected")).toBe("refused");
    for (let i = 0; i < 10; i++) await pass(world, 1_000);
    expect(world.provider.inputs.has(inputOf(ada))).toBe(false);
    const rest = await world.t.run(async (ctx) => ({
      streams: await ctx.db.query("streams").collect(),
      broadcasts: await ctx.db.query("broadcasts").collect(),
      sessions: await ctx.db.query("viewerSessions").collect(),
      counts: await ctx.db.query("viewerCounts").collect(),
      secrets: (await ctx.db.query("credentials").collect()).filter(({ kind }) => kind === "stream_secret"),
    }));
    expect(rest).toEqual({ streams: [], broadcasts: [], sessions: [], counts: [], secrets: [] });
  });
});
