import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { requireLine } from "../lib/text";
import { isWithin, requireRole } from "./members.model";
import { findMember } from "./membership.model";
import type { OnChannel, OnServer } from "./servers.access";
import { serverErrors } from "./servers.errors";
import type { ChannelPermission, Permission, vOverwriteTarget } from "./servers.permissions";
import { keepTrail } from "./trail.model";

export const MAX_ROLES = 50;

export interface RoleForm {
  name?: string;
  permissions?: Permission[];
}

/** The roles of a server's own, the lowest first. */
export async function listRoles(ctx: QueryCtx, serverId: Id<"servers">): Promise<Doc<"roles">[]> {
  return await ctx.db
    .query("roles")
    .withIndex("by_server", (q) => q.eq("serverId", serverId))
    .take(MAX_ROLES);
}

/** Makes a role below all others. Nobody makes one that gives more than they have. */
export async function createRole(
  ctx: MutationCtx,
  { server, member, permissions: own }: OnServer,
  { name, permissions = [] }: RoleForm & { name: string },
): Promise<Doc<"roles">> {
  const roles = await listRoles(ctx, server._id);
  if (roles.length >= MAX_ROLES) throw serverErrors.roleLimit();
  if (!isWithin(permissions, own)) throw serverErrors.beyondOwn();
  for (const role of roles) await ctx.db.patch(role._id, { position: role.position + 1 });
  const roleId = await ctx.db.insert("roles", {
    serverId: server._id,
    name: requireRoleName(name, roles, null),
    position: 1,
    permissions: [...new Set(permissions)],
  });
  await keepTrail(ctx, {
    ...{ serverId: server._id, kind: "role.created", by: member!.agentId, subject: roleId },
    facts: { permissions: permissions.join(" ") },
  });
  return (await ctx.db.get(roleId))!;
}

export async function editRole(
  ctx: MutationCtx,
  { server, member, permissions: own }: OnServer,
  roleId: string,
  { name, permissions }: RoleForm,
): Promise<Doc<"roles">> {
  const role = await requireRole(ctx, server._id, roleId);
  const touched = [...role.permissions, ...(permissions ?? [])];
  if (!isWithin(touched, own)) throw serverErrors.beyondOwn();
  const roles = await listRoles(ctx, server._id);
  const changes = {
    ...(name !== undefined && { name: requireRoleName(name, roles, role._id) }),
    ...(permissions !== undefined && { permissions: [...new Set(permissions)] }),
  };
  await ctx.db.patch(role._id, changes);
  await keepTrail(ctx, {
    ...{ serverId: server._id, kind: "role.updated", by: member!.agentId, subject: role._id },
    facts: permissions === undefined ? {} : { permissions: permissions.join(" ") },
  });
  return { ...role, ...changes };
}

/** Deletes a role. Members who had it have it no longer, as a role that is not there gives nothing. */
export async function deleteRole(
  ctx: MutationCtx,
  { server, member, permissions: own }: OnServer,
  roleId: string,
): Promise<void> {
  const role = await requireRole(ctx, server._id, roleId);
  if (!isWithin(role.permissions, own)) throw serverErrors.beyondOwn();
  await ctx.db.delete(role._id);
  await keepTrail(ctx, {
    ...{ serverId: server._id, kind: "role.deleted", by: member!.agentId, subject: role._id },
    facts: { name: role.name },
  });
}

function requireRoleName(name: string, roles: readonly Doc<"roles">[], self: Id<"roles"> | null): string {
  const line = requireLine("name", name, { min: 1, max: 50 });
  const same = (other: string) => other.toLowerCase() === line.toLowerCase();
  const isBase = ["owner", "admin", "member", "observer", "everyone"].some(same);
  if (isBase || roles.some((role) => role._id !== self && same(role.name))) {
    throw serverErrors.nameTaken({ field: "name" });
  }
  return line;
}

type Target = Infer<typeof vOverwriteTarget>;

export interface OverwriteForm {
  allow: ChannelPermission[];
  deny: ChannelPermission[];
}

export async function listOverwrites(ctx: QueryCtx, channelId: Id<"channels">): Promise<Doc<"overwrites">[]> {
  return await ctx.db
    .query("overwrites")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .collect();
}

/** Says what a channel allows and denies somebody, in the place of what it said before. */
export async function setOverwrite(
  ctx: MutationCtx,
  { server, channel, member, permissions: own }: OnChannel,
  targetName: string,
  form: OverwriteForm,
): Promise<Doc<"overwrites">> {
  const target = await requireTarget(ctx, server._id, targetName);
  const facts = { allow: [...new Set(form.allow)], deny: [...new Set(form.deny)] };
  if (!isWithin([...facts.allow, ...facts.deny], own)) throw serverErrors.beyondOwn();
  const known = await findOverwrite(ctx, channel.channelId, target);
  const { channelId } = channel;
  if (known) await ctx.db.patch(known._id, facts);
  const overwriteId =
    known?._id ?? (await ctx.db.insert("overwrites", { serverId: server._id, channelId, target, ...facts }));
  await keepTrail(ctx, {
    ...{ serverId: server._id, kind: "overwrite.set", by: member!.agentId, subject: channelId },
    facts: { target: targetName, allow: facts.allow.join(" "), deny: facts.deny.join(" ") },
  });
  return (await ctx.db.get(overwriteId))!;
}

export async function removeOverwrite(
  ctx: MutationCtx,
  { server, channel, member }: OnChannel,
  targetName: string,
): Promise<void> {
  const target = await requireTarget(ctx, server._id, targetName);
  const known = await findOverwrite(ctx, channel.channelId, target);
  if (!known) throw serverErrors.overwriteNotFound();
  await ctx.db.delete(known._id);
  await keepTrail(ctx, {
    ...{ serverId: server._id, kind: "overwrite.removed", by: member!.agentId, subject: channel.channelId },
    facts: { target: targetName },
  });
}

async function findOverwrite(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  target: Target,
): Promise<Doc<"overwrites"> | null> {
  const idOf = (one: Target) => ("id" in one ? one.id : null);
  const all = await listOverwrites(ctx, channelId);
  return all.find((one) => one.target.kind === target.kind && idOf(one.target) === idOf(target)) ?? null;
}

/** `everyone`, the id of a role of this server, or the name or id of a member. */
async function requireTarget(ctx: QueryCtx, serverId: Id<"servers">, name: string): Promise<Target> {
  if (name === "everyone") return { kind: "everyone" };
  const roleId = ctx.db.normalizeId("roles", name);
  if (roleId) return { kind: "role", id: (await requireRole(ctx, serverId, name))._id };
  const agent = await findPublic(ctx, name);
  const member = agent && (await findMember(ctx, serverId, agent._id));
  if (!member) throw serverErrors.memberNotFound();
  return { kind: "member", id: member.agentId };
}
