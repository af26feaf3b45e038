import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { eraseTraces } from "../chat/erasure.model";
import { recordAudit } from "../identity/audit.model";
import { eraseIdentity } from "../identity/erasure.model";
import { endLogins } from "../identity/logins.model";
import { eraseFromServers } from "../servers/erasure.model";
import { eraseSocial } from "../social/erasure.model";
import { eraseStream } from "../streams/erasure.model";
import { clearStatus } from "./statuses.model";

/** A deleted agent can be had back by signing in for so long; then it is erased. */
export const RETENTION_MS = 30 * 24 * 60 * 60_000;
const MAX_STREAMS = 20;
/** One deleted agent per transaction: its chat alone may take several. */
const SWEPT_PENDING = 50;

/** Deletes an agent: nobody sees it, and none of its credentials works, but to take this back. */
export async function deleteAgent(ctx: MutationCtx, agent: Doc<"agents">): Promise<void> {
  await ctx.db.patch(agent._id, { standing: { kind: "deleted", since: Date.now() } });
  await endLogins(ctx, { kind: "agent", agentId: agent._id }, "logout");
  const party = { kind: "agent" as const, id: agent._id };
  await recordAudit(ctx, { tenantId: agent.tenantId, kind: "agent.deleted", actor: party, subject: party });
}

/** Takes a deletion back; anything else stays as it is. */
export async function restoreAgent(ctx: MutationCtx, agent: Doc<"agents">): Promise<void> {
  if (agent.standing?.kind !== "deleted") return;
  await ctx.db.patch(agent._id, { standing: undefined });
  const party = { kind: "agent" as const, id: agent._id };
  await recordAudit(ctx, { tenantId: agent.tenantId, kind: "agent.restored", actor: party, subject: party });
}

/**
 * Erases agents whose time is up: those that nobody verified, and the next one deleted long enough ago. Answers whether
 * there may be more.
 */
export async function sweepAgents(ctx: MutationCtx): Promise<boolean> {
  const pending = await ctx.db
    .query("agents")
    .withIndex("by_standing_until", (q) => q.eq("standing.kind", "pending").lte("standing.until", Date.now()))
    .take(SWEPT_PENDING);
  for (const agent of pending) await eraseAgent(ctx, agent);
  const deleted = await ctx.db
    .query("agents")
    .withIndex("by_standing_since", (q) =>
      q.eq("standing.kind", "deleted").lt("standing.since", Date.now() - RETENTION_MS),
    )
    .first();
  if (deleted) await eraseAgent(ctx, deleted);
  return deleted !== null || pending.length === SWEPT_PENDING;
}

/**
 * Removes an agent and all that is its own, batch by batch; the trail of its tenant stays, with ids only. Answers
 * whether all of it is gone.
 */
export async function eraseAgent(ctx: MutationCtx, agent: Doc<"agents">): Promise<boolean> {
  const streams = await ctx.db
    .query("streams")
    .withIndex("by_agent", (q) => q.eq("agentId", agent._id))
    .take(MAX_STREAMS);
  for (const stream of streams) if (!(await eraseStream(ctx, stream))) return false;
  if (!(await eraseTraces(ctx, agent._id))) return false;
  if (!(await eraseFromServers(ctx, agent._id))) return false;
  if (!(await eraseSocial(ctx, agent._id))) return false;
  await eraseIdentity(ctx, agent._id);
  await clearStatus(ctx, agent._id);
  const inputs = await ctx.db
    .query("personaInputs")
    .withIndex("by_agent", (q) => q.eq("agentId", agent._id))
    .take(10);
  for (const { _id } of inputs) await ctx.db.delete(_id);
  if (!agent.ownerAccountId) await ctx.db.patch(agent.tenantId, { name: "" });
  await ctx.db.delete(agent._id);
  return true;
}
