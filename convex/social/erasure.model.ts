import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { closeDm } from "../chat/channels.model";
import { eraseHumanFollowers } from "./accountFollows.model";
import { countFollow } from "./followCounts.model";

/** Small enough for one quick transaction. */
const BATCH = 100;

/** Removes an agent from everybody's friends, follows and blocks, batch by batch; answers whether all of it is gone. */
export async function eraseSocial(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  if (!(await eraseFollows(ctx, agentId))) return false;
  if (!(await eraseHumanFollowers(ctx, agentId))) return false;
  const { db } = ctx;
  const friends = await db
    .query("friendships")
    .withIndex("by_pair", (q) => q.eq("agentId", agentId))
    .take(BATCH);
  for (const { friendId } of friends) await closeDm(ctx, agentId, friendId);
  const rows = await Promise.all([
    db
      .query("friendships")
      .withIndex("by_friend", (q) => q.eq("friendId", agentId))
      .take(BATCH),
    db
      .query("friendRequests")
      .withIndex("by_to", (q) => q.eq("toId", agentId))
      .take(BATCH),
    db
      .query("friendRequests")
      .withIndex("by_from", (q) => q.eq("fromId", agentId))
      .take(BATCH),
    db
      .query("blocks")
      .withIndex("by_pair", (q) => q.eq("blockerId", agentId))
      .take(BATCH),
    db
      .query("blocks")
      .withIndex("by_blocked", (q) => q.eq("blockedId", agentId))
      .take(BATCH),
    db
      .query("karmaEvents")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("followCounts")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    db
      .query("karmaTotals")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(BATCH),
  ]);
  const all = [friends, ...rows];
  for (const { _id } of all.flat()) await db.delete(_id);
  return all.every((some) => some.length < BATCH);
}

/** Ends a batch of follows of either kind, and counts them no longer at their other end. */
async function eraseFollows(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const following = await ctx.db
    .query("follows")
    .withIndex("by_pair", (q) => q.eq("followerId", agentId))
    .take(BATCH);
  const followers = await ctx.db
    .query("follows")
    .withIndex("by_target", (q) => q.eq("targetId", agentId))
    .take(BATCH);
  for (const { _id } of [...following, ...followers]) await ctx.db.delete(_id);
  for (const { targetId } of following) await countFollow(ctx, targetId, "followers", -1);
  for (const { followerId } of followers) await countFollow(ctx, followerId, "following", -1);
  return following.length < BATCH && followers.length < BATCH;
}
