import type { Infer } from "convex/values";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { type HeardKind, isHeard, WAKING } from "../events/catalogue.model";
import { partyOf } from "../identity/audit.model";
import { invalid } from "../lib/errors";
import { requireOutboundUrl } from "../lib/outbound.rules";
import type { Principal } from "../lib/principal";
import { requireProse } from "../lib/text";
import { enqueue, look } from "./deliveries.model";
import { type Filter, requireFilter } from "./filters.model";
import { findLane, getLane } from "./lanes.model";
import { listWebhooks } from "./listing.model";
import type { vFormat, vMaker, vMode } from "./schema";
import { auditWebhook } from "./trail.model";
import { MAX_WEBHOOKS, webhookErrors } from "./webhooks.errors";

/** A deploy that swaps a secret takes minutes; a week is for those who do it by hand. */
export const LONGEST_OVERLAP_S = 7 * 86_400;
const MAX_DESCRIPTION = 200;

export interface WebhookForm {
  url: string;
  types: string[] | null;
  mode: Infer<typeof vMode>;
  description: string;
  format: Infer<typeof vFormat>;
  filter: Filter | null;
}

/** Registers an address. Nothing is brought there until it has answered a challenge. */
export async function createWebhook(
  ctx: MutationCtx,
  principal: Principal,
  agentId: Id<"agents">,
  form: WebhookForm,
): Promise<Doc<"webhooks">> {
  const facts = {
    url: requireOutboundUrl("url", form.url),
    types: form.types === null ? [...WAKING] : requireTypes(form.types),
    mode: form.mode,
    description: requireDescription(form.description),
    format: form.format,
    ...(form.filter && { filter: requireFilter(ctx, form.filter) }),
  };
  if ((await listWebhooks(ctx, agentId)).length >= MAX_WEBHOOKS) throw webhookErrors.limit();
  const state = { kind: "pending" as const };
  const by = makerOf(principal);
  const id = await ctx.db.insert("webhooks", { agentId, by, ...facts, state, secretVersion: 1 });
  await getLane(ctx, id);
  const webhook = (await ctx.db.get(id))!;
  await auditWebhook(ctx, "webhook.created", webhook, partyOf(principal));
  return webhook;
}

export interface WebhookChanges {
  url?: string;
  types?: string[];
  mode?: Infer<typeof vMode>;
  description?: string;
  filter?: Filter | null;
  enabled?: false;
}

/** Changes what a webhook is. At another address it has to be shown anew that somebody wants what it brings. */
export async function changeWebhook(
  ctx: MutationCtx,
  principal: Principal,
  webhook: Doc<"webhooks">,
  changes: WebhookChanges,
): Promise<Doc<"webhooks">> {
  const url = changes.url === undefined ? webhook.url : requireOutboundUrl("url", changes.url);
  const now = Date.now();
  const state =
    url !== webhook.url
      ? { kind: "pending" as const }
      : changes.enabled === false && webhook.state.kind === "active"
        ? { kind: "disabled" as const, since: now, reason: "asked" as const }
        : webhook.state;
  await ctx.db.patch(webhook._id, {
    url,
    state,
    ...(url !== webhook.url && { by: makerOf(principal) }),
    ...(changes.types && { types: requireTypes(changes.types) }),
    ...(changes.mode && { mode: changes.mode }),
    ...(changes.filter !== undefined && {
      filter: changes.filter === null ? undefined : requireFilter(ctx, changes.filter),
    }),
    ...(changes.description !== undefined && { description: requireDescription(changes.description) }),
  });
  const changed = (await ctx.db.get(webhook._id))!;
  const isOff = state !== webhook.state && state.kind === "disabled";
  await auditWebhook(ctx, isOff ? "webhook.disabled" : "webhook.changed", changed, partyOf(principal));
  return changed;
}

/**
 * The address has answered its challenge: from now on, events are brought, and first those that waited. What an owner
 * had made becomes the doing of whoever wants it now; what the agent made stays its own.
 */
