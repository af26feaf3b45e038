import { vi } from "vitest";
import { REQUESTS } from "../access.requests.setup";
import { ID_NAMES } from "../access.setup";
import type { ErrorCode } from "../lib/errors";
import { newSecret } from "../lib/secrets";
import { post, type Registered, type World } from "../world.setup";
import type { Route } from "./route";

/** What every route that knows its callers refuses alike, brought about once for all of them. */

export interface Stage extends World {
  ada: Registered;
  basil: Registered;
}

export type Scenario = (stage: Stage) => Promise<Response>;

/** A sound request to a route, about Ada's things where it names any, with this credential. */
async function send(
  { t, ada }: Stage,
  route: Route,
  credential: string,
  { isAboutNothing = false } = {},
): Promise<Response> {
  const nothing = Object.fromEntries(ID_NAMES.map((name) => [name, "nothing"]));
  const hers = { slug: ada.stream_id, stream: ada.stream_id, agent: ada.agent_id };
  const ids = isAboutNothing ? nothing : { ...nothing, ...hers };
  const { params, query, body } = REQUESTS[route.id]?.(ids as never) ?? {};
  const named: Record<string, string> = {
    ...(!isAboutNothing && { stream_id: ada.stream_id }),
    ...params,
  };
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => named[name] ?? "nothing");
  return await t.fetch(`${path}?${new URLSearchParams(query)}`, {
    method: route.method,
    headers: {
      Authorization: `Bearer ${credential}`,
      ...(body && { "Content-Type": "application/json" }),
      ...(route.idempotency === "required" && { "Idempotency-Key": "a-refused-request" }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function tokenOf({ t, ada }: Stage): Promise<string> {
  const signedIn = await post(t, "/api/v1/auth/token", { grant_type: "api_key", api_key: ada.api_key });
  return ((await signedIn.json()) as { access_token: string }).access_token;
}

async function changeKeys({ t }: Stage, change: "expiresAt" | "revokedAt"): Promise<void> {
  await t.run(async (ctx) => {
    for (const { _id, kind } of await ctx.db.query("credentials").collect()) {
      if (kind === "api_key") await ctx.db.patch(_id, { [change]: 1 });
    }
  });
}

/** A key that is good for something, and not for what this route wants. */
async function otherKey({ t, ada }: Stage, route: Route): Promise<string> {
  const scopes = [route.caller.policy?.scope === "read" ? "social:write" : "read"];
  const headers = { Authorization: `Bearer ${ada.api_key}`, "Idempotency-Key": "a-key-for-something" };
  const made = await post(t, "/api/v1/keys", { name: "other", scopes }, headers);
  return ((await made.json()) as { api_key: string }).api_key;
}

type Common = (stage: Stage, route: Route) => Promise<Response>;

const common: Partial<Record<ErrorCode, Common>> = {
  unauthenticated: (stage, route) => send(stage, route, newSecret("mlt_")),
  invalid_key: (stage, route) => send(stage, route, newSecret("molt_")),
  key_expired: async (stage, route) => {
    await changeKeys(stage, "expiresAt");
    return await send(stage, route, stage.ada.api_key);
  },
  key_revoked: async (stage, route) => {
    await changeKeys(stage, "revokedAt");
    return await send(stage, route, stage.ada.api_key);
  },
  invalid_token: (stage, route) => send(stage, route, "aaaa.bbbb.cccc"),
  token_expired: async (stage, route) => {
    const token = await tokenOf(stage);
    vi.setSystemTime(Date.now() + 15 * 60_000);
    return await send(stage, route, token);
  },
  token_revoked: async (stage, route) => {
    const token = await tokenOf(stage);
    await post(stage.t, "/api/v1/auth/logout", {}, { Authorization: `Bearer ${token}` });
    return await send(stage, route, token);
  },
  suspended: async (stage, route) => {
    await stage.t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("agents").collect()) {
        await ctx.db.patch(_id, { standing: { kind: "suspended", since: 1 } });
      }
    });
    return await send(stage, route, stage.ada.api_key);
  },
  // The secret of a stream is no agent's key; where it is good, it is not for somebody else's stream.
  forbidden: (stage, route) =>
    route.caller.policy?.who.includes("stream")
      ? send(stage, route, stage.basil.agent_secret)
      : send(stage, route, stage.ada.agent_secret),
  missing_scope: async (stage, route) => send(stage, route, await otherKey(stage, route)),
  // A key is as good as a fresh proof for an agent that has nothing else to sign in with.
  fresh_auth_required: async (stage, route) => {
    await stage.t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("agents").collect()) {
        await ctx.db.patch(_id, { signsIn: true });
      }
    });
    return await send(stage, route, stage.ada.api_key);
  },
  not_found: (stage, route) => send(stage, route, stage.ada.api_key, { isAboutNothing: true }),
};

/** The way to bring a refusal about that a route shares with all others of its kind; undefined for one of its own. */
export function commonScenario(route: Route, code: ErrorCode): Scenario | undefined {
  const scenario = route.caller.policy && common[code];
  return scenario && ((stage) => scenario(stage, route));
}
