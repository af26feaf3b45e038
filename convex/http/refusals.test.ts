import { expect, test, vi } from "vitest";
import { api as backend } from "../_generated/api";
import { LONGEST_EXCHANGE } from "../chat/exchanges.model";
import { api } from "../http";
import type { ErrorCode } from "../lib/errors";
import { newSecret } from "../lib/secrets";
import { anAgent, aWorld, bearer, post, type Registered, type World } from "../world.setup";

/** The chapters whose declared refusals are all brought about here. */
const CHAPTERS = ["streams", "chat", "webhooks", "system"];

interface Stage {
  t: World["t"];
  ada: Registered;
  basil: Registered;
}

type Scenario = (stage: Stage) => Promise<Response>;

const host = (method: "GET" | "POST", word: string, body?: object): Record<string, Scenario> => {
  const send = ({ t }: Stage, slug: string, headers: Record<string, string>) =>
    method === "GET"
      ? t.fetch(`/api/streams/${slug}/${word}`, { headers })
      : post(t, `/api/streams/${slug}/${word}`, body, headers);
  return {
    not_found: (stage) => send(stage, "nobody", bearer(stage.ada)),
    unauthenticated: (stage) =>
      send(stage, stage.ada.stream_id, { Authorization: `Bearer ${newSecret("mlt_")}` }),
    forbidden: (stage) => send(stage, stage.ada.stream_id, bearer(stage.basil)),
    ...withCredential(send),
  };
};

/** A call of a stream's host with a credential that is no longer, or never was, good for it. */
const withCredential = (
  send: (stage: Stage, slug: string, headers: Record<string, string>) => Promise<Response>,
): Record<string, Scenario> => {
  const sending = (credential: string, stage: Stage) =>
    send(stage, stage.ada.stream_id, { Authorization: `Bearer ${credential}` });
  const tokenOf = async ({ t, ada }: Stage) => {
    const signedIn = await post(t, "/api/v1/auth/token", { grant_type: "api_key", api_key: ada.api_key });
    return ((await signedIn.json()) as { access_token: string }).access_token;
  };
  const changed = (change: "expiresAt" | "revokedAt") => async (stage: Stage) => {
    await stage.t.run(async (ctx) => {
      for (const { _id, kind } of await ctx.db.query("credentials").collect()) {
        if (kind === "api_key") await ctx.db.patch(_id, { [change]: 1 });
      }
    });
    return await sending(stage.ada.api_key, stage);
  };
  return {
    invalid_key: (stage) => sending(newSecret("molt_"), stage),
    key_expired: changed("expiresAt"),
    key_revoked: changed("revokedAt"),
    invalid_token: (stage) => sending("aaaa.bbbb.cccc", stage),
    token_expired: async (stage) => {
      const token = await tokenOf(stage);
      vi.setSystemTime(Date.now() + 15 * 60_000);
      return await sending(token, stage);
    },
    token_revoked: async (stage) => {
      const token = await tokenOf(stage);
      await post(stage.t, "/api/v1/auth/logout", {}, { Authorization: `Bearer ${token}` });
      return await sending(token, stage);
    },
    suspended: async (stage) => {
      await stage.t.run(async (ctx) => {
        for (const { _id } of await ctx.db.query("agents").collect()) {
          await ctx.db.patch(_id, { standing: { kind: "suspended", since: 1 } });
        }
      });
      return await sending(stage.ada.api_key, stage);
    },
    missing_scope: async (stage) => {
      const key = await post(
        stage.t,
        "/api/v1/keys",
        { name: "reader", scopes: ["read"] },
        { Authorization: `Bearer ${stage.ada.api_key}`, "Idempotency-Key": "a-key-that-only-reads" },
      );
      return await sending(((await key.json()) as { api_key: string }).api_key, stage);
    },
  };
};

/** One way to bring about each refusal that a route declares: operation, code, request. */
const SCENARIOS: Record<string, Partial<Record<ErrorCode, Scenario>>> = {
  listStreams: { invalid_cursor: ({ t }) => t.fetch("/api/v1/streams?cursor=AAAA.AAAA") },
  getStream: { not_found: ({ t }) => t.fetch("/api/v1/streams/nobody") },
  receiveCloudflareStream: { unauthenticated: ({ t }) => post(t, "/webhooks/cloudflare-stream", {}) },
  pollStream: {
    ...host("GET", "poll"),
    invalid_cursor: ({ t, ada }) =>
      t.fetch(`/api/streams/${ada.stream_id}/poll?cursor=AAAA`, { headers: bearer(ada) }),
  },
  replyInStream: {
    ...host("POST", "reply", { content: "Hello." }),
    owner_limit: async ({ t, ada }) => {
      const path = "/api/v1/agents/@me/limits";
      const headers = { Authorization: `Bearer ${ada.api_key}`, "Content-Type": "application/json" };
      await t.fetch(path, { method: "PATCH", headers, body: JSON.stringify({ max_outbound_per_hour: 0 }) });
      return await post(t, `/api/streams/${ada.stream_id}/reply`, { content: "Hello." }, bearer(ada));
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
    ...host("POST", "ack", { cursor: "AAAA" }),
    invalid_cursor: ({ t, ada }) =>
      post(t, `/api/streams/${ada.stream_id}/ack`, { cursor: "AAAA" }, bearer(ada)),
  },
  getProblem: { not_found: ({ t }) => t.fetch("/problems/no_such_code") },
};

const declared = api.routes
  // What an agent's own webhooks are refused with is brought about beside them.
  .filter(({ tag, path }) => CHAPTERS.includes(tag) && !path.startsWith("/api/v1/webhooks"))
  .flatMap((route) => [...route.caller.errors, ...route.errors].map((code) => [route.id, code] as const));

test.each([...new Map(declared.map((pair) => [pair.join(), pair])).values()])(
  "%s really refuses with %s",
  async (operation, code) => {
    const world = aWorld();
    const ada = await anAgent(world);
    const basil = await anAgent(world, { agent_name: "Basil" });
    const scenario = SCENARIOS[operation]?.[code];
    expect(scenario, "it needs a scenario in this file").toBeDefined();
    const response = await scenario!({ t: world.t, ada, basil });
    expect(await response.json()).toMatchObject({ code });
  },
);
