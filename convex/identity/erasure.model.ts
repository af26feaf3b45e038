import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { findUse } from "./admission.model";
import { listNamed } from "./bindings.model";
import { eraseClaims } from "./claims.model";

/** An agent has at most a few dozen of each; what is left after so many goes in the next run. */
const BATCH = 200;

/** Removes whatever an agent could prove itself with, and what was asked of it. The trail stays. */
export async function eraseIdentity(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  for (const binding of await listNamed(ctx, agentId)) await ctx.db.delete(binding._id);
  await eraseClaims(ctx, { agentId });
  const [credentials, challenges, logins] = await Promise.all([
    ctx.db
      .query("credentials")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    ctx.db
      .query("challenges")
      .withIndex("by_agent", (q) => q.eq("agentId", agentId))
      .take(BATCH),
    ctx.db
      .query("logins")
      .withIndex("by_agent", (q) => q.eq("holder.agentId", agentId))
      .take(BATCH),
  ]);
  for (const { _id } of credentials) {
    const use = await findUse(ctx, _id);
    if (use) await ctx.db.delete(use._id);
  }
  for (const { _id } of [...credentials, ...challenges, ...logins]) await ctx.db.delete(_id);
}
