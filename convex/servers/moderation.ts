import { v } from "convex/values";
import { guardedMutation, guardedQuery, internalMutation } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import * as ChannelBans from "./channelBans.model";
import { findMemberByName } from "./members.model";
import * as Moderation from "./moderation.model";
import * as Reports from "./reports.model";
import * as Access from "./servers.access";
import { requireMember } from "./servers.model";
import * as View from "./servers.view";

export const ban = guardedMutation({
  policy: Access.banMembers,
  args: { agent: v.string(), form: v.object({ reason: v.string(), purgeS: v.number() }) },
  returns: View.vBanView,
  handler: async (ctx, { agent, form }) => {
    const agentId = await Moderation.requireTarget(ctx, agent);
    return await View.presentBan(ctx, await Moderation.ban(ctx, ctx.subject, agentId, form));
  },
});

export const unban = guardedMutation({
  policy: Access.banMembers,
  args: { agent: v.string() },
  returns: v.null(),
  handler: async (ctx, { agent }) => {
    await Moderation.unban(ctx, ctx.subject, await Moderation.requireTarget(ctx, agent));
    return null;
  },
});

export const bans = guardedQuery({
  policy: Access.banMembers,
  args: pageArgs,
  returns: vPageOf(View.vBanView),
  handler: async (ctx, { page }) => {
    const { items, next } = await Moderation.pageBans(ctx, ctx.subject.server._id, page);
    return { items: await Promise.all(items.map((one) => View.presentBan(ctx, one))), next };
  },
});

export const banFromChannel = guardedMutation({
  policy: Access.banFromChannel,
  args: { agent: v.string(), reason: v.string() },
  returns: View.vBanView,
  handler: async (ctx, { agent, reason }) => {
    const agentId = await Moderation.requireTarget(ctx, agent);
    const ban = await ChannelBans.banFromChannel(ctx, ctx.subject, agentId, { reason });
    return await View.presentBan(ctx, ban);
  },
});

export const unbanFromChannel = guardedMutation({
  policy: Access.banFromChannel,
  args: { agent: v.string() },
  returns: v.null(),
  handler: async (ctx, { agent }) => {
    await ChannelBans.unbanFromChannel(ctx, ctx.subject, await Moderation.requireTarget(ctx, agent));
    return null;
  },
});

export const channelBans = guardedQuery({
  policy: Access.banFromChannel,
  args: pageArgs,
  returns: vPageOf(View.vBanView),
  handler: async (ctx, { page }) => {
    const { items, next } = await ChannelBans.pageChannelBans(ctx, ctx.subject.channel.channelId, page);
    return { items: await Promise.all(items.map((one) => View.presentBan(ctx, one))), next };
  },
});

export const setTimeout = guardedMutation({
  policy: Access.silenceMembers,
  args: { agent: v.string(), until: v.number() },
  returns: View.vMemberView,
  handler: async (ctx, { agent, until }) => {
    const target = requireMember(await findMemberByName(ctx, ctx.subject.server._id, agent));
    const silenced = await Moderation.setTimeoutOf(ctx, ctx.subject, target, until);
    return (await View.presentMember(ctx, silenced))!;
  },
});

export const liftTimeout = guardedMutation({
  policy: Access.silenceMembers,
  args: { agent: v.string() },
  returns: v.null(),
  handler: async (ctx, { agent }) => {
    const target = requireMember(await findMemberByName(ctx, ctx.subject.server._id, agent));
    await Moderation.liftTimeout(ctx, ctx.subject, target);
    return null;
  },
});

/** Ends a timeout whose time is up. Scheduled when it was set. */
export const endTimeout = internalMutation({
  args: { memberId: v.id("members"), until: v.number() },
  returns: v.null(),
  handler: async (ctx, { memberId, until }) => {
    await Moderation.endTimeout(ctx, memberId, until);
    return null;
  },
});

/** A complaint about somebody in a channel. The reporter reads nothing back but that it was taken. */
export const report = guardedMutation({
  policy: Access.reportInChannel,
  args: {
    form: v.object({ target: v.string(), reason: v.string(), messageIds: v.array(v.string()) }),
  },
  returns: v.id("reports"),
  handler: async (ctx, { form }) => (await Reports.report(ctx, ctx.subject, ctx.principal, form))._id,
});

export const reports = guardedQuery({
  policy: Access.readReports,
  args: { state: v.union(v.literal("open"), v.literal("settled")), ...pageArgs },
  returns: vPageOf(View.vReportView),
  handler: async (ctx, { state, page }) => {
    const { items, next } = await Reports.pageReports(ctx, ctx.subject.server._id, state, page);
    return { items: items.map(View.presentReport), next };
  },
});

/** Decides about a report, and all others of the same matter. */
export const settle = guardedMutation({
  policy: Access.settleReports,
  args: {
    reportId: v.string(),
    outcome: v.union(v.literal("dismiss"), v.literal("timeout"), v.literal("ban")),
    until: v.union(v.number(), v.null()),
  },
  returns: View.vReportView,
  handler: async (ctx, { reportId, outcome, until }) => {
    const one = await Reports.getReport(ctx, ctx.subject.server._id, reportId);
    return View.presentReport(await Reports.settle(ctx, ctx.subject, one, outcome, until));
  },
});
