import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of what was spoken. */
export const speechExport: readonly ExportPart[] = [
  ofAgent("speeches", "speeches", ["occasion", "text", "voice", "state", "expiresAt"], ({ ctx, of }) =>
    ctx.db.query("speeches").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
