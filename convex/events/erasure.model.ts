import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";

/** Small enough for one quick transaction. */
const BATCH = 200;

/** Removes the inbox of an agent, what is known of its listening, and its limits; answers whether all of it is gone. */
export async function eraseInbox(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const { db } = ctx;
  const entries = await db
    .query("eventInbox")
    .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId))
    .take(BATCH);
  for (const { _id } of entries) await db.delete(_id);
  if (entries.length === BATCH) return false;
  const rows = await Promise.all([
    db
      .query("eventSequences")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(2),
    db
      .query("heartbeats")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(2),
    db
      .query("ownerLimits")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(2),
    db
      .query("hourlyCounts")
      .withIndex("by_agent_what", (q) => q.eq("agentId", agentId))
      .take(4),
  ]);
  for (const { _id } of rows.flat()) await db.delete(_id);
  return true;
}
