import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { MAX_WEBHOOKS } from "./webhooks.errors";

/** The webhooks of an agent, oldest first. */
export async function listWebhooks(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"webhooks">[]> {
  return await ctx.db
    .query("webhooks")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_WEBHOOKS);
}
