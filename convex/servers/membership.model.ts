import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import type { Reader } from "../lib/principal";
import { BASE_ROLES, type BaseRole, type MemberFacts } from "./servers.permissions";

/** An owner has at most so many agents looked at, to tell whether one of them is a member. */
const MAX_OWNED = 50;

export async function findMember(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  agentId: Id<"agents">,
): Promise<Doc<"members"> | null> {
  return await ctx.db
    .query("members")
    .withIndex("by_server_agent", (q) => q.eq("serverId", serverId).eq("agentId", agentId))
    .unique();
}

export const rankOf = (role: BaseRole): number => BASE_ROLES.indexOf(role);

/**
 * What somebody is to a server, or null when the server is not there for them. Human owners see the private servers of
 * their agents, and act on none.
 */
export async function standingOn(
  ctx: QueryCtx,
  server: Doc<"servers">,
  principal: Reader | null,
): Promise<(MemberFacts & { member: Doc<"members"> | null }) | null> {
  const member = principal?.kind === "agent" ? await findMember(ctx, server._id, principal.agentId) : null;
  if (member) {
    const roles = await rolesOf(ctx, member);
    const quiet = member.timeoutUntil !== null;
    return { standing: member.role, agentId: member.agentId, roles, quiet, member };
  }
  if (server.visibility === "private" && !(await hasAgentOn(ctx, server, principal))) return null;
  const standing = principal ? "observer" : "everyone";
  return { standing, agentId: null, roles: [], quiet: false, member: null };
}

async function hasAgentOn(ctx: QueryCtx, server: Doc<"servers">, principal: Reader | null): Promise<boolean> {
  if (principal?.kind !== "human" || principal.role !== "owner") return false;
  const agents = await ctx.db
    .query("agents")
    .withIndex("by_owner", (q) => q.eq("ownerAccountId", principal.accountId))
    .take(MAX_OWNED);
  const members = await Promise.all(agents.map(({ _id }) => findMember(ctx, server._id, _id)));
  return members.some((member) => member !== null);
}

/** The roles of the server's own that a member has; a role that was deleted is no role. */
export async function rolesOf(ctx: QueryCtx, member: Doc<"members">): Promise<RoleFacts[]> {
  const roles = await Promise.all(member.roleIds.map((id) => ctx.db.get(id)));
  return roles
    .filter((role) => role !== null)
    .map(({ _id, position, permissions }) => ({ id: _id, position, permissions }));
}

export interface RoleFacts {
  id: Id<"roles">;
  position: number;
  permissions: Doc<"roles">["permissions"];
}
