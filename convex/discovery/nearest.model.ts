import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { ActionCtx } from "../_generated/server";
import { ProviderError } from "../lib/cloudflare.client";
import { currentSpace, embed } from "../lib/embeddings.client";
import { discoveryErrors } from "./discovery.errors";
import type { Near } from "./search.model";

/** Who searches waits for it; beyond this the words alone have to do. */
const PATIENCE_MS = 2500;
/** So many vectors are looked at: some of them may be of agents that are not there for everybody. */
const LOOKED_AT = 64;
/** Below this cosine two texts have nothing in common but chance, and below this share of the best they are noise beside it. */
const LEAST = 0.22;
const LEAST_SHARE = 0.6;

/** The vectors nearest to one, of the space in use, the nearest first; none that is far away. */
export async function nearestTo(
  ctx: ActionCtx,
  vector: number[],
  space: string,
  { limit, except }: { limit: number; except?: Id<"agents"> },
): Promise<Near[]> {
  const found = await ctx.vectorSearch("embeddings", "by_vector", {
    vector,
    limit: LOOKED_AT,
    filter: (q) => q.eq("space", space),
  });
  const whose: { _id: Id<"embeddings">; agentId: Id<"agents"> }[] = await ctx.runQuery(
    internal.discovery.similar.shownAgents,
    { ids: found.map(({ _id }) => _id) },
  );
  const agents = new Map(whose.map(({ _id, agentId }) => [_id, agentId]));
  const near = found.flatMap(({ _id, _score: similarity }) => {
    const agentId = agents.get(_id);
    return agentId && agentId !== except ? [{ agentId, similarity }] : [];
  });
  const least = Math.max(LEAST, (near[0]?.similarity ?? 0) * LEAST_SHARE);
  return near.filter(({ similarity }) => similarity >= least).slice(0, limit);
}

/** The agents that are near in meaning to words. Refuses when the provider does not answer in time. */
export async function nearestToWords(ctx: ActionCtx, words: string, limit: number): Promise<Near[]> {
  const space = currentSpace();
  if (space === null) throw discoveryErrors.unavailable();
  const [vector] = await embed([words], PATIENCE_MS).catch((error: unknown) => {
    if (!(error instanceof ProviderError)) throw error;
    console.warn(error.message);
    throw discoveryErrors.unavailable();
  });
  return await nearestTo(ctx, vector!, space, { limit });
}
