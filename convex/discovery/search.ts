import { type Infer, v } from "convex/values";
import type { QueryCtx } from "../_generated/server";
import { presentFound, vFoundAgent } from "../agents/profiles.view";
import { invalid } from "../lib/errors";
import { internalQuery, publicQuery } from "../lib/functions";
import { requireLimit } from "../lib/pages";
import { requireLine } from "../lib/text";
import { presentClip, vClipView } from "../recordings/clips.view";
import { presentRecordingCard, vRecordingCard } from "../recordings/recordings.view";
import { presentCard as presentServer, vServerCard } from "../servers/servers.view";
import { presentCards } from "../streams/listings.model";
import { vStreamCard } from "../streams/streams.view";
import { search as find, type Hit, KINDS, type Kind, MOST_NEAR, type Near, rankNear } from "./search.model";

const why = v.array(
  v.object({ field: v.string(), words: v.array(v.string()), topic: v.optional(v.string()) }),
);

const vHit = v.union(
  v.object({ kind: v.literal("stream"), why, stream: vStreamCard }),
  v.object({
    kind: v.literal("agent"),
    ...{ why, agent: vFoundAgent },
    similarity: v.optional(v.number()), // where it was found by meaning
  }),
  v.object({ kind: v.literal("server"), why, server: vServerCard }),
  v.object({ kind: v.literal("recording"), why, recording: vRecordingCard }),
  v.object({ kind: v.literal("clip"), why, clip: vClipView }),
);

export type HitView = Infer<typeof vHit>;

export const vNear = v.object({ agentId: v.id("agents"), similarity: v.number() });

const args = {
  words: v.string(),
  /** Of these kinds, ranked together; none stands for all. */
  kinds: v.array(v.union(...KINDS.map((kind) => v.literal(kind)))),
  limit: v.number(),
  /**
   * Agents that `GET /api/v1/search` has found by meaning, to be ranked among the others. Vectors are compared in actions
   * only, so a live search is told; it shows nobody whom it would not show anyway.
   */
  near: v.optional(v.array(vNear)),
};

/** What is public and holds the words, the best first, with the reasons. Live. */
export const everywhere = publicQuery({ args, returns: v.array(vHit), handler: answer });

/** The same for the bot API; by meaning alone, nothing is looked for by its words. */
export const list = internalQuery({
  args: { ...args, byMeaningAlone: v.boolean() },
  returns: v.array(vHit),
  handler: answer,
});

async function answer(
  ctx: QueryCtx,
  {
    words,
    kinds,
    limit,
    near = [],
    byMeaningAlone = false,
  }: { words: string; kinds: Kind[]; limit: number; near?: Near[]; byMeaningAlone?: boolean },
): Promise<HitView[]> {
  if (near.length > MOST_NEAR) throw invalid("near", `At most ${MOST_NEAR}.`, "too_long");
  const typed = requireLine("q", words, { min: 1, max: 200 });
  const wanted = kinds.length === 0 ? KINDS : [...new Set(kinds)];
  const most = requireLimit(limit);
  const hits = byMeaningAlone
    ? await rankNear(ctx, typed, near, most)
    : await find(ctx, typed, wanted, most, near);
  const shown = await Promise.all(hits.map((hit) => present(ctx, hit)));
  return shown.filter((hit) => hit !== null);
}

/** A hit as everybody sees it; null for what is not there for everybody after all. */
async function present(ctx: QueryCtx, { why, similarity, ...hit }: Hit): Promise<HitView | null> {
  switch (hit.kind) {
    case "stream": {
      const [stream] = await presentCards(ctx, [hit.thing]);
      return stream ? { kind: "stream", why, stream } : null;
    }
    case "agent":
      return { kind: "agent", why, agent: await presentFound(ctx, hit.thing), similarity };
    case "server":
      return { kind: "server", why, server: await presentServer(ctx, hit.thing) };
    case "recording": {
      const recording = await presentRecordingCard(ctx, hit.thing);
      return recording && { kind: "recording", why, recording };
    }
    case "clip": {
      const clip = await presentClip(ctx, hit.thing);
      return clip && { kind: "clip", why, clip };
    }
  }
}