export async function activate(
  ctx: MutationCtx,
  principal: Principal,
  webhook: Doc<"webhooks">,
  answeredAt: string,
): Promise<Doc<"webhooks">> {
  // Meanwhile somebody may have named another address, which has not answered anything.
  if (webhook.url === answeredAt && webhook.state.kind !== "active") {
    const by = webhook.by?.kind === "agent" ? webhook.by : makerOf(principal);
    await ctx.db.patch(webhook._id, { by, state: { kind: "active", since: Date.now() } });
    await auditWebhook(ctx, "webhook.enabled", webhook, partyOf(principal));
    const lane = await getLane(ctx, webhook._id);
    await ctx.db.patch(lane._id, { failures: 0, failingSince: null, lost: 0, restsUntil: 0 });
    await look(ctx, webhook._id);
  }
  return (await ctx.db.get(webhook._id))!;
}

/** Begins with a new secret; the old one signs as well for `overlapS` more. */
export async function rotateSecret(
  ctx: MutationCtx,
  principal: Principal,
  webhook: Doc<"webhooks">,
  overlapS: number,
): Promise<{ version: number; overlapUntil: number }> {
  if (!(overlapS >= 0 && overlapS <= LONGEST_OVERLAP_S)) {
    throw invalid("overlapS", `It is a number of seconds from 0 to ${LONGEST_OVERLAP_S}.`, "out_of_range");
  }
  const version = webhook.secretVersion + 1;
  const overlapUntil = Date.now() + overlapS * 1000;
  const overlap = overlapS === 0 ? undefined : { version: webhook.secretVersion, until: overlapUntil };
  await ctx.db.patch(webhook._id, { secretVersion: version, overlap });
  await auditWebhook(ctx, "webhook.secret_rotated", webhook, partyOf(principal));
  return { version, overlapUntil };
}

/** Sends a sample of an event, through everything that a real one goes through. */
export async function sendTest(
  ctx: MutationCtx,
  webhook: Doc<"webhooks">,
  type: string,
): Promise<Id<"webhookDeliveries">> {
  if (webhook.state.kind !== "active") throw webhookErrors.notActive();
  const [known] = requireTypes([type], "type");
  return await enqueue(ctx, webhook._id, { kind: "test", type: known! });
}

const ERASED = 200;

/** Removes a webhook at once; its log goes batch by batch. Answers whether all of it is gone. */
export async function removeWebhook(ctx: MutationCtx, webhookId: Id<"webhooks">): Promise<boolean> {
  const lane = await findLane(ctx, webhookId);
  if (lane) await ctx.db.delete(lane._id);
  if (await ctx.db.get(webhookId)) await ctx.db.delete(webhookId);
  return await eraseLog(ctx, webhookId);
}

/** Removes a batch of what was brought; answers whether all of it is gone. */
export async function eraseLog(ctx: MutationCtx, webhookId: Id<"webhooks">): Promise<boolean> {
  const deliveries = await ctx.db
    .query("webhookDeliveries")
    .withIndex("by_webhook", (q) => q.eq("webhookId", webhookId))
    .take(ERASED);
  for (const { _id } of deliveries) await ctx.db.delete(_id);
  return deliveries.length < ERASED;
}

/** How a webhook is doing, beside what it is. */
export async function healthOf(ctx: QueryCtx, webhookId: Id<"webhooks">) {
  const lane = await findLane(ctx, webhookId);
  return { failures: lane?.failures ?? 0, failingSince: lane?.failingSince ?? null };
}

function requireTypes(types: string[], field = "events"): HeardKind[] {
  const known = types.filter(isHeard);
  const unknown = types.find((type) => !isHeard(type));
  if (unknown !== undefined)
    throw invalid(field, `There is no event "${unknown.slice(0, 60)}" to hear of.`, "unknown_event");
  if (known.length === 0) throw invalid(field, "A webhook without events brings nothing.", "too_short");
  return [...new Set(known)];
}

const makerOf = (principal: Principal): Infer<typeof vMaker> =>
  principal.kind === "human" ? { kind: "account", id: principal.accountId } : { kind: "agent" };

const requireDescription = (text: string) =>
  requireProse("description", text, { min: 0, max: MAX_DESCRIPTION });
