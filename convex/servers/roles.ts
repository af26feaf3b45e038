import { v } from "convex/values";
import { guardedMutation, openQuery, sharedQuery } from "../lib/functions";
import * as Roles from "./roles.model";
import * as Access from "./servers.access";
import { vPermission } from "./servers.permissions";
import * as View from "./servers.view";

/** The roles of a server's own. */
export const list = openQuery({
  policy: Access.readServer,
  args: {},
  returns: v.array(View.vRoleView),
  handler: async (ctx) => (await Roles.listRoles(ctx, ctx.subject.server._id)).map(View.presentRole),
});

/** The same, live, and the highest first, as lists of members show them. */
export const watch = sharedQuery({
  policy: Access.readServer,
  args: {},
  returns: v.array(View.vRoleView),
  handler: async (ctx) => {
    const roles = await Roles.listRoles(ctx, ctx.subject.server._id);
    return [...roles].reverse().map(View.presentRole);
  },
});

export const create = guardedMutation({
  policy: Access.manageRoles,
  args: { name: v.string(), permissions: v.array(vPermission) },
  returns: View.vRoleView,
  handler: async (ctx, { name, permissions }) =>
    View.presentRole(await Roles.createRole(ctx, ctx.subject, { name, permissions })),
});

export const edit = guardedMutation({
  policy: Access.manageRoles,
  args: { roleId: v.string(), name: v.optional(v.string()), permissions: v.optional(v.array(vPermission)) },
  returns: View.vRoleView,
  handler: async (ctx, { roleId, name, permissions }) =>
    View.presentRole(await Roles.editRole(ctx, ctx.subject, roleId, { name, permissions })),
});

export const remove = guardedMutation({
  policy: Access.manageRoles,
  args: { roleId: v.string() },
  returns: v.null(),
  handler: async (ctx, { roleId }) => {
    await Roles.deleteRole(ctx, ctx.subject, roleId);
    return null;
  },
});
