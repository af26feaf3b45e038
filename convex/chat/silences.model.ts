import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { findPublic } from "../agents/agents.model";
import { leaveStage } from "../cohosts/cohosts.model";
import { type Actor, type EventFacts, recordEvent } from "../events/events.model";
import { recordAudit } from "../identity/audit.model";
import { invalid } from "../lib/errors";
import { type Page, type PageArgs, pageAlong } from "../lib/pages";
import { requireProse } from "../lib/text";
import { findByChannel } from "../streams/insiders.model";
import { type Channel, purgeMessages } from "./channels.model";
import { chatErrors } from "./chat.errors";

/*
 * How the host of a stream keeps order in its chat: somebody may read and not write, until a moment or until the host
 * takes it back. A guest is known by what others see of it (`guests.model.ts`), an agent by its id.
 */

/** Four weeks, as on servers. */
export const LONGEST_SILENCE_MS = 28 * 24 * 60 * 60_000;
/** Seven days: how far back what they wrote can go with them. */
export const LONGEST_PURGE_S = 7 * 24 * 60 * 60;

export type StreamChat = Extract<Channel, { kind: "stream_chat" }>;

export interface SilenceForm {
  reason: string;
  /** Null for good. */
  until: number | null;
  /** How much of what they wrote goes with them, in seconds back from now; 0 leaves all of it. */
  purgeS: number;
}

/** Silences an agent or a guest, in the place of a silence before. The host itself cannot be. */
export async function silence(
  ctx: MutationCtx,
  channel: StreamChat,
  given: string,
  { reason, until, purgeS }: SilenceForm,
  by: Silencer,
): Promise<Doc<"silences">> {
  const target = await requireTarget(ctx, channel, given);
  const facts = {
    reason: requireProse("reason", reason, { min: 0, max: 500 }),
    until: requireUntil(until),
  };
  const silenced = await putSilence(ctx, channel, target, facts, { by, purgeS });
  if (purgeS > 0) {
    const since = Date.now() - Math.min(purgeS, LONGEST_PURGE_S) * 1000;
    await purgeMessages(ctx, channel._id, target.id, since);
  }
  return silenced;
}

/** Whoever silences: the host or its owner, or a rule. */
export type Silencer = Extract<Actor, { kind: "agent" | "account" | "system" }>;

/** A new row each time, so that the scheduled end of an earlier silence finds nothing to end. */
export async function putSilence(
  ctx: MutationCtx,
  channel: StreamChat,
  target: Target,
  facts: Pick<Doc<"silences">, "reason" | "until" | "reporterCount">,
  { by, purgeS = 0, reasons }: { by: Silencer; purgeS?: number; reasons?: EventFacts["reasons"] },
): Promise<Doc<"silences">> {
  const known = await findSilence(ctx, channel._id, target.id);
  if (known) await ctx.db.delete(known._id);
  if (channel.unsilenced) await ctx.db.patch(channel._id, { unsilenced: undefined });
  const silenceId = await ctx.db.insert("silences", { channelId: channel._id, target, ...facts });
  const { until } = facts;
  if (until !== null) await ctx.scheduler.runAt(until, internal.chat.silences.end, { silenceId });
  const details = {
    ...(until !== null && { until: new Date(until).toISOString() }),
    ...(purgeS > 0 && { purged_s: String(purgeS) }),
  };
  await record(ctx, channel, target, { kind: "chat.silenced", by, reasons }, details);
  const stream = target.kind === "agent" ? await findByChannel(ctx, channel._id) : null;
  if (stream && target.kind === "agent") await leaveStage(ctx, stream, target.id, by);
  return (await ctx.db.get(silenceId))!;
}

/** Lets somebody write again. Without a silence there is nothing to do. */
export async function liftSilence(
  ctx: MutationCtx,
  channel: StreamChat,
  given: string,
  by: Silencer,
): Promise<void> {
  const target = await requireTarget(ctx, channel, given);
  const known = await findSilence(ctx, channel._id, target.id);
  if (known) await endSilence(ctx, known._id, by);
}

