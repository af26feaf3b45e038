import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findByUsername } from "../agents/agents.model";
import { disownDeletion, requireOwnDeletion, restoreSelf } from "../agents/deletion.model";
import { recordEvent } from "../events/events.model";
import { defineErrors } from "../lib/errors";
import { disableAll } from "../webhooks/disabling.model";
import { admit, findCredential } from "./admission.model";
import { type AuditParty, recordAudit } from "./audit.model";
import { bindProved, findBinding, listNamed, unbindOthers } from "./bindings.model";
import {
  type Challenge,
  challengeErrors,
  listNewest,
  openChallenge,
  type Purpose,
  spendChallenge,
} from "./challenges.model";
import { eraseClaims } from "./claims.model";
import { credentialErrors } from "./identity.errors";
import { AGENT_SCOPES, endKey, endStreamSecrets, issueKey, listKeys, type NewSecret } from "./keys.model";
import { endLogins, startLogin, type TokenPair } from "./logins.model";
import { recoverOwnership } from "./ownership.model";
import type { PublicKey } from "./publicKeys.model";

export const signInErrors = defineErrors({
  nothingToRecoverWith: {
    code: "no_recovery_method",
    message: "This agent has neither a public key nor a wallet to sign with.",
  },
});

/**
 * By what somebody asks for a challenge: an agent's id or username, or the thumbprint of its key. A wallet signs for an
 * agent that is named with it, because one may stand behind many.
 */
export type Subject = { agent: string; wallet?: string } | { thumbprint: string };

/** A text to sign for whoever is meant. Somebody we do not know gets one that no signature fits. */
export async function challengeFor(
  ctx: MutationCtx,
  { purpose, subject, nonce }: { purpose: Purpose; subject: Subject; nonce: string },
): Promise<Challenge> {
  const agent = await findSubject(ctx, subject);
  if ("thumbprint" in subject) {
    return await openChallenge(ctx, {
      purpose,
      subject: subject.thumbprint,
      agentId: agent?._id ?? null,
      nonce,
    });
  }
  const { wallet } = subject;
  // A text with another address than the agent's wallet is signed in vain, and nobody is told beforehand.
  const meant = wallet === undefined || agent?.ownerWallet === wallet ? (agent?._id ?? null) : null;
  return await openChallenge(ctx, { purpose, subject: subject.agent, agentId: meant, nonce, wallet });
}

async function findSubject(ctx: QueryCtx, subject: Subject): Promise<Doc<"agents"> | null> {
  if ("thumbprint" in subject) {
    const binding = await findBinding(ctx, subject.thumbprint);
    return binding && (await ctx.db.get(binding.agentId));
  }
  const id = ctx.db.normalizeId("agents", subject.agent);
  return id ? await ctx.db.get(id) : await findByUsername(ctx, subject.agent);
}

/** A challenge that has just been spent, and everything a signature of it may be checked against. */
export interface Spent {
  agentId: Id<"agents"> | null;
  message: string;
  publicKeys: PublicKey[];
  wallet: string | null;
}

/** Spends a challenge for one answer. A wallet counts for recovering only: it is the owner's and not the agent's. */
export async function spend(ctx: MutationCtx, purpose: Purpose, nonce: string): Promise<Spent> {
  const { agentId, message } = await spendChallenge(ctx, purpose, nonce);
  const agent = agentId && (await ctx.db.get(agentId));
  const publicKeys = agent ? await publicKeysOf(ctx, agent._id, purpose) : [];
  const wallet = purpose === "recover" ? (agent?.ownerWallet ?? null) : null;
  return { agentId, message, publicKeys, wallet };
}

/** What a bare signature of an agent may be of. Refuses when it was asked for none. */
export async function listSignable(
  ctx: QueryCtx,
  agent: string,
): Promise<{ challenges: { nonce: string; message: string }[]; publicKeys: PublicKey[] }> {
  const id = ctx.db.normalizeId("agents", agent);
  const newest = id ? await listNewest(ctx, id) : [];
  if (!id || newest.length === 0) throw challengeErrors.unknown();
  return {
    challenges: newest.map(({ nonce, message }) => ({ nonce, message })),
    publicKeys: await publicKeysOf(ctx, id, "login"),
  };
}

/** Signing in is how a key proves itself; for all else it has to have done so before. */
async function publicKeysOf(ctx: QueryCtx, agentId: Id<"agents">, purpose: Purpose): Promise<PublicKey[]> {
  const named = await listNamed(ctx, agentId);
  const keys = named.filter(({ provedAt }) => purpose === "login" || provedAt !== undefined);
  return keys.map(({ algorithm, jwk, thumbprint }) => ({ algorithm, jwk, thumbprint }));
}

/**
 * Signs an agent in whose signature has been found right. The first time makes it active, in time or not at all; a
 * later one takes back a deletion.
 */
