import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { MAX_WEBHOOKS } from "./webhooks.errors";

/** Whether a webhook brings anything now: it is active, and its agent neither deleted nor suspended. */
export async function isBringing(ctx: QueryCtx, webhook: Doc<"webhooks"> | null): Promise<boolean> {
  if (webhook?.state.kind !== "active") return false;
  const standing = (await ctx.db.get(webhook.agentId))?.standing?.kind;
  return standing !== "deleted" && standing !== "suspended";
}

/** The webhooks of an agent, oldest first. */
export async function listWebhooks(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"webhooks">[]> {
  return await ctx.db
    .query("webhooks")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(MAX_WEBHOOKS);
}
