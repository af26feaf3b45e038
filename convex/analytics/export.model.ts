import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of the numbers of broadcasts. */
export const analyticsExport: readonly ExportPart[] = [
  ofAgent(
    "broadcast_numbers",
    "broadcastStats",
    [
      ...(["broadcastId", "startedAt", "endedAt", "ingestMinutes", "unique"] as const),
      ...(["humanMs", "agentMs", "peak", "messages", "followers"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("broadcastStats").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
