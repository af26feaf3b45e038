import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import * as Access from "./identity.access";
import * as Logins from "./logins.model";

/** One's own sign-ins that have not ended, newest first. */
export const list = guardedQuery({
  policy: Access.listLogins,
  args: {},
  returns: v.array(
    v.object({
      id: v.id("logins"),
      client: v.string(),
      createdAt: v.number(),
      lastUsedAt: v.number(),
      current: v.boolean(),
    }),
  ),
  handler: async (ctx) => {
    const logins = await Logins.listLogins(ctx, ctx.subject);
    return logins.map(({ _id, client, _creationTime, refreshedAt }) => ({
      id: _id,
      client,
      createdAt: _creationTime,
      lastUsedAt: refreshedAt,
      current: ctx.principal.proof.id === _id,
    }));
  },
});

/** Ends one of one's own sign-ins. */
export const end = guardedMutation({
  policy: Access.endLogin,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Logins.endLogin(ctx, ctx.subject, "logout");
    return null;
  },
});

/** Ends the sign-in of this call, or all of one's own. */
export const logOut = guardedMutation({
  policy: Access.listLogins,
  args: { all: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { all }) => {
    const { proof } = ctx.principal;
    if (all) await Logins.endLogins(ctx, ctx.subject, "logout");
    else if (proof.kind === "login") {
      const login = await ctx.db.get(proof.id);
      if (login) await Logins.endLogin(ctx, login, "logout");
    }
    return null;
  },
});
