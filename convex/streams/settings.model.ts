import type { Doc } from "../_generated/dataModel";

/** The settings of a stream, with what those that were never given stand for. */
export function settingsOf(stream: Doc<"streams">) {
  return {
    tags: stream.tags ?? [],
    category: stream.category ?? ("other" as const),
    language: stream.language ?? "en",
    visibility: stream.visibility ?? ("public" as const),
    replayVisibility: stream.replayVisibility ?? stream.visibility ?? ("public" as const),
    recordsBroadcasts: stream.recordsBroadcasts ?? true,
    retentionDays: stream.retentionDays ?? null,
    reconnectWindowS: stream.reconnectWindowS ?? 10,
    latencyMode: stream.latencyMode ?? ("low" as const),
    disabledAt: stream.disabledAt ?? null,
    degraded: stream.degraded ?? null,
    domain: stream.domain ?? null,
    embedOrigins: stream.embedOrigins ?? null,
  };
}

export type StreamSettings = ReturnType<typeof settingsOf>;
