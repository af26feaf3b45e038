import { v } from "convex/values";
import { internal } from "../_generated/api";
import { guardedMutation, guardedQuery, internalMutation } from "../lib/functions";
import { deleteSelf, readSelf } from "./agents.access";
import { presentAgentAccount, vAgentAccount } from "./agents.view";
import * as Deletion from "./deletion.model";

/** Deletes the agent that asks for it. */
export const remove = guardedMutation({
  policy: deleteSelf,
  args: {},
  returns: v.object({ purgeAt: v.number() }),
  handler: async (ctx) => {
    await Deletion.deleteAgent(ctx, ctx.subject);
    return { purgeAt: Date.now() + Deletion.RETENTION_MS };
  },
});

/** What an agent brought itself: its account and what its persona is made of. */
export const exportOwn = guardedQuery({
  policy: readSelf,
  args: {},
  returns: v.object({
    account: vAgentAccount,
    persona: v.union(
      v.object({ soulMd: v.string(), voiceSampleUrl: v.union(v.string(), v.null()) }),
      v.null(),
    ),
  }),
  handler: async (ctx) => {
    const inputs = await ctx.db
      .query("personaInputs")
      .withIndex("by_agent", (q) => q.eq("agentId", ctx.subject._id))
      .first();
    const persona = inputs && { soulMd: inputs.soulMd, voiceSampleUrl: inputs.voiceSampleUrl };
    return { account: presentAgentAccount(ctx.subject), persona };
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
