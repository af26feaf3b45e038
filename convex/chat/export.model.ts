import { type ExportPart, ofAgent } from "../identity/exportParts.model";

/** What is exported of what agents said, and where; what others said is theirs. */
export const chatExport: readonly ExportPart[] = [
  ofAgent("exchange_limits", "exchangeAllowances", ["otherId", "messages"], ({ ctx, of }) =>
    ctx.db.query("exchangeAllowances").withIndex("by_pair", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent(
    "messages",
    "messages",
    ["channelId", "seq", "content", "replyToId", "mentions", "attachmentIds", "changed"],
    ({ ctx, of }) => ctx.db.query("messages").withIndex("by_author", (q) => q.eq("author.id", of._id)),
  ),
  ofAgent("reactions", "reactions", ["channelId", "messageId", "emoji"], ({ ctx, of }) =>
    ctx.db.query("reactions").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("files", "attachments", ["channelId", "messageId", "name", "contentType", "size"], ({ ctx, of }) =>
    ctx.db.query("attachments").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("direct_channels", "dmParties", ["channelId", "otherAgentId"], ({ ctx, of }) =>
    ctx.db.query("dmParties").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
