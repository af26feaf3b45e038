import { vi } from "vitest";
import { api as backend } from "../_generated/api";
import { LONGEST_EXCHANGE } from "../chat/exchanges.model";
import { call } from "../identity/cast.setup";
import { aNameServer } from "../identity/nameServer.setup";
import { encodeCursor } from "../lib/cursors";
import { anAgent, aWorld, bearer, post, type Registered, signal, type World } from "../world.setup";
import { bringAbout, type Scenarios } from "./refusals.setup";

interface Stage extends World {
  ada: Registered;
  basil: Registered;
}

async function aStage(): Promise<Stage> {
  const world = aWorld();
  const ada = await anAgent(world);
  return { ...world, ada, basil: await anAgent(world, { agent_name: "Basil" }) };
}

const keyOf = ({ api_key }: Registered) => ({ Authorization: `Bearer ${api_key}` });

let made = 0;
const makeStream = ({ t, ada }: Stage, form: object) =>
  post(
    t,
    "/api/v1/streams",
    { title: "Another", ...form },
    { ...keyOf(ada), "Idempotency-Key": `another-stream-${made++}` },
  );

const asAda = (stage: Stage, method: string, path: string, body?: object) =>
  call(stage, stage.ada.api_key, method, `/api/v1/streams/${path}`, body);

const PLAYLIST = "https://video.example/live.m3u8";

/** Another stream of Ada's, `elsewhere`, which plays from an address of its own and so has no live input. */
const elsewhere = (stage: Stage) =>
  makeStream(stage, { slug: "elsewhere", provider: "byo", playback_url: PLAYLIST });

/** The provider answers nothing, and no live input is left from when it did. */
async function withoutProvider({ t, provider }: Stage): Promise<void> {
  provider.down = true;
  await t.run(async (ctx) => {
    for (const { _id, state } of await ctx.db.query("liveInputs").collect()) {
      if (state.kind === "ready") await ctx.db.delete(_id);
    }
  });
}

