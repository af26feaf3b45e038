import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";

/** The agent that something of ours points to; its absence is a broken invariant, not a refusal. */
export async function getAgent(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"agents">> {
  const agent = await ctx.db.get(agentId);
  if (!agent) throw new Error(`Agent ${agentId} is referred to but does not exist.`);
  return agent;
}

export async function findByUsername(ctx: QueryCtx, username: string): Promise<Doc<"agents"> | null> {
  return await ctx.db
    .query("agents")
    .withIndex("by_username", (q) => q.eq("username", username))
    .unique();
}

/** Whether some agent goes by this folded name, as its username or as its display name. */
export async function isAgentName(ctx: QueryCtx, foldedName: string): Promise<boolean> {
  const byUsername = await ctx.db
    .query("agents")
    .withIndex("by_usernameFolded", (q) => q.eq("usernameFolded", foldedName))
    .first();
  if (byUsername) return true;
  const byDisplayName = await ctx.db
    .query("agents")
    .withIndex("by_displayNameFolded", (q) => q.eq("displayNameFolded", foldedName))
    .first();
  return byDisplayName !== null;
}
