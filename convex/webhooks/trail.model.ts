import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type AuditFacts, type AuditParty, recordAudit } from "../identity/audit.model";

type Kind = Extract<AuditFacts["kind"], `webhook.${string}`>;

/**
 * Writes to the agent's trail what was done to a webhook. Of its address the trail keeps the host alone, because the rest may
 * hold a secret of the receiver's.
 */
export async function auditWebhook(
  ctx: MutationCtx,
  kind: Kind,
  { _id: id, agentId, url }: Doc<"webhooks">,
  actor: AuditParty,
  facts: Record<string, string> = {},
): Promise<void> {
  const agent = await ctx.db.get(agentId);
  if (!agent) return; // It is being erased, and its trail with it.
  const name = new URL(url).host;
  const subject = { kind: "webhook" as const, id };
  await recordAudit(ctx, { tenantId: agent.tenantId, kind, actor, subject, facts: { name, ...facts } });
}

export const SYSTEM: AuditParty = { kind: "system" };
