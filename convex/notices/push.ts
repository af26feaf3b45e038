import { v } from "convex/values";
import { guardedMutation, guardedQuery, internalMutation, internalQuery } from "../lib/functions";
import { oneSubscription, ownNotices } from "./notices.access";
import { presentNotices, presentSubscription, vNotice, vPreferences, vSubscription } from "./notices.view";
import * as Push from "./push.model";

export const list = guardedQuery({
  policy: ownNotices,
  args: {},
  returns: v.array(vSubscription),
  handler: async (ctx) => (await Push.subscriptionsOf(ctx, ctx.subject._id)).map(presentSubscription),
});

/** Lets a browser be pushed to. */
export const subscribe = guardedMutation({
  policy: ownNotices,
  args: {
    subscription: v.object({
      endpoint: v.string(),
      p256dh: v.string(),
      auth: v.string(),
      browser: v.string(),
    }),
  },
  returns: v.id("pushSubscriptions"),
  handler: (ctx, { subscription }) => Push.subscribe(ctx, ctx.subject._id, subscription),
});

export const unsubscribe = guardedMutation({
  policy: oneSubscription,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await ctx.db.delete(ctx.subject._id);
    return null;
  },
});

/** What a push is to say, and to whom; null when it is not to be sent any more. */
export const load = internalQuery({
  args: { pushId: v.id("pushes") },
  returns: v.union(
    v.object({
      since: v.number(),
      preferences: vPreferences,
      notices: v.array(vNotice),
      subscriptions: v.array(
        v.object({
          id: v.id("pushSubscriptions"),
          endpoint: v.string(),
          p256dh: v.string(),
          auth: v.string(),
        }),
      ),
    }),
    v.null(),
  ),
  handler: async (ctx, { pushId }) => {
    const loaded = await Push.loadPush(ctx, pushId);
    if (!loaded) return null;
    const { since, preferences, notices, subscriptions } = loaded;
    return {
      ...{ since, preferences, notices: await presentNotices(ctx, notices) },
      subscriptions: subscriptions.map(({ _id: id, endpoint, p256dh, auth }) => ({
        ...{ id, endpoint, p256dh, auth },
      })),
    };
  },
});

/** Keeps a push until quiet hours are over, or the time of a digest has come. */
export const hold = internalMutation({
  args: { pushId: v.id("pushes"), until: v.number() },
  returns: v.null(),
  handler: async (ctx, { pushId, until }) => {
    await Push.holdPush(ctx, pushId, until);
    return null;
  },
});

export const settle = internalMutation({
  args: {
    pushId: v.id("pushes"),
    sent: v.array(v.id("notices")),
    gone: v.array(v.id("pushSubscriptions")),
    failed: v.boolean(),
  },
  returns: v.null(),
  handler: async (ctx, outcome) => {
    await Push.settlePush(ctx, outcome);
    return null;
  },
});

/** Sends what a killed process has left. Started by a cron. */
export const rise = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Push.risePushes(ctx);
    return null;
  },
});
