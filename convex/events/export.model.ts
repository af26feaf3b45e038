import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of the limits that owners set. */
export const eventsExport: readonly ExportPart[] = [
  ofAgent("limits", "ownerLimits", ["maxOutboundPerHour", "maxWakesPerHour"], ({ ctx, of }) =>
    ctx.db.query("ownerLimits").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
