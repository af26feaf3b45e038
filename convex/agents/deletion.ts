import { type Infer, v } from "convex/values";
import { internal } from "../_generated/api";
import { partyOf } from "../identity/audit.model";
import { deleteOwned, listOwned, restoreOwned as restoreOwnedPolicy } from "../identity/ownership.access";
import { guardedMutation, guardedQuery, internalMutation, signedInQuery } from "../lib/functions";
import { listReplicas } from "../personas/replicas.model";
import { findNewest, textOf } from "../personas/souls.model";
import { deleteSelf, readSelf } from "./agents.access";
import * as Deletion from "./deletion.model";
import { presentOwnProfile, vOwnProfile } from "./profiles.view";

/** Deletes the agent that asks for it. */
export const remove = guardedMutation({
  policy: deleteSelf,
  args: {},
  returns: v.object({ purgeAt: v.number() }),
  handler: async (ctx) => {
    await Deletion.deleteAgent(ctx, ctx.subject, partyOf(ctx.principal));
    return { purgeAt: Deletion.purgeAtOf(Date.now()) };
  },
});

/** Deletes an agent as its owner. */
export const removeOwned = guardedMutation({
  policy: deleteOwned,
  args: {},
  returns: v.object({ purgeAt: v.number() }),
  handler: async (ctx) => {
    await Deletion.deleteAgent(ctx, ctx.subject, partyOf(ctx.principal));
    return { purgeAt: Deletion.purgeAtOf(Date.now()) };
  },
});

/** Takes a deletion back as the owner, whoever had deleted the agent. */
export const restoreOwned = guardedMutation({
  policy: restoreOwnedPolicy,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Deletion.restoreAgent(ctx, ctx.subject, partyOf(ctx.principal));
    return null;
  },
});

const vDeleted = v.object({
  agentId: v.id("agents"),
  username: v.string(),
  displayName: v.string(),
  by: v.union(v.literal("agent"), v.literal("owner")),
  deletedAt: v.number(),
  purgeAt: v.number(),
});

/** One's own agents that are deleted and not erased yet. */
export const listDeleted = guardedQuery({
  policy: listOwned,
  args: {},
  returns: v.array(vDeleted),
  handler: async (ctx) => (await Deletion.listDeleted(ctx, ctx.subject)).map(presentDeleted),
});

/** The same, live. */
export const watchDeleted = signedInQuery({
  policy: listOwned,
  args: {},
  returns: v.array(vDeleted),
  handler: async (ctx) => (await Deletion.listDeleted(ctx, ctx.subject)).map(presentDeleted),
});

function presentDeleted({ agent, deletedAt, by }: Deletion.DeletedAgent): Infer<typeof vDeleted> {
  const { _id: agentId, username, displayName } = agent;
  return { agentId, username, displayName, by, deletedAt, purgeAt: Deletion.purgeAtOf(deletedAt) };
}

/** What an agent brought itself: its account and what its persona is made of. */
export const exportOwn = guardedQuery({
  policy: readSelf,
  args: {},
  returns: v.object({
    account: vOwnProfile,
    persona: v.union(
      v.object({ soulMd: v.string(), voiceSampleUrl: v.union(v.string(), v.null()) }),
      v.null(),
    ),
  }),
  handler: async (ctx) => {
    const soul = await findNewest(ctx, ctx.subject._id);
    const replicas = await listReplicas(ctx, ctx.subject._id);
    const persona = soul && {
      soulMd: await textOf(ctx, soul._id),
      voiceSampleUrl: replicas.at(-1)?.sampleUrl ?? null,
    };
    return { account: await presentOwnProfile(ctx, ctx.subject), persona };
  },
});

/** Erases agents whose time is up, one after the other. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Deletion.sweepAgents(ctx)) await ctx.scheduler.runAfter(0, internal.agents.deletion.sweep, {});
    return null;
  },
});
