import { v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { agentInQuestion, isTheirs } from "../identity/identity.access";
import { accessErrors, definePolicy } from "../lib/policy";
import type { Principal } from "../lib/principal";
import { webhookErrors } from "./webhooks.errors";

export const listWebhooks = definePolicy({ ...agentInQuestion, name: "webhook.list", scope: "read" });
export const createWebhook = definePolicy({
  ...agentInQuestion,
  name: "webhook.create",
  scope: "webhooks:write",
});

export const readOwnerLimits = definePolicy({ ...agentInQuestion, name: "ownerLimits.read", scope: "read" });
export const changeOwnerLimits = definePolicy({
  ...agentInQuestion,
  name: "ownerLimits.change",
  rule: "it is the agent's owner, or the agent itself, who only lowers what an owner has set",
  scope: "profile:write",
});

export interface Own {
  webhook: Doc<"webhooks">;
  agent: Doc<"agents">;
}

const aWebhook = {
  args: { webhookId: v.string() },
  rule: "the webhook is the agent's own, or its owner's",
  who: ["agent", "owner"],
  hidden: true,
  absent: webhookErrors.notFound,
  find: findWebhook,
  may: (principal: Parameters<typeof isTheirs>[0], { agent }: Own) => isTheirs(principal, agent),
} as const;

export const readWebhook = definePolicy({ ...aWebhook, name: "webhook.read", scope: "read" });
export const changeWebhook = definePolicy({ ...aWebhook, name: "webhook.change", scope: "webhooks:write" });

export const redeliverDelivery = definePolicy({
  ...aWebhook,
  name: "webhook.redeliver",
  scope: "webhooks:write",
  args: { webhookId: v.string(), deliveryId: v.string() },
  absent: webhookErrors.deliveryNotFound,
  find: findDelivery,
  may: (principal, { agent }) => isTheirs(principal, agent),
});

/** A webhook brings what one reads otherwise: with a key that may not read, nobody says where to. */
export function requireReading({ scopes }: Principal): void {
  if (!scopes.includes("read")) throw accessErrors.missingScope();
}

async function findWebhook(ctx: QueryCtx, { webhookId }: { webhookId: string }): Promise<Own | null> {
  const id = ctx.db.normalizeId("webhooks", webhookId);
  const webhook = id && (await ctx.db.get(id));
  const agent = webhook && (await ctx.db.get(webhook.agentId));
  return agent ? { webhook, agent } : null;
}

async function findDelivery(
  ctx: QueryCtx,
  { webhookId, deliveryId }: { webhookId: string; deliveryId: string },
): Promise<(Own & { delivery: Doc<"webhookDeliveries"> }) | null> {
  const own = await findWebhook(ctx, { webhookId });
  const id = ctx.db.normalizeId("webhookDeliveries", deliveryId);
  const delivery = own && id && (await ctx.db.get(id));
  return own && delivery && delivery.webhookId === own.webhook._id ? { ...own, delivery } : null;
}
