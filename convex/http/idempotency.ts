import { v } from "convex/values";
import { internal } from "../_generated/api";
import { internalMutation } from "../lib/functions";
import * as Idempotency from "./idempotency.model";

export const begin = internalMutation({
  args: { scope: v.string(), fingerprint: v.string(), attempt: v.string() },
  returns: Idempotency.vBeginning,
  handler: (ctx, args) => Idempotency.begin(ctx, args),
});

export const settle = internalMutation({
  args: { scope: v.string(), attempt: v.string(), sealed: v.union(v.bytes(), v.null()) },
  returns: v.null(),
  handler: async (ctx, { scope, attempt, sealed }) => {
    await Idempotency.settle(ctx, scope, attempt, sealed);
    return null;
  },
});

/** Called hourly; goes on at once while there is more. */
export const sweep = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    if (await Idempotency.sweep(ctx)) await ctx.scheduler.runAfter(0, internal.http.idempotency.sweep, {});
    return null;
  },
});
