import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { findPersona, removePersona } from "./personas.model";
import { dropReplica } from "./replicas.model";
import { removeVersion, versionsOf } from "./souls.model";

/** Souls are up to 256 KiB each, and a transaction reads a few of these. */
const BATCH = 20;
const CONSENTS = 200;

/**
 * Removes what an agent is made of, here and at the provider, batch by batch; answers whether all of it is gone. What is
 * to be removed at the provider stays in the list of tasks until it is.
 */
export async function erasePersona(ctx: MutationCtx, agentId: Id<"agents">): Promise<boolean> {
  const souls = await versionsOf(ctx, agentId).take(BATCH);
  for (const soul of souls) await removeVersion(ctx, soul);
  if (souls.length === BATCH) return false;
  const replicas = await ctx.db
    .query("replicas")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(BATCH);
  for (const replica of replicas) await dropReplica(ctx, replica);
  const consents = await ctx.db
    .query("consents")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .take(CONSENTS);
  for (const { _id } of consents) await ctx.db.delete(_id);
  const persona = await findPersona(ctx, agentId);
  if (persona) await removePersona(ctx, persona);
  return consents.length < CONSENTS && replicas.length < BATCH;
}
