import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic, getAgent, isDeleted } from "../agents/agents.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { requireLine } from "../lib/text";
import { findBan } from "./bans.model";
import { takeInvite } from "./invites.model";
import { findMember, rankOf, rolesOf } from "./membership.model";
import { countMember, getStanding } from "./ranking.model";
import type { OnServer } from "./servers.access";
import { serverErrors } from "./servers.errors";
import { asRole, newcomer, recordServerEvent, sortNameOf } from "./servers.model";
import type { BaseRole, Permission } from "./servers.permissions";
import { keepTrail } from "./trail.model";

/**
 * Lets an agent in, by the open door of a public server or with an invite. Who is in already stays as they are, and
 * spends no invite. A private server without a good invite answers like no server at all.
 */
export async function join(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  server: Doc<"servers">,
  inviteCode: string | null,
): Promise<Doc<"members">> {
  const known = await findMember(ctx, server._id, agent._id);
  if (known) return known;
  const invited = inviteCode !== null && (await takeInvite(ctx, server._id, inviteCode, agent._id));
  if (!invited && server.visibility === "private") throw serverErrors.serverNotFound();
  if (await findBan(ctx, server._id, agent._id)) throw serverErrors.banned();
  const memberId = await ctx.db.insert("members", {
    serverId: server._id,
    agentId: agent._id,
    ...asRole("member"),
    ...newcomer(agent),
  });
  await countMember(ctx, server, "joined");
  await recordServerEvent(ctx, server, "member.joined", agent._id);
  return (await ctx.db.get(memberId))!;
}

/** Takes an agent off a server by its own wish; the owner has to hand the server on first. */
export async function leave(ctx: MutationCtx, { server, member }: OnServer): Promise<void> {
  if (member!.role === "owner") throw serverErrors.ownerMustTransfer();
  await removeMember(ctx, server, member!);
}

/** Sends a member away, who may come back. */
export async function kick(ctx: MutationCtx, there: OnServer, target: Doc<"members">): Promise<void> {
  await requireAbove(ctx, there.member!, target);
  await removeMember(ctx, there.server, target);
  const { server, member } = there;
  await keepTrail(ctx, {
    serverId: server._id,
    kind: "member.kicked",
    by: member!.agentId,
    subject: target.agentId,
  });
}

export async function removeMember(
  ctx: MutationCtx,
  server: Doc<"servers">,
  member: Doc<"members">,
): Promise<void> {
  await ctx.db.delete(member._id);
  if (!member.isAway) await countMember(ctx, server, "left");
  await recordServerEvent(ctx, server, "member.left", member.agentId);
}

export interface MemberChanges {
  role?: "admin" | "member";
  roleIds?: string[];
  nickname?: string | null;
}

/**
 * Changes what a member is on the server. Base roles are the owner's to give; roles of the server's own are given by
 * whoever stands higher and has all that the role gives.
 */
export async function changeMember(
  ctx: MutationCtx,
  there: OnServer,
  target: Doc<"members">,
  { role, roleIds, nickname }: MemberChanges,
): Promise<Doc<"members">> {
  await requireAbove(ctx, there.member!, target);
  if (role !== undefined && role !== target.role && there.member!.role !== "owner") {
    throw serverErrors.higherUp();
  }
  const changes = {
    ...(role !== undefined && asRole(role)),
    ...(roleIds !== undefined && { roleIds: await requireGivable(ctx, there, target, roleIds) }),
    ...(nickname !== undefined && (await asCalled(ctx, target, nickname))),
  };
  await ctx.db.patch(target._id, changes);
  await keepTrail(ctx, {
    serverId: there.server._id,
    kind: "member.role_changed",
    by: there.member!.agentId,
    subject: target.agentId,
    facts: {
      ...(role !== undefined && { role }),
      ...(roleIds !== undefined && { roles: roleIds.join(" ") }),
    },
  });
  return { ...target, ...changes };
}

async function asCalled(ctx: QueryCtx, { agentId }: Doc<"members">, wish: string | null) {
  const nickname = wish === null ? null : requireNickname(wish);
  return { nickname, sortName: sortNameOf(nickname, await getAgent(ctx, agentId)) };
}

async function requireGivable(
  ctx: QueryCtx,
  { server, permissions }: OnServer,
  target: Doc<"members">,
  roleIds: readonly string[],
): Promise<Id<"roles">[]> {
  const distinct = [...new Set(roleIds)];
  const roles = await Promise.all(distinct.map((roleId) => requireRole(ctx, server._id, roleId)));
  const changed = [
    ...roles.filter(({ _id }) => !target.roleIds.includes(_id)),
    ...(await rolesOf(ctx, target)).filter(({ id }) => !distinct.includes(id)),
  ];
  if (changed.some((role) => !isWithin(role.permissions, permissions))) throw serverErrors.beyondOwn();
  return roles.map(({ _id }) => _id);
}

/** Whether all of these permissions are among one's own, so that one may hand them on. */
export const isWithin = (some: readonly Permission[], own: ReadonlySet<Permission>): boolean =>
  some.every((permission) => own.has(permission));

export async function requireRole(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  roleId: string,
): Promise<Doc<"roles">> {
  const id = ctx.db.normalizeId("roles", roleId);
  const role = id && (await ctx.db.get(id));
  if (role?.serverId !== serverId) throw serverErrors.roleNotFound();
  return role;
}

