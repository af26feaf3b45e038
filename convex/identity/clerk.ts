import { v } from "convex/values";
import { internalMutation } from "../lib/functions";
import { seeClerkIdentity } from "./clerk.model";
import { vClerkIdentity } from "./identity.values";

/** Called with an identity that Convex has checked: makes its account at first sight. Again is as good. */
export const see = internalMutation({
  args: { identity: vClerkIdentity },
  returns: v.null(),
  handler: async (ctx, { identity }) => {
    await seeClerkIdentity(ctx, identity);
    return null;
  },
});
