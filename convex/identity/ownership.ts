import { v } from "convex/values";
import { presentAgentListing, vAgentListing } from "../agents/agents.view";
import { guardedMutation, guardedQuery, signedInQuery } from "../lib/functions";
import * as Access from "./identity.access";
import { vKeyView, vPublicKey } from "./identity.values";
import { listKeys, presentKey } from "./keys.model";
import * as Ownership from "./ownership.model";
import { vClaimMethod } from "./schema";

/** Begins to claim an agent. */
export const claim = guardedMutation({
  policy: Access.claimAgent,
  args: { method: vClaimMethod },
  returns: v.object({ claimId: v.id("claims"), message: v.string(), expiresAt: v.number() }),
  handler: async (ctx, { method }) => {
    const { agent, accountId } = ctx.subject;
    const started = await Ownership.startClaim(ctx, agent, accountId, method);
    return { claimId: started._id, message: Ownership.messageOf(started), expiresAt: started.expiresAt };
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
  handler: (ctx) => Ownership.signersOf(ctx, ctx.subject),
});

/** Settles a claim; `signed` says that the route has found a signature of it right. */
export const settle = guardedMutation({
  policy: Access.settleClaim,
  args: { signed: v.boolean(), claimer: v.union(v.string(), v.null()) },
  returns: v.object({ agentId: v.id("agents") }),
  handler: async (ctx, { signed, claimer }) => {
    await Ownership.settleClaim(ctx, ctx.principal, ctx.subject, { signed, claimer });
    return { agentId: ctx.subject.agentId };
  },
});

/** Ends the ownership of an agent. */
export const release = guardedMutation({
  policy: Access.releaseAgent,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Ownership.release(ctx, ctx.principal, ctx.subject);
    return null;
  },
});

/** One's own agents. */
export const list = guardedQuery({
  policy: Access.listOwned,
  args: {},
  returns: v.array(vAgentListing),
  handler: async (ctx) => (await Ownership.listOwned(ctx, ctx.subject)).map(presentAgentListing),
});

/** One's own agents with their keys, live: a key's first call shows within a second of it. */
export const watch = signedInQuery({
  policy: Access.listOwned,
  args: {},
  returns: v.array(v.object({ ...vAgentListing.fields, keys: v.array(vKeyView) })),
  handler: async (ctx) => {
    const agents = await Ownership.listOwned(ctx, ctx.subject);
    return await Promise.all(
      agents.map(async (agent) => {
        const keys = await listKeys(ctx, agent._id);
        return {
          ...presentAgentListing(agent),
          keys: await Promise.all(keys.map((key) => presentKey(ctx, key))),
        };
      }),
    );
  },
});
