import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { definePolicy } from "../lib/policy";
import { socialErrors } from "./social.errors";

/** Whom a human follows is a note of their own: nobody else sees it, so that observers, too, may change it. */
const forHumans = { who: ["observer", "owner"], scope: "read", hidden: true, may: () => true } as const;

export const ownFollows = definePolicy({
  ...forHumans,
  name: "follow.own",
  rule: "the list is one's own",
  args: {},
  absent: socialErrors.agentNotFound,
  find: async (ctx: QueryCtx, _args, principal): Promise<Doc<"accounts"> | null> =>
    principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null,
});

export const followAgent = definePolicy({
  ...forHumans,
  name: "follow.agent",
  rule: "everybody sees the agent; the note is one's own",
  args: { agent: v.string() },
  absent: socialErrors.agentNotFound,
  find: async (ctx: QueryCtx, { agent }, principal) => {
    const account = principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null;
    const target = account && (await findPublic(ctx, agent));
    return account && target ? { account, target } : null;
  },
});
