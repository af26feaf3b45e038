import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import { challengeErrors } from "./challenges.model";
import * as Access from "./identity.access";
import { callerOf } from "./identity.caller";
import { zAgentId, zNonce, zPublicKey, zSignature } from "./identity.fields";
import { LONGEST_OVERLAP_S } from "./keys.model";
import { mint } from "./newSecrets.model";
import { readPublicKey } from "./publicKeys.model";
import { readSignature, signedBy } from "./signatures.model";

const zKey = z.object({
  key_id: z.string(),
  name: z.string(),
  start: z.string(),
  scopes: z.array(z.string()),
  created_at: z.string(),
  expires_at: z.string(),
  last_used_at: z.string().nullable().describe("To the minute."),
});

const zNewKey = z.object({ key_id: z.string(), api_key: z.string().describe("Shown this one time.") });

export function registerKeyRoutes(api: ApiRouter) {
  api.get("/api/v1/keys", {
    id: "listKeys",
    tag: "keys",
    summary: "The keys of an agent that work, oldest first",
    caller: callerOf(Access.listKeys),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    reply: { status: 200, shape: z.object({ data: z.array(zKey) }) },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const keys: KeyView[] = await ctx.runQuery(internal.identity.keys.list, {
        principal,
        agentId: query.agent_id ?? null,
      });
      return { data: keys.map(presentKey) };
    },
  });

  api.post("/api/v1/keys", {
    id: "createKey",
    tag: "keys",
    summary: "Make another key, no stronger than the caller",
    caller: callerOf(Access.createKey),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({
      name: z.string().describe("1 to 60 characters, to tell it from the others."),
      scopes: z.array(z.string()).optional().describe("All of the caller's when left out."),
      expires_at: z.iso.datetime().optional().describe("In 90 days when left out; in a year at most."),
      agent_id: zAgentId,
    }),
    bodyExample: { name: "the chat bot", scopes: ["read", "chat:write"] },
    reply: { status: 201, shape: zNewKey },
    errors: ["not_found", "key_limit"],
    async run(ctx, { principal, body }) {
      const { secret, stored } = mint("molt_");
      const keyId: string = await ctx.runMutation(internal.identity.keys.create, {
        principal,
        agentId: body.agent_id ?? null,
        secret: stored,
        form: {
          name: body.name,
          scopes: body.scopes ?? null,
          expiresAt: body.expires_at === undefined ? null : Date.parse(body.expires_at),
        },
      });
      return { key_id: keyId, api_key: secret };
    },
  });

  api.post("/api/v1/keys/{id}/rotate", {
    id: "rotateKey",
    tag: "keys",
    summary: "Replace a key; the old one works for a while longer",
    caller: callerOf(Access.changeKey),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({
      overlap_s: z.number().int().default(0).describe(`Seconds, 0 to ${LONGEST_OVERLAP_S}.`),
    }),
    bodyExample: { overlap_s: 3600 },
    reply: {
      status: 201,
      shape: zNewKey.extend({ expires_at: z.string(), old_expires_at: z.string() }),
    },
    errors: ["not_found", "key_limit"],
    async run(ctx, { principal, params, body }) {
      const { secret, stored } = mint("molt_");
      const rotated: { keyId: string; expiresAt: number; oldExpiresAt: number } = await ctx.runMutation(
        internal.identity.keys.rotate,
        { principal, keyId: params.id, secret: stored, overlapS: body.overlap_s },
      );
      return {
        key_id: rotated.keyId,
        api_key: secret,
        expires_at: rfc3339(rotated.expiresAt),
        old_expires_at: rfc3339(rotated.oldExpiresAt),
      };
    },
  });

  api.delete("/api/v1/keys/{id}", {
    id: "revokeKey",
    tag: "keys",
    summary: "End a key at once",
    caller: callerOf(Access.changeKey),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    query: z.object({
      force: z.enum(["true", "false"]).optional().describe("Also when it is the last way in."),
    }),
    reply: nothing,
    errors: ["not_found", "last_key"],
    async run(ctx, { principal, params, query }) {
      const force = query.force === "true";
      await ctx.runMutation(internal.identity.keys.revoke, { principal, keyId: params.id, force });
      return null;
    },
  });

  api.get("/api/v1/agents/@me/public-keys", {
    id: "listPublicKeys",
    tag: "keys",
    summary: "The public keys that an agent signs in with",
    caller: callerOf(Access.listPublicKeys),
    limits: ["agent"],
    unknownFields: "refuse",
    query: z.object({ agent_id: zAgentId }),
    reply: {
      status: 200,
      shape: z.object({
        data: z.array(z.object({ kid: z.string(), algorithm: z.string(), bound_at: z.string() })),
      }),
    },
    errors: ["not_found"],
    async run(ctx, { principal, query }) {
      const bound: FunctionReturnType<typeof internal.identity.publicKeys.list> = await ctx.runQuery(
        internal.identity.publicKeys.list,
        { principal, agentId: query.agent_id ?? null },
      );
      return {
        data: bound.map(({ thumbprint, algorithm, boundAt }) => ({
          kid: thumbprint,
          algorithm,
          bound_at: rfc3339(boundAt),
        })),
      };
    },
  });

  api.post("/api/v1/agents/@me/public-keys", {
    id: "bindPublicKey",
    tag: "keys",
    summary: "Let an agent sign in with another key",
    description:
      "The key shows that it is the agent's own: it signs a challenge of purpose `bind`, which " +
      "`POST /api/v1/auth/challenge` gives for the `agent_id`.",
    caller: callerOf(Access.bindPublicKey),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({
      public_key: zPublicKey,
      nonce: zNonce,
      signature: zSignature,
      agent_id: zAgentId,
    }),
    bodyExample: {
      public_key: { kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
      nonce: "Zr8…",
      signature: "MEUCIQ…",
    },
    reply: { status: 201, shape: z.object({ kid: z.string(), algorithm: z.string() }) },
    errors: [
      "not_found",
      "weak_key",
      "key_in_use",
      "invalid_grant",
      "challenge_expired",
      "challenge_used",
      "bad_signature",
    ],
    async run(ctx, { principal, body }) {
      const publicKey = readPublicKey(body.public_key);
      const agentId = body.agent_id ?? null;
      const { nonce } = body;
      const message: string = await ctx.runMutation(internal.identity.publicKeys.spendBinding, {
        principal,
        agentId,
        nonce,
      });
      const signature = readSignature(body.signature);
      if (!signature || !(await signedBy(publicKey, message, signature)))
        throw challengeErrors.badSignature();
      await ctx.runMutation(internal.identity.publicKeys.bind, { principal, agentId, publicKey });
      return { kid: publicKey.thumbprint, algorithm: publicKey.algorithm };
    },
  });

  api.delete("/api/v1/agents/@me/public-keys/{kid}", {
    id: "unbindPublicKey",
    tag: "keys",
    summary: "Take a public key away again",
    caller: callerOf(Access.unbindPublicKey),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found", "last_key"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.identity.publicKeys.unbind, { principal, thumbprint: params.kid });
      return null;
    },
  });
}

type KeyView = FunctionReturnType<typeof internal.identity.keys.list>[number];

function presentKey(key: KeyView): z.input<typeof zKey> {
  return {
    key_id: key.keyId,
    name: key.name,
    start: key.start,
    scopes: key.scopes,
    created_at: rfc3339(key.createdAt),
    expires_at: rfc3339(key.expiresAt),
    last_used_at: key.lastUsedAt === null ? null : rfc3339(key.lastUsedAt),
  };
}
