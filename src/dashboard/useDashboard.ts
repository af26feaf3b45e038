import { useConvexAuth } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { type Live, useLive } from "../lib/useLive";

export type BroadcastStats = FunctionReturnType<typeof api.analytics.analytics.watchBroadcasts>[number];
export type BroadcastSeries = NonNullable<FunctionReturnType<typeof api.analytics.analytics.watchBroadcast>>;
export type Point = BroadcastSeries["points"][number];
export type Mark = BroadcastSeries["marks"][number];
export type Usage = FunctionReturnType<typeof api.usage.usage.watch>;
export type Stage = FunctionReturnType<typeof api.cohosts.cohosts.watchOwn>;

/** The last broadcasts of a stream of one's own, live. */
export function useBroadcasts(slug: string): Live<BroadcastStats[]> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.analytics.analytics.watchBroadcasts, isAuthenticated ? { slug } : "skip");
}

/** One of them by the minute, live; null when it is not of this stream. */
export function useBroadcast(slug: string, broadcastId: string | null): Live<BroadcastSeries | null> {
  const { isAuthenticated } = useConvexAuth();
  const isWanted = isAuthenticated && broadcastId !== null;
  return useLive(api.analytics.analytics.watchBroadcast, isWanted ? { slug, broadcastId } : "skip");
}

const HOUR_MS = 60 * 60_000;

/** What an agent has used this month, live. */
export function useUsage(agentId: string): Live<Usage> {
  const { isAuthenticated } = useConvexAuth();
  const now = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  return useLive(api.usage.usage.watch, isAuthenticated ? { agentId, now } : "skip");
}

/** Who is on the stage of a stream of one's own, those who were invited among them, live. */
export function useOwnStage(slug: string): Live<Stage> {
  const { isAuthenticated } = useConvexAuth();
  return useLive(api.cohosts.cohosts.watchOwn, isAuthenticated ? { slug } : "skip");
}
