import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import { sweepAccounts, sweepEmailCodes } from "./accounts.model";
import { sweepChallenges } from "./challenges.model";
import { sweepClaims } from "./claims.model";
import { sweepKeys } from "./keys.model";
import { sweepLogins } from "./logins.model";
import { sweepPasswordFailures } from "./passwords.model";

/** Removes what is of no more use to anybody, batch by batch. Started by a cron. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const more = await Promise.all([
      sweepChallenges(ctx),
      sweepLogins(ctx),
      sweepKeys(ctx),
      sweepEmailCodes(ctx),
      sweepPasswordFailures(ctx),
      sweepAccounts(ctx),
      sweepClaims(ctx),
    ]);
    if (more.includes(true)) await ctx.scheduler.runAfter(0, internal.identity.sweeps.sweep, {});
    return null;
  },
});
