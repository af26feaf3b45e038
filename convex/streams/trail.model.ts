import type { Doc } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import type { Actor } from "../events/events.model";
import { type AuditFacts, recordAudit } from "../identity/audit.model";

type Kind = Extract<AuditFacts["kind"], `stream${string}`>;

/** Adds what was done to a stream to the trail of its tenant. The provider and our own schedules act as the system. */
export async function keepTrail(
  ctx: MutationCtx,
  { tenantId, agentId, slug }: Doc<"streams">,
  kind: Kind,
  actor: Actor,
  facts: Record<string, string> = {},
): Promise<void> {
  const party = actor.kind === "agent" || actor.kind === "account" ? actor : { kind: "system" as const };
  const subject = { kind: "agent" as const, id: agentId };
  await recordAudit(ctx, { tenantId, kind, actor: party, subject, facts: { stream: slug, ...facts } });
}
