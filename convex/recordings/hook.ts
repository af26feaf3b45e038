import { v } from "convex/values";
import { internal } from "../_generated/api";
import { ProviderError } from "../lib/cloudflare.client";
import { publicUrl } from "../lib/env";
import { internalAction, internalMutation, internalQuery } from "../lib/functions";
import * as Hook from "./hook.model";
import { subscribe } from "./videos.client";

/** Where the provider tells that a video is ready. */
export const HOOK_PATH = "/webhooks/cloudflare-video";

/**
 * Sees that the provider tells us of videos, and that we know with which secret it signs. Asked for by each broadcast; an
 * address that was told within a day is left alone. A provider that is down is no harm: recordings are also looked after.
 */
export const ensure = internalAction({
  args: {},
  returns: v.null(),
  handler: async (ctx): Promise<null> => {
    const origin = publicUrl();
    if (origin === null) return null;
    const notificationUrl = `${origin}${HOOK_PATH}`;
    const isFresh: boolean = await ctx.runQuery(internal.recordings.hook.isFresh, { notificationUrl });
    if (isFresh) return null;
    try {
      const secret = await subscribe(notificationUrl);
      await ctx.runMutation(internal.recordings.hook.keep, { notificationUrl, secret });
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error;
      console.warn(`The provider was not told where to tell of videos: ${error.message}`);
    }
    return null;
  },
});

export const isFresh = internalQuery({
  args: { notificationUrl: v.string() },
  returns: v.boolean(),
  handler: (ctx, { notificationUrl }) => Hook.isFresh(ctx, notificationUrl),
});

export const keep = internalMutation({
  args: { notificationUrl: v.string(), secret: v.string() },
  returns: v.null(),
  handler: async (ctx, given) => {
    await Hook.keepSecret(ctx, given);
    return null;
  },
});

/** What the provider signs with, for whoever checks a signature. */
export const secret = internalQuery({
  args: {},
  returns: v.union(v.string(), v.null()),
  handler: (ctx) => Hook.readSecret(ctx),
});

/** The provider has something to tell about a video: it is looked at now. Answers whether it is one of ours. */
export const hear = internalMutation({
  args: { videoUid: v.string(), inputUid: v.union(v.string(), v.null()) },
  returns: v.boolean(),
  handler: (ctx, given) => Hook.hear(ctx, given),
});
