import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { getAgent, isDeleted } from "../agents/agents.model";

type Video = Doc<"videos">;

/** Whether the video service is to ask for a token: what is private, and all of an agent that is deleted. */
export async function isHidden(ctx: QueryCtx, { visibility, agentId }: Video): Promise<boolean> {
  return visibility === "private" || isDeleted(await getAgent(ctx, agentId));
}

/** The video that is played under this uid. */
export async function findByUid(ctx: QueryCtx, uid: string): Promise<Video | null> {
  return await ctx.db
    .query("videos")
    .withIndex("by_uid", (q) => q.eq("state.uid", uid))
    .first();
}

/** Under which uid a video is played; null while it cannot be. */
export const playedAs = ({ state }: Video): string | null => (state.kind === "ready" ? state.uid : null);
