import { v } from "convex/values";
import { internal } from "../_generated/api";
import type { MutationCtx } from "../_generated/server";
import { guardedMutation, guardedQuery, internalMutation, signedInQuery } from "../lib/functions";
import { pageArgs, requireLimit, vPageOf } from "../lib/pages";
import { oneNotice, ownNotices } from "./notices.access";
import * as Notices from "./notices.model";
import { presentNotices, vNotice } from "./notices.view";

/** What whoever is signed in was told, the newest first, and how many of all are unread. Live. */
export const own = signedInQuery({
  policy: ownNotices,
  args: { limit: v.number() },
  returns: v.object({ notices: v.array(vNotice), unread: v.number() }),
  handler: async (ctx, { limit }) => {
    const notices = await Notices.latestNotices(ctx, ctx.subject._id, requireLimit(limit));
    const unread = await Notices.countUnread(ctx, ctx.subject._id);
    return { notices: await presentNotices(ctx, notices), unread };
  },
});

/** How many are unread, up to a hundred. Live; it changes less often than the list. */
export const unread = signedInQuery({
  policy: ownNotices,
  args: {},
  returns: v.number(),
  handler: (ctx) => Notices.countUnread(ctx, ctx.subject._id),
});

export const list = guardedQuery({
  policy: ownNotices,
  args: pageArgs,
  returns: vPageOf(vNotice),
  handler: async (ctx, { page }) => {
    const { items, next } = await Notices.pageNotices(ctx, ctx.subject._id, page);
    return { items: await presentNotices(ctx, items), next };
  },
});

export const mark = guardedMutation({
  policy: oneNotice,
  args: { isRead: v.boolean() },
  returns: v.null(),
  handler: async (ctx, { isRead }) => {
    await Notices.markRead(ctx, ctx.subject, isRead);
    return null;
  },
});

export const markAll = guardedMutation({
  policy: ownNotices,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const accountId = ctx.subject._id;
    if (await Notices.markAllRead(ctx, accountId))
      await ctx.scheduler.runAfter(0, internal.notices.notices.goOnMarking, { accountId });
    return null;
  },
});

/** The rest of many, when all were marked. */
export const goOnMarking = internalMutation({
  args: { accountId: v.id("accounts") },
  returns: v.null(),
  handler: async (ctx, { accountId }): Promise<null> => {
    if (await Notices.markAllRead(ctx, accountId))
      await ctx.scheduler.runAfter(0, internal.notices.notices.goOnMarking, { accountId });
    return null;
  },
});

/** Removes what is past its time. Started by a cron. */
export const trim = internalMutation({
  args: {},
  returns: v.null(),
  handler: async (ctx: MutationCtx): Promise<null> => {
    if (await Notices.trimNotices(ctx)) await ctx.scheduler.runAfter(0, internal.notices.notices.trim, {});
    return null;
  },
});
