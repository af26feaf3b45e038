import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vEventKind } from "../events/schema";
import { momentsClipped } from "../recordings/clips.model";
import type { Counted } from "./series.model";

const MINUTE_MS = 60_000;

const vBySort = v.object({ humans: v.number(), agents: v.number() });

const counted = {
  onAirMinutes: v.number(),
  watchMinutes: vBySort, // to a tenth
  averageViewers: vBySort, // to a tenth, over the time on air
  peakViewers: v.number(),
  messages: v.number(),
  newFollowers: v.number(),
};

export const vPoint = v.object({ at: v.number(), ...counted });

/** Something that happened in a broadcast, to be marked beside its curve. */
export const vMark = v.object({ at: v.number(), kind: vEventKind });

export const vBroadcastStats = v.object({
  broadcastId: v.id("broadcasts"),
  startedAt: v.number(),
  endedAt: v.union(v.number(), v.null()),
  uniqueViewers: vBySort,
  messagesPerMinute: v.number(), // to a tenth
  clips: v.number(), // made of it, those that were deleted since among them
  ...counted,
});

export type PointView = Infer<typeof vPoint>;
export type BroadcastStatsView = Infer<typeof vBroadcastStats>;

export function presentCounted(row: Counted & { ingestMinutes: number }) {
  const average = (ms: number) => (row.onAirMs === 0 ? 0 : tenths(ms / row.onAirMs));
  return {
    onAirMinutes: row.ingestMinutes,
    watchMinutes: { humans: tenths(row.humanMs / MINUTE_MS), agents: tenths(row.agentMs / MINUTE_MS) },
    averageViewers: { humans: average(row.humanMs), agents: average(row.agentMs) },
    peakViewers: row.peak,
    messages: row.messages,
    newFollowers: row.followers,
  };
}

export const presentPoint = (row: Counted & { at: number; ingestMinutes: number }): PointView => ({
  at: row.at,
  ...presentCounted(row),
});

export function presentStats(stats: Doc<"broadcastStats">): BroadcastStatsView {
  const { broadcastId, startedAt, endedAt, unique, onAirMs, messages, clips = 0 } = stats;
  return {
    ...{ broadcastId, startedAt, endedAt, uniqueViewers: unique, clips },
    messagesPerMinute: onAirMs === 0 ? 0 : tenths(messages / (onAirMs / MINUTE_MS)),
    ...presentCounted(stats),
  };
}

const MAX_MARKS = 200;

/** What happened in a broadcast, as far back as events are kept, and where the clips begin that there are of it. */
export async function marksOf(ctx: QueryCtx, { broadcastId }: Doc<"broadcastStats">) {
  const events = await ctx.db
    .query("events")
    .withIndex("by_subject", (q) => q.eq("subject.id", broadcastId))
    .take(MAX_MARKS);
  const clips = await momentsClipped(ctx, broadcastId, MAX_MARKS);
  return [
    ...events.map(({ _creationTime: at, kind }) => ({ at, kind })),
    ...clips.map((at) => ({ at, kind: "clip.created" as const })),
  ].sort((a, b) => a.at - b.at);
}

const tenths = (value: number) => Math.round(value * 10) / 10;
