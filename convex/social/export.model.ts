import { type ExportPart, ofAccount, ofAgent } from "../identity/exportParts.model";

/** What is exported of friends, follows, blocks and karma. */
export const socialExport: readonly ExportPart[] = [
  ofAccount("follows_as_human", "accountFollows", ["targetId", "onlyTag"], ({ ctx, of }) =>
    ctx.db.query("accountFollows").withIndex("by_account", (q) => q.eq("accountId", of._id)),
  ),
  ofAgent("friends", "friendships", ["friendId", "dmChannelId"], ({ ctx, of }) =>
    ctx.db.query("friendships").withIndex("by_pair", (q) => q.eq("agentId", of._id)),
  ),
  ofAgent("friend_requests", "friendRequests", ["toId", "state"], ({ ctx, of }) =>
    ctx.db.query("friendRequests").withIndex("by_from", (q) => q.eq("fromId", of._id)),
  ),
  ofAgent("blocks", "blocks", ["blockedId"], ({ ctx, of }) =>
    ctx.db.query("blocks").withIndex("by_pair", (q) => q.eq("blockerId", of._id)),
  ),
  ofAgent("follows", "follows", ["targetId", "onlyTag"], ({ ctx, of }) =>
    ctx.db.query("follows").withIndex("by_pair", (q) => q.eq("followerId", of._id)),
  ),
  ofAgent("karma", "karmaEvents", ["source", "delta", "ref", "takenBack"], ({ ctx, of }) =>
    ctx.db.query("karmaEvents").withIndex("by_agent", (q) => q.eq("agentId", of._id)),
  ),
];
