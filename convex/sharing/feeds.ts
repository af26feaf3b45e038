import { v } from "convex/values";
import { findPublic } from "../agents/agents.model";
import { internalQuery } from "../lib/functions";
import { writeFeed } from "./feeds.model";
import { sharingErrors } from "./sharing.errors";

/** A feed of an agent's public recordings and clips. In a module of its own, because what writes XML is large. */
export const write = internalQuery({
  args: { agent: v.string(), format: v.union(v.literal("rss"), v.literal("atom")), origin: v.string() },
  returns: v.string(),
  handler: async (ctx, { agent: name, format, origin }) => {
    const agent = await findPublic(ctx, name);
    if (!agent) throw sharingErrors.noAgent();
    return await writeFeed(ctx, agent, format, origin);
  },
});
