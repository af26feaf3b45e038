import type { Doc } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { decodeCursor, encodeCursor } from "../lib/cursors";
import { chatErrors } from "./chat.errors";
import { type InboxMessage, presentInboxMessage } from "./chat.view";
import { cursorAt, findAckedSeq, type Listener, moveAcked, readHeard } from "./inbox.model";

/**
 * Leases share the work of one inbox among several workers with one credential. Each leased poll takes the next stretch of
 * message numbers; nobody else gets it while the lease holds. What is not acknowledged by then is given out again, the same
 * messages with the same ids under another lease. Leases lie one after the other from what is acknowledged onwards.
 */
type Lease = Doc<"inboxLeases">;

/** A bot with more workers than this gets nothing for the next one until another is done. */
const MAX_OPEN = 20;

export interface LeasedPage {
  messages: InboxMessage[];
  cursor: string;
  hasMore: boolean;
  lease: { id: string; until: number } | null;
}

/** Leases the next messages nobody has: first those of a lease that ran out, then what came after all leases. */
export async function leaseNext(
  ctx: MutationCtx,
  listener: Listener,
  { limit, seconds }: { limit: number; seconds: number },
): Promise<LeasedPage> {
  const acked = await findAckedSeq(ctx, listener);
  const leases = await listLeases(ctx, listener);
  const now = Date.now();
  const expired = leases.find(({ done, until }) => !done && until <= now);
  const last = leases.at(-1);
  const after = expired ? Math.max(expired.fromSeq, acked) : Math.max(last?.toSeq ?? acked, acked);
  const nothing = { messages: [], cursor: cursorAt(listener.stream, acked), lease: null };
  if (!expired && leases.length >= MAX_OPEN) return { ...nothing, hasMore: true };

  const heard = await readHeard(ctx, listener, { after, limit, until: expired?.toSeq });
  if (heard.messages.length === 0 && !expired) return { ...nothing, hasMore: heard.hasMore };
  const until = now + seconds * 1000;
  const facts = { agentId: listener.agentId, channelId: listener.stream.channelId, done: false };
  // What is left of a lease that ran out waits as one that has run out.
  const toSeq = expired && !heard.hasMore ? expired.toSeq : heard.upTo;
  if (expired) await ctx.db.delete(expired._id);
  await ctx.db.insert("inboxLeases", { ...facts, fromSeq: after, toSeq, grantedAt: now, until });
  if (expired && toSeq < expired.toSeq) {
    await ctx.db.insert("inboxLeases", {
      ...facts,
      ...{ fromSeq: toSeq, toSeq: expired.toSeq, grantedAt: now, until: now },
    });
  }
  const id = encodeCursor(scopeOf(listener), [after, toSeq, now]);
  return {
    messages: heard.messages.map(presentInboxMessage),
    cursor: cursorAt(listener.stream, toSeq),
    hasMore: heard.hasMore,
    lease: { id, until },
  };
}

/** Whether a leased poll would find anything now. */
export async function hasToLease(ctx: QueryCtx, listener: Listener, now: number): Promise<boolean> {
  const leases = await listLeases(ctx, listener);
  if (leases.some(({ done, until }) => !done && until <= now)) return true;
  if (leases.length >= MAX_OPEN) return false;
  const acked = await findAckedSeq(ctx, listener);
  const after = Math.max(leases.at(-1)?.toSeq ?? acked, acked);
  return (await readHeard(ctx, listener, { after, limit: 1 })).messages.length > 0;
}

/** Everything under a lease is dealt with. A repeat changes nothing; a lease that has passed to another is lost. */
export async function settleLease(ctx: MutationCtx, listener: Listener, id: string): Promise<void> {
  const position = decodeCursor(scopeOf(listener), id, 3);
  if (!position) throw chatErrors.unknownLease({ field: "leaseId" });
  const [fromSeq, toSeq, grantedAt] = position as [number, number, number];
  const leases = await listLeases(ctx, listener);
  const lease = leases.find(
    (one) => one.fromSeq === fromSeq && one.toSeq === toSeq && one.grantedAt === grantedAt,
  );
  if (!lease) {
    if ((await findAckedSeq(ctx, listener)) >= toSeq) return;
    throw chatErrors.leaseLost();
  }
  await ctx.db.patch(lease._id, { done: true });
  // What is done from the beginning on without a gap is acknowledged, and needs no lease any more.
  let acked = await findAckedSeq(ctx, listener);
  for (const one of leases) {
    if (!(one.done || one._id === lease._id) || one.fromSeq > acked) break;
    acked = Math.max(acked, one.toSeq);
    await ctx.db.delete(one._id);
  }
  await moveAcked(ctx, listener, acked);
}

/** Forgets leases on what has been acknowledged by number. */
export async function dropLeasesUpTo(ctx: MutationCtx, listener: Listener, seq: number): Promise<void> {
  for (const { _id, toSeq } of await listLeases(ctx, listener)) if (toSeq <= seq) await ctx.db.delete(_id);
}

async function listLeases(ctx: QueryCtx, { agentId, stream }: Listener): Promise<Lease[]> {
  return await ctx.db
    .query("inboxLeases")
    .withIndex("by_agent_channel_from", (q) => q.eq("agentId", agentId).eq("channelId", stream.channelId))
    .take(2 * MAX_OPEN);
}

const scopeOf = ({ agentId, stream }: Listener) => `lease:${stream._id}:${agentId}`;
