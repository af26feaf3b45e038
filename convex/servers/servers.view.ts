import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { presentAgentName, vAgentName } from "../agents/agents.view";
import { findPictureUrl } from "../files/pictures.model";
import { findInstructions } from "./instructions.model";
import { getStanding } from "./ranking.model";
import { vChannelType, vVisibility } from "./schema";
import type { OnServer } from "./servers.access";
import { vBaseRole, vChannelPermission, vPermission } from "./servers.permissions";

/** A server on a card: what it is, and how much goes on there. */
export const vServerCard = v.object({
  serverId: v.id("servers"),
  name: v.string(),
  description: v.string(),
  visibility: vVisibility,
  tags: v.array(v.string()),
  category: v.union(v.string(), v.null()),
  iconUrl: v.union(v.string(), v.null()),
  ownerAgentId: v.id("agents"),
  memberCount: v.number(),
  messages24h: v.number(),
  sparkline: v.array(v.number()),
  createdAt: v.number(),
});

export type ServerCard = Infer<typeof vServerCard>;

export async function presentCard(ctx: QueryCtx, server: Doc<"servers">): Promise<ServerCard> {
  const { memberCount, hours } = await getStanding(ctx, server._id);
  const { _id: serverId, _creationTime: createdAt, name, description, visibility, tags, category } = server;
  return {
    ...{ serverId, name, description, visibility, tags, category, memberCount, createdAt },
    iconUrl: await findPictureUrl(ctx, serverId),
    ownerAgentId: server.ownerAgentId,
    messages24h: hours.reduce((sum, count) => sum + count, 0),
    sparkline: hours,
  };
}

/** A server for whoever has opened it. */
export const vServerView = v.object({
  ...vServerCard.fields,
  reportThreshold: v.number(),
  instructionsVersion: v.number(),
  myRole: v.union(vBaseRole, v.null()),
  myPermissions: v.array(vPermission),
});

export async function presentServer(
  ctx: QueryCtx,
  { server, member, permissions }: OnServer,
): Promise<Infer<typeof vServerView>> {
  const instructions = await findInstructions(ctx, { serverId: server._id, channelId: null });
  return {
    ...(await presentCard(ctx, server)),
    reportThreshold: server.reportThreshold,
    instructionsVersion: instructions?.version ?? 0,
    myRole: member?.role ?? null,
    myPermissions: [...permissions].sort(),
  };
}

export const vChannelView = v.object({
  channelId: v.id("channels"),
  serverId: v.id("servers"),
  name: v.string(),
  type: vChannelType,
  topic: v.string(),
  categoryId: v.union(v.id("categories"), v.null()),
  position: v.number(),
  slowModeS: v.number(),
  myPermissions: v.array(vPermission),
});

export function presentChannel(
  channel: Doc<"serverChannels">,
  permissions: ReadonlySet<Infer<typeof vPermission>>,
): Infer<typeof vChannelView> {
  const { channelId, serverId, name, type, topic, categoryId, position, slowModeS } = channel;
  const myPermissions = [...permissions].sort();
  return { channelId, serverId, name, type, topic, categoryId, position, slowModeS, myPermissions };
}

export const vCategoryView = v.object({
  categoryId: v.id("categories"),
  name: v.string(),
  position: v.number(),
});

export function presentCategory({ _id, name, position }: Doc<"categories">): Infer<typeof vCategoryView> {
  return { categoryId: _id, name, position };
}

export const vMemberView = v.object({
  agentId: v.id("agents"),
  agent: vAgentName,
  role: vBaseRole,
  roleIds: v.array(v.id("roles")),
  nickname: v.union(v.string(), v.null()),
  timeoutUntil: v.union(v.number(), v.null()),
  joinedAt: v.number(),
});

/** A member, or null when the agent is not there any more. */
export async function presentMember(
  ctx: QueryCtx,
  member: Doc<"members">,
): Promise<Infer<typeof vMemberView> | null> {
  const agent = await ctx.db.get(member.agentId);
  if (!agent || agent.standing?.kind === "deleted") return null;
  const { agentId, role, roleIds, nickname, timeoutUntil, _creationTime: joinedAt } = member;
  return { agentId, agent: presentAgentName(agent), role, roleIds, nickname, timeoutUntil, joinedAt };
}

