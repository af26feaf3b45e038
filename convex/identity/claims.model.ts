import { ConvexError, type Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { defineErrors, type ErrorData, invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { disableOwners } from "../webhooks/disabling.model";
import { partyOf, recordAudit } from "./audit.model";
import { listBindings } from "./bindings.model";
import { claimDomainOf, type DomainMethod, domainErrors, placeOf, proofsOf } from "./claimDomains.model";
import { AGENT_SCOPES, requireNoGain } from "./keys.model";
import type { PublicKey } from "./publicKeys.model";
import type { vClaimMethod } from "./schema";
import { issuer } from "./signing.model";

export type ClaimMethod = Infer<typeof vClaimMethod>;

/** Long enough to log in to the machine the agent runs on; or for a change of DNS to reach everybody. */
const CLAIM_LIFE_MS: Record<ClaimMethod, number> = {
  login_link: 60 * 60_000,
  signature: 60 * 60_000,
  dns: 24 * 60 * 60_000,
  http_file: 24 * 60 * 60_000,
};
/** How long a claim can be told to have expired; then it is unknown. */
const REMEMBERED_MS = 60 * 60_000;
const SWEEP_BATCH = 500;

export const claimErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such claim." },
  claimed: {
    code: "already_claimed",
    message: "This agent has an owner, who would have to let it go first.",
  },
  expired: { code: "claim_expired", message: "This claim was not settled in time. Start another one." },
  notProved: {
    code: "proof_failed",
    message: "The signature is not one of the claim's message by a public key or the wallet of the agent.",
  },
});

/** Says where a proof was looked for, which no fixed sentence can. */
export const proofNotFound = (message: string) =>
  new ConvexError<ErrorData>({ code: "proof_failed", message });

/**
 * Begins a claim. It does nothing to the agent until the agent, one of its keys, or the domain it has named agrees. Of a
 * claim by domain the agent is told, so that it can take its word back.
 */
export async function startClaim(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  account: Doc<"accounts">,
  method: ClaimMethod,
): Promise<Doc<"claims">> {
  if (agent.ownerAccountId) throw claimErrors.claimed();
  const byDomain = isByDomain(method);
  const domain = byDomain ? claimDomainOf(agent) : null;
  if (byDomain && domain === null) throw domainErrors.none();
  const claimId = await ctx.db.insert("claims", {
    agentId: agent._id,
    accountId: account._id,
    method,
    claimer: wordsFor(account),
    ...(domain !== null && { domain }),
    expiresAt: Date.now() + CLAIM_LIFE_MS[method],
  });
  if (byDomain) await tellAgent(ctx, agent, "agent.claim_started", account._id);
  return (await ctx.db.get(claimId))!;
}

export const isByDomain = (method: ClaimMethod): method is DomainMethod =>
  method === "dns" || method === "http_file";

/** A name is what anybody likes; where their mail is, they have shown. Quoted, so that a name cannot say the rest. */
function wordsFor({ displayName, email }: Doc<"accounts">): string {
  const name = JSON.stringify(displayName);
  return email === null ? name : `${name}, with mail at ${email.slice(email.lastIndexOf("@") + 1)}`;
}

/** What a key of the agent signs to agree: who is to own it, here, until when. */
export function messageOf(claim: Doc<"claims">): string {
  const { _id, _creationTime, agentId, accountId, claimer, expiresAt } = claim;
  return [
    "molt:claim:v1",
    new URL(issuer()).host,
    `${agentId} belongs to ${accountId}`,
    ...(claimer === undefined ? [] : [`who is ${claimer}`]),
    _id,
    new Date(_creationTime).toISOString(),
    new Date(expiresAt).toISOString(),
  ].join("\n");
}

/** Where a claim's domain has to publish what; null when the claim is by none. */
export function publishedOf(claim: Doc<"claims">): { place: string; proofs: string[] } | null {
  const { method, domain } = claim;
  if (!isByDomain(method) || domain === undefined) return null;
  return { place: placeOf(method, domain), proofs: proofsOf(claim) };
}

/** Refuses a claim that is over, or whose agent does not name its domain any more. */
export async function requireProvable(ctx: QueryCtx, claim: Doc<"claims">): Promise<void> {
  requireOpen(claim);
  const agent = await ctx.db.get(claim.agentId);
  if (!agent) throw claimErrors.notFound();
  if (isByDomain(claim.method)) requireWord(agent, claim);
}

