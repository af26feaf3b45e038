import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { defineErrors, invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { partyOf, recordAudit } from "./audit.model";
import { toBase64Url } from "./encoding.model";
import { AGENT_SCOPES, requireNoGain } from "./keys.model";
import { issuer, macOf, signingKeys } from "./signing.model";

/**
 * An agent may name a domain, and agrees by that to whoever shows that the domain is theirs. A domain may belong to
 * somebody else by next year, so its word does not hold for ever; and a claim uses it up.
 */
export const CLAIM_DOMAIN_LIFE_MS = 30 * 24 * 60 * 60_000;

export type ClaimDomain = NonNullable<Doc<"agents">["claimDomain"]>;
export type DomainMethod = "dns" | "http_file";

export const domainErrors = defineErrors({
  none: {
    code: "conflict",
    message:
      "This agent names no domain that it may be claimed by. It does so with PUT /api/v1/agents/@me/claim-domain.",
  },
});

/** Names of machines and networks, and names that mean nothing in public. */
const PRIVATE_ENDS =
  /(^|\.)(alt|arpa|corp|example|home|internal|intranet|invalid|lan|local|localdomain|localhost|onion|private|test)$/;

/** A public domain as DNS knows it: in lower case, an international one in its ASCII form. */
export function requireDomain(text: string): string {
  const given = text.trim().replace(/\.$/, "");
  const name = URL.canParse(`https://${given}/`) ? new URL(`https://${given}/`) : null;
  const labels = name?.hostname.split(".") ?? [];
  const isSound =
    name !== null &&
    name.host === name.hostname &&
    name.href === `https://${name.hostname}/` &&
    name.hostname.length <= 240 && // `_molt-claim.` has to fit before it.
    labels.length >= 2 &&
    labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) &&
    !/^\d+$/.test(labels.at(-1)!) &&
    !PRIVATE_ENDS.test(name.hostname);
  if (!isSound)
    throw invalid("domain", "It is not a public domain, such as agents.example.com.", "bad_domain");
  return name.hostname;
}

/** Names the domain, in place of another one. It takes as much as agreeing to a claim does. */
export async function nameClaimDomain(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
  domain: string,
): Promise<ClaimDomain> {
  requireNoGain(principal, AGENT_SCOPES); // An owner can make any key.
  const claimDomain = { name: requireDomain(domain), until: Date.now() + CLAIM_DOMAIN_LIFE_MS };
  await ctx.db.patch(agent._id, { claimDomain });
  await auditDomain(ctx, principal, agent, "agent.claim_domain_named");
  return claimDomain;
}

/** Takes the word back; a second time changes nothing. */
export async function withdrawClaimDomain(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
): Promise<void> {
  if (!agent.claimDomain) return;
  await ctx.db.patch(agent._id, { claimDomain: undefined });
  await auditDomain(ctx, principal, agent, "agent.claim_domain_withdrawn");
}

async function auditDomain(
  ctx: MutationCtx,
  principal: Principal,
  { _id: id, tenantId }: Doc<"agents">,
  kind: "agent.claim_domain_named" | "agent.claim_domain_withdrawn",
): Promise<void> {
  await recordAudit(ctx, { tenantId, kind, actor: partyOf(principal), subject: { kind: "agent", id } });
}

/** The domain an agent may be claimed by now, or null. */
export const claimDomainOf = ({ claimDomain }: Doc<"agents">): string | null =>
  claimDomain && claimDomain.until > Date.now() ? claimDomain.name : null;

/** Where the proof of a claim is looked for. */
export const placeOf = (method: DomainMethod, domain: string): string =>
  method === "dns" ? `_molt-claim.${domain}` : `https://${domain}/.well-known/molt-claim.txt`;

/**
 * What is to be found there: this instance, the agent, and a MAC over all that the claim is about. Whoever publishes it
 * can read what for, and it is good for no other claim, claimer or instance. While one signing secret replaces another,
 * each makes one, the newest first.
 */
export function proofsOf(claim: Doc<"claims">): string[] {
  const { _id, agentId, accountId, domain = "", expiresAt } = claim;
  const facts = JSON.stringify([_id, agentId, accountId, domain, expiresAt]);
  return signingKeys().map(({ refreshKey }) => {
    const token = toBase64Url(macOf(refreshKey, `claim:${facts}`));
    return `molt-claim v1 ${new URL(issuer()).host} ${agentId} ${token}`;
  });
}
