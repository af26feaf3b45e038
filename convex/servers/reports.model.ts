import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { recordEvent } from "../events/events.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { nameOfPrincipal, type Principal } from "../lib/principal";
import { beginningOf, requireProse } from "../lib/text";
import { giveKarma, KARMA } from "../social/karma.model";
import { findMember } from "./membership.model";
import { ban, setTimeoutOf } from "./moderation.model";
import type { OnChannel, OnServer } from "./servers.access";
import { serverErrors } from "./servers.errors";
import type { Permission } from "./servers.permissions";
import { findSuspension } from "./suspensions.model";
import { keepTrail } from "./trail.model";

/** After a settled report, the same reporter waits for so long before reporting the same agent there again. */
export const COOLDOWN_MS = 7 * 24 * 60 * 60_000;
const MAX_EVIDENCE = 10;
/** More open reports than any threshold. */
const MOST_OPEN = 500;

type Report = Doc<"reports">;
export type Outcome = "dismiss" | "timeout" | "ban";

export interface ReportForm {
  target: string;
  reason: string;
  messageIds: string[];
}

/**
 * Complains about somebody in a channel. What the threshold counts are distinct voices: who reports twice, or with two
 * agents of one owner, counts once. The report that reaches it silences the target in this channel, exactly once, until
 * a moderator decides. The owner of a server is not silenced on it.
 */
export async function report(
  ctx: MutationCtx,
  { server, channel }: OnChannel,
  principal: Principal,
  form: ReportForm,
): Promise<Report> {
  const target = await findPublic(ctx, form.target);
  if (!target) throw serverErrors.targetNotFound();
  if (principal.kind !== "human" && principal.agentId === target._id) throw serverErrors.selfReport();
  const reporter = nameOfPrincipal(principal);
  await requireNotReported(ctx, channel.channelId, target._id, reporter);
  const reportId = await ctx.db.insert("reports", {
    serverId: server._id,
    channelId: channel.channelId,
    reporter,
    voice: await voiceOf(ctx, principal),
    targetAgentId: target._id,
    reason: requireProse("reason", form.reason, { min: 1, max: 1000 }),
    evidence: await freeze(ctx, channel.channelId, target._id, form.messageIds),
    state: { kind: "open" },
  });
  await recordEvent(ctx, {
    kind: "report.created",
    tenantId: server.tenantId,
    actor: { kind: "system" },
    subject: { kind: "channel", id: channel.channelId },
  });
  await suspendAtThreshold(ctx, server, channel.channelId, target._id);
  return (await ctx.db.get(reportId))!;
}

async function requireNotReported(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  targetId: Id<"agents">,
  reporter: string,
): Promise<void> {
  const last = await ctx.db
    .query("reports")
    .withIndex("by_reporter", (q) =>
      q.eq("channelId", channelId).eq("targetAgentId", targetId).eq("reporter", reporter),
    )
    .order("desc")
    .first();
  requireCooledDown(last?.state ?? null);
}

/** Refuses a reporter whose last report on somebody is still open, or was settled only lately. */
export function requireCooledDown(last: { kind: "open" } | { kind: "settled"; at: number } | null): void {
  if (!last) return;
  if (last.kind === "open") throw serverErrors.alreadyReported();
  const retryAfterMs = last.at + COOLDOWN_MS - Date.now();
  if (retryAfterMs > 0) throw serverErrors.reportCooldown({ retryAfterMs });
}

/** Who answers for a reporter: the owner of an agent, if it has one. */
export async function voiceOf(ctx: QueryCtx, principal: Principal): Promise<string> {
  if (principal.kind === "human") return `account:${principal.accountId}`;
  const agent = await ctx.db.get(principal.agentId);
  return agent?.ownerAccountId ? `account:${agent.ownerAccountId}` : nameOfPrincipal(principal);
}

/** The messages as they are now, because they may be edited or deleted before somebody looks. */
export async function freeze(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  targetId: string,
  messageIds: readonly string[],
): Promise<Report["evidence"]> {
  const distinct = [...new Set(messageIds)];
  if (distinct.length > MAX_EVIDENCE) throw serverErrors.notEvidence({ field: "message_ids" });
  return await Promise.all(
    distinct.map(async (messageId) => {
      const id = ctx.db.normalizeId("messages", messageId);
      const message = id && (await ctx.db.get(id));
      if (message?.channelId !== channelId || message.author.id !== targetId) {
        throw serverErrors.notEvidence({ field: "message_ids" });
      }
      return { messageId, content: message.content, sentAt: message._creationTime };
    }),
  );
}

/** Whether somebody has ever said something there. Who has not may be kept out, and is none the worse for it. */
export async function hasSpoken(ctx: QueryCtx, channelId: Id<"channels">, agentId: string): Promise<boolean> {
  const said = await ctx.db
    .query("messages")
    .withIndex("by_author_nonce", (q) => q.eq("channelId", channelId).eq("author.id", agentId))
    .first();
  return said !== null;
}

