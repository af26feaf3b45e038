import { internal } from "../_generated/api";
import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { isDeleted } from "../agents/agents.model";
import { recordEvent, tell } from "../events/events.model";
import { isBlocked } from "../social/social.access";
import { note } from "./notices.model";
import { holderOf, wants } from "./preferences.model";
import { schedulePushes } from "./push.model";

/** Followers told in one transaction: each costs a handful of small reads and two or three writes. */
const BATCH = 100;

/**
 * Tells the followers that an agent is on air, once per broadcast: the broadcast of an encoder that reconnects is the
 * same one. The event has one id for all of them; followers are walked in scheduled batches, each of which moves the
 * cursor in the transaction that tells, so that nobody is told twice or left out, also when the process is killed.
 */
export async function announce(
  ctx: MutationCtx,
  stream: Doc<"streams">,
  broadcastId: Id<"broadcasts">,
): Promise<void> {
  if (!isListed(stream)) return;
  if (await announcementOf(ctx, broadcastId)) return;
  const { _id: streamId, agentId, tenantId } = stream;
  const eventId = await recordEvent(ctx, {
    kind: "stream.live",
    tenantId,
    actor: { kind: "agent", id: agentId },
    subject: { kind: "stream", id: streamId },
  });
  const fanOutId = await ctx.db.insert("fanOuts", {
    ...{ broadcastId, streamId, eventId, told: 0 },
    followedUntil: Date.now() + 1, // Rows are made at fractions of a millisecond.
    state: { kind: "humans", cursor: null },
  });
  await ctx.scheduler.runAfter(0, internal.notices.fanOut.step, { fanOutId });
}

/** Tells the next batch, and orders the one after it. */
export async function step(ctx: MutationCtx, fanOutId: Id<"fanOuts">): Promise<void> {
  const fanOut = await ctx.db.get(fanOutId);
  if (!fanOut || fanOut.state.kind === "done") return;
  const stream = await ctx.db.get(fanOut.streamId);
  const host = stream && (await ctx.db.get(stream.agentId));
  // Who has hidden or left in the meantime is announced to nobody else.
  if (!stream || !host || isDeleted(host) || !isListed(stream)) return await end(ctx, fanOut, fanOut.told);
  const { kind, cursor } = fanOut.state;
  const batch =
    kind === "humans"
      ? await tellHumans(ctx, fanOut, stream, cursor)
      : await tellAgents(ctx, fanOut, stream, cursor);
  const told = fanOut.told + batch.told;
  if (batch.next === null && kind === "agents") return await end(ctx, fanOut, told);
  const state =
    batch.next === null ? ({ kind: "agents", cursor: null } as const) : { kind, cursor: batch.next };
  await ctx.db.patch(fanOutId, { state, told });
  await ctx.scheduler.runAfter(0, internal.notices.fanOut.step, { fanOutId });
}

/** Removes the row of a broadcast that is erased. */
export async function forgetAnnouncement(ctx: MutationCtx, broadcastId: Id<"broadcasts">): Promise<void> {
  const known = await announcementOf(ctx, broadcastId);
  if (known) await ctx.db.delete(known._id);
}

const announcementOf = (ctx: MutationCtx, broadcastId: Id<"broadcasts">) =>
  ctx.db
    .query("fanOuts")
    .withIndex("by_broadcast", (q) => q.eq("broadcastId", broadcastId))
    .first();

const end = (ctx: MutationCtx, { _id }: Doc<"fanOuts">, told: number) =>
  ctx.db.patch(_id, { state: { kind: "done", told }, told });

interface Batch {
  told: number;
  next: string | null;
}

async function tellHumans(
  ctx: MutationCtx,
  { broadcastId, followedUntil }: Doc<"fanOuts">,
  { agentId, slug, title, tags }: Doc<"streams">,
  cursor: string | null,
): Promise<Batch> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("accountFollows")
    .withIndex("by_target", (q) => q.eq("targetId", agentId).lt("_creationTime", followedUntil))
    .paginate({ cursor, numItems: BATCH });
  const pushes: Id<"pushes">[] = [];
  const wanting = page.filter(({ onlyTag }) => fits(onlyTag, tags));
  for (const { accountId } of wanting) {
    const notice = { kind: "stream.live", subjectId: broadcastId, agentId, words: title } as const;
    const pushId = await note(ctx, { ...notice, to: accountId, path: `/${slug}` });
    if (pushId) pushes.push(pushId);
  }
  await schedulePushes(ctx, pushes);
  return { told: wanting.length, next: isDone ? null : continueCursor };
}

async function tellAgents(
  ctx: MutationCtx,
  { eventId, followedUntil }: Doc<"fanOuts">,
  { agentId, tags }: Doc<"streams">,
  cursor: string | null,
): Promise<Batch> {
  const { page, isDone, continueCursor } = await ctx.db
    .query("follows")
    .withIndex("by_target", (q) => q.eq("targetId", agentId).lt("_creationTime", followedUntil))
    .paginate({ cursor, numItems: BATCH });
  let told = 0;
  for (const { followerId, onlyTag } of page) {
    if (!fits(onlyTag, tags) || (await isBlocked(ctx, followerId, agentId))) continue;
    if (!(await wants(ctx, holderOf.agent(followerId), "stream.live"))) continue;
    await tell(ctx, { eventId, kind: "stream.live" }, followerId);
    told++;
  }
  return { told, next: isDone ? null : continueCursor };
}

const fits = (onlyTag: string | undefined, tags: readonly string[] = []): boolean =>
  onlyTag === undefined || tags.includes(onlyTag);

const isListed = ({ visibility = "public" }: Doc<"streams">): boolean => visibility === "public";