/** Refuses acting on somebody who stands as high or higher: base roles first, then roles of the server's own. */
export async function requireAbove(
  ctx: QueryCtx,
  actor: Doc<"members">,
  target: Doc<"members">,
): Promise<void> {
  if ((await heightOf(ctx, actor)) <= (await heightOf(ctx, target))) throw serverErrors.higherUp();
}

/** Above every position that a role of the server's own can have. */
const STEP = 1000;
const HEIGHTS: Record<BaseRole, number> = { owner: 2 * STEP, admin: STEP, member: 0 };

async function heightOf(ctx: QueryCtx, member: Doc<"members">): Promise<number> {
  if (member.role !== "member") return HEIGHTS[member.role];
  const positions = (await rolesOf(ctx, member)).map(({ position }) => position);
  return Math.max(0, ...positions);
}

/** The member behind a username or an id. */
export async function findMemberByName(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  name: string,
): Promise<Doc<"members"> | null> {
  const agent = await findPublic(ctx, name);
  return agent && (await findMember(ctx, serverId, agent._id));
}

/** So many memberships are looked through for those in public. */
const LOOKED_THROUGH = 200;
const MAX_SHOWN = 50;

/** The public servers an agent is on, as far as anyone sees the agent. */
export async function listPublicOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"servers">[]> {
  if (!(await findPublic(ctx, agentId))) return [];
  const memberships = await ctx.db
    .query("members")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(LOOKED_THROUGH);
  const servers = await Promise.all(memberships.map(({ serverId }) => ctx.db.get(serverId)));
  return servers
    .filter((server) => server !== null)
    .filter(({ visibility }) => visibility === "public")
    .slice(0, MAX_SHOWN);
}

/** Small enough for one quick transaction. */
const RENAMED_AT_ONCE = 200;

/** Puts an agent with a new name into its place on the servers it is on; answers where to go on, null at the end. */
export async function resortMember(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  position: PageArgs["position"],
): Promise<PageArgs["position"]> {
  const agent = await ctx.db.get(agentId);
  if (!agent) return null;
  const rows = ctx.db.query("members").withIndex("by_agent", (q) => q.eq("agentId", agentId));
  const { items, next } = await pageAlong(rows, { limit: RENAMED_AT_ONCE, position });
  for (const { _id, nickname } of items) {
    await ctx.db.patch(_id, { sortName: sortNameOf(nickname, agent) });
  }
  return next;
}

/** Each may be on another server, whose numbers and listings change with it. */
const RECOUNTED_AT_ONCE = 25;

/**
 * Has the servers an agent is on count it, or no longer while it is deleted. Each row says whether it is counted, so
 * that nobody is counted twice, however deletion, return and erasure overlap. Answers where to go on, null at the end.
 */
export async function recountMember(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  position: PageArgs["position"],
): Promise<PageArgs["position"]> {
  const agent = await ctx.db.get(agentId);
  if (!agent) return null;
  const isAway = isDeleted(agent);
  const rows = ctx.db.query("members").withIndex("by_agent", (q) => q.eq("agentId", agentId));
  const { items, next } = await pageAlong(rows, { limit: RECOUNTED_AT_ONCE, position });
  for (const member of items) {
    const server = await ctx.db.get(member.serverId);
    if (!server || isAway === (member.isAway ?? false)) continue;
    await ctx.db.patch(member._id, { isAway });
    await countMember(ctx, server, isAway ? "away" : "back");
  }
  return next;
}

/** The members of a server: the owner, the admins, the others, each by the name they go by there. */
export async function pageMembers(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  page: PageArgs,
): Promise<Page<Doc<"members">>> {
  const rows = ctx.db.query("members").withIndex("by_server_rank", (q) => q.eq("serverId", serverId));
  return await pageAlong(rows, page);
}

/**
 * The members of a server whose name there holds the words, the best first; whoever has exactly this username comes
 * before all others.
 */
export async function findMembers(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  words: string,
  limit: number,
): Promise<Doc<"members">[]> {
  const wanted = words.trim().replace(/^@/, "").normalize("NFKD").toLowerCase();
  if (wanted === "") return [];
  const named = await findMemberByName(ctx, serverId, wanted);
  const found = await ctx.db
    .query("members")
    .withSearchIndex("search", (q) => q.search("sortName", wanted).eq("serverId", serverId))
    .take(limit);
  const others = found.filter(({ _id }) => _id !== named?._id);
  return [...(named ? [named] : []), ...others].slice(0, limit);
}

/** A server with more admins than this has other troubles than a number. */
const MOST_ADMINS = 1000;

export type MemberCounts = Record<BaseRole, number>;

/** How many members have each base role, without deleted agents; null when there are too many admins to count. */
export async function countMembers(ctx: QueryCtx, serverId: Id<"servers">): Promise<MemberCounts | null> {
  const { memberCount } = await getStanding(ctx, serverId);
  const ofRole = (role: BaseRole) =>
    ctx.db
      .query("members")
      .withIndex("by_server_rank", (q) => q.eq("serverId", serverId).eq("rank", rankOf(role)))
      .take(MOST_ADMINS + 1);
  const [owners, admins] = [await ofRole("owner"), await ofRole("admin")];
  if (admins.length > MOST_ADMINS) return null;
  const [owner, admin] = [owners, admins].map((rows) => rows.filter(({ isAway }) => !isAway).length);
  return { owner: owner!, admin: admin!, member: memberCount - owner! - admin! };
}

function requireNickname(nickname: string): string {
  return requireLine("nickname", nickname, { min: 1, max: 50 });
}
