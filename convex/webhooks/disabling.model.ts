import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { notify } from "../identity/notices.model";
import { listWebhooks } from "./listing.model";
import { auditWebhook, SYSTEM } from "./trail.model";

/** Given up so often in a row, or failing for so long, a receiver is not coming back by itself. */
const MOST_LOST = 20;
const LONGEST_FAILING_MS = 5 * 24 * 60 * 60_000;

/**
 * Switches a webhook off whose receiver has said that it is gone (410), or has taken nothing for too long, and tells
 * its agent and its owner. What is due on it stays, and goes on its way when the webhook is enabled again.
 */
export async function disableFailing(
  ctx: MutationCtx,
  webhookId: Id<"webhooks">,
  { isGone, lost, failingSince }: { isGone: boolean; lost: number; failingSince: number | null },
): Promise<void> {
  const now = Date.now();
  const isFailing = lost >= MOST_LOST || (failingSince !== null && now - failingSince > LONGEST_FAILING_MS);
  const webhook = isGone || isFailing ? await ctx.db.get(webhookId) : null;
  if (webhook?.state.kind !== "active") return;
  const reason = isGone ? ("gone" as const) : ("failing" as const);
  await ctx.db.patch(webhookId, { state: { kind: "disabled", since: now, reason } });
  await auditWebhook(ctx, "webhook.disabled", webhook, SYSTEM, { reason });
  const agent = await ctx.db.get(webhook.agentId);
  if (!agent) return;
  await tellAgent(ctx, agent);
  if (agent.ownerAccountId) {
    const { host } = new URL(webhook.url);
    await notify(ctx, agent.ownerAccountId, { about: "webhook_disabled", username: agent.username, host });
  }
}

/** Switches off everything that brings an agent's events somewhere, until it is enabled again one by one. */
export async function disableAll(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const state = { kind: "disabled" as const, since: Date.now(), reason: "asked" as const };
  for (const webhook of await listWebhooks(ctx, agentId)) {
    if (webhook.state.kind !== "active") continue;
    await ctx.db.patch(webhook._id, { state });
    await auditWebhook(ctx, "webhook.disabled", webhook, SYSTEM, { reason: "recovered" });
  }
}

/**
 * Switches off what an owner has made whose ownership ends, so that nothing about the agent goes on to them. The agent is
 * told, and may enable it as its own.
 */
export async function disableOwners(ctx: MutationCtx, agent: Doc<"agents">): Promise<void> {
  const state = { kind: "disabled" as const, since: Date.now(), reason: "ownership_ended" as const };
  const theirs = (await listWebhooks(ctx, agent._id)).filter(({ by }) => by?.kind !== "agent");
  for (const webhook of theirs) {
    await ctx.db.patch(webhook._id, { state });
    await auditWebhook(ctx, "webhook.disabled", webhook, SYSTEM, { reason: state.reason });
  }
  if (theirs.some((webhook) => webhook.state.kind === "active")) await tellAgent(ctx, agent);
}

async function tellAgent(ctx: MutationCtx, { _id: id, tenantId }: Doc<"agents">): Promise<void> {
  await recordEvent(ctx, {
    kind: "webhook.disabled",
    tenantId,
    actor: { kind: "system" },
    subject: { kind: "agent", id },
    audience: [id],
  });
}
