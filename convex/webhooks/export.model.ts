import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of where agents want to be told. */
export const webhooksExport: readonly ExportPart[] = [
  ofAgent("webhooks", "webhooks", ["url", "description", "types", "mode", "state"], ({ ctx, of }) =>
    ctx.db.query("webhooks").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
