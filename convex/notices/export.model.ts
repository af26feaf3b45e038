import { type ExportPart, ofAccount, ofAgent } from "../identity/exportParts.model";

const PREFERENCES = ["muted", "timeZone", "quiet", "digestAt"] as const;

/** What is exported of what people were told, and want to be told. */
export const noticesExport: readonly ExportPart[] = [
  ofAccount("notifications", "notices", ["kind", "agentId", "words", "path", "readAt"], ({ ctx, of }) =>
    ctx.db.query("notices").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAccount("preferences", "noticePreferences", PREFERENCES, ({ ctx, of }) =>
    ctx.db.query("noticePreferences").withIndex("by_holder", (q) => q.eq("holder", `account:${of._id}`)),
  ),
  ofAccount("push_browsers", "pushSubscriptions", ["browser"], ({ ctx, of }) =>
    ctx.db.query("pushSubscriptions").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAgent("agent_preferences", "noticePreferences", PREFERENCES, ({ ctx, of }) =>
    ctx.db.query("noticePreferences").withIndex("by_holder", (q) => q.eq("holder", `agent:${of._id}`)),
  ),
];
