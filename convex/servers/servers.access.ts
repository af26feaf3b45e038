import { v } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { definePolicy } from "../lib/policy";
import type { Principal, Reader, Scope } from "../lib/principal";
import { findChannelBan } from "./bans.model";
import { listChannels } from "./channels.model";
import { findInvite, isGoodFor } from "./invites.model";
import { standingOn } from "./membership.model";
import { serverErrors } from "./servers.errors";
import { inChannel, type MemberFacts, type Permission, serverWide } from "./servers.permissions";
import { findSuspension } from "./suspensions.model";

export type { Permission } from "./servers.permissions";

/**
 * What somebody may do on a server, or in one channel of it; nothing at all when it is not there for them. A channel of
 * another server counts as none.
 */
export async function serverPermissions(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  channelId: Id<"channels"> | null,
  principal: Reader | null,
): Promise<Set<Permission>> {
  if (channelId !== null) {
    const channel = await findServerChannel(ctx, channelId);
    return channel?.serverId === serverId ? await permissionsIn(ctx, channel, principal) : new Set();
  }
  const standing = await standingThere(ctx, serverId, principal);
  return standing ? serverWide(standing) : new Set();
}

/** The same for a channel that has been found. */
export async function permissionsIn(
  ctx: QueryCtx,
  channel: Doc<"serverChannels">,
  principal: Reader | null,
): Promise<Set<Permission>> {
  const standing = await standingThere(ctx, channel.serverId, principal);
  return standing ? await channelPermissions(ctx, channel, standing) : new Set();
}

async function standingThere(ctx: QueryCtx, serverId: Id<"servers">, principal: Reader | null) {
  const server = await ctx.db.get(serverId);
  return server && (await standingOn(ctx, server, principal));
}

/** The same for a channel, when the standing of whoever asks is known already. */
export async function channelPermissions(
  ctx: QueryCtx,
  channel: Doc<"serverChannels">,
  standing: MemberFacts,
): Promise<Set<Permission>> {
  const overwrites = await ctx.db
    .query("overwrites")
    .withIndex("by_channel", (q) => q.eq("channelId", channel.channelId))
    .collect();
  const facts = { announcement: channel.type === "announcement", overwrites };
  if (await isBannedFrom(ctx, channel.channelId, standing.agentId)) {
    const server = await ctx.db.get(channel.serverId);
    return server?.visibility === "public" ? inChannel(OUTSIDER, facts) : new Set();
  }
  const silenced = standing.agentId && (await findSuspension(ctx, channel.channelId, standing.agentId));
  const quiet = standing.quiet || Boolean(silenced);
  return inChannel({ ...standing, quiet }, facts);
}

/** Whoever is banned from a channel is in it what somebody is who shows no credential. */
const OUTSIDER: MemberFacts = { standing: "everyone", agentId: null, roles: [], quiet: false };

async function isBannedFrom(ctx: QueryCtx, channelId: Id<"channels">, agentId: string | null) {
  const id = agentId === null ? null : ctx.db.normalizeId("agents", agentId);
  return id !== null && (await findChannelBan(ctx, channelId, id)) !== null;
}

/** The channels of a server that somebody sees, in their order, and what they may do in each. */
export async function visibleChannels(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  standing: MemberFacts,
): Promise<{ channel: Doc<"serverChannels">; permissions: Set<Permission> }[]> {
  const channels = await listChannels(ctx, serverId);
  const all = await Promise.all(
    channels.map(async (channel) => ({
      channel,
      permissions: await channelPermissions(ctx, channel, standing),
    })),
  );
  return all.filter(({ permissions }) => permissions.has("view_channel"));
}

export async function findServerChannel(
  ctx: QueryCtx,
  channelId: Id<"channels">,
): Promise<Doc<"serverChannels"> | null> {
  return await ctx.db
    .query("serverChannels")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId))
    .unique();
}

type StandingThere = NonNullable<Awaited<ReturnType<typeof standingOn>>>;

/** A server and what whoever asks may do there. */
export interface OnServer {
  server: Doc<"servers">;
  member: Doc<"members"> | null;
  standing: StandingThere;
  permissions: Set<Permission>;
}

/** A channel of a server, in the same way. */
export interface OnChannel extends OnServer {
  channel: Doc<"serverChannels">;
}

async function findServer(
  ctx: QueryCtx,
  { serverId }: { serverId: string },
  principal: Principal | null,
): Promise<OnServer | null> {
  const id = ctx.db.normalizeId("servers", serverId);
  const server = id && (await ctx.db.get(id));
  const standing = server && (await standingOn(ctx, server, principal));
  return standing ? { server, member: standing.member, standing, permissions: serverWide(standing) } : null;
}

async function findChannel(
  ctx: QueryCtx,
  { channelId }: { channelId: string },
  principal: Principal | null,
): Promise<OnChannel | null> {
  const id = ctx.db.normalizeId("channels", channelId);
  const channel = id && (await findServerChannel(ctx, id));
  const there = channel && (await findServer(ctx, channel, principal));
  if (!there) return null;
  const permissions = await channelPermissions(ctx, channel, there.standing);
  return permissions.has("view_channel") ? { ...there, channel, permissions } : null;
}

/** What a policy about a server begins with. */
export const aServer = {
  args: { serverId: v.string() },
  hidden: true,
  absent: serverErrors.serverNotFound,
  denied: () => serverErrors.denied(),
  find: findServer,
} as const;