export async function signInAgent(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  thumbprint: string,
  client: string,
): Promise<TokenPair> {
  const { agent, key } = await requireSigner(ctx, agentId, thumbprint);
  const { standing, tenantId } = agent;
  const itself = { kind: "agent" as const, id: agentId };
  if (standing?.kind === "pending" && standing.until <= Date.now()) throw challengeErrors.expired();
  await bindProved(ctx, key, itself);
  if (standing?.kind === "pending") {
    await ctx.db.patch(agentId, { standing: undefined });
    await recordAudit(ctx, { tenantId, kind: "agent.verified", actor: itself, subject: itself });
    await recordEvent(ctx, { kind: "agent.registered", tenantId, actor: itself, subject: itself });
  }
  await restoreSelf(ctx, agent);
  const holder = { kind: "agent" as const, agentId };
  return await startLogin(ctx, { tenantId, holder, scopes: AGENT_SCOPES, client });
}

/** The agent of a signature that was checked a moment ago, and its key, if that is still its own now. */
async function requireSigner(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  thumbprint: string,
): Promise<{ agent: Doc<"agents">; key: Doc<"publicKeys"> }> {
  const [agent, named] = await Promise.all([ctx.db.get(agentId), listNamed(ctx, agentId)]);
  const key = named.find((one) => one.thumbprint === thumbprint);
  if (!agent || !key) throw challengeErrors.badSignature();
  return { agent, key };
}

/**
 * Signs an agent in by its key, for places that take tokens alone. The sign-in ends with the key. It takes back a
 * deletion.
 */
export async function signInByKey(ctx: MutationCtx, keyHash: string, client: string): Promise<TokenPair> {
  const key = await findCredential(ctx, keyHash);
  const deleted = key?.kind === "api_key" && key.revokedAt === null && (await ctx.db.get(key.agentId));
  if (deleted) await restoreSelf(ctx, deleted);
  const admitted = await admit(ctx, { kind: "secret", of: "apiKey", hash: keyHash });
  if ("refusal" in admitted) throw admitted.refusal;
  const { kind, proof, tenantId, scopes } = admitted.principal;
  if (kind !== "agent" || proof.kind !== "secret") throw credentialErrors.unknownKey();
  const holder = { kind: "agent" as const, agentId: admitted.principal.agentId };
  return await startLogin(ctx, { tenantId, holder, scopes, client, keyId: proof.id });
}

/**
 * Gives an agent that has lost its key a new one, for a signature by a bound key or the owner's wallet. Everything it
 * had before ends, other public keys included, because whoever found the lost key may be using it, or have bound them. The
 * same goes for webhooks, which may lead to them, for a domain that they may have named as a way to own the agent, and for
 * a recent claim that they may have agreed to.
 */
export async function recoverAgent(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  by: { thumbprint: string } | { wallet: string },
  secret: NewSecret,
): Promise<{ keyId: Id<"credentials">; unbound: string[] }> {
  const { agent, boundAt } = await requireRecoverer(ctx, agentId, by);
  if (await recoverOwnership(ctx, agent, boundAt)) await disownDeletion(ctx, agent);
  else requireOwnDeletion(agent);
  await eraseClaims(ctx, { agentId });
  const actor: AuditParty = { kind: "agent", id: agentId };
  for (const key of await listKeys(ctx, agentId)) await endKey(ctx, key, actor);
  await endStreamSecrets(ctx, agentId);
  await endLogins(ctx, { kind: "agent", agentId }, "reset");
  const unbound = await unbindOthers(ctx, agentId, "thumbprint" in by ? by.thumbprint : null, actor);
  await disableAll(ctx, agentId);
  await ctx.db.patch(agentId, { claimDomain: undefined });
  const facts = { by: "thumbprint" in by ? by.thumbprint : "wallet" };
  await recordAudit(ctx, { tenantId: agent.tenantId, kind: "agent.recovered", actor, subject: actor, facts });
  const keyId = await issueKey(ctx, agent, secret, { name: "recovered", scopes: AGENT_SCOPES }, actor);
  return { keyId, unbound };
}

/** The agent that a signature recovers, and since when what signed is bound to it; a wallet is from the beginning. */
async function requireRecoverer(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  by: { thumbprint: string } | { wallet: string },
): Promise<{ agent: Doc<"agents">; boundAt: number }> {
  if ("thumbprint" in by) {
    const { agent, key } = await requireSigner(ctx, agentId, by.thumbprint);
    if (key.provedAt === undefined) throw challengeErrors.badSignature();
    return { agent, boundAt: key.provedAt };
  }
  const agent = await ctx.db.get(agentId);
  if (!agent || agent.ownerWallet !== by.wallet) throw challengeErrors.badSignature();
  return { agent, boundAt: 0 };
}
