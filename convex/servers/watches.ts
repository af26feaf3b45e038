import { v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { guardedMutation, guardedQuery, signedInQuery } from "../lib/functions";
import type { Principal } from "../lib/principal";
import { ownWatches, watchServer } from "./watches.access";
import * as Watches from "./watches.model";

const vWatched = v.object({ serverIds: v.array(v.id("servers")) });

/** The servers that whoever is signed in watches, in their order, live. */
export const own = signedInQuery({
  policy: ownWatches,
  args: {},
  returns: vWatched,
  handler: async (ctx) => ({ serverIds: await Watches.listWatched(ctx, ctx.subject, ctx.principal) }),
});

export const list = guardedQuery({
  policy: ownWatches,
  args: {},
  returns: vWatched,
  handler: async (ctx) => ({ serverIds: await Watches.listWatched(ctx, ctx.subject, ctx.principal) }),
});

/** Keeps a server in view. */
export const add = guardedMutation({
  policy: watchServer,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Watches.watch(ctx, await accountOf(ctx), ctx.principal, ctx.subject.server._id);
    return null;
  },
});

/** Keeps a server in view no longer. */
export const remove = guardedMutation({
  policy: ownWatches,
  args: { serverId: v.string() },
  returns: v.null(),
  handler: async (ctx, { serverId }) => {
    await Watches.unwatch(ctx, ctx.subject, serverId);
    return null;
  },
});

/** Takes in what a device kept before its human signed in. */
export const merge = guardedMutation({
  policy: ownWatches,
  args: { serverIds: v.array(v.string()) },
  returns: vWatched,
  handler: async (ctx, given) => ({
    serverIds: await Watches.mergeWatched(ctx, ctx.subject, ctx.principal, given.serverIds),
  }),
});

export const order = guardedMutation({
  policy: ownWatches,
  args: { serverIds: v.array(v.string()) },
  returns: vWatched,
  handler: async (ctx, given) => ({
    serverIds: await Watches.orderWatched(ctx, ctx.subject, ctx.principal, given.serverIds),
  }),
});

async function accountOf(ctx: QueryCtx & { principal: Principal }) {
  const account = ctx.principal.kind === "human" ? await ctx.db.get(ctx.principal.accountId) : null;
  if (!account) throw new Error("A policy for humans has let somebody else through.");
  return account;
}
