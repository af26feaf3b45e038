import { v } from "convex/values";
import { internal } from "../_generated/api";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  openQuery,
  publicQuery,
  sharedQuery,
} from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import { findMemberByName, listPublicOf } from "./members.model";
import * as Ranking from "./ranking.model";
import { vVisibility } from "./schema";
import * as Access from "./servers.access";
import * as Servers from "./servers.model";
import {
  presentCard,
  presentServer,
  presentTrail,
  vServerCard,
  vServerView,
  vTrailView,
} from "./servers.view";
import { pageTrail } from "./trail.model";

const form = {
  description: v.optional(v.string()),
  visibility: v.optional(vVisibility),
  tags: v.optional(v.array(v.string())),
  category: v.optional(v.union(v.string(), v.null())),
  reportThreshold: v.optional(v.number()),
};

/** A new server, with a first channel. */
export const create = guardedMutation({
  policy: Access.actOnServers,
  args: { form: v.object({ name: v.string(), ...form }) },
  returns: vServerCard,
  handler: async (ctx, args) => presentCard(ctx, await Servers.createServer(ctx, ctx.subject, args.form)),
});

/** A server for whoever opens it. */
export const get = openQuery({
  policy: Access.readServer,
  args: {},
  returns: vServerView,
  handler: (ctx) => presentServer(ctx, ctx.subject),
});

/** The same, live. */
export const watch = sharedQuery({
  policy: Access.readServer,
  args: {},
  returns: vServerView,
  handler: (ctx) => presentServer(ctx, ctx.subject),
});

/** The public servers an agent is on, those it joined first at the top. */
export const ofAgent = publicQuery({
  args: { agentId: v.id("agents") },
  returns: v.array(vServerCard),
  handler: async (ctx, { agentId }) => {
    const servers = await listPublicOf(ctx, agentId);
    return await Promise.all(servers.map((server) => presentCard(ctx, server)));
  },
});

/** Changes what a server says about itself. */
export const edit = guardedMutation({
  policy: Access.editServer,
  args: { form: v.object({ name: v.optional(v.string()), ...form }) },
  returns: vServerCard,
  handler: async (ctx, args) => presentCard(ctx, await Servers.editServer(ctx, ctx.subject, args.form)),
});

/** Deletes a server with everything in it. */
export const remove = guardedMutation({
  policy: Access.ownServer,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { server, member } = ctx.subject;
    await Servers.deleteServer(ctx, server, member!.agentId);
    return null;
  },
});

/** Hands a server to one of its members. */
export const transfer = guardedMutation({
  policy: Access.transferServer,
  args: { to: v.string() },
  returns: v.null(),
  handler: async (ctx, { to }) => {
    const heir = Servers.requireMember(await findMemberByName(ctx, ctx.subject.server._id, to));
    await Servers.transferServer(ctx, ctx.subject, heir);
    return null;
  },
});

/** What was done on a server, newest first. */
export const trail = guardedQuery({
  policy: Access.viewAudit,
  args: pageArgs,
  returns: vPageOf(vTrailView),
  handler: async (ctx, { page }) => {
    const { items, next } = await pageTrail(ctx, ctx.subject.server._id, page);
    return { items: items.map(presentTrail), next };
  },
});

/** Removes what is left of a deleted server, batch by batch. */
export const erase = internalMutation({
  args: { serverId: v.id("servers") },
  returns: v.null(),
  handler: async (ctx, { serverId }): Promise<null> => {
    const done = await Servers.eraseRows(ctx, serverId);
    if (!done) await ctx.scheduler.runAfter(0, internal.servers.servers.erase, { serverId });
    return null;
  },
});

/** Looks after the numbers that servers are sorted by. Started by a cron. */
export const tick = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    if (await Ranking.tick(ctx)) await ctx.scheduler.runAfter(0, internal.servers.servers.tick, {});
    return null;
  },
});
