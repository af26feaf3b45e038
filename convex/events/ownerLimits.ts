import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { changeOwnerLimits, readOwnerLimits } from "../webhooks/webhooks.access";
import * as OwnerLimits from "./ownerLimits.model";
import { usageOf } from "./usage.model";

const vLimit = v.union(v.number(), v.null());
const vLimits = v.object({ maxOutboundPerHour: vLimit, maxWakesPerHour: vLimit });

/** What the owner of an agent lets it do in an hour. */
export const get = guardedQuery({
  policy: readOwnerLimits,
  args: {},
  returns: vLimits,
  handler: (ctx) => OwnerLimits.limitsOf(ctx, ctx.subject._id),
});

/** How much of that it has used by `now`, and what waits. */
export const usage = guardedQuery({
  policy: readOwnerLimits,
  args: { now: v.number() },
  returns: v.object({
    outboundThisHour: v.number(),
    wakesThisHour: v.number(),
    outboundToday: v.number(),
    wakesToday: v.number(),
    queuedEvents: v.number(),
    queuedUntil: vLimit,
  }),
  handler: (ctx, { now }) => usageOf(ctx, ctx.subject._id, now),
});

export const change = guardedMutation({
  policy: changeOwnerLimits,
  args: {
    changes: v.object({ maxOutboundPerHour: v.optional(vLimit), maxWakesPerHour: v.optional(vLimit) }),
  },
  returns: vLimits,
  handler: (ctx, { changes }) => OwnerLimits.setLimits(ctx, ctx.principal, ctx.subject, changes),
});
