import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { defineErrors, invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { type AuditParty, partyOf, recordAudit } from "./audit.model";
import { listBindings } from "./bindings.model";
import { AGENT_SCOPES, requireNoGain } from "./keys.model";
import type { PublicKey } from "./publicKeys.model";
import type { vClaimMethod } from "./schema";
import { issuer } from "./signing.model";

export type ClaimMethod = Infer<typeof vClaimMethod>;

/** Long enough to log in to the machine the agent runs on. */
export const CLAIM_LIFE_MS = 60 * 60_000;
const MAX_AGENTS = 200;
const SWEEP_BATCH = 500;

export const claimErrors = defineErrors({
  notFound: { code: "not_found", message: "There is no such claim." },
  claimed: {
    code: "already_claimed",
    message: "This agent has an owner, who would have to let it go first.",
  },
  expired: { code: "claim_expired", message: "The claim is older than an hour. Start another one." },
  notProved: {
    code: "proof_failed",
    message: "The signature is not one of the claim's message by a public key or the wallet of the agent.",
  },
  noOwner: { code: "not_found", message: "This agent has no owner." },
});

/** Begins a claim. It does nothing to the agent until the agent, or one of its keys, agrees. */
export async function startClaim(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  accountId: Id<"accounts">,
  method: ClaimMethod,
): Promise<Doc<"claims">> {
  if (agent.ownerAccountId) throw claimErrors.claimed();
  const expiresAt = Date.now() + CLAIM_LIFE_MS;
  const claimId = await ctx.db.insert("claims", { agentId: agent._id, accountId, method, expiresAt });
  return (await ctx.db.get(claimId))!;
}

/** What a key of the agent signs to agree: who is to own it, here, until when. */
export function messageOf({ _id, _creationTime, agentId, accountId, expiresAt }: Doc<"claims">): string {
  return [
    "molt:claim:v1",
    new URL(issuer()).host,
    `${agentId} belongs to ${accountId}`,
    _id,
    new Date(_creationTime).toISOString(),
    new Date(expiresAt).toISOString(),
  ].join("\n");
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

/**
 * Makes the claimer the owner. The caller is the agent itself, or the claimer with a signature that was found right
 * outside of this transaction. An agent names whom it agrees to, and is told who that is when it has not. Of two claims at once one comes first, and the other is told so.
 */
export async function settleClaim(
  ctx: MutationCtx,
  principal: Principal,
  claim: Doc<"claims">,
  { signed, claimer }: { signed: boolean; claimer: string | null },
): Promise<void> {
  if (claim.expiresAt <= Date.now()) throw claimErrors.expired();
  if (principal.kind === "human" && !signed) throw claimErrors.notProved();
  requireNoGain(principal, AGENT_SCOPES); // An owner can make any key.
  if (principal.kind === "agent") await requireNamed(ctx, claim, claimer);
  const agent = await ctx.db.get(claim.agentId);
  if (!agent || agent.standing) throw claimErrors.notFound();
  if (agent.ownerAccountId) throw claimErrors.claimed();
  await ctx.db.patch(agent._id, { ownerAccountId: claim.accountId });
  await ctx.db.delete(claim._id);
  await auditOwner(ctx, agent, "agent.claimed", partyOf(principal), claim.accountId);
}

/** Agreeing blindly would give an agent to whoever got it to run a command. */
async function requireNamed(ctx: QueryCtx, claim: Doc<"claims">, claimer: string | null): Promise<void> {
  if (claimer === claim.accountId) return;
  const account = await ctx.db.get(claim.accountId);
  if (!account) throw claimErrors.notFound();
  const who = `“${account.displayName}” (${account._id}) wants to own this agent.`;
  throw invalid("claimer", `${who} To agree, send that id as \`claimer\`.`, "required");
}

/** Ends an ownership. The agent goes on with the keys it has. */
export async function release(ctx: MutationCtx, principal: Principal, agent: Doc<"agents">): Promise<void> {
  const { ownerAccountId } = agent;
  if (!ownerAccountId) throw claimErrors.noOwner();
  await ctx.db.patch(agent._id, { ownerAccountId: undefined });
  await auditOwner(ctx, agent, "agent.released", partyOf(principal), ownerAccountId);
}

async function auditOwner(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  kind: "agent.claimed" | "agent.released",
  actor: AuditParty,
  owner: Id<"accounts">,
): Promise<void> {
  const subject = { kind: "agent" as const, id: agent._id };
  await recordAudit(ctx, { tenantId: agent.tenantId, kind, actor, subject, facts: { owner } });
}

/** The agents of an owner, newest first; at most 200. */
export async function listOwned(ctx: QueryCtx, accountId: Id<"accounts">): Promise<Doc<"agents">[]> {
  const agents = await ctx.db
    .query("agents")
    .withIndex("by_owner", (q) => q.eq("ownerAccountId", accountId))
    .order("desc")
    .take(MAX_AGENTS);
  return agents.filter(({ standing }) => standing?.kind !== "deleted");
}

/** Removes a batch of claims that nobody settled; answers whether there may be more. */
export async function sweepClaims(ctx: MutationCtx): Promise<boolean> {
  const old = await ctx.db
    .query("claims")
    .withIndex("by_expiresAt", (q) => q.lt("expiresAt", Date.now() - CLAIM_LIFE_MS))
    .take(SWEEP_BATCH);
  for (const { _id } of old) await ctx.db.delete(_id);
  return old.length === SWEEP_BATCH;
}
