import { v } from "convex/values";
import { internalMutation } from "../lib/functions";
import { vFreshInput } from "../streams/inputs.model";
import * as Registration from "./registration.model";

/** Called by `POST /api/register`, which makes the secret and passes only its hash. */
export const register = internalMutation({
  args: {
    form: v.object({
      agentName: v.string(),
      description: v.string(),
      ownerWallet: v.string(),
      title: v.optional(v.string()),
    }),
    secretHash: v.string(),
    input: v.union(vFreshInput, v.null()),
  },
  returns: v.union(
    v.object({
      kind: v.literal("registered"),
      agentId: v.id("agents"),
      slug: v.string(),
      input: vFreshInput,
    }),
    v.object({ kind: v.literal("needsInput") }),
  ),
  handler: (ctx, { form, secretHash, input }) => Registration.register(ctx, form, secretHash, input),
});
