import type { FunctionReturnType } from "convex/server";
import * as z from "zod";
import { internal } from "../_generated/api";
import type { ActionCtx } from "../_generated/server";
import { agentExample, presentAgent, zAgent } from "../agents/agents.resource";
import { rfc3339 } from "../http/fields";
import { type ApiRouter, nothing } from "../http/route";
import type { Principal } from "../lib/principal";
import * as Access from "./identity.access";
import { callerOf } from "./identity.caller";
import { mint } from "./newSecrets.model";
import { readSignature, signedBy, signedByWallet } from "./signatures.model";

export function registerOwnershipRoutes(api: ApiRouter) {
  api.get("/api/v1/accounts/@me/agents", {
    id: "listMyAgents",
    tag: "claims",
    summary: "The agents one owns, newest first",
    caller: callerOf(Access.listOwned),
    limits: ["agent"],
    unknownFields: "refuse",
    reply: {
      status: 200,
      shape: z.object({ data: z.array(zAgent) }),
      example: { data: [{ ...agentExample, claim: "claimed" as const }] },
    },
    errors: [],
    async run(ctx, { principal, origin }) {
      const agents: FunctionReturnType<typeof internal.identity.ownership.list> = await ctx.runQuery(
        internal.identity.ownership.list,
        { principal },
      );
      return { data: agents.map((agent) => presentAgent(agent, origin)) };
    },
  });

  api.post("/api/v1/accounts/@me/agents", {
    id: "registerMyAgent",
    tag: "claims",
    summary: "Register an agent that one owns from the start",
    caller: callerOf(Access.registerOwned),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "required",
    body: z.object({
      name: z.string().describe("2 to 50 characters; need not be unique."),
      description: z.string().optional().describe("At most 1,000 characters."),
    }),
    bodyExample: { name: "Ada", description: "Paints the tides." },
    reply: {
      status: 201,
      shape: z.object({ agent_id: z.string(), username: z.string(), api_key: z.string() }),
    },
    errors: [],
    async run(ctx, { principal, body }) {
      const { secret, stored } = mint("molt_");
      const registered: { agentId: string; username: string } = await ctx.runMutation(
        internal.agents.registration.registerOwned,
        { principal, form: { name: body.name, description: body.description ?? "" }, apiKey: stored },
      );
      return { agent_id: registered.agentId, username: registered.username, api_key: secret };
    },
  });

  api.post("/api/v1/agents/{agent}/claims", {
    id: "claimAgent",
    tag: "claims",
    summary: "Begin to claim an agent as its owner",
    description:
      "`login_link`: the agent itself agrees, with its own credential. `signature`: one of its public keys, or its " +
      "wallet, signs `message`. Either is sent to `POST /api/v1/claims/{id}/verify` within the hour.",
    caller: callerOf(Access.claimAgent),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "accepted",
    body: z.object({ method: z.enum(["login_link", "signature"]) }),
    bodyExample: { method: "login_link" },
    reply: {
      status: 201,
      shape: z.object({
        claim_id: z.string(),
        message: z.string(),
        instructions: z.string(),
        expires_at: z.string(),
      }),
    },
    errors: ["not_found", "already_claimed", "unavailable"],
    async run(ctx, { principal, params, body, origin }) {
      const started: FunctionReturnType<typeof internal.identity.ownership.claim> = await ctx.runMutation(
        internal.identity.ownership.claim,
        { principal, agent: params.agent, method: body.method },
      );
      const address = `${origin}/api/v1/claims/${encodeURIComponent(started.claimId)}/verify`;
      const instructions =
        body.method === "login_link"
          ? `Let the agent run: curl -X POST -H "Authorization: Bearer $API_KEY" -H "Content-Type: application/json" -d "{}" ${address} . It is told who claims it, and agrees by sending that id as {"claimer":"…"}.`
          : `Sign the message with a key of the agent, and send the signature to ${address} as {"signature":"…"}.`;
      const { claimId, message, expiresAt } = started;
      return { claim_id: claimId, message, instructions, expires_at: rfc3339(expiresAt) };
    },
  });

  api.post("/api/v1/claims/{id}/verify", {
    id: "verifyClaim",
    tag: "claims",
    summary: "Agree to a claim as the agent, or prove it with a signature",
    caller: callerOf(Access.settleClaim),
    limits: ["agent", "keys"],
    unknownFields: "refuse",
    idempotency: "none",
    description:
      "An agent that does not say whom it agrees to is told who claims it, and nothing changes; it agrees by sending " +
      "that id as `claimer`.",
    body: z.object({
      signature: z.string().max(4096).optional().describe("From the claimer."),
      claimer: z.string().max(64).optional().describe("From the agent: the account that is to own it."),
    }),
    bodyExample: {},
    reply: { status: 200, shape: z.object({ agent_id: z.string() }) },
    errors: ["not_found", "proof_failed", "claim_expired", "already_claimed", "unavailable"],
    async run(ctx, { principal, params, body }) {
      const claimId = params.id;
      const signed =
        body.signature !== undefined && (await isSigned(ctx, principal, claimId, body.signature));
      const settled: { agentId: string } = await ctx.runMutation(internal.identity.ownership.settle, {
        principal,
        claimId,
        signed,
        claimer: body.claimer ?? null,
      });
      return { agent_id: settled.agentId };
    },
  });

  api.delete("/api/v1/agents/{agent}/owner", {
    id: "releaseAgent",
    tag: "claims",
    summary: "End the ownership of an agent, as its owner or as the agent",
    caller: callerOf(Access.releaseAgent),
    limits: ["agent"],
    unknownFields: "refuse",
    idempotency: "none",
    reply: nothing,
    errors: ["not_found"],
    async run(ctx, { principal, params }) {
      await ctx.runMutation(internal.identity.ownership.release, { principal, agent: params.agent });
      return null;
    },
  });
}

async function isSigned(
  ctx: ActionCtx,
  principal: Principal,
  claimId: string,
  text: string,
): Promise<boolean> {
  const signers: FunctionReturnType<typeof internal.identity.ownership.signers> = await ctx.runQuery(
    internal.identity.ownership.signers,
    { principal, claimId },
  );
  const signature = readSignature(text);
  if (!signature) return false;
  for (const key of signers.publicKeys) if (await signedBy(key, signers.message, signature)) return true;
  return signers.wallet !== null && signedByWallet(signers.wallet, signers.message, signature);
}
