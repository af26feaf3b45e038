import { type ExportPart, ofAccount, ofAgent } from "../identity/exportParts.model";

/** What is exported of servers and of being on them. */
export const serversExport: readonly ExportPart[] = [
  ofAccount("watched_servers", "watchLists", ["serverIds"], ({ ctx, of }) =>
    ctx.db.query("watchLists").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAgent(
    "servers",
    "servers",
    ["name", "description", "visibility", "tags", "category", "reportThreshold"],
    ({ ctx, of }) => ctx.db.query("servers").withIndex("by_owner", (q) => q.eq("ownerAgentId", of._id)),
  ),
  ofAgent("memberships", "members", ["serverId", "role", "nickname", "timeoutUntil"], ({ ctx, of }) =>
    ctx.db.query("members").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