/** One way to bring about each refusal that a route has of its own: operation, code, request. */
const SCENARIOS: Scenarios<Stage> = {
  listStreams: { invalid_cursor: ({ t }) => t.fetch("/api/v1/streams?cursor=AAAA.AAAA") },
  search: {
    validation_failed: ({ t }) => t.fetch("/api/v1/search?q=a&type=secret"),
    unavailable: ({ t }) => {
      vi.stubEnv("EMBEDDINGS_API_KEY", "");
      return t.fetch("/api/v1/search?q=a&mode=semantic");
    },
  },
  oembed: {
    not_found: ({ t }) => t.fetch("/oembed?url=https://elsewhere.test/ada"),
    validation_failed: ({ t }) => t.fetch("/oembed?url=x&format=yaml"),
  },
  getFace: {
    not_found: ({ t }) => t.fetch("/api/v1/faces?path=/nobody"),
    gone: async (stage) => {
      await signal(stage, stage.ada, "connected");
      const id = await stage.t.run(async (ctx) => {
        const { _id } = (await ctx.db.query("recordings").first())!;
        await ctx.db.patch(_id, { state: { kind: "gone", why: "deleted", at: 1 }, isGone: true });
        return _id;
      });
      return await stage.t.fetch(`/api/v1/faces?path=/recordings/${id}`);
    },
    validation_failed: ({ t }) => t.fetch("/api/v1/faces"),
  },
  readRss: { not_found: ({ t }) => t.fetch("/feeds/agents/nobody/rss.xml") },
  readAtom: { not_found: ({ t }) => t.fetch("/feeds/agents/nobody/atom.xml") },
  getStream: { not_found: ({ t }) => t.fetch("/api/v1/streams/nobody") },
  pollInbox: {
    invalid_cursor: ({ t, ada }) =>
      t.fetch(`/api/v1/streams/${ada.stream_id}/inbox?cursor=AAAA`, { headers: bearer(ada) }),
  },
  acknowledgeInbox: {
    lease_lost: async ({ t, ada }) => {
      const stream = await t.run((ctx) => ctx.db.query("streams").first());
      const lease_id = encodeCursor(`lease:${stream!._id}:${stream!.agentId}`, [0, 1, 2]);
      return await post(t, `/api/v1/streams/${ada.stream_id}/inbox/ack`, { lease_id }, bearer(ada));
    },
    invalid_cursor: ({ t, ada }) =>
      post(t, `/api/v1/streams/${ada.stream_id}/inbox/ack`, { cursor: "AAAA" }, bearer(ada)),
  },
  pollStream: {
    invalid_cursor: ({ t, ada }) =>
      t.fetch(`/api/streams/${ada.stream_id}/poll?cursor=AAAA`, { headers: bearer(ada) }),
  },
  replyInStream: {
    owner_limit: async ({ t, ada }) => {
      const path = "/api/v1/agents/@me/limits";
      const headers = { Authorization: `Bearer ${ada.api_key}`, "Content-Type": "application/json" };
      await t.fetch(path, { method: "PATCH", headers, body: JSON.stringify({ max_outbound_per_hour: 0 }) });
      return await post(t, `/api/streams/${ada.stream_id}/reply`, { content: "Hello." }, bearer(ada));
    },
    conflict: async (stage) => {
      const { t, ada, basil } = stage;
      const path = "/api/v1/streams/ada/collaborators";
      await post(t, path, { agent: "basil" }, keyOf(ada));
      await post(t, `${path}/accept`, {}, keyOf(basil));
      await anAgent(stage, { agent_name: "Dov" });
      await t.run(async (ctx) => {
        const stream = await ctx.db.query("streams").first();
        const dov = await ctx.db
          .query("agents")
          .withIndex("by_username", (q) => q.eq("username", "dov"))
          .unique();
        const turn = { agentId: dov!._id, until: Date.now() + 60_000 };
        await ctx.db.insert("floors", { streamId: stream!._id, turn, queue: [] });
      });
      return await post(t, "/api/streams/ada/reply", { content: "Hello." }, keyOf(basil));
    },
    loop_guard: async ({ t, ada, basil }) => {
      const { channelId } = (await t.query(backend.streams.streams.get, { slug: ada.stream_id }))!;
      const asBasil = { Authorization: `Bearer ${basil.api_key}` };
      await post(t, `/api/v1/channels/${channelId}/messages`, { content: "Hello." }, asBasil);
      const reply = () => post(t, `/api/streams/${ada.stream_id}/reply`, { content: "Hello." }, bearer(ada));
      for (let i = 1; i < LONGEST_EXCHANGE; i++) await reply();
      return await reply();
    },
  },
  acknowledge: {
    lease_lost: async ({ t, ada }) => {
      const stream = await t.run((ctx) => ctx.db.query("streams").first());
      const lease_id = encodeCursor(`lease:${stream!._id}:${stream!.agentId}`, [0, 1, 2]);
      return await post(t, `/api/streams/${ada.stream_id}/ack`, { lease_id }, bearer(ada));
    },
    invalid_cursor: ({ t, ada }) =>
      post(t, `/api/streams/${ada.stream_id}/ack`, { cursor: "AAAA" }, bearer(ada)),
  },
  inviteCohost: {
    conflict: async ({ t, ada }) => {
      await t.run(async (ctx) => {
        const stream = (await ctx.db.query("streams").first())!;
        for (let i = 0; i < 8; i++) {
          const { _id, _creationTime, ...somebody } = (await ctx.db.get(stream.agentId))!;
          const agentId = await ctx.db.insert("agents", somebody);
          await ctx.db.insert("cohosts", { streamId: stream._id, agentId, role: "guest", joinedAt: 1 });
        }
      });
      return await post(t, "/api/v1/streams/ada/collaborators", { agent: "basil" }, keyOf(ada));
    },
    blocked: async ({ t, ada }) => {
      await post(t, "/api/v1/blocks/basil", {}, keyOf(ada));
      return await post(t, "/api/v1/streams/ada/collaborators", { agent: "basil" }, keyOf(ada));
    },
  },
  createStream: {
    name_taken: (stage) => makeStream(stage, { slug: "basil" }),
    url_forbidden: (stage) =>
      makeStream(stage, { provider: "byo", playback_url: "https://10.0.0.1/live.m3u8" }),
    stream_limit: async (stage) => {
      for (let i = 0; i < 2; i++) await makeStream(stage, { slug: `ada-${i}` });
      return await makeStream(stage, { slug: "one-too-many" });
    },
    conflict: (stage) => makeStream(stage, { provider: "cloudflare", playback_url: PLAYLIST }),
    unavailable: async (stage) => {
      await withoutProvider(stage);
      return await makeStream(stage, {});
    },
  },
  changeStream: {
    name_taken: (stage) => asAda(stage, "PATCH", "ada", { slug: "basil" }),
    conflict: (stage) => asAda(stage, "PATCH", "ada", { playback_url: PLAYLIST }),
    url_forbidden: async (stage) => {
      await elsewhere(stage);
      return await asAda(stage, "PATCH", "elsewhere", { playback_url: "https://10.0.0.1/live.m3u8" });
    },
  },
  deleteStream: {
    stream_live: async (stage) => {
      await signal(stage, stage.ada, "connected");
      return await asAda(stage, "DELETE", "ada");
    },
  },
  rotateStreamKey: {
    stream_live: async (stage) => {
      await signal(stage, stage.ada, "connected");
      return await asAda(stage, "POST", "ada/keys/rotate", {});
    },
    conflict: async (stage) => {
      await elsewhere(stage);
      return await asAda(stage, "POST", "elsewhere/keys/rotate", {});
    },
    unavailable: async (stage) => {
      await withoutProvider(stage);
      return await asAda(stage, "POST", "ada/keys/rotate", {});
    },
  },
  createPlaybackToken: {
    conflict: async (stage) => {
      await elsewhere(stage);
      return await asAda(stage, "POST", "elsewhere/playback-token", {});
    },
    unavailable: async (stage) => {
      await withoutProvider(stage);
      return await asAda(stage, "POST", "ada/playback-token", {});
    },
  },
  nameStreamDomain: {
    validation_failed: (stage) => asAda(stage, "PUT", "ada/domain", { domain: "localhost" }),
  },
  verifyStreamDomain: {
    proof_failed: async (stage) => {
      await asAda(stage, "PUT", "ada/domain", { domain: "live.example.org" });
      vi.useRealTimers(); // Questions to a name server take real time.
      const names = await aNameServer();
      vi.stubEnv("MOLT_NAME_SERVERS", names.address);
      try {
        return await asAda(stage, "POST", "ada/domain/verify");
      } finally {
        names.close();
      }
    },
  },
  getDomain: { not_found: ({ t }) => t.fetch("/api/v1/domains/live.example.org") },
  listBroadcasts: {
    invalid_cursor: ({ t }) => t.fetch("/api/v1/streams/ada/broadcasts?cursor=AAAA.AAAA"),
  },
  countMeIn: {
    not_found: ({ t }) => post(t, "/api/v1/streams/nobody/viewers", { session: "somebody-who-watches" }),
  },
  endBroadcast: {
    conflict: async (stage) => {
      await signal(stage, stage.ada, "connected");
      const list = await stage.t.fetch("/api/v1/streams/ada/broadcasts");
      const { data } = (await list.json()) as { data: { id: string }[] };
      const end = () => asAda(stage, "POST", `ada/broadcasts/${data[0]!.id}/end`);
      await end();
      return await end();
    },
  },
  announceBroadcast: {
    conflict: ({ t, ada }) => post(t, `/api/v1/streams/${ada.stream_id}/broadcasts`, {}, keyOf(ada)),
    quota_exceeded: async ({ t, ada }) => {
      vi.stubEnv("MOLT_FREE_HOURS", "0");
      await t.run(async (ctx) => {
        const stream = (await ctx.db
          .query("streams")
          .withIndex("by_slug", (q) => q.eq("slug", ada.stream_id))
          .unique())!;
        await ctx.db.patch(stream._id, { byo: { playbackUrl: PLAYLIST } });
      });
      return await post(t, `/api/v1/streams/${ada.stream_id}/broadcasts`, {}, keyOf(ada));
    },
  },
  useFloor: {
    missing_permission: async ({ t, ada, basil }) => {
      const stage = "/api/v1/streams/ada";
      await post(t, `${stage}/collaborators`, { agent: "basil", role: "guest" }, keyOf(ada));
      await post(t, `${stage}/collaborators/accept`, {}, keyOf(basil));
      return await post(t, `${stage}/floor`, { action: "take_back" }, keyOf(basil));
    },
  },
  perceive: { invalid_cursor: ({ t }) => t.fetch("/api/v1/streams/ada/perception?since=AAAA") },
  perceiveAsText: { invalid_cursor: ({ t }) => t.fetch("/api/v1/streams/ada/perception.md?since=AAAA") },
  addPerception: {
    conflict: ({ t, ada }) =>
      post(t, "/api/v1/streams/ada/perception", { kind: "scene", text: "A pool." }, keyOf(ada)),
  },
  getProblem: { not_found: ({ t }) => t.fetch("/problems/no_such_code") },
};

bringAbout("http", aStage, SCENARIOS);
