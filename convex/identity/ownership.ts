import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { presentAgentListing, vAgentListing } from "../agents/agents.view";
import { guardedMutation, guardedQuery, internalMutation, signedInQuery } from "../lib/functions";
import { vKeyView } from "./identity.values";
import { listKeys, presentKey } from "./keys.model";
import * as Access from "./ownership.access";
import * as Ownership from "./ownership.model";

const vRelease = v.object({ by: v.union(v.literal("agent"), v.literal("owner")), endsAt: v.number() });
const vOwnListing = v.object({ ...vAgentListing.fields, release: v.union(vRelease, v.null()) });

const presentOwn = (agent: Doc<"agents">): Infer<typeof vOwnListing> => ({
  ...presentAgentListing(agent),
  release: agent.release ?? null,
});

/** Who owns an agent, as the agent and its owner may know it. */
export const owner = guardedQuery({
  policy: Access.readOwner,
  args: {},
  returns: v.object({
    accountId: v.id("accounts"),
    displayName: v.string(),
    release: v.union(vRelease, v.null()),
  }),
  handler: async (ctx) => {
    const { ownerAccountId: accountId, release = null } = ctx.subject;
    const account = accountId && (await ctx.db.get(accountId));
    if (!account) throw Ownership.ownershipErrors.noOwner();
    return { accountId: account._id, displayName: account.displayName, release };
  },
});

/** Asks that an agent and its owner part. */
export const release = guardedMutation({
  policy: Access.releaseAgent,
  args: {},
  returns: vRelease,
  handler: (ctx) => Ownership.requestRelease(ctx, ctx.principal, ctx.subject),
});

/** Calls that off. */
export const keep = guardedMutation({
  policy: Access.keepOwner,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Ownership.cancelRelease(ctx, ctx.principal, ctx.subject);
    return null;
  },
});

/** Parts them, a day after they were asked to. */
export const finishRelease = internalMutation({
  args: { agentId: v.id("agents"), endsAt: v.number() },
  returns: v.null(),
  handler: async (ctx, request) => {
    await Ownership.finishRelease(ctx, request);
    return null;
  },
});

/** One's own agents. */
export const list = guardedQuery({
  policy: Access.listOwned,
  args: {},
  returns: v.array(vOwnListing),
  handler: async (ctx) => (await Ownership.listOwned(ctx, ctx.subject)).map(presentOwn),
});

/** One's own agents with their keys, live: a key's first call shows within a second of it. */
export const watch = signedInQuery({
  policy: Access.listOwned,
  args: {},
  returns: v.array(v.object({ ...vOwnListing.fields, keys: v.array(vKeyView) })),
  handler: async (ctx) => {
    const agents = await Ownership.listOwned(ctx, ctx.subject);
    return await Promise.all(
      agents.map(async (agent) => {
        const keys = await listKeys(ctx, agent._id);
        return { ...presentOwn(agent), keys: await Promise.all(keys.map((key) => presentKey(ctx, key))) };
      }),
    );
  },
});
