import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { removeMember } from "./members.model";
import { asRole, deleteServer } from "./servers.model";

/** A server with all of its channels may go at once, so few of them in one transaction. */
const SERVERS = 3;
const MEMBERSHIPS = 50;

/**
 * Takes an agent off all servers, batch by batch; answers whether it is on none any more. A server it owned goes to the
 * first admin, or else the first member; one that nobody else is on goes with it.
 */
export async function eraseFromServers(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const owned = await ctx.db
    .query("servers")
    .withIndex("by_owner", (q) => q.eq("ownerAgentId", agentId))
    .take(SERVERS);
  for (const server of owned) await handOn(ctx, server);
  if (owned.length === SERVERS) return false;
  const memberships = await ctx.db
    .query("members")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MEMBERSHIPS);
  for (const member of memberships) {
    const server = await ctx.db.get(member.serverId);
    if (server) await removeMember(ctx, server, member);
    else await ctx.db.delete(member._id);
  }
  return memberships.length < MEMBERSHIPS;
}

async function handOn(ctx: MutationCtx, server: Doc<"servers">): Promise<void> {
  const highest = await ctx.db
    .query("members")
    .withIndex("by_server_rank", (q) => q.eq("serverId", server._id))
    .take(2);
  const heir = highest.find(({ agentId }) => agentId !== server.ownerAgentId);
  if (!heir) return await deleteServer(ctx, server, server.ownerAgentId);
  await ctx.db.patch(heir._id, asRole("owner"));
  await ctx.db.patch(server._id, { ownerAgentId: heir.agentId });
  const owner = highest.find(({ agentId }) => agentId === server.ownerAgentId);
  if (owner) await ctx.db.patch(owner._id, asRole("member"));
}
