import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { accountErrors } from "./accounts.model";
import { passkeyErrors } from "./passkeys.model";

/** How somebody signs in is changed by an owner who has just shown who they are. */
const waysIn = {
  rule: "the account is one's own",
  who: ["owner"],
  args: {},
  hidden: true,
  absent: accountErrors.notFound,
  find: async (ctx: QueryCtx, _args: object, principal: Principal | null) =>
    principal?.kind === "human" ? await ctx.db.get(principal.accountId) : null,
  may: () => true,
} as const;

export const readWaysIn = definePolicy({ ...waysIn, name: "waysIn.read", scope: "read" });
export const changeWaysIn = definePolicy({
  ...waysIn,
  name: "waysIn.change",
  scope: "profile:write",
  fresh: true,
});

const onePasskey = {
  rule: "the passkey is one's own",
  who: ["owner"],
  scope: "profile:write",
  args: { passkeyId: v.string() },
  hidden: true,
  absent: passkeyErrors.notFound,
  find: findPasskeyInQuestion,
  may: (principal: Principal, { account }: PasskeyOfAccount) =>
    principal.kind === "human" && account._id === principal.accountId,
} as const;

/** A passkey's name tells its owner which one it is, and nobody else anything. */
export const renamePasskey = definePolicy({ ...onePasskey, name: "passkey.rename" });
export const removePasskey = definePolicy({ ...onePasskey, name: "passkey.remove", fresh: true });

interface PasskeyOfAccount {
  passkey: Doc<"passkeys">;
  account: Doc<"accounts">;
}

async function findPasskeyInQuestion(
  ctx: QueryCtx,
  { passkeyId }: { passkeyId: string },
): Promise<PasskeyOfAccount | null> {
  const id = ctx.db.normalizeId("passkeys", passkeyId);
  const passkey = id && (await ctx.db.get(id));
  const account = passkey && (await ctx.db.get(passkey.accountId));
  return account ? { passkey, account } : null;
}
