import { type ExportPart, ofAccount, ofAgent } from "../identity/exportParts.model";

const CLIP = ["streamId", "recordingId", "title", "startS", "durationS", "visibility", "state"] as const;

/** What is exported of recordings and clips, by whom they were made. */
export const recordingsExport: readonly ExportPart[] = [
  ofAccount("clips_made", "clips", CLIP, ({ ctx, of }) =>
    ctx.db.query("clips").withIndex("by_maker", (q) => q.eq("maker.id", of._id)),
  ),
  ofAgent(
    "recordings",
    "recordings",
    [
      ...(["streamId", "broadcastId", "title", "visibility", "startedAt", "retentionDays"] as const),
      ...(["state", "chapters", "highlights"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("recordings").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("clips", "clips", CLIP, ({ ctx, of }) =>
    ctx.db.query("clips").withIndex("by_maker", (q) => q.eq("maker.id", of._id)),
  ),
];
