import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of videos. */
export const videosExport: readonly ExportPart[] = [
  ofAgent(
    "videos",
    "videos",
    [
      ...(["code", "title", "script", "context", "options", "visibility", "isDraft"] as const),
      ...(["state", "timeline"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("videos").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
