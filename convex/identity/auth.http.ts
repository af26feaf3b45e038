import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { presentAgent, zAgent } from "../agents/agents.resource";
import { requireWallet } from "../agents/profile.model";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, anyone, nothing } from "../http/route";
import { invalid } from "../lib/errors";
import { sha256Hex } from "../lib/hash";
import { isIntactSecret } from "../lib/secrets";
import { answerChallenge, findAnswered } from "./answers.model";
import { type Challenge, challengeErrors } from "./challenges.model";
import { endLogin, listLogins, whoAmI } from "./identity.access";
import { callerOf } from "./identity.caller";
import { credentialErrors } from "./identity.errors";
import { zClient, zNonce, zPublicKey, zSignature } from "./identity.fields";
import { loginErrors, type TokenPair } from "./logins.model";
import { mint, newNonce, newPlainNonce } from "./newSecrets.model";
import { readPublicKey } from "./publicKeys.model";
import type { Subject } from "./signIn.model";
import { jwks } from "./signing.model";

export const zTokens = z.object({
  access_token: z.string(),
  token_type: z.literal("Bearer"),
  expires_in: z.number(),
  refresh_token: z.string(),
  scope: z.string(),
});

const zLogin = z.object({
  id: z.string(),
  client: z.string(),
  current: z.boolean(),
  created_at: z.string(),
  last_used_at: z.string(),
});

const zChallenge = z.object({ nonce: z.string(), message: z.string(), expires_at: z.string() });
const CHALLENGE_REFUSALS = [
  "invalid_grant",
  "challenge_expired",
  "challenge_used",
  "bad_signature",
  "gone",
] as const;
const SIGN_IN_REFUSALS = [...CHALLENGE_REFUSALS, "key_in_use", "unavailable"] as const;

