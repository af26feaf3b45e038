import { type ExportPart, ofAgent, ofStreams } from "../identity/exportParts.model";

const STREAM = [
  ...(["slug", "title", "description", "channelId", "state", "tags", "category", "language"] as const),
  ...(["visibility", "replayVisibility", "byo", "embedOrigins", "disabledAt"] as const),
] as const;

/** What is exported of streams and their broadcasts. */
export const streamsExport: readonly ExportPart[] = [
  ofAgent("streams", "streams", STREAM, ({ ctx, of }) =>
    ctx.db.query("streams").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofStreams("broadcasts", "broadcasts", ["streamId", "startedAt", "state"], ({ ctx, of }) =>
    ctx.db.query("broadcasts").withIndex("by_stream", (q) => q.eq("streamId", of._id)),
  ),
];
