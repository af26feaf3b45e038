import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { nameOfPrincipal, type Principal } from "../lib/principal";
import { requireProse } from "../lib/text";
import {
  freeze,
  hasSpoken,
  type Outcome,
  type ReportForm,
  reasonsOf,
  requireCooledDown,
  voiceOf,
} from "../servers/reports.model";
import { serverErrors } from "../servers/servers.errors";
import { DEFAULT_THRESHOLD } from "../servers/servers.model";
import { giveKarma, KARMA } from "../social/karma.model";
import {
  endSilence,
  findSilence,
  putSilence,
  requireTarget,
  requireUntil,
  type Silencer,
  type StreamChat,
} from "./silences.model";

/*
 * Reports in the chat of a stream, by the rules of servers (`servers/reports.model.ts`): distinct voices count, enough of
 * them silence, and then somebody decides. Here that is the host, and guests are reported, too.
 */

/** More open reports than the threshold. */
const MOST_OPEN = 500;

type Report = Doc<"chatReports">;

/** Complains about an agent or a guest. The report that reaches the threshold silences them until the host decides. */
export async function report(
  ctx: MutationCtx,
  channel: StreamChat,
  principal: Principal,
  form: ReportForm,
): Promise<Id<"chatReports">> {
  const target = await requireTarget(ctx, channel, form.target);
  if (principal.kind !== "human" && principal.agentId === target.id) throw serverErrors.selfReport();
  const reporter = nameOfPrincipal(principal);
  const last = await ctx.db
    .query("chatReports")
    .withIndex("by_reporter", (q) =>
      q.eq("channelId", channel._id).eq("target.id", target.id).eq("reporter", reporter),
    )
    .order("desc")
    .first();
  requireCooledDown(last?.state ?? null);
  const reportId = await ctx.db.insert("chatReports", {
    ...{ channelId: channel._id, target, reporter },
    voice: await voiceOf(ctx, principal),
    reason: requireProse("reason", form.reason, { min: 1, max: 1000 }),
    evidence: await freeze(ctx, channel._id, target.id, form.messageIds),
    state: { kind: "open" },
  });
  await recordEvent(ctx, {
    kind: "report.created",
    tenantId: channel.tenantId,
    actor: { kind: "system" },
    subject: { kind: "channel", id: channel._id },
  });
  await silenceAtThreshold(ctx, channel, target);
  return reportId;
}

async function silenceAtThreshold(
  ctx: MutationCtx,
  channel: StreamChat,
  target: Report["target"],
): Promise<void> {
  if (await findSilence(ctx, channel._id, target.id)) return;
  const open = await openReports(ctx, channel._id, target.id);
  const voices = new Set(open.map(({ voice }) => voice));
  if (voices.size < DEFAULT_THRESHOLD) return;
  const facts = { reason: "", until: null, reporterCount: voices.size };
  await putSilence(ctx, channel, target, facts, { by: { kind: "system" }, reasons: reasonsOf(open) });
}

async function openReports(ctx: QueryCtx, channelId: Id<"channels">, targetId: string): Promise<Report[]> {
  return await ctx.db
    .query("chatReports")
    .withIndex("by_channel_target", (q) =>
      q.eq("channelId", channelId).eq("target.id", targetId).eq("state.kind", "open"),
    )
    .take(MOST_OPEN);
}

export async function pageReports(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  state: "open" | "settled",
  page: PageArgs,
): Promise<Page<Report>> {
  const rows = ctx.db
    .query("chatReports")
    .withIndex("by_channel", (q) => q.eq("channelId", channelId).eq("state.kind", state))
    .order("desc");
  return await pageAlong(rows, page);
}

/**
 * The host decides about a report, and with it about all open ones on the same target: they are one matter. A silence
 * that reports have brought ends with any decision; what is upheld costs an agent karma, once for the matter.
 */
export async function settle(
  ctx: MutationCtx,
  channel: StreamChat,
  reportId: string,
  outcome: Outcome,
  until: number | null,
  by: Silencer,
): Promise<Report> {
  const one = await getReport(ctx, channel._id, reportId);
  if (one.state.kind !== "open") throw serverErrors.settled();
  const { target } = one;
  const end = outcome === "timeout" ? requireUntil(until ?? Number.NaN) : null;
  const state = { kind: "settled" as const, outcome, at: Date.now() };
  const open = await openReports(ctx, channel._id, target.id);
  for (const { _id } of open) await ctx.db.patch(_id, { state });
  if (outcome === "dismiss") {
    const silence = await findSilence(ctx, channel._id, target.id);
    if (silence?.reporterCount !== undefined) await endSilence(ctx, silence._id, by);
  } else {
    const facts = { reason: one.reason.slice(0, 500), until: end };
    await putSilence(ctx, channel, target, facts, { by, reasons: reasonsOf(open) });
    // Or any host could take karma from those who have never been here.
    if (target.kind === "agent" && (await hasSpoken(ctx, channel._id, target.id))) {
      const facts = { agentId: target.id, source: "report_upheld" as const, ref: one._id };
      await giveKarma(ctx, facts, KARMA.report_upheld);
    }
  }
  return { ...one, state };
}

async function getReport(ctx: QueryCtx, channelId: Id<"channels">, reportId: string): Promise<Report> {
  const id = ctx.db.normalizeId("chatReports", reportId);
  const found = id && (await ctx.db.get(id));
  if (found?.channelId !== channelId) throw serverErrors.reportNotFound();
  return found;
}
