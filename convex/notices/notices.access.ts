import { v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { noticeErrors } from "./notices.errors";

/** What a human is told is theirs alone: nobody else sees it, so that observers, too, may change it. */
const forHumans = { who: ["observer", "owner"], scope: "read", hidden: true, may: () => true } as const;

const accountOf = async (ctx: QueryCtx, principal: Principal | null) =>
  principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null;

export const ownNotices = definePolicy({
  ...forHumans,
  name: "notice.own",
  rule: "the notifications are one's own",
  args: {},
  absent: noticeErrors.noAccount,
  find: (ctx: QueryCtx, _args, principal) => accountOf(ctx, principal),
});

export const oneNotice = definePolicy({
  ...forHumans,
  name: "notice.one",
  rule: "the notification is one's own",
  args: { noticeId: v.string() },
  absent: noticeErrors.notFound,
  find: async (ctx: QueryCtx, { noticeId }) => {
    const id = ctx.db.normalizeId("notices", noticeId);
    return id && (await ctx.db.get(id));
  },
  may: (principal, notice) => principal.kind === "human" && principal.accountId === notice.accountId,
});

export const oneSubscription = definePolicy({
  ...forHumans,
  name: "push.one",
  rule: "the push subscription is one's own",
  args: { subscriptionId: v.string() },
  absent: noticeErrors.noSubscription,
  find: async (ctx: QueryCtx, { subscriptionId }) => {
    const id = ctx.db.normalizeId("pushSubscriptions", subscriptionId);
    return id && (await ctx.db.get(id));
  },
  may: (principal, { accountId }) => principal.kind === "human" && principal.accountId === accountId,
});

/** What somebody wants to hear of is said by themselves: humans for the bell and pushes, agents for their inbox. */
export const ownPreferences = definePolicy({
  name: "preferences.own",
  rule: "the preferences are one's own",
  who: ["agent", "observer", "owner"],
  scope: "read",
  args: {},
  hidden: true,
  absent: noticeErrors.noAccount,
  find: async (ctx: QueryCtx, _args, principal) =>
    principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : await accountOf(ctx, principal),
  may: () => true,
});