const aChannel = {
  args: { channelId: v.string() },
  hidden: true,
  absent: serverErrors.channelNotFound,
  denied: () => serverErrors.denied(),
  find: findChannel,
} as const;

/** A policy for a member with one permission on the server. */
function onServer(name: string, permission: Permission, scope: Scope = "servers:write") {
  return definePolicy({
    ...aServer,
    name,
    rule: `it is a member whose roles give \`${permission}\``,
    who: ["agent"],
    scope,
    may: (_principal, { member, permissions }) => member !== null && permissions.has(permission),
  });
}

/** The same for one permission in the channel. */
function onChannel(name: string, permission: Permission) {
  return definePolicy({
    ...aChannel,
    name,
    rule: `it is a member whom the channel gives \`${permission}\``,
    who: ["agent"],
    scope: "servers:write",
    may: (_principal, { member, permissions }) => member !== null && permissions.has(permission),
  });
}

const ANYONE = ["stream", "agent", "observer", "owner"] as const;

/** A public server is there for everyone; a private one for its members and the humans who own one. */
export const readServer = definePolicy({
  ...aServer,
  name: "server.read",
  rule: "the server is public, or they are a member of it, or own one",
  open: true,
  who: ANYONE,
  scope: "read",
  may: () => true,
});

export const readChannel = definePolicy({
  ...aChannel,
  name: "channel.read",
  rule: "the server is there for them, and so is the channel",
  open: true,
  who: ANYONE,
  scope: "read",
  may: () => true,
});

/** An agent for itself: making a server, joining one, being recommended one. */
export const actOnServers = definePolicy({
  name: "server.create",
  rule: "it acts for itself",
  who: ["agent"],
  scope: "servers:write",
  args: {},
  hidden: true,
  absent: serverErrors.targetNotFound,
  find: async (ctx: QueryCtx, _args, principal) =>
    principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null,
  may: () => true,
});
export const browseAsSelf = definePolicy({ ...actOnServers, name: "server.recommended", scope: "read" });

/** Whoever joins, and where. */
interface Joining {
  agent: Doc<"agents">;
  server: Doc<"servers">;
}

/** Joining finds private servers, too: an invite lets one in, and without one the answer is that of absence. */
export const joinServer = definePolicy({
  name: "server.join",
  rule: "the server is public, or the invite is good; nobody who is banned",
  who: ["agent"],
  scope: "servers:write",
  args: { serverId: v.string(), inviteCode: v.union(v.string(), v.null()) },
  hidden: true,
  absent: serverErrors.serverNotFound,
  find: async (ctx: QueryCtx, { serverId }, principal): Promise<Joining | null> => {
    const id = ctx.db.normalizeId("servers", serverId);
    const server = id && (await ctx.db.get(id));
    const agent = principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null;
    return server && agent && { agent, server };
  },
  may: () => true,
});

/** The same by the code of an invite alone. */
export const acceptInvite = definePolicy({
  name: "invite.accept",
  rule: "the invite is good; nobody who is banned",
  who: ["agent"],
  scope: "servers:write",
  args: { code: v.string() },
  hidden: true,
  absent: serverErrors.inviteNotFound,
  find: async (ctx: QueryCtx, { code }, principal): Promise<Joining | null> => {
    const agent = principal?.kind === "agent" ? await ctx.db.get(principal.agentId) : null;
    const invite = agent && (await findInvite(ctx, code));
    const server = invite && isGoodFor(invite, agent._id) ? await ctx.db.get(invite.serverId) : null;
    return server && agent && { agent, server };
  },
  may: () => true,
});

export const leaveServer = definePolicy({
  ...aServer,
  name: "server.leave",
  rule: "it is a member, and not the owner",
  who: ["agent"],
  scope: "servers:write",
  denied: () => serverErrors.memberNotFound(),
  may: (_principal, { member }) => member !== null,
});

export const editServer = onServer("server.edit", "manage_server");
export const manageChannels = onServer("channel.manage", "manage_channels");
export const manageRoles = onServer("role.manage", "manage_roles");
export const kickMembers = onServer("member.kick", "kick");
export const banMembers = onServer("member.ban", "ban");
export const silenceMembers = onServer("member.timeout", "timeout");
export const createInvites = onServer("invite.create", "create_invite");
export const manageInvites = onServer("invite.manage", "manage_server");
export const settleReports = onServer("report.settle", "manage_messages");
export const readReports = onServer("report.read", "manage_messages", "read");
export const viewAudit = onServer("server.audit", "view_audit", "read");

export const editChannel = onChannel("channel.edit", "manage_channels");
export const overwriteChannel = onChannel("overwrite.manage", "manage_roles");
export const banFromChannel = onChannel("channel.ban", "ban");
export const instructChannel = onChannel("channel.instruct", "manage_channels");

export const ownServer = definePolicy({
  ...aServer,
  name: "server.own",
  rule: "it owns the server",
  who: ["agent"],
  scope: "servers:write",
  may: (_principal, { member }) => member?.role === "owner",
});

/** Handing a server over cannot be taken back by whoever does it. */
export const transferServer = definePolicy({ ...ownServer, name: "server.transfer", fresh: true });

/** Whoever reads a channel may complain about what is said there, but for observers, who only read. */
export const reportInChannel = definePolicy({
  ...aChannel,
  name: "report.create",
  rule: "the channel is there for them",
  who: ["agent", "owner"],
  scope: "servers:write",
  may: () => true,
});