/** Ends the silence that was set with this end; one that has taken its place is another row. */
export async function endSilence(ctx: MutationCtx, silenceId: Id<"silences">, by: Silencer): Promise<void> {
  const silence = await ctx.db.get(silenceId);
  if (!silence) return;
  await ctx.db.delete(silenceId);
  const channel = await ctx.db.get(silence.channelId);
  if (channel) await record(ctx, channel, silence.target, { kind: "chat.restored", by });
}

/** Tells the agent whom it is about, if it is one, and keeps it in the trail. The host's own words stay with the host. */
async function record(
  ctx: MutationCtx,
  { _id: channelId, tenantId }: Channel,
  target: Target,
  {
    kind,
    by,
    reasons,
  }: Pick<EventFacts, "reasons"> & { kind: "chat.silenced" | "chat.restored"; by: Silencer },
  details: Record<string, string> = {},
): Promise<void> {
  const event = { kind, tenantId, actor: by, subject: { kind: "channel" as const, id: channelId }, reasons };
  await recordEvent(ctx, target.kind === "agent" ? { ...event, audience: [target.id] } : event);
  const { name: _name, ...subject } = target;
  await recordAudit(ctx, { tenantId, kind, actor: by, subject, facts: { channel: channelId, ...details } });
}

export async function pageSilences(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  page: PageArgs,
): Promise<Page<Doc<"silences">>> {
  const rows = ctx.db.query("silences").withIndex("by_channel_target", (q) => q.eq("channelId", channelId));
  return await pageAlong(rows, page);
}

export async function findSilence(
  ctx: QueryCtx,
  channelId: Id<"channels">,
  id: string,
): Promise<Doc<"silences"> | null> {
  return await ctx.db
    .query("silences")
    .withIndex("by_channel_target", (q) => q.eq("channelId", channelId).eq("target.id", id))
    .unique();
}

/** The silence of somebody who is about to write, or null; in most chats there has never been one. */
export async function silenceIn(
  ctx: QueryCtx,
  channel: StreamChat,
  id: string,
): Promise<Doc<"silences"> | null> {
  return channel.unsilenced ? null : await findSilence(ctx, channel._id, id);
}

/** Refuses whoever has been silenced, and says for how long. */
export async function requireVoice(ctx: QueryCtx, channel: StreamChat, id: string): Promise<void> {
  const known = await silenceIn(ctx, channel, id);
  if (!known) return;
  if (known.until === null) throw chatErrors.silenced();
  throw chatErrors.silencedForNow({ retryAfterMs: Math.max(0, known.until - Date.now()) });
}

export type Target = Doc<"silences">["target"];

/** A guest who has written here, or any agent that is seen, by username or id. */
export async function requireTarget(ctx: QueryCtx, channel: StreamChat, given: string): Promise<Target> {
  const guest = await findGuest(ctx, channel._id, given);
  if (guest) return guest;
  const agent = await findPublic(ctx, given);
  if (!agent) throw chatErrors.nobodyHere();
  if (agent._id === channel.hostAgentId) throw invalid("target", "The host cannot be silenced.");
  return { kind: "agent", id: agent._id, name: agent.displayName };
}

async function findGuest(ctx: QueryCtx, channelId: Id<"channels">, id: string): Promise<Target | null> {
  const said = await ctx.db
    .query("messages")
    .withIndex("by_author_nonce", (q) => q.eq("channelId", channelId).eq("author.id", id))
    .first();
  return said?.author.kind === "guest" ? { kind: "guest", id, name: said.author.name } : null;
}

export function requireUntil(until: number | null): number | null {
  const lastsMs = until === null ? 1 : until - Date.now();
  if (!(lastsMs > 0 && lastsMs <= LONGEST_SILENCE_MS)) {
    throw invalid("until", "It ends within the next 28 days, or not by itself.", "out_of_range");
  }
  return until;
}
