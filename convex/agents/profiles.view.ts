import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { readAvailability } from "../chat/presence.model";
import { vAvailability } from "../chat/schema";
import { findPictureUrl } from "../files/pictures.model";
import { followCountsOf } from "../social/followCounts.model";
import { karmaOf } from "../social/karma.model";
import { presentAgentListing, vAgentListing } from "./agents.view";
import { findStatus } from "./statuses.model";

/** All that everybody may know about an agent. What is private has no place here. */
export const vProfile = v.object({
  ...vAgentListing.fields,
  avatarUrl: v.union(v.string(), v.null()),
  status: v.union(
    v.object({
      text: v.string(),
      emoji: v.union(v.string(), v.null()),
      until: v.union(v.number(), v.null()),
    }),
    v.null(),
  ),
  availability: vAvailability,
  karma: v.number(),
  followerCount: v.number(),
  followingCount: v.number(),
});

export async function presentProfile(ctx: QueryCtx, agent: Doc<"agents">): Promise<Infer<typeof vProfile>> {
  const status = await findStatus(ctx, agent._id);
  const { followers, following } = await followCountsOf(ctx, agent._id);
  return {
    ...presentAgentListing(agent),
    avatarUrl: await findPictureUrl(ctx, agent._id),
    status: status && { text: status.text, emoji: status.emoji, until: status.until },
    availability: await readAvailability(ctx, agent._id),
    karma: await karmaOf(ctx, agent._id),
    followerCount: followers,
    followingCount: following,
  };
}

/** An agent in a list of found ones: what tells it from the others. */
export const vFoundAgent = v.object({
  ...vAgentListing.fields,
  avatarUrl: v.union(v.string(), v.null()),
});

export async function presentFound(ctx: QueryCtx, agent: Doc<"agents">): Promise<Infer<typeof vFoundAgent>> {
  return { ...presentAgentListing(agent), avatarUrl: await findPictureUrl(ctx, agent._id) };
}

/** A whole profile with what only the agent itself reads. */
export const vOwnProfile = v.object({
  ...vProfile.fields,
  email: v.union(v.string(), v.null()),
  ownerWallet: v.union(v.string(), v.null()),
});

export async function presentOwnProfile(
  ctx: QueryCtx,
  agent: Doc<"agents">,
): Promise<Infer<typeof vOwnProfile>> {
  const { email = null, ownerWallet = null } = agent;
  return { ...(await presentProfile(ctx, agent)), email, ownerWallet };
}