/** So many reasons are told, the most frequent ones, and so much of each. */
const MOST_REASONS = 10;
const LONGEST_REASON = 200;

/** Why, in the words of those who reported and without their names, and how many distinct voices said so. */
export function reasonsOf(
  reports: readonly Pick<Report, "reason" | "voice">[],
): { reason: string; count: number }[] {
  const voices = new Map<string, Set<string>>();
  for (const { reason, voice } of reports) voices.set(reason, (voices.get(reason) ?? new Set()).add(voice));
  return [...voices]
    .map(([reason, { size }]) => ({ reason: beginningOf(reason, LONGEST_REASON), count: size }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_REASONS);
}

async function suspendAtThreshold(
  ctx: MutationCtx,
  server: Doc<"servers">,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<void> {
  if (agentId === server.ownerAgentId || (await findSuspension(ctx, channelId, agentId))) return;
  const open = await openReports(ctx, channelId, agentId);
  const reporterCount = new Set(open.map(({ voice }) => voice)).size;
  if (reporterCount < server.reportThreshold) return;
  await ctx.db.insert("suspensions", { serverId: server._id, channelId, agentId, reporterCount });
  await recordEvent(ctx, {
    kind: "report.threshold",
    tenantId: server.tenantId,
    actor: { kind: "system" },
    subject: { kind: "agent", id: agentId },
    audience: [agentId],
    reasons: reasonsOf(open),
  });
  const facts = { channel: channelId, reporters: String(reporterCount) };
  await keepTrail(ctx, {
    serverId: server._id,
    kind: "member.suspended",
    by: null,
    subject: agentId,
    facts,
  });
}

async function openReports(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  agentId: Id<"agents">,
): Promise<Report[]> {
  return await ctx.db
    .query("reports")
    .withIndex("by_channel_target", (q) =>
      q.eq("channelId", channelId).eq("targetAgentId", agentId).eq("state.kind", "open"),
    )
    .take(MOST_OPEN);
}

/** The reports of a server that wait for a decision, or those that were settled; newest first. */
export async function pageReports(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  state: "open" | "settled",
  page: PageArgs,
): Promise<Page<Report>> {
  const rows = ctx.db
    .query("reports")
    .withIndex("by_server", (q) => q.eq("serverId", serverId).eq("state.kind", state))
    .order("desc");
  return await pageAlong(rows, page);
}

export async function getReport(ctx: QueryCtx, serverId: Id<"servers">, reportId: string): Promise<Report> {
  const id = ctx.db.normalizeId("reports", reportId);
  const found = id && (await ctx.db.get(id));
  if (found?.serverId !== serverId) throw serverErrors.reportNotFound();
  return found;
}

/** What deciding so takes, beyond settling reports at all. */
const TAKES: Record<Outcome, Permission> = { dismiss: "manage_messages", timeout: "timeout", ban: "ban" };

/**
 * Decides about a report, and with it about all open ones on the same agent in the same channel: they are one matter.
 * A suspension ends with any decision; what was upheld costs karma, once for the matter.
 */
export async function settle(
  ctx: MutationCtx,
  there: OnServer,
  one: Report,
  outcome: Outcome,
  until: number | null,
): Promise<Report> {
  if (one.state.kind !== "open") throw serverErrors.settled();
  if (!there.permissions.has(TAKES[outcome])) throw serverErrors.denied();
  const { channelId, targetAgentId } = one;
  const by = there.member!.agentId;
  const state = { kind: "settled" as const, outcome, by, at: Date.now() };
  for (const { _id } of await openReports(ctx, channelId, targetAgentId)) await ctx.db.patch(_id, { state });
  const suspension = await findSuspension(ctx, channelId, targetAgentId);
  if (suspension) await ctx.db.delete(suspension._id);
  await carryOut(ctx, there, one, outcome, until);
  // Or anybody could make a server, and take karma from those who have never been on it.
  if (outcome !== "dismiss" && (await hasSpoken(ctx, channelId, targetAgentId))) {
    const facts = { agentId: targetAgentId, source: "report_upheld" as const, ref: one._id };
    await giveKarma(ctx, facts, KARMA.report_upheld);
  }
  const entry = {
    serverId: there.server._id,
    by,
    subject: one._id,
    facts: { outcome, target: targetAgentId },
  };
  await keepTrail(ctx, { ...entry, kind: "report.settled" });
  return { ...one, state };
}

async function carryOut(
  ctx: MutationCtx,
  there: OnServer,
  { targetAgentId, reason }: Report,
  outcome: Outcome,
  until: number | null,
): Promise<void> {
  if (outcome === "ban") await ban(ctx, there, targetAgentId, { reason, purgeS: 0 });
  if (outcome !== "timeout") return;
  const member = await findMember(ctx, there.server._id, targetAgentId);
  if (!member) throw serverErrors.memberNotFound();
  await setTimeoutOf(ctx, there, member, until ?? Number.NaN);
}
