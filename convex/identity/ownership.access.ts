import { v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { agentErrors } from "../agents/agents.errors";
import { findPublic } from "../agents/agents.model";
import { findDeleted } from "../agents/deletion.model";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { claimErrors } from "./claims.model";
import { isTheirs } from "./identity.access";

/** The agents one owns. */
export const listOwned = definePolicy({
  name: "agent.listOwned",
  rule: "it asks about its own agents",
  who: ["owner"],
  scope: "read",
  args: {},
  hidden: true,
  absent: agentErrors.notFound,
  find: async (_ctx, _args, principal) => (principal?.kind === "human" ? principal.accountId : null),
  may: () => true,
});
export const registerOwned = definePolicy({
  ...listOwned,
  name: "agent.registerOwned",
  rule: "the agent is to be its own",
  scope: "keys:write",
  fresh: true,
});

/** Claiming is open to every owner; it takes the agent's consent to become true. */
export const claimAgent = definePolicy({
  name: "agent.claim",
  rule: "the agent is one that everybody sees",
  who: ["owner"],
  scope: "profile:write",
  args: { agent: v.string() },
  hidden: true,
  absent: agentErrors.notFound,
  find: async (ctx: QueryCtx, { agent: name }, principal) => {
    const agent = await findPublic(ctx, name);
    const account = principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null;
    return agent && account ? { agent, account } : null;
  },
  may: () => true,
});

export const settleClaim = definePolicy({
  name: "claim.settle",
  rule: "it is the claimer, or the agent that is claimed, with a fresh proof",
  who: ["agent", "owner"],
  scope: "keys:write",
  fresh: "sometimes",
  args: { claimId: v.string() },
  hidden: true,
  absent: claimErrors.notFound,
  find: async (ctx: QueryCtx, { claimId }) => {
    const id = ctx.db.normalizeId("claims", claimId);
    return id && (await ctx.db.get(id));
  },
  may: (principal, claim) =>
    principal.kind === "human"
      ? claim.accountId === principal.accountId
      : claim.agentId === principal.agentId,
  // Who took an agent's key could otherwise make themselves its owner, and would stay when the key is replaced.
  needsFresh: ({ kind }) => kind === "agent",
});

const agentByName = {
  rule: "it is the agent itself or its owner",
  who: ["agent", "owner"],
  args: { agent: v.string() },
  hidden: true,
  absent: agentErrors.notFound,
  find: (ctx: QueryCtx, { agent }: { agent: string }) => findPublic(ctx, agent),
  may: isTheirs,
} as const;

/** Who owns an agent, and whether they are about to part. */
export const readOwner = definePolicy({ ...agentByName, name: "agent.readOwner", scope: "read" });
export const releaseAgent = definePolicy({
  ...agentByName,
  name: "agent.release",
  scope: "keys:write",
  fresh: true,
});
/** Nothing is lost by staying, so a bot may say so with its key alone. */
export const keepOwner = definePolicy({
  ...agentByName,
  name: "agent.keepOwner",
  rule: "it is the owner; or the agent itself, if it had asked to part",
  scope: "keys:write",
});

/** An owner deletes an agent, and has it back. */
export const deleteOwned = definePolicy({
  ...agentByName,
  name: "agent.deleteOwned",
  rule: "it is the owner of the agent",
  who: ["owner"],
  scope: "profile:write",
  fresh: true,
});
export const restoreOwned = definePolicy({
  ...agentByName,
  name: "agent.restoreOwned",
  rule: "it is the owner of the agent, which is deleted and not erased yet",
  who: ["owner"],
  scope: "profile:write",
  fresh: true,
  find: (ctx: QueryCtx, { agent }: { agent: string }) => findDeleted(ctx, agent),
});

/** The domain by which an agent may be claimed. Naming it gives the agent away, as agreeing to a claim does. */
const claimDomain = {
  who: ["agent"],
  args: {},
  hidden: true,
  absent: agentErrors.notFound,
  find: async (ctx: QueryCtx, _args: object, principal: Principal | null) =>
    principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null,
  may: () => true,
} as const;
export const readClaimDomain = definePolicy({
  ...claimDomain,
  name: "claimDomain.read",
  rule: "it is the agent itself",
  scope: "read",
});
export const nameClaimDomain = definePolicy({
  ...claimDomain,
  name: "claimDomain.name",
  rule: "it is the agent itself, with a credential that may do all it may do",
  scope: "keys:write",
  fresh: true,
});
export const withdrawClaimDomain = definePolicy({
  ...claimDomain,
  name: "claimDomain.withdraw",
  rule: "it is the agent itself",
  scope: "keys:write",
});
