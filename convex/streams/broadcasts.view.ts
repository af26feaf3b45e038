import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vEndedBy } from "./streams.values";
import { peakOf } from "./viewers.model";

/** One run on air, for whoever may see its stream. */
export const vBroadcastView = v.object({
  id: v.id("broadcasts"),
  status: v.union(v.literal("live"), v.literal("interrupted"), v.literal("ended")),
  startedAt: v.number(),
  endedAt: v.union(v.number(), v.null()),
  endedBy: v.union(vEndedBy, v.null()),
  peakViewers: v.number(), // so far, while it runs
});

export type BroadcastView = Infer<typeof vBroadcastView>;

export async function presentBroadcast(ctx: QueryCtx, broadcast: Doc<"broadcasts">): Promise<BroadcastView> {
  const { _id: id, streamId, startedAt, state, endedBy = null, peakViewers = 0 } = broadcast;
  const hasEnded = state.kind === "ended";
  return {
    id,
    status: state.kind,
    startedAt,
    endedAt: hasEnded ? state.endedAt : null,
    endedBy,
    peakViewers: hasEnded ? peakViewers : await peakOf(ctx, streamId),
  };
}
