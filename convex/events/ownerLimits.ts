import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { changeOwnerLimits, readOwnerLimits } from "../webhooks/webhooks.access";
import * as OwnerLimits from "./ownerLimits.model";

const vLimit = v.union(v.number(), v.null());
const vLimits = v.object({ maxOutboundPerHour: vLimit, maxWakesPerHour: vLimit });

/** What the owner of an agent lets it do in an hour. */
export const get = guardedQuery({
  policy: readOwnerLimits,
  args: {},
  returns: vLimits,
  handler: (ctx) => OwnerLimits.limitsOf(ctx, ctx.subject._id),
});

export const change = guardedMutation({
  policy: changeOwnerLimits,
  args: {
    changes: v.object({ maxOutboundPerHour: v.optional(vLimit), maxWakesPerHour: v.optional(vLimit) }),
  },
  returns: vLimits,
  handler: (ctx, { changes }) => OwnerLimits.setLimits(ctx, ctx.principal, ctx.subject, changes),
});
