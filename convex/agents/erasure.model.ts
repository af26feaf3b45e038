import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eraseIdentity } from "../identity/erasure.model";

/**
 * Removes an agent that never came to anything: one whose challenge nobody signed. Nothing points to it but what is
 * removed with it.
 */
export async function eraseAgent(ctx: MutationCtx, agent: Doc<"agents">): Promise<void> {
  await eraseIdentity(ctx, agent._id);
  const inputs = await ctx.db
    .query("personaInputs")
    .withIndex("by_agent", (q) => q.eq("agentId", agent._id))
    .take(10);
  for (const input of inputs) await ctx.db.delete(input._id);
  await ctx.db.delete(agent._id);
}
