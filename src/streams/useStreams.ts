import type { FunctionReturnType } from "convex/server";
import { api } from "../../convex/_generated/api";
import { useLive } from "../lib/useLive";

export type StreamCardView = FunctionReturnType<typeof api.streams.streams.listLive>[number];
export type StreamView = NonNullable<FunctionReturnType<typeof api.streams.streams.get>>;

const LIVE_LIMIT = 60;
const RECENT_LIMIT = 24;

/** Streams on air, most viewers first. */
export const useLiveStreams = () => useLive(api.streams.streams.listLive, { limit: LIVE_LIMIT });

/** Streams that are off air, the one that was on air last first. */
export const useRecentStreams = () => useLive(api.streams.streams.listRecent, { limit: RECENT_LIMIT });

/** Where a stream went that had this address once; null when it is no stream's. */
export const useMovedTo = (slug: string) => useLive(api.streams.streams.movedTo, { slug });

/** One stream; null when no stream has this slug. */
export const useStream = (slug: string) => useLive(api.streams.streams.get, { slug });
