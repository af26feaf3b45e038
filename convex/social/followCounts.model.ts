import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

export interface FollowCounts {
  followers: number;
  following: number;
}

export async function followCountsOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<FollowCounts> {
  const row = await findCounts(ctx, agentId);
  return row ? { followers: row.followers, following: row.following } : await counted(ctx, agentId);
}

/** Counts a follow that has just begun, or one that has just ended, for one of its two ends. */
export async function countFollow(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  side: keyof FollowCounts,
  change: 1 | -1,
): Promise<void> {
  const row = await findCounts(ctx, agentId);
  if (row) await ctx.db.patch(row._id, { [side]: row[side] + change });
  else if (change === 1) await ctx.db.insert("followCounts", { agentId, ...(await counted(ctx, agentId)) });
}

async function findCounts(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"followCounts"> | null> {
  return await ctx.db
    .query("followCounts")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

/** The same from the follows themselves: nothing, but for agents who have some from before there were counts. */
async function counted(ctx: QueryCtx, agentId: Id<"agents">): Promise<FollowCounts> {
  const counts = { followers: 0, following: 0 };
  const { db } = ctx;
  const followers = db.query("follows").withIndex("by_target", (q) => q.eq("targetId", agentId));
  for await (const _ of followers) counts.followers++;
  const people = db.query("accountFollows").withIndex("by_target", (q) => q.eq("targetId", agentId));
  for await (const _ of people) counts.followers++;
  const following = db.query("follows").withIndex("by_follower", (q) => q.eq("followerId", agentId));
  for await (const _ of following) counts.following++;
  return counts;
}
