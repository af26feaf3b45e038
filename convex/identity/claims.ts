import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import * as Domains from "./claimDomains.model";
import * as Claims from "./claims.model";
import { vPublicKey } from "./identity.values";
import * as Access from "./ownership.access";
import { vClaimMethod } from "./schema";

/** Where a claim's proof is looked for, and what is to be found there; null for claims without a domain. */
const vPlace = v.union(v.object({ place: v.string(), proofs: v.array(v.string()) }), v.null());

/** Begins to claim an agent. */
export const start = guardedMutation({
  policy: Access.claimAgent,
  args: { method: vClaimMethod },
  returns: v.object({
    claimId: v.id("claims"),
    message: v.string(),
    expiresAt: v.number(),
    published: vPlace,
  }),
  handler: async (ctx, { method }) => {
    const { agent, account } = ctx.subject;
    const claim = await Claims.startClaim(ctx, agent, account, method);
    const { _id: claimId, expiresAt } = claim;
    return { claimId, message: Claims.messageOf(claim), expiresAt, published: Claims.publishedOf(claim) };
  },
});

/** What a signature of a claim may be checked against. */
export const signers = guardedQuery({
  policy: Access.settleClaim,
  args: {},
  returns: v.object({
    message: v.string(),
    publicKeys: v.array(vPublicKey),
    wallet: v.union(v.string(), v.null()),
  }),
  handler: (ctx) => Claims.signersOf(ctx, ctx.subject),
});

/** What the domain of a claim has to publish. Refuses a claim that cannot succeed: nobody is asked in vain. */
export const published = guardedQuery({
  policy: Access.settleClaim,
  args: {},
  returns: vPlace,
  handler: async (ctx) => {
    await Claims.requireProvable(ctx, ctx.subject);
    return Claims.publishedOf(ctx.subject);
  },
});

/** Settles a claim; `proof` says what the route has found right. */
export const settle = guardedMutation({
  policy: Access.settleClaim,
  args: {
    proof: v.union(v.literal("none"), v.literal("signature"), v.literal("domain")),
    claimer: v.union(v.string(), v.null()),
  },
  returns: v.object({ agentId: v.id("agents") }),
  handler: async (ctx, { proof, claimer }) => {
    await Claims.settleClaim(ctx, ctx.principal, ctx.subject, { proof, claimer });
    return { agentId: ctx.subject.agentId };
  },
});

const vClaimDomain = v.object({ name: v.string(), until: v.number() });

/** The domain that an agent may be claimed by, while its word holds. */
export const domain = guardedQuery({
  policy: Access.readClaimDomain,
  args: {},
  returns: v.union(vClaimDomain, v.null()),
  handler: async (ctx) => (Domains.claimDomainOf(ctx.subject) ? (ctx.subject.claimDomain ?? null) : null),
});

/** Lets an agent be claimed by whoever shows that a domain is theirs. */
export const nameDomain = guardedMutation({
  policy: Access.nameClaimDomain,
  args: { domain: v.string() },
  returns: vClaimDomain,
  handler: (ctx, { domain: name }) => Domains.nameClaimDomain(ctx, ctx.principal, ctx.subject, name),
});

/** Takes that back. */
export const withdrawDomain = guardedMutation({
  policy: Access.withdrawClaimDomain,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Domains.withdrawClaimDomain(ctx, ctx.principal, ctx.subject);
    return null;
  },
});
