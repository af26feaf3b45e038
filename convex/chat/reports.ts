import { type Infer, v } from "convex/values";
import type { Doc } from "../_generated/dataModel";
import { partyOf } from "../identity/audit.model";
import { guardedMutation, guardedQuery, internalQuery } from "../lib/functions";
import { pageArgs, vPageOf } from "../lib/pages";
import { keepOrder, readOrder, reportInChat } from "./chat.access";
import * as Reports from "./reports.model";
import { vReportOutcome, vSilenced } from "./schema";

export const vChatReport = v.object({
  reportId: v.id("chatReports"),
  target: vSilenced,
  reporter: v.string(),
  reason: v.string(),
  evidence: v.array(v.object({ messageId: v.string(), content: v.string(), sentAt: v.number() })),
  outcome: v.union(vReportOutcome, v.null()),
  createdAt: v.number(),
});

function present(report: Doc<"chatReports">): Infer<typeof vChatReport> {
  const { _id: reportId, _creationTime: createdAt, target, reporter, reason, evidence, state } = report;
  const outcome = state.kind === "settled" ? state.outcome : null;
  return { reportId, target, reporter, reason, evidence, outcome, createdAt };
}

/** Whether a channel is the chat of a stream, which everybody may know. */
export const isStreamChat = internalQuery({
  args: { channelId: v.string() },
  returns: v.boolean(),
  handler: async (ctx, { channelId }) => {
    const id = ctx.db.normalizeId("channels", channelId);
    return id !== null && (await ctx.db.get(id))?.kind === "stream_chat";
  },
});

/** A complaint about somebody in the chat of a stream. The reporter reads nothing back but that it was taken. */
export const report = guardedMutation({
  policy: reportInChat,
  args: {
    form: v.object({ target: v.string(), reason: v.string(), messageIds: v.array(v.string()) }),
  },
  returns: v.id("chatReports"),
  handler: (ctx, { form }) => Reports.report(ctx, ctx.subject.channel, ctx.principal, form),
});

export const list = guardedQuery({
  policy: readOrder,
  args: { state: v.union(v.literal("open"), v.literal("settled")), ...pageArgs },
  returns: vPageOf(vChatReport),
  handler: async (ctx, { state, page }) => {
    const { items, next } = await Reports.pageReports(ctx, ctx.subject.channel._id, state, page);
    return { items: items.map(present), next };
  },
});

/** The host decides about a report, and all others of the same matter. */
export const settle = guardedMutation({
  policy: keepOrder,
  args: { reportId: v.string(), outcome: vReportOutcome, until: v.union(v.number(), v.null()) },
  returns: vChatReport,
  handler: async (ctx, { reportId, outcome, until }) =>
    present(await Reports.settle(ctx, ctx.subject.channel, reportId, outcome, until, partyOf(ctx.principal))),
});
