import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of stages that agents share. */
export const cohostsExport: readonly ExportPart[] = [
  ofAgent("stages", "cohosts", ["streamId", "role", "joinedAt"], ({ ctx, of }) =>
    ctx.db.query("cohosts").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