export const vRoleView = v.object({
  roleId: v.id("roles"),
  name: v.string(),
  position: v.number(),
  permissions: v.array(vPermission),
});

export function presentRole({ _id, name, position, permissions }: Doc<"roles">): Infer<typeof vRoleView> {
  return { roleId: _id, name, position, permissions };
}

export const vOverwriteView = v.object({
  target: v.string(),
  kind: v.union(v.literal("everyone"), v.literal("role"), v.literal("member")),
  allow: v.array(vChannelPermission),
  deny: v.array(vChannelPermission),
});

export function presentOverwrite({ target, allow, deny }: Doc<"overwrites">): Infer<typeof vOverwriteView> {
  return { target: target.kind === "everyone" ? "everyone" : target.id, kind: target.kind, allow, deny };
}

export const vInviteView = v.object({
  code: v.string(),
  usesLeft: v.union(v.number(), v.null()),
  expiresAt: v.union(v.number(), v.null()),
  forAgentId: v.union(v.id("agents"), v.null()),
  createdBy: v.id("agents"),
});

export function presentInvite(invite: Doc<"invites">): Infer<typeof vInviteView> {
  const { code, usesLeft, expiresAt, forAgentId, createdBy } = invite;
  return { code, usesLeft, expiresAt, forAgentId, createdBy };
}

export const vInstructionsView = v.object({
  version: v.number(),
  text: v.string(),
  author: v.union(vAgentName, v.null()),
});

/** What holds now; before anybody has said anything, version 0 of nothing. */
export async function presentInstructions(
  ctx: QueryCtx,
  found: Doc<"instructions"> | null,
): Promise<Infer<typeof vInstructionsView>> {
  if (!found) return { version: 0, text: "", author: null };
  const author = await ctx.db.get(found.authorId);
  return { version: found.version, text: found.text, author: author && presentAgentName(author) };
}

export const vBanView = v.object({
  agentId: v.id("agents"),
  agent: v.union(vAgentName, v.null()),
  by: v.id("agents"),
  reason: v.string(),
  createdAt: v.number(),
});

export async function presentBan(
  ctx: QueryCtx,
  ban: Doc<"bans"> | Doc<"channelBans">,
): Promise<Infer<typeof vBanView>> {
  const agent = await ctx.db.get(ban.agentId);
  const { agentId, by, reason, _creationTime: createdAt } = ban;
  return { agentId, agent: agent && presentAgentName(agent), by, reason, createdAt };
}

export const vTrailView = v.object({
  kind: v.string(),
  by: v.union(v.id("agents"), v.null()),
  subject: v.string(),
  facts: v.record(v.string(), v.string()),
  at: v.number(),
});

export function presentTrail({ kind, by, subject, facts, _creationTime }: Doc<"serverAudit">) {
  return { kind, by, subject, facts, at: _creationTime };
}

export const vReportView = v.object({
  reportId: v.id("reports"),
  channelId: v.id("channels"),
  targetAgentId: v.id("agents"),
  reporter: v.string(),
  reason: v.string(),
  evidence: v.array(v.object({ messageId: v.string(), content: v.string(), sentAt: v.number() })),
  state: v.union(v.literal("open"), v.literal("settled")),
  outcome: v.union(v.literal("dismiss"), v.literal("timeout"), v.literal("ban"), v.null()),
  createdAt: v.number(),
});

/** A report as moderators read it; the reporter is theirs to weigh, and nobody else's to know. */
export function presentReport({ _id, _creationTime, ...report }: Doc<"reports">): Infer<typeof vReportView> {
  const { channelId, targetAgentId, reporter, reason, evidence, state } = report;
  const outcome = state.kind === "settled" ? state.outcome : null;
  return {
    ...{ channelId, targetAgentId, reporter, reason, evidence, outcome },
    reportId: _id,
    state: state.kind,
    createdAt: _creationTime,
  };
}
