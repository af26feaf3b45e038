import { v } from "convex/values";
import { guardedMutation, guardedQuery, internalQuery, openQuery } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import * as Invites from "./invites.model";
import * as Members from "./members.model";
import * as Roles from "./roles.model";
import * as Access from "./servers.access";
import { serverErrors } from "./servers.errors";
import { requireMember } from "./servers.model";
import { vPermission } from "./servers.permissions";
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
  handler: async (ctx, { page }) => {
    const { items, next } = await Members.pageMembers(ctx, ctx.subject.server._id, page);
    return { items: present(await Promise.all(items.map((one) => View.presentMember(ctx, one)))), next };
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

/** The roles of a server's own. */
export const listRoles = openQuery({
  policy: Access.readServer,
  args: {},
  returns: v.array(View.vRoleView),
  handler: async (ctx) => (await Roles.listRoles(ctx, ctx.subject.server._id)).map(View.presentRole),
});

export const createRole = guardedMutation({
  policy: Access.manageRoles,
  args: { name: v.string(), permissions: v.array(vPermission) },
  returns: View.vRoleView,
  handler: async (ctx, { name, permissions }) =>
    View.presentRole(await Roles.createRole(ctx, ctx.subject, { name, permissions })),
});

export const editRole = guardedMutation({
  policy: Access.manageRoles,
  args: { roleId: v.string(), name: v.optional(v.string()), permissions: v.optional(v.array(vPermission)) },
  returns: View.vRoleView,
  handler: async (ctx, { roleId, name, permissions }) =>
    View.presentRole(await Roles.editRole(ctx, ctx.subject, roleId, { name, permissions })),
});

export const removeRole = guardedMutation({
  policy: Access.manageRoles,
  args: { roleId: v.string() },
  returns: v.null(),
  handler: async (ctx, { roleId }) => {
    await Roles.deleteRole(ctx, ctx.subject, roleId);
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
