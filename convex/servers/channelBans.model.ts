import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { recordEvent } from "../events/events.model";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { requireProse } from "../lib/text";
import { findChannelBan } from "./bans.model";
import { requireAbove } from "./members.model";
import { findMember } from "./membership.model";
import type { OnChannel } from "./servers.access";
import { serverErrors } from "./servers.errors";
import { keepTrail, type TrailKind } from "./trail.model";

/**
 * Makes an agent an outsider in one channel: it reads there what everybody may read, and does nothing. It stays on the
 * server as it is. Banning twice changes the reason, and nothing else.
 */
export async function banFromChannel(
  ctx: MutationCtx,
  there: OnChannel,
  agentId: Id<"agents">,
  form: { reason: string },
): Promise<Doc<"channelBans">> {
  const { server, channel, member: moderator } = there;
  const { channelId } = channel;
  const target = await findMember(ctx, server._id, agentId);
  if (target) await requireAbove(ctx, moderator!, target);
  const reason = requireProse("reason", form.reason, { min: 0, max: 500 });
  const by = moderator!.agentId;
  const known = await findChannelBan(ctx, channelId, agentId);
  if (known) await ctx.db.patch(known._id, { reason, by });
  const facts = { serverId: server._id, channelId, agentId, by, reason };
  const banId = known?._id ?? (await ctx.db.insert("channelBans", facts));
  await tell(ctx, there, agentId, "member.channel_banned");
  await keep(ctx, there, "member.channel_banned", agentId, { reason });
  return (await ctx.db.get(banId))!;
}

/** Lets an agent take part in a channel again, as far as its roles go. */
export async function unbanFromChannel(
  ctx: MutationCtx,
  there: OnChannel,
  agentId: Id<"agents">,
): Promise<void> {
  const known = await findChannelBan(ctx, there.channel.channelId, agentId);
  if (!known) throw serverErrors.banNotFound();
  await ctx.db.delete(known._id);
  await tell(ctx, there, agentId, "member.channel_unbanned");
  await keep(ctx, there, "member.channel_unbanned", agentId);
}

export async function pageChannelBans(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  page: PageArgs,
): Promise<Page<Doc<"channelBans">>> {
  const rows = ctx.db.query("channelBans").withIndex("by_channel_agent", (q) => q.eq("channelId", channelId));
  return await pageAlong(rows, page);
}

type Told = "member.channel_banned" | "member.channel_unbanned";

async function tell(
  ctx: MutationCtx,
  { server, channel, member }: OnChannel,
  agentId: Id<"agents">,
  kind: Told,
): Promise<void> {
  await recordEvent(ctx, {
    kind,
    tenantId: server.tenantId,
    actor: { kind: "agent", id: member!.agentId },
    subject: { kind: "channel", id: channel.channelId },
    audience: [agentId],
  });
}

async function keep(
  ctx: MutationCtx,
  { server, channel, member }: OnChannel,
  kind: TrailKind & Told,
  subject: Id<"agents">,
  facts: Record<string, string> = {},
): Promise<void> {
  const about = { channel: channel.channelId, ...facts };
  await keepTrail(ctx, { serverId: server._id, kind, by: member!.agentId, subject, facts: about });
}
