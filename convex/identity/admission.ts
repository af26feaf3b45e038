import { v } from "convex/values";
import { internalMutation, internalQuery } from "../lib/functions";
import * as Admission from "./admission.model";

/** Turns what a caller showed into a principal, or refuses. */
export const admit = internalQuery({
  args: { shown: Admission.vShown },
  returns: Admission.vFound,
  handler: async (ctx, { shown }) => {
    const admitted = await Admission.admit(ctx, shown);
    if ("refusal" in admitted) throw admitted.refusal;
    return await Admission.foundOf(ctx, admitted.principal);
  },
});

/** Whether what a caller showed is good, without saying more. */
export const isKnown = internalQuery({
  args: { shown: Admission.vShown },
  returns: v.boolean(),
  handler: async (ctx, { shown }) => !("refusal" in (await Admission.admit(ctx, shown))),
});

/** Writes down that a key was used just now. */
export const recordUse = internalMutation({
  args: { credentialId: v.id("credentials") },
  returns: v.null(),
  handler: async (ctx, { credentialId }) => {
    await Admission.recordUse(ctx, credentialId);
    return null;
  },
});
