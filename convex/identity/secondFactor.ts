import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import { changeWaysIn, readWaysIn } from "./passkeys.access";
import * as SecondFactor from "./secondFactor.model";

/** Whether one's own account has a second step, and how many recovery codes are left. */
export const get = guardedQuery({
  policy: readWaysIn,
  args: {},
  returns: v.union(v.object({ since: v.number(), recoveryCodesLeft: v.number() }), v.null()),
  handler: async (ctx) => {
    const factor = await SecondFactor.findSecondFactor(ctx, ctx.subject._id);
    if (factor?.state.kind !== "on") return null;
    return { since: factor.state.since, recoveryCodesLeft: factor.state.recoveryHashes.length };
  },
});

/** Sets up a secret; answers how an app is to call it. */
export const begin = guardedMutation({
  policy: changeWaysIn,
  args: { sealedSecret: v.bytes() },
  returns: v.object({ name: v.string() }),
  handler: async (ctx, { sealedSecret }) => {
    await SecondFactor.beginSecondFactor(ctx, ctx.subject, sealedSecret);
    return { name: ctx.subject.email ?? ctx.subject.displayName };
  },
});

/** The secret that a code is to be of before the second step is on. */
export const pending = guardedQuery({
  policy: changeWaysIn,
  args: {},
  returns: v.object({ sealedSecret: v.bytes() }),
  handler: async (ctx) => {
    const { sealedSecret } = await SecondFactor.requirePending(ctx, ctx.subject._id);
    return { sealedSecret };
  },
});

/** Called with a code that was found right. */
export const confirm = guardedMutation({
  policy: changeWaysIn,
  args: { sealedSecret: v.bytes(), step: v.number(), hashes: v.array(v.string()) },
  returns: v.null(),
  handler: async (ctx, facts) => {
    await SecondFactor.confirmSecondFactor(ctx, ctx.subject, facts);
    return null;
  },
});

/** Replaces the recovery codes. */
export const replaceCodes = guardedMutation({
  policy: changeWaysIn,
  args: { hashes: v.array(v.string()) },
  returns: v.null(),
  handler: async (ctx, { hashes }) => {
    await SecondFactor.replaceRecoveryCodes(ctx, ctx.subject, hashes);
    return null;
  },
});

/** Switches the second step off. */
export const remove = guardedMutation({
  policy: changeWaysIn,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await SecondFactor.removeSecondFactor(ctx, ctx.subject);
    return null;
  },
});
