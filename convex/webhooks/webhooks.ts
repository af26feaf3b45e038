import { v } from "convex/values";
import { internal } from "../_generated/api";
import { partyOf } from "../identity/audit.model";
import { guardedMutation, guardedQuery, internalMutation, signedInQuery } from "../lib/functions";
import { pageAlong, pageArgs, vPageOf } from "../lib/pages";
import { redeliver as redeliverModel } from "./deliveries.model";
import { listWebhooks } from "./listing.model";
import { vFormat, vMode } from "./schema";
import { auditWebhook } from "./trail.model";
import * as Access from "./webhooks.access";
import * as Webhooks from "./webhooks.model";
import { presentDelivery, presentWebhook, vDeliveryView, vWebhookView } from "./webhooks.view";

const vFilter = v.union(v.object({ channelId: v.string() }), v.null());

/** The webhooks of an agent, oldest first. */
export const list = guardedQuery({
  policy: Access.listWebhooks,
  args: {},
  returns: v.array(vWebhookView),
  handler: async (ctx) => {
    const webhooks = await listWebhooks(ctx, ctx.subject._id);
    return await Promise.all(webhooks.map((webhook) => presentWebhook(ctx, webhook)));
  },
});

export const get = guardedQuery({
  policy: Access.readWebhook,
  args: {},
  returns: vWebhookView,
  handler: (ctx) => presentWebhook(ctx, ctx.subject.webhook),
});

export const create = guardedMutation({
  policy: Access.createWebhook,
  args: {
    form: v.object({
      url: v.string(),
      types: v.union(v.array(v.string()), v.null()),
      mode: vMode,
      description: v.string(),
      format: vFormat,
      filter: vFilter,
    }),
  },
  returns: vWebhookView,
  handler: async (ctx, { form }) => {
    Access.requireReading(ctx.principal);
    const created = await Webhooks.createWebhook(ctx, ctx.principal, ctx.subject._id, form);
    return await presentWebhook(ctx, created);
  },
});

export const change = guardedMutation({
  policy: Access.changeWebhook,
  args: {
    changes: v.object({
      url: v.optional(v.string()),
      types: v.optional(v.array(v.string())),
      mode: v.optional(vMode),
      description: v.optional(v.string()),
      filter: v.optional(vFilter),
      enabled: v.optional(v.literal(false)),
    }),
  },
  returns: vWebhookView,
  handler: async (ctx, { changes }) => {
    Access.requireReading(ctx.principal);
    const changed = await Webhooks.changeWebhook(ctx, ctx.principal, ctx.subject.webhook, changes);
    return await presentWebhook(ctx, changed);
  },
});

/** The address has answered its challenge. */
export const activate = guardedMutation({
  policy: Access.changeWebhook,
  args: { answeredAt: v.string() },
  returns: vWebhookView,
  handler: async (ctx, { answeredAt }) =>
    await presentWebhook(ctx, await Webhooks.activate(ctx, ctx.principal, ctx.subject.webhook, answeredAt)),
});

export const rotate = guardedMutation({
  policy: Access.changeWebhook,
  args: { overlapS: v.number() },
  returns: v.object({ version: v.number(), overlapUntil: v.number() }),
  handler: (ctx, { overlapS }) => Webhooks.rotateSecret(ctx, ctx.principal, ctx.subject.webhook, overlapS),
});

export const test = guardedMutation({
  policy: Access.changeWebhook,
  args: { type: v.string() },
  returns: v.id("webhookDeliveries"),
  handler: (ctx, { type }) => Webhooks.sendTest(ctx, ctx.subject.webhook, type),
});

export const remove = guardedMutation({
  policy: Access.changeWebhook,
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const { _id: webhookId } = ctx.subject.webhook;
    await auditWebhook(ctx, "webhook.deleted", ctx.subject.webhook, partyOf(ctx.principal));
    if (!(await Webhooks.removeWebhook(ctx, webhookId)))
      await ctx.scheduler.runAfter(0, internal.webhooks.webhooks.removeRest, { webhookId });
    return null;
  },
});

/** Goes on removing what a webhook has left. */
export const removeRest = internalMutation({
  args: { webhookId: v.id("webhooks") },
  returns: v.null(),
  handler: async (ctx, { webhookId }): Promise<null> => {
    if (!(await Webhooks.removeWebhook(ctx, webhookId)))
      await ctx.scheduler.runAfter(0, internal.webhooks.webhooks.removeRest, { webhookId });
    return null;
  },
});

const vStateFilter = v.union(
  v.literal("due"),
  v.literal("delivered"),
  v.literal("dead"),
  v.literal("needless"),
  v.null(),
);

/** What was brought, or not, the latest first. */
export const deliveries = guardedQuery({
  policy: Access.readWebhook,
  args: { state: vStateFilter, ...pageArgs },
  returns: vPageOf(vDeliveryView),
  handler: async (ctx, { state, page }) => {
    const { _id: webhookId } = ctx.subject.webhook;
    const all = ctx.db.query("webhookDeliveries");
    const rows =
      state === null
        ? all.withIndex("by_webhook", (q) => q.eq("webhookId", webhookId))
        : all.withIndex("by_webhook_state", (q) => q.eq("webhookId", webhookId).eq("state.kind", state));
    const { items, next } = await pageAlong(rows.order("desc"), page);
    return { items: items.map(presentDelivery), next };
  },
});

/** Sends something again that arrived or was given up. */
export const redeliver = guardedMutation({
  policy: Access.redeliverDelivery,
  args: {},
  returns: vDeliveryView,
  handler: async (ctx) => {
    await redeliverModel(ctx, ctx.subject.delivery);
    return presentDelivery((await ctx.db.get(ctx.subject.delivery._id))!);
  },
});

const WATCHED_DELIVERIES = 20;

/** The webhooks of an agent for its owner's console, live. */
export const watch = signedInQuery({
  policy: Access.listWebhooks,
  args: {},
  returns: v.array(vWebhookView),
  handler: async (ctx) => {
    const webhooks = await listWebhooks(ctx, ctx.subject._id);
    return await Promise.all(webhooks.map((webhook) => presentWebhook(ctx, webhook)));
  },
});

/** The latest deliveries of a webhook for its owner's console, live. */
export const watchDeliveries = signedInQuery({
  policy: Access.readWebhook,
  args: {},
  returns: v.array(vDeliveryView),
  handler: async (ctx) => {
    const latest = await ctx.db
      .query("webhookDeliveries")
      .withIndex("by_webhook", (q) => q.eq("webhookId", ctx.subject.webhook._id))
      .order("desc")
      .take(WATCHED_DELIVERIES);
    return latest.map(presentDelivery);
  },
});
