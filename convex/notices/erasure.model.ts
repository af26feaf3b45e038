import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { erasePreferences, holderOf } from "./preferences.model";
import { subscriptionsOf } from "./push.model";

/** Small enough for one quick transaction. */
const BATCH = 500;

/**
 * Removes a batch of what a human was told, what they wanted to be told, and the browsers they wanted it in; answers whether
 * all of it is gone.
 */
export async function eraseNotices(ctx: MutationCtx, accountId: Id<"accounts">): Promise<boolean> {
  const notices = await ctx.db
    .query("notices")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .take(BATCH);
  const pushes = await ctx.db
    .query("pushes")
    .withIndex("by_account", (q) => q.eq("accountId", accountId))
    .take(2);
  const subscriptions = await subscriptionsOf(ctx, accountId);
  for (const { _id } of [...notices, ...pushes, ...subscriptions]) await ctx.db.delete(_id);
  await erasePreferences(ctx, holderOf.account(accountId));
  return notices.length < BATCH;
}

/** Removes what humans were told of an agent, batch by batch; answers whether all of it is gone. */
export async function eraseNoticesOf(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const notices = await ctx.db
    .query("notices")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(BATCH);
  for (const { _id } of notices) await ctx.db.delete(_id);
  await erasePreferences(ctx, holderOf.agent(agentId));
  return notices.length < BATCH;
}
