import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { vEventKind } from "../events/schema";
import { vAttempt, vFormat, vMode, vParcel, vWebhookState } from "./schema";
import { healthOf } from "./webhooks.model";

export const vWebhookView = v.object({
  id: v.id("webhooks"),
  agentId: v.id("agents"),
  madeBy: v.union(v.literal("agent"), v.literal("owner")),
  url: v.string(),
  description: v.string(),
  types: v.array(vEventKind),
  mode: vMode,
  format: vFormat,
  filter: v.union(v.object({ channelId: v.id("channels") }), v.null()),
  state: vWebhookState,
  secretVersion: v.number(),
  overlapUntil: v.union(v.number(), v.null()),
  failures: v.number(),
  failingSince: v.union(v.number(), v.null()),
  createdAt: v.number(),
});

export type WebhookView = Infer<typeof vWebhookView>;

export const vDeliveryView = v.object({
  id: v.id("webhookDeliveries"),
  parcel: vParcel,
  state: v.object({
    kind: v.union(v.literal("due"), v.literal("delivered"), v.literal("dead"), v.literal("needless")),
    at: v.number(),
  }),
  attempts: v.array(vAttempt),
  createdAt: v.number(),
});

export type DeliveryView = Infer<typeof vDeliveryView>;

export async function presentWebhook(ctx: QueryCtx, webhook: Doc<"webhooks">): Promise<WebhookView> {
  const {
    _id: id,
    _creationTime: createdAt,
    agentId,
    by,
    url,
    description,
    types,
    mode,
    format = "standard",
    filter = null,
    state,
    secretVersion,
    overlap,
  } = webhook;
  return {
    ...{ id, agentId, url, description, types, mode, format, filter, state, secretVersion, createdAt },
    madeBy: by?.kind === "agent" ? "agent" : "owner",
    overlapUntil: overlap?.until ?? null,
    ...(await healthOf(ctx, id)),
  };
}

export function presentDelivery(delivery: Doc<"webhookDeliveries">): DeliveryView {
  const { _id: id, _creationTime: createdAt, parcel, state, attempts } = delivery;
  return { id, parcel, state, attempts, createdAt };
}
