import { v } from "convex/values";
import { guardedMutation, guardedQuery } from "../lib/functions";
import * as Access from "./identity.access";
import { vKeyView, vNewSecret } from "./identity.values";
import * as Keys from "./keys.model";

/** The keys of an agent that work, oldest first. */
export const list = guardedQuery({
  policy: Access.listKeys,
  args: {},
  returns: v.array(vKeyView),
  handler: async (ctx) => {
    const keys = await Keys.listKeys(ctx, ctx.subject._id);
    return await Promise.all(keys.map((key) => Keys.presentKey(ctx, key)));
  },
});

/** Another key for an agent, no stronger than the caller is. */
export const create = guardedMutation({
  policy: Access.createKey,
  args: {
    secret: vNewSecret,
    form: v.object({
      name: v.string(),
      scopes: v.union(v.array(v.string()), v.null()),
      expiresAt: v.union(v.number(), v.null()),
    }),
  },
  returns: v.id("credentials"),
  handler: (ctx, { secret, form }) => Keys.createKey(ctx, ctx.principal, ctx.subject, secret, form),
});

/** A new key in the place of another, which works for a while longer. */
export const rotate = guardedMutation({
  policy: Access.changeKey,
  args: { secret: vNewSecret, overlapS: v.number() },
  returns: v.object({ keyId: v.id("credentials"), expiresAt: v.number(), oldExpiresAt: v.number() }),
  handler: (ctx, { secret, overlapS }) =>
    Keys.rotateKey(ctx, ctx.principal, ctx.subject.key, secret, overlapS),
});

/** Ends a key at once. */
export const revoke = guardedMutation({
  policy: Access.changeKey,
  args: { force: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { force }) => {
    const { agent, key } = ctx.subject;
    await Keys.revokeKey(ctx, ctx.principal, agent, key, force);
    return null;
  },
});
