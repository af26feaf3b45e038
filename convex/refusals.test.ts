import { expect, test } from "vitest";
import { sendSample, withBearer } from "./access.sample.setup";
import { type AccessStage, anAccessStage } from "./access.setup";
import { api } from "./http";
import type { Route } from "./http/route";
import { SCOPES_OF } from "./identity/accounts.model";
import { call } from "./identity/cast.setup";
import { CREDENTIAL_REFUSALS } from "./identity/identity.caller";
import { startLogin } from "./identity/logins.model";
import type { ErrorCode } from "./lib/errors";
import { FRESH_MS } from "./lib/policy";
import type { Caste } from "./lib/principal";
import { newSecret } from "./lib/secrets";
import { pass, post } from "./world.setup";

/** What is wrong with a credential is told by every route alike. What a route refuses besides, its chapter brings about. */
const routes = api.routes.filter(({ caller }) => caller.policy);

async function codeFrom({ world, ids }: AccessStage, route: Route, credential: string): Promise<string> {
  const answer = await sendSample(world, route, ids, withBearer(credential));
  return answer.status < 400 ? `${answer.status}` : ((await answer.json()) as { code: string }).code;
}

/** A credential of somebody whom the policy of a route does not let call. */
function strangerTo({ caller }: Route, { basil, ada, observerToken, ownerToken }: AccessStage) {
  const all: Record<Caste, string> = {
    agent: basil.api_key,
    stream: ada.agent_secret,
    observer: observerToken,
    owner: ownerToken,
  };
  return Object.entries(all).find(([caste]) => !caller.policy!.who.includes(caste as Caste))?.[1] ?? null;
}

/** A sign-in of somebody who may call, but for what `change` takes from it. */
async function changedLogin(
  { world, cleo: agent }: AccessStage,
  { caller }: Route,
  change: { scopes: [] } | { provenAt: number },
): Promise<string> {
  const { who } = caller.policy!;
  return await world.t.run(async (ctx) => {
    const accounts = await ctx.db.query("accounts").collect();
    const account = accounts.find(({ emailVerifiedAt }) => emailVerifiedAt !== null)!;
    const agentId = ctx.db.normalizeId("agents", agent.agent_id)!;
    const { tenantId } = who.includes("agent") ? (await ctx.db.get(agentId))! : account;
    const holder = who.includes("agent")
      ? { kind: "agent" as const, agentId }
      : { kind: "human" as const, accountId: account._id, role: "owner" as const };
    const { accessToken } = await startLogin(ctx, { tenantId, holder, scopes: SCOPES_OF.owner, client: "" });
    const login = await ctx.db.query("logins").order("desc").first();
    await ctx.db.patch(login!._id, change);
    return accessToken;
  });
}

async function spoiled({ world, basil: { api_key } }: AccessStage, change: object): Promise<string> {
  await world.t.run(async (ctx) => {
    for (const key of await ctx.db.query("credentials").collect()) {
      if (key.kind === "api_key") await ctx.db.patch(key._id, change);
    }
  });
  return api_key;
}

async function aToken({ world, basil: { api_key } }: AccessStage): Promise<string> {
  const answer = await post(world.t, "/api/v1/auth/token", { grant_type: "api_key", api_key });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const CREDENTIALS: Partial<Record<ErrorCode, (stage: AccessStage) => string | Promise<string>>> = {
  unauthenticated: () => "something",
  invalid_key: () => newSecret("molt_"),
  key_expired: (stage) => spoiled(stage, { expiresAt: 1 }),
  key_revoked: (stage) => spoiled(stage, { revokedAt: 1 }),
  invalid_token: () => "aaaa.bbbb.cccc",
  token_expired: async (stage) => {
    const token = await aToken(stage);
    await pass(stage.world, 15 * 60_000);
    return token;
  },
  token_revoked: async (stage) => {
    const token = await aToken(stage);
    await call(stage.world, token, "POST", "/api/v1/auth/logout", {});
    return token;
  },
  suspended: async (stage) => {
    await stage.world.t.run(async (ctx) => {
      for (const { _id } of await ctx.db.query("agents").collect()) {
        await ctx.db.patch(_id, { standing: { kind: "suspended", since: 1 } });
      }
    });
    return stage.basil.api_key;
  },
};

test.each(Object.keys(CREDENTIALS) as ErrorCode[])(
  "every route that knows its callers refuses a credential with %s",
  async (code) => {
    const stage = await anAccessStage();
    const shown = await CREDENTIALS[code]!(stage);
    for (const route of routes.filter(({ caller }) => caller.errors.includes(code)))
      expect(await codeFrom(stage, route, shown), route.id).toBe(code);
  },
  120_000,
);

test("every route refuses the wrong kind of caller, a missing scope and an old proof", async () => {
  const stage = await anAccessStage();
  for (const route of routes) {
    const stranger = strangerTo(route, stage);
    expect(stranger !== null, route.id).toBe(route.caller.errors.includes("forbidden"));
    if (stranger) expect(await codeFrom(stage, route, stranger), route.id).toBe("forbidden");
    const scopeless = await changedLogin(stage, route, { scopes: [] });
    expect(await codeFrom(stage, route, scopeless), route.id).toBe("missing_scope");
    if (route.caller.policy!.fresh !== true) continue;
    const stale = await changedLogin(stage, route, { provenAt: Date.now() - FRESH_MS });
    expect(await codeFrom(stage, route, stale), route.id).toBe("fresh_auth_required");
  }
}, 120_000);

test("nothing else can be wrong with a credential", () => {
  const known = [...Object.keys(CREDENTIALS), "forbidden", "missing_scope"].sort();
  expect([...CREDENTIAL_REFUSALS].sort()).toEqual(known);
});
