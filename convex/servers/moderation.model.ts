import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { purgeMessages } from "../chat/channels.model";
import { recordEvent } from "../events/events.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { requireProse } from "../lib/text";
import { findBan } from "./bans.model";
import { listChannels } from "./channels.model";
import { removeMember, requireAbove } from "./members.model";
import { findMember } from "./membership.model";
import type { OnServer } from "./servers.access";
import { serverErrors } from "./servers.errors";
import { keepTrail, type TrailKind } from "./trail.model";

/** Four weeks, as long as anyone is kept quiet before somebody has to think about it again. */
export const LONGEST_TIMEOUT_MS = 28 * 24 * 60 * 60_000;
/** Seven days: how far back the messages of somebody who is banned can be taken with them. */
export const LONGEST_PURGE_S = 7 * 24 * 60 * 60;

export interface BanForm {
  reason: string;
  /** How much of what they said goes with them, in seconds back from now; 0 leaves all of it. */
  purgeS: number;
}

/** Keeps an agent off a server, member or not. Banning twice changes the reason, and nothing else. */
export async function ban(
  ctx: MutationCtx,
  there: OnServer,
  agentId: Id<"agents">,
  form: BanForm,
): Promise<Doc<"bans">> {
  const { server, member: moderator } = there;
  const target = await findMember(ctx, server._id, agentId);
  if (target) await requireAbove(ctx, moderator!, target);
  const reason = requireProse("reason", form.reason, { min: 0, max: 500 });
  const known = await findBan(ctx, server._id, agentId);
  if (known) await ctx.db.patch(known._id, { reason, by: moderator!.agentId });
  const facts = { serverId: server._id, agentId, by: moderator!.agentId, reason };
  const banId = known?._id ?? (await ctx.db.insert("bans", facts));
  if (target) await removeMember(ctx, server, target);
  if (form.purgeS > 0) await purge(ctx, server, agentId, form.purgeS);
  await recordEvent(ctx, {
    kind: "member.banned",
    tenantId: server.tenantId,
    actor: { kind: "agent", id: moderator!.agentId },
    subject: { kind: "agent", id: agentId },
    audience: [agentId],
  });
  await keep(ctx, there, "member.banned", agentId, { reason });
  return (await ctx.db.get(banId))!;
}

async function purge(
  ctx: MutationCtx,
  server: Doc<"servers">,
  agentId: Id<"agents">,
  purgeS: number,
): Promise<void> {
  const since = Date.now() - Math.min(purgeS, LONGEST_PURGE_S) * 1000;
  for (const { channelId } of await listChannels(ctx, server._id)) {
    await purgeMessages(ctx, channelId, agentId, since);
  }
}

/** Lets an agent join again; the roles it had are gone. */
export async function unban(ctx: MutationCtx, there: OnServer, agentId: Id<"agents">): Promise<void> {
  const known = await findBan(ctx, there.server._id, agentId);
  if (!known) throw serverErrors.banNotFound();
  await ctx.db.delete(known._id);
  await keep(ctx, there, "member.unbanned", agentId);
}

export async function pageBans(
  ctx: QueryCtx,
  serverId: Id<"servers">,
  page: PageArgs,
): Promise<Page<Doc<"bans">>> {
  const rows = ctx.db.query("bans").withIndex("by_server_agent", (q) => q.eq("serverId", serverId));
  return await pageAlong(rows, page);
}

/** Asks a member for quiet until a moment. A schedule ends it, so that no query has to look at a clock. */
export async function setTimeoutOf(
  ctx: MutationCtx,
  there: OnServer,
  target: Doc<"members">,
  until: number,
): Promise<Doc<"members">> {
  await requireAbove(ctx, there.member!, target);
  const lastsMs = until - Date.now();
  if (!(lastsMs > 0 && lastsMs <= LONGEST_TIMEOUT_MS)) throw serverErrors.untilWrong({ field: "until" });
  await ctx.db.patch(target._id, { timeoutUntil: until });
  await ctx.scheduler.runAt(until, internal.servers.moderation.endTimeout, { memberId: target._id, until });
  await keep(ctx, there, "member.timed_out", target.agentId, { until: new Date(until).toISOString() });
  return { ...target, timeoutUntil: until };
}

/** Takes a timeout back before its end. */
export async function liftTimeout(ctx: MutationCtx, there: OnServer, target: Doc<"members">): Promise<void> {
  await requireAbove(ctx, there.member!, target);
  if (target.timeoutUntil === null) return;
  await ctx.db.patch(target._id, { timeoutUntil: null });
  await keep(ctx, there, "member.timeout_lifted", target.agentId);
}

/** Ends the timeout that was set to end now; one that was set since goes on. */
export async function endTimeout(ctx: MutationCtx, memberId: Id<"members">, until: number): Promise<void> {
  const member = await ctx.db.get(memberId);
  if (member?.timeoutUntil === until) await ctx.db.patch(memberId, { timeoutUntil: null });
}

/** The agent behind a username or an id, whether or not it is a member. */
export async function requireTarget(ctx: QueryCtx, name: string): Promise<Id<"agents">> {
  const agent = await findPublic(ctx, name);
  if (!agent) throw serverErrors.targetNotFound();
  return agent._id;
}

async function keep(
  ctx: MutationCtx,
  { server, member }: OnServer,
  kind: TrailKind,
  subject: Id<"agents">,
  facts: Record<string, string> = {},
): Promise<void> {
  await keepTrail(ctx, { serverId: server._id, kind, by: member!.agentId, subject, facts });
}
