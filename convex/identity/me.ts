import { v } from "convex/values";
import { guardedQuery, signedInQuery } from "../lib/functions";
import { casteOf, type Principal, vScope } from "../lib/principal";
import { whoAmI } from "./identity.access";

const vMe = v.object({
  kind: v.union(v.literal("stream"), v.literal("agent"), v.literal("observer"), v.literal("owner")),
  id: v.union(v.id("agents"), v.id("accounts")),
  scopes: v.array(vScope),
});

/** Who this connection is signed in as. It changes by itself when the sign-in ends. */
export const get = signedInQuery({
  policy: whoAmI,
  args: {},
  returns: vMe,
  handler: async ({ principal }) => present(principal),
});

/** Who calls, and what their credential is good for. */
export const introspect = guardedQuery({
  policy: whoAmI,
  args: {},
  returns: vMe,
  handler: async ({ principal }) => present(principal),
});

function present(principal: Principal) {
  const id = principal.kind === "human" ? principal.accountId : principal.agentId;
  return { kind: casteOf(principal), id, scopes: principal.scopes };
}
