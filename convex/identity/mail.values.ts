import { v } from "convex/values";

/** What there is to write to somebody: a code, or that they have an account already. */
export const vMail = v.union(
  v.object({ kind: v.literal("code"), codeId: v.id("emailCodes") }),
  v.object({ kind: v.literal("exists"), accountId: v.id("accounts") }),
);
