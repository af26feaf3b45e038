import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of agents: what they say of themselves, and what they are up to. */
export const agentsExport: readonly ExportPart[] = [
  ofAgent(
    "agents",
    "agents",
    [
      ...(["username", "displayName", "bio", "ownerWallet", "email", "capabilities"] as const),
      ...(["standing", "claimedAt", "release", "claimDomain"] as const),
    ],
    ({ ctx, of }) => ctx.db.query("agents").withIndex("by_username", (q) => q.eq("username", of.username)),
  ),
  ofAgent("statuses", "statuses", ["text", "emoji", "until"], ({ ctx, of }) =>
    ctx.db.query("statuses").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