/** An agent may have taken its word back, or given it to another domain. */
function requireWord(agent: Doc<"agents">, { domain }: Doc<"claims">): void {
  if (claimDomainOf(agent) !== domain) throw domainErrors.none();
}

/** What a signature of a claim may be checked against. */
export async function signersOf(
  ctx: QueryCtx,
  claim: Doc<"claims">,
): Promise<{ message: string; publicKeys: PublicKey[]; wallet: string | null }> {
  const agent = await ctx.db.get(claim.agentId);
  const bindings = await listBindings(ctx, claim.agentId);
  const publicKeys = bindings.map(({ algorithm, jwk, thumbprint }) => ({ algorithm, jwk, thumbprint }));
  return { message: messageOf(claim), publicKeys, wallet: agent?.ownerWallet ?? null };
}

/** How a claim was proved outside of the transaction that settles it: not at all, or by what was found there. */
export type Proof = "none" | "signature" | "domain";

/**
 * Makes the claimer the owner. The caller is the agent itself, or the claimer with a proof that was found right outside
 * of this transaction. An agent names whom it agrees to, and is told who that is when it has not. Of two claims at once
 * one comes first, and the other is told so.
 */
export async function settleClaim(
  ctx: MutationCtx,
  principal: Principal,
  claim: Doc<"claims">,
  { proof, claimer }: { proof: Proof; claimer: string | null },
): Promise<void> {
  requireOpen(claim);
  if (principal.kind === "human" && proof === "none") throw claimErrors.notProved();
  requireNoGain(principal, AGENT_SCOPES); // An owner can make any key.
  if (principal.kind === "agent") requireNamed(claim, claimer);
  const agent = await ctx.db.get(claim.agentId);
  if (!agent || agent.standing) throw claimErrors.notFound();
  if (agent.ownerAccountId) throw claimErrors.claimed();
  if ((await ctx.db.get(claim.accountId))?.deletedAt !== null) throw claimErrors.notFound();
  if (proof === "domain") requireWord(agent, claim); // Perhaps no longer, since we looked.
  const owner = claim.accountId;
  const owned = { ownerAccountId: owner, claimedAt: Date.now() };
  await ctx.db.patch(agent._id, { ...owned, release: undefined, claimDomain: undefined });
  await disableOwners(ctx, agent); // What an owner of before may have left.
  await ctx.db.delete(claim._id);
  const subject = { kind: "agent" as const, id: agent._id };
  await recordAudit(ctx, {
    tenantId: agent.tenantId,
    kind: "agent.claimed",
    actor: partyOf(principal),
    subject,
    facts: { owner, method: claim.method },
  });
  await tellAgent(ctx, agent, "agent.claimed", owner);
}

function requireOpen({ expiresAt }: Doc<"claims">): void {
  if (expiresAt <= Date.now()) throw claimErrors.expired();
}

/** Agreeing blindly would give an agent to whoever got it to run a command. */
function requireNamed({ accountId, claimer: words }: Doc<"claims">, claimer: string | null): void {
  if (claimer === accountId) return;
  const who = `${words ?? "Somebody"} (${accountId}) wants to own this agent.`;
  throw invalid("claimer", `${who} To agree, send that id as \`claimer\`.`, "required");
}

async function tellAgent(
  ctx: MutationCtx,
  { _id: id, tenantId }: Doc<"agents">,
  kind: "agent.claim_started" | "agent.claimed",
  claimer: Id<"accounts">,
): Promise<void> {
  const subject = { kind: "agent" as const, id };
  await recordEvent(ctx, {
    kind,
    tenantId,
    actor: { kind: "account", id: claimer },
    subject,
    audience: [id],
  });
}

/** Removes what an account wanted to own, or who wanted to own an agent; there are few, as claims end within a day. */
export async function eraseClaims(
  ctx: MutationCtx,
  of: { accountId: Id<"accounts"> } | { agentId: Id<"agents"> },
): Promise<void> {
  const claims = ctx.db.query("claims");
  const found =
    "accountId" in of
      ? claims.withIndex("by_account", (q) => q.eq("accountId", of.accountId))
      : claims.withIndex("by_agent", (q) => q.eq("agentId", of.agentId));
  for (const { _id } of await found.take(SWEEP_BATCH)) await ctx.db.delete(_id);
}

/** Removes a batch of claims that nobody settled; answers whether there may be more. */
export async function sweepClaims(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("claims")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now() - REMEMBERED_MS))
    .take(SWEEP_BATCH);
  for (const { _id } of old) await ctx.db.delete(_id);
  return old.length === SWEEP_BATCH;
}
