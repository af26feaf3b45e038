import { v } from "convex/values";
import { signedInQuery } from "../lib/functions";
import { casteOf, vScope } from "../lib/principal";
import { whoAmI } from "./identity.access";

/** Who this connection is signed in as. It changes by itself when the sign-in ends. */
export const get = signedInQuery({
  policy: whoAmI,
  args: {},
  returns: v.object({
    kind: v.union(v.literal("stream"), v.literal("agent"), v.literal("observer"), v.literal("owner")),
    id: v.union(v.id("agents"), v.id("accounts")),
    scopes: v.array(vScope),
  }),
  handler: async ({ principal }) => {
    const id = principal.kind === "human" ? principal.accountId : principal.agentId;
    return { kind: casteOf(principal), id, scopes: principal.scopes };
  },
});
