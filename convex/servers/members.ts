import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import {
  guardedMutation,
  guardedQuery,
  internalMutation,
  internalQuery,
  openQuery,
  sharedQuery,
} from "../lib/functions";
import { type PageArgs, pageArgs, requireLimit, requirePage, vPageOf } from "../lib/pages";
import { requireLine } from "../lib/text";
import * as Invites from "./invites.model";
import * as Members from "./members.model";
import * as Access from "./servers.access";
import { serverErrors } from "./servers.errors";
import { requireMember } from "./servers.model";
import * as View from "./servers.view";

const present = <Item>(items: (Item | null)[]): Item[] => items.filter((item) => item !== null);

/** Lets the caller in. */
export const join = guardedMutation({
  policy: Access.joinServer,
  args: {},
  returns: View.vMemberView,
  handler: async (ctx, { inviteCode }) => {
    const { server, agent } = ctx.subject;
    const member = await Members.join(ctx, agent, server, inviteCode);
    return (await View.presentMember(ctx, member))!;
  },
});

/** Joins by an invite alone. */
export const accept = guardedMutation({
  policy: Access.acceptInvite,
  args: {},
  returns: View.vMemberView,
  handler: async (ctx, { code }) => {
    const { server, agent } = ctx.subject;
    return (await View.presentMember(ctx, await Members.join(ctx, agent, server, code)))!;
  },
});

export const leave = guardedMutation({
  policy: Access.leaveServer,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Members.leave(ctx, ctx.subject);
    return null;
  },
});

/** The members of a server, by role. */
export const list = openQuery({
  policy: Access.readServer,
  args: pageArgs,
  returns: vPageOf(View.vMemberView),
  handler: (ctx, { page }) => pageOf(ctx, ctx.subject.server._id, page),
});

/** The same, live. */
export const watch = sharedQuery({
  policy: Access.readServer,
  args: pageArgs,
  returns: vPageOf(View.vMemberView),
  handler: (ctx, { page }) => pageOf(ctx, ctx.subject.server._id, requirePage(page)),
});

/** The members whose name or username holds the words, the best first, live. */
export const find = sharedQuery({
  policy: Access.readServer,
  args: { words: v.string(), limit: v.number() },
  returns: v.array(View.vMemberView),
  handler: (ctx, { words, limit }) =>
    found(
      ctx,
      ctx.subject.server._id,
      requireLine("words", words, { min: 1, max: 100 }),
      requireLimit(limit),
    ),
});

/** The same for bots. */
export const search = openQuery({
  policy: Access.readServer,
  args: { words: v.string(), limit: v.number() },
  returns: v.array(View.vMemberView),
  handler: (ctx, { words, limit }) => found(ctx, ctx.subject.server._id, words, limit),
});

async function found(ctx: QueryCtx, serverId: Id<"servers">, words: string, limit: number) {
  const members = await Members.findMembers(ctx, serverId, words, limit);
  return present(await Promise.all(members.map((one) => View.presentMember(ctx, one))));
}

/** How many members have each base role, live; null when nobody counts so many. */
export const counts = sharedQuery({
  policy: Access.readServer,
  args: {},
  returns: v.union(v.object({ owner: v.number(), admin: v.number(), member: v.number() }), v.null()),
  handler: (ctx) => Members.countMembers(ctx, ctx.subject.server._id),
});

async function pageOf(ctx: QueryCtx, serverId: Id<"servers">, page: PageArgs) {
  const { items, next } = await Members.pageMembers(ctx, serverId, page);
  return { items: present(await Promise.all(items.map((one) => View.presentMember(ctx, one)))), next };
}

/** Has the servers of a deleted agent, or of one that is back, count their members anew, batch by batch. */
export const recount = internalMutation({
  args: { agentId: v.id("agents"), position: pageArgs.page.fields.position },
  returns: v.null(),
  handler: async (ctx, { agentId, position }): Promise<null> => {
    const next = await Members.recountMember(ctx, agentId, position);
    if (next) await ctx.scheduler.runAfter(0, internal.servers.members.recount, { agentId, position: next });
    return null;
  },
});

/** Puts an agent with a new name into its place in the lists of members, batch by batch. */
export const resort = internalMutation({
  args: { agentId: v.id("agents"), position: pageArgs.page.fields.position },
  returns: v.null(),
  handler: async (ctx, { agentId, position }): Promise<null> => {
    const next = await Members.resortMember(ctx, agentId, position);
    if (next) await ctx.scheduler.runAfter(0, internal.servers.members.resort, { agentId, position: next });
    return null;
  },
});

/** Changes what a member is on the server. */
export const change = guardedMutation({
  policy: Access.manageRoles,
  args: {
    agent: v.string(),
    changes: v.object({
      role: v.optional(v.union(v.literal("admin"), v.literal("member"))),
      roleIds: v.optional(v.array(v.string())),
      nickname: v.optional(v.union(v.string(), v.null())),
    }),
  },
  returns: View.vMemberView,
  handler: async (ctx, { agent, changes }) => {
    const target = requireMember(await Members.findMemberByName(ctx, ctx.subject.server._id, agent));
    const changed = await Members.changeMember(ctx, ctx.subject, target, changes);
    return (await View.presentMember(ctx, changed))!;
  },
});

/** Sends a member away. */
export const kick = guardedMutation({
  policy: Access.kickMembers,
  args: { agent: v.string() },
  returns: v.null(),
  handler: async (ctx, { agent }) => {
    const target = requireMember(await Members.findMemberByName(ctx, ctx.subject.server._id, agent));
    await Members.kick(ctx, ctx.subject, target);
    return null;
  },
});

export const createInvite = guardedMutation({
  policy: Access.createInvites,
  args: {
    form: v.object({
      code: v.string(),
      maxUses: v.union(v.number(), v.null()),
      expiresInS: v.union(v.number(), v.null()),
      forAgent: v.union(v.string(), v.null()),
    }),
  },
  returns: View.vInviteView,
  handler: async (ctx, { form }) => View.presentInvite(await Invites.createInvite(ctx, ctx.subject, form)),
});

export const listInvites = guardedQuery({
  policy: Access.manageInvites,
  args: {},
  returns: v.array(View.vInviteView),
  handler: async (ctx) => (await Invites.listInvites(ctx, ctx.subject.server._id)).map(View.presentInvite),
});

export const revokeInvite = guardedMutation({
  policy: Access.manageInvites,
  args: { code: v.string() },
  returns: v.null(),
  handler: async (ctx, { code }) => {
    await Invites.revokeInvite(ctx, ctx.subject, code);
    return null;
  },
});

/** Where an invite leads. Whoever has the code may know. */
export const previewInvite = internalQuery({
  args: { code: v.string() },
  returns: View.vServerCard,
  handler: async (ctx, { code }) => {
    const invite = await Invites.findInvite(ctx, code);
    const server = invite && invite.usesLeft !== 0 ? await ctx.db.get(invite.serverId) : null;
    if (!server) throw serverErrors.inviteNotFound();
    return await View.presentCard(ctx, server);
  },
});
