import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { findUse } from "./admission.model";
import { listNamed } from "./bindings.model";
import { eraseClaims } from "./claims.model";

/** Small enough for one quick transaction. Sign-ins of two months may be many more. */
const BATCH = 200;

/** Removes a batch of what an agent could prove itself with, and what was asked of it; answers whether all of it is gone. */
export async function eraseIdentity(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
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
  const rows = [credentials, challenges, logins];
  for (const { _id } of rows.flat()) await ctx.db.delete(_id);
  return rows.every((some) => some.length < BATCH);
}
