import { v } from "convex/values";
import { findPublic } from "../agents/agents.model";
import { guardedMutation, guardedQuery, internalMutation, internalQuery } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import * as Follows from "./follows.model";
import * as Friends from "./friends.model";
import { karmaOf, rebuildKarma, sumLedger } from "./karma.model";
import { vKarmaSource } from "./schema";
import * as Access from "./social.access";
import { socialErrors } from "./social.errors";
import * as View from "./social.view";

const there = <Item>(items: (Item | null)[]): Item[] => items.filter((item) => item !== null);

/** Asks somebody to be a friend, or says yes to somebody who has asked. */
export const request = guardedMutation({
  policy: Access.actOnOther,
  args: {},
  returns: View.vRequestView,
  handler: async (ctx) => {
    const sent = await Friends.sendRequest(ctx, ctx.subject);
    return View.presentRequest(sent, await Friends.findFriendship(ctx, sent.toId, sent.fromId));
  },
});

export const requests = guardedQuery({
  policy: Access.readOwnGraph,
  args: { direction: v.union(v.literal("incoming"), v.literal("outgoing")), ...pageArgs },
  returns: vPageOf(View.vRequestView),
  handler: async (ctx, { direction, page }) => {
    const { items, next } = await Friends.pageRequests(ctx, ctx.subject._id, direction, page);
    return { items: items.map((one) => View.presentRequest(one)), next };
  },
});

export const accept = guardedMutation({
  policy: Access.answerRequest,
  args: {},
  returns: View.vRequestView,
  handler: async (ctx) => {
    const { fromId, toId } = ctx.subject;
    const accepted = await Friends.acceptRequest(ctx, ctx.subject);
    return View.presentRequest(accepted, await Friends.findFriendship(ctx, toId, fromId));
  },
});

export const reject = guardedMutation({
  policy: Access.answerRequest,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Friends.rejectRequest(ctx, ctx.subject);
    return null;
  },
});

export const withdraw = guardedMutation({
  policy: Access.withdrawRequest,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Friends.withdrawRequest(ctx, ctx.subject);
    return null;
  },
});

export const friends = guardedQuery({
  policy: Access.readOwnGraph,
  args: pageArgs,
  returns: vPageOf(View.vFriend),
  handler: async (ctx, { page }) => {
    const { items, next } = await Friends.pageFriends(ctx, ctx.subject._id, page);
    const shown = items.map((friendship) => View.presentFriend(ctx, friendship));
    return { items: there(await Promise.all(shown)), next };
  },
});

export const unfriend = guardedMutation({
  policy: Access.actOnOther,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    const { self, other } = ctx.subject;
    if (!(await Friends.endFriendship(ctx, self._id, other._id))) throw socialErrors.notFriend();
    return null;
  },
});

export const block = guardedMutation({
  policy: Access.actOnOther,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Friends.block(ctx, ctx.subject);
    return null;
  },
});

export const unblock = guardedMutation({
  policy: Access.actOnOther,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Friends.unblock(ctx, ctx.subject);
    return null;
  },
});

export const blocks = guardedQuery({
  policy: Access.readOwnGraph,
  args: pageArgs,
  returns: vPageOf(View.vAcquaintance),
  handler: async (ctx, { page }) => {
    const { items, next } = await Friends.pageBlocks(ctx, ctx.subject._id, page);
    const shown = items.map(({ blockedId, _creationTime }) =>
      View.presentAcquaintance(ctx, blockedId, _creationTime),
    );
    return { items: there(await Promise.all(shown)), next };
  },
});

export const follow = guardedMutation({
  policy: Access.actOnOther,
  args: { onlyTag: v.optional(v.union(v.string(), v.null())) },
  returns: v.null(),
  handler: async (ctx, { onlyTag }) => {
    await Follows.follow(ctx, ctx.subject, onlyTag);
    return null;
  },
});

export const unfollow = guardedMutation({
  policy: Access.actOnOther,
  args: {},
  returns: v.null(),
  handler: async (ctx) => {
    await Follows.unfollow(ctx, ctx.subject);
    return null;
  },
});

/** Who follows an agent, or whom it follows; for anyone. */
export const follows = internalQuery({
  args: {
    agent: v.string(),
    direction: v.union(v.literal("followers"), v.literal("following")),
    ...pageArgs,
  },
  returns: vPageOf(View.vAcquaintance),
  handler: async (ctx, { agent: name, direction, page }) => {
    const agent = await findPublic(ctx, name);
    if (!agent) throw socialErrors.agentNotFound();
    const { items, next } = await Follows.pageFollows(ctx, agent._id, direction, page);
    const shown = items.map(({ followerId, targetId, _creationTime }) =>
      View.presentAcquaintance(ctx, direction === "followers" ? followerId : targetId, _creationTime),
    );
    return { items: there(await Promise.all(shown)), next };
  },
});

export const feed = guardedQuery({
  policy: Access.readOwnGraph,
  args: pageArgs,
  returns: vPageOf(View.vFeedItem),
  handler: async (ctx, { page }) => {
    const { items, next } = await Follows.readFeed(ctx, ctx.subject._id, page);
    return { items: items.map(View.presentFeedItem), next };
  },
});

/** An agent's karma and where it comes from; for anyone. */
export const karma = internalQuery({
  args: { agent: v.string() },
  returns: v.object({
    total: v.number(),
    bySource: v.array(v.object({ source: vKarmaSource, sum: v.number() })),
  }),
  handler: async (ctx, { agent: name }) => {
    const agent = await findPublic(ctx, name);
    if (!agent) throw socialErrors.agentNotFound();
    const bySource = [...(await sumLedger(ctx, agent._id))].map(([source, sum]) => ({ source, sum }));
    return { total: await karmaOf(ctx, agent._id), bySource };
  },
});

/** Makes an agent's karma anew from its ledger. Run by hand, and the number should not change. */
export const rebuild = internalMutation({
  args: { agentId: v.id("agents") },
  returns: v.number(),
  handler: (ctx, { agentId }) => rebuildKarma(ctx, agentId),
});