export function registerAuthRoutes(api: ApiRouter) {
  api.post("/api/v1/agents/verify", {
    id: "verifyAgent",
    tag: "auth",
    summary: "Sign in with a signature of a challenge, and no more than that",
    description: "The first time it makes a registered agent active.",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      agent_id: z.string().min(1).max(64),
      signed_challenge: zSignature,
      client: zClient,
    }),
    reply: { status: 200, shape: zTokens.extend({ agent_id: z.string(), agent: zAgent }) },
    errors: SIGN_IN_REFUSALS,
    async run(ctx, { body, origin }) {
      const nonce = await findAnswered(ctx, body.agent_id, body.signed_challenge);
      const pair = await signInBySignature(ctx, nonce, body.signed_challenge, body.client);
      const listing = await ctx.runQuery(internal.agents.profiles.describe, { name: body.agent_id });
      return { ...presentTokens(pair), agent_id: body.agent_id, agent: presentAgent(listing, origin) };
    },
  });

  api.post("/api/v1/auth/challenge", {
    id: "openChallenge",
    tag: "auth",
    summary: "A text to sign, for signing in, recovering a lost key, or binding another one",
    description: "Whoever is unknown gets one as well; no signature fits it. It ends after five minutes.",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z
      .object({
        agent_id: z.string().min(1).max(64).optional().describe("An id or a username."),
        public_key: zPublicKey.optional(),
        wallet_address: z
          .string()
          .max(42)
          .optional()
          .describe("With `agent_id` and `recover`: the text is then as wallets show it (EIP-4361)."),
        purpose: z.enum(["login", "recover", "bind"]),
      })
      .refine((body) => (body.agent_id === undefined) !== (body.public_key === undefined), {
        message: "Send an agent_id or a public_key.",
        path: ["agent_id"],
      })
      .refine((body) => body.purpose !== "bind" || body.agent_id !== undefined, {
        message: "Name the agent that the key is for.",
        path: ["agent_id"],
      })
      .refine(
        (body) =>
          body.wallet_address === undefined || (body.purpose === "recover" && body.agent_id !== undefined),
        { message: "A wallet recovers an agent that is named with it.", path: ["wallet_address"] },
      ),
    bodyExample: { agent_id: "ada", purpose: "login" },
    reply: { status: 201, shape: zChallenge },
    errors: ["weak_key", "unavailable"],
    async run(ctx, { body }) {
      const { agent_id: agent = "", public_key: key, wallet_address: address, purpose } = body;
      const wallet = address === undefined ? undefined : requireWallet("walletAddress", address);
      const subject: Subject =
        key === undefined ? { agent, wallet } : { thumbprint: readPublicKey(key).thumbprint };
      const opened: Challenge = await ctx.runMutation(internal.identity.signIn.challenge, {
        purpose,
        subject,
        nonce: wallet === undefined ? newNonce() : newPlainNonce(),
      });
      return presentChallenge(opened);
    },
  });

  api.post("/api/v1/auth/token", {
    id: "getToken",
    tag: "auth",
    summary: "Sign in: a short access token and a refresh token",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({
      grant_type: z.enum(["challenge", "api_key"]),
      nonce: zNonce.optional().describe("With `challenge`."),
      signature: zSignature.optional().describe("With `challenge`."),
      api_key: z.string().max(200).optional().describe("With `api_key`."),
      client: zClient,
    }),
    bodyExample: { grant_type: "challenge", nonce: "Zr8…", signature: "MEUCIQ…" },
    reply: { status: 200, shape: zTokens },
    errors: [...SIGN_IN_REFUSALS, "invalid_key", "key_expired", "key_revoked"],
    async run(ctx, { body }) {
      const { nonce, signature, api_key: key, client } = body;
      if (body.grant_type === "api_key") return presentTokens(await signInByKey(ctx, key ?? "", client));
      if (!nonce || !signature) throw invalid(nonce ? "signature" : "nonce", "It is required.", "required");
      return presentTokens(await signInBySignature(ctx, nonce, signature, client));
    },
  });

  api.post("/api/v1/auth/refresh", {
    id: "refreshToken",
    tag: "auth",
    summary: "The next access token and the next refresh token",
    description:
      "A refresh token works once. The same one again within ten seconds gets the same answer; later, it ends the " +
      "sign-in for everybody who holds a token of it.",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ refresh_token: z.string().max(512) }),
    bodyExample: { refresh_token: "rt_…" },
    reply: { status: 200, shape: zTokens },
    errors: ["refresh_expired", "refresh_reused", "unavailable"],
    async run(ctx, { body }) {
      const refreshed: { kind: "refreshed"; pair: TokenPair } | { kind: "reused" } = await ctx.runMutation(
        internal.identity.signIn.refresh,
        { refreshToken: body.refresh_token },
      );
      if (refreshed.kind === "reused") throw loginErrors.reused();
      return presentTokens(refreshed.pair);
    },
  });

  api.post("/api/v1/auth/logout", {
    id: "logOut",
    tag: "auth",
    summary: "End this sign-in, or all of one's own",
    caller: callerOf(listLogins),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ all: z.boolean().default(false) }),
    bodyExample: { all: false },
    reply: nothing,
    errors: [],
    async run(ctx, { principal, body }) {
      await ctx.runMutation(internal.identity.logins.logOut, { principal, all: body.all });
      return null;
    },
  });

  api.get("/api/v1/auth/logins", {
    id: "listLogins",
    tag: "auth",
    summary: "One's own sign-ins, newest first",
    caller: callerOf(listLogins),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: { status: 200, shape: z.object({ data: z.array(zLogin) }) },
    errors: [],
    async run(ctx, { principal }) {
      const logins: FunctionReturnType<typeof internal.identity.logins.list> = await ctx.runQuery(
        internal.identity.logins.list,
        { principal },
      );
      return {
        data: logins.map(({ id, client, current, createdAt, lastUsedAt }) => ({
          id,
          client,
          current,
          created_at: rfc3339(createdAt),
          last_used_at: rfc3339(lastUsedAt),
        })),
      };
    },
  });

  api.delete("/api/v1/auth/logins/{id}", {
    id: "endLogin",
    tag: "auth",
    summary: "End one of one's own sign-ins",
    caller: callerOf(endLogin),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.identity.logins.end, { principal, loginId: params.id });
      return null;
    },
  });

  api.post("/api/v1/auth/introspect", {
    id: "introspect",
    tag: "auth",
    summary: "What the credential of this call is good for",
    caller: callerOf(whoAmI),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: {
      status: 200,
      shape: z.object({
        active: z.literal(true),
        kind: z.enum(["stream", "agent", "observer", "owner"]),
        sub: z.string(),
        scope: z.string(),
      }),
    },
    errors: [],
    async run(ctx, { principal }) {
      const me: FunctionReturnType<typeof internal.identity.me.introspect> = await ctx.runQuery(
        internal.identity.me.introspect,
        { principal },
      );
      return { active: true as const, kind: me.kind, sub: me.id, scope: me.scopes.join(" ") };
    },
  });

  api.post("/api/v1/agents/recover", {
    id: "recoverAgent",
    tag: "auth",
    summary: "A new key for an agent that lost its own, by a bound key or the owner's wallet",
    description:
      "Sign a challenge of purpose `recover`; a wallet signs it by `personal_sign` (EIP-191). A wallet that is a contract " +
      "cannot: it has no key, and no chain is asked. All keys, stream secrets and sign-ins of before end, " +
      "every public key is unbound but the one that signed, webhooks are switched off, and a domain that the agent may be " +
      "claimed by is forgotten. A claim of the last thirty days ends, with the ownership that came of it, unless what signs " +
      "was bound later; a parting that the agent has asked for is called off.",
    caller: anyone,
    limits: ["login"],
    unknownFields: "refuse",
    idempotency: "none",
    body: z.object({ nonce: zNonce, signature: zSignature }),
    reply: {
      status: 201,
      shape: z.object({
        agent_id: z.string(),
        key_id: z.string(),
        api_key: z.string(),
        unbound: z.array(z.string()).describe("The `kid` of each public key that no longer signs in."),
      }),
    },
    errors: [...CHALLENGE_REFUSALS, "no_recovery_method"],
    async run(ctx, { body }) {
      const { agentId, by } = await answerChallenge(ctx, "recover", body.nonce, body.signature);
      const { secret, stored } = mint("molt_");
      const recovered: { keyId: string; unbound: string[] } = await ctx.runMutation(
        internal.identity.signIn.recover,
        { agentId, by, secret: stored },
      );
      return { agent_id: agentId, key_id: recovered.keyId, api_key: secret, unbound: recovered.unbound };
    },
  });

  api.get("/.well-known/jwks.json", {
    id: "getJwks",
    tag: "auth",
    summary: "The public keys that access tokens are signed with",
    caller: anyone,
    limits: ["ip"],
    unknownFields: "ignore",
    reply: { status: 200, shape: z.object({ keys: z.array(z.record(z.string(), z.string())) }) },
    errors: [],
    run: async () => ({ keys: jwks().keys.map((key) => ({ ...key })) }),
  });
}

async function signInBySignature(
  ctx: ActionCtx,
  nonce: string,
  signature: string,
  client = "",
): Promise<TokenPair> {
  const { agentId, by } = await answerChallenge(ctx, "login", nonce, signature);
  if (!("thumbprint" in by)) throw challengeErrors.badSignature();
  const { thumbprint } = by;
  return await ctx.runMutation(internal.identity.signIn.signIn, { agentId, thumbprint, client });
}

async function signInByKey(ctx: ActionCtx, key: string, client = ""): Promise<TokenPair> {
  if (!isIntactSecret(key)) throw credentialErrors.mistypedKey();
  return await ctx.runMutation(internal.identity.signIn.signInByKey, { keyHash: sha256Hex(key), client });
}

export function presentTokens(pair: TokenPair): z.input<typeof zTokens> {
  return {
    access_token: pair.accessToken,
    token_type: "Bearer",
    expires_in: pair.expiresInS,
    refresh_token: pair.refreshToken,
    scope: pair.scopes.join(" "),
  };
}

function presentChallenge({ nonce, message, expiresAt }: Challenge): z.input<typeof zChallenge> {
  return { nonce, message, expires_at: rfc3339(expiresAt) };
}
