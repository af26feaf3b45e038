import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { noteSoulChanged } from "../discovery/souls.model";
import { findPreparing, nudge } from "../videos/jobs.model";
import { findFirst } from "../videos/listing.model";

/**
 * What other domains do when what everybody may read of a soul has changed, in the transaction that changes it. They get
 * the public part and never more. Empty when all of a soul is private.
 */
export async function noteSoulChange(
  ctx: MutationCtx,
  agent: Doc<"agents">,
  publicPart: string,
): Promise<void> {
  await noteSoulChanged(ctx, agent, publicPart);
}

/** What other domains do when the persona of an agent has become ready, or has failed for good. */
export async function onPersonaSettled(ctx: MutationCtx, agent: Doc<"agents">): Promise<void> {
  for (const job of await findPreparing(ctx, agent._id)) await nudge(ctx, job);
}

/** When an agent's first video was asked for, and when its first one was ready; null while none was. */
export async function firstVideos(
  ctx: QueryCtx,
  agentId: Id<"agents">,
): Promise<{ askedAt: number | null; readyAt: number | null }> {
  const { asked, ready } = await findFirst(ctx, agentId);
  return {
    askedAt: asked?._creationTime ?? null,
    readyAt: ready?.state.kind === "ready" ? ready.state.at : null,
  };
}
