import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import type { Bearer } from "../lib/principal";
import { type Proof, proofNotFound } from "./claims.model";
import { type Found, isProved, reportOf } from "./domainProof.model";
import { callerOf } from "./identity.caller";
import * as Access from "./ownership.access";
import { readSignature, signedBy, signedByWallet } from "./signatures.model";

const zClaimDomain = z.object({ domain: z.string(), expires_at: z.string() });
const domainExample = { domain: "agents.example.com", expires_at: "2026-12-21T12:00:00.000Z" };

export function registerClaimRoutes(api: ApiRouter) {
  api.post("/api/v1/agents/{agent}/claims", {
    id: "claimAgent",
    tag: "claims",
    summary: "Begin to claim an agent as its owner",
    description:
      "`login_link`: the agent itself agrees, with its own credential. `signature`: one of its public keys, or its " +
      "wallet, signs `message`. Either is sent to `POST /api/v1/claims/{id}/verify` within the hour. `dns` and " +
      "`http_file`: the agent has named a domain (`PUT /api/v1/agents/@me/claim-domain`), and that domain publishes " +
      "`token` at `place` within a day, as a TXT record or as a line of a file; then send `{}` there.",
    caller: callerOf(Access.claimAgent),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ method: z.enum(["login_link", "signature", "dns", "http_file"]) }),
    bodyExample: { method: "login_link" },
    reply: {
      status: 201,
      shape: z.object({
        claim_id: z.string(),
        message: z.string(),
        token: z.string().nullable().describe("What the domain publishes, for `dns` and `http_file`."),
        place: z.string().nullable().describe("Where."),
        instructions: z.string(),
        expires_at: z.string(),
      }),
    },
    errors: ["not_found", "already_claimed", "conflict"],
    async run(ctx, { principal, params, body, origin }) {
      const { method } = body;
      const started: Started = await ctx.runMutation(internal.identity.claims.start, {
        principal,
        agent: params.agent,
        method,
      });
      const { claimId, message, expiresAt, published } = started;
      return {
        claim_id: claimId,
        message,
        token: published?.proofs[0] ?? null,
        place: published?.place ?? null,
        instructions: instructionsFor(started, method, origin),
        expires_at: rfc3339(expiresAt),
      };
    },
  });

  api.post("/api/v1/claims/{id}/verify", {
    id: "verifyClaim",
    tag: "claims",
    summary: "Agree to a claim as the agent, or prove it as the claimer",
    caller: callerOf(Access.settleClaim),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "none",
    description:
      "An agent that does not say whom it agrees to is told who claims it, and nothing changes; it agrees by sending " +
      "that id as `claimer`. A claimer sends a signature, or, when the claim is by domain, nothing: then we look there.",
    body: z.object({
      signature: z.string().max(4096).optional().describe("From the claimer."),
      claimer: z.string().max(64).optional().describe("From the agent: the account that is to own it."),
    }),
    bodyExample: {},
    reply: { status: 200, shape: z.object({ agent_id: z.string() }) },
    errors: ["not_found", "proof_failed", "claim_expired", "already_claimed", "conflict", "unavailable"],
    async run(ctx, { principal, params, body }) {
      const claimId = params.id;
      const settled: { agentId: string } = await ctx.runMutation(internal.identity.claims.settle, {
        principal,
        claimId,
        proof: await prove(ctx, principal, claimId, body.signature),
        claimer: body.claimer ?? null,
      });
      return { agent_id: settled.agentId };
    },
  });

  api.get("/api/v1/agents/@me/claim-domain", {
    id: "getClaimDomain",
    tag: "claims",
    summary: "The domain that an agent may be claimed by",
    caller: callerOf(Access.readClaimDomain),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({ claim_domain: zClaimDomain.nullable() }),
      example: { claim_domain: domainExample },
    },
    errors: [],
    async run(ctx, { principal }) {
      const named: { name: string; until: number } | null = await ctx.runQuery(
        internal.identity.claims.domain,
        { principal },
      );
      return { claim_domain: named && presentDomain(named) };
    },
  });

  api.put("/api/v1/agents/@me/claim-domain", {
    id: "nameClaimDomain",
    tag: "claims",
    summary: "Let an agent be claimed by whoever shows that a domain is theirs",
    description:
      "It is the agent's consent to such a claim, by `dns` or `http_file`, for thirty days; one claim uses it up. The " +
      "agent is told of every claim that is begun so, and can take its word back.",
    caller: callerOf(Access.nameClaimDomain),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ domain: z.string().max(253) }),
    bodyExample: { domain: "agents.example.com" },
    reply: { status: 200, shape: zClaimDomain, example: domainExample },
    errors: [],
    async run(ctx, { principal, body }) {
      const named: { name: string; until: number } = await ctx.runMutation(
        internal.identity.claims.nameDomain,
        { principal, domain: body.domain },
      );
      return presentDomain(named);
    },
  });

  api.delete("/api/v1/agents/@me/claim-domain", {
    id: "withdrawClaimDomain",
    tag: "claims",
    summary: "Take the word back that lets an agent be claimed by a domain",
    caller: callerOf(Access.withdrawClaimDomain),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: [],
    async run(ctx, { principal }) {
      await ctx.runMutation(internal.identity.claims.withdrawDomain, { principal });
      return null;
    },
  });
}

const presentDomain = ({ name, until }: { name: string; until: number }): z.input<typeof zClaimDomain> => ({
  domain: name,
  expires_at: rfc3339(until),
});

type Started = FunctionReturnType<typeof internal.identity.claims.start>;

function instructionsFor({ claimId, published }: Started, method: string, origin: string): string {
  const address = `${origin}/api/v1/claims/${encodeURIComponent(claimId)}/verify`;
  if (published) {
    const how = published.place.startsWith("https://")
      ? `Publish the token as a line of ${published.place}`
      : `Publish the token as a TXT record of ${published.place}`;
    return `${how}, and then send {} to ${address}. It can go away again afterwards.`;
  }
  return method === "login_link"
    ? `Let the agent run: curl -X POST -H "Authorization: Bearer $API_KEY" -H "Content-Type: application/json" -d "{}" ${address} . It is told who claims it, and agrees by sending that id as {"claimer":"…"}.`
    : `Sign the message with a key of the agent, and send the signature to ${address} as {"signature":"…"}.`;
}

/** What the claimer can show for a claim: a signature that they send, or what its domain publishes. */
async function prove(
  ctx: ActionCtx,
  principal: Bearer,
  claimId: string,
  signature: string | undefined,
): Promise<Proof> {
  if (signature !== undefined)
    return (await isSigned(ctx, principal, claimId, signature)) ? "signature" : "none";
  const published: Started["published"] = await ctx.runQuery(internal.identity.claims.published, {
    principal,
    claimId,
  });
  if (published === null || principal.kind !== "human") return "none";
  const { place, proofs } = published;
  const found: Found = await ctx.runAction(internal.identity.domainProof.look, { place });
  if (!isProved(found, proofs)) throw proofNotFound(reportOf(place, found));
  return "domain";
}

async function isSigned(ctx: ActionCtx, principal: Bearer, claimId: string, text: string): Promise<boolean> {
  const signers: FunctionReturnType<typeof internal.identity.claims.signers> = await ctx.runQuery(
    internal.identity.claims.signers,
    { principal, claimId },
  );
  const signature = readSignature(text);
  if (!signature) return false;
  for (const key of signers.publicKeys) if (await signedBy(key, signers.message, signature)) return true;
  return signers.wallet !== null && signedByWallet(signers.wallet, signers.message, signature);
}
