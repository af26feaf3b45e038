import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";

/**
 * What other domains do when what everybody may read of a soul has changed, in the transaction that changes it. They get
 * the public part and never more. Empty when all of a soul is private.
 */
export async function noteSoulChange(
  _ctx: MutationCtx,
  _agent: Doc<"agents">,
  _publicPart: string,
): Promise<void> {}

/** What other domains do when the persona of an agent has become ready, or has failed for good. */
export async function onPersonaSettled(_ctx: MutationCtx, _agent: Doc<"agents">): Promise<void> {}

/** When an agent's first video was asked for, and when its first one was ready. */
export async function firstVideos(
  _ctx: QueryCtx,
  _agentId: Id<"agents">,
): Promise<{ askedAt: number | null; readyAt: number | null }> {
  return { askedAt: null, readyAt: null };
}
