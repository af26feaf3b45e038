import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { decodeCursor, encodeCursor } from "../lib/cursors";
import { eventErrors } from "./events.errors";
import { findSequence } from "./events.model";

export interface EventPage {
  events: Doc<"events">[];
  /** The place after each of the events, for those who are told one by one. */
  cursors: string[];
  cursor: string;
  hasMore: boolean;
}

const BEFORE_THE_FIRST = -1;

/** So many entries are looked through for those of the wanted kinds; the next page goes on behind them. */
const MAX_SCANNED = 500;

/**
 * What of these kinds, or of all, concerns an agent after the cursor, or all of it that is still kept. The cursor is a number of its inbox. Numbers
 * have no gaps and are taken in the transaction that records the event, so nothing is missed or repeated.
 */
export async function readInbox(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  { cursor, limit, kinds = null }: { cursor: string | null; limit: number; kinds?: readonly string[] | null },
): Promise<EventPage> {
  const readUpTo = cursor === null ? BEFORE_THE_FIRST : positionOf(agentId, cursor);
  const found = await ctx.db
    .query("eventInbox")
    .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId).gt("seq", readUpTo))
    .take((kinds ? MAX_SCANNED : limit) + 1);
  if (cursor !== null) await requireKept(ctx, agentId, readUpTo, found[0]?.seq);
  const events: Doc<"events">[] = [];
  const cursors: string[] = [];
  let scanned = 0;
  for (const { eventId, seq } of found.slice(0, kinds ? MAX_SCANNED : limit)) {
    if (events.length === limit) break;
    scanned++;
    const event = await ctx.db.get(eventId);
    if (!event || (kinds !== null && !kinds.includes(event.kind))) continue;
    events.push(event);
    cursors.push(encodeCursor(scopeOf(agentId), [seq]));
  }
  return {
    events,
    cursors,
    cursor: encodeCursor(scopeOf(agentId), [found[scanned - 1]?.seq ?? readUpTo]),
    hasMore: found.length > scanned,
  };
}

const MAX_PENDING = 100;

/** What an agent has not read yet, by its own word: the cursors that it has sent. */
export async function readPending(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  readUpTo: number,
): Promise<Omit<EventPage, "cursors">> {
  const found = await ctx.db
    .query("eventInbox")
    .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId).gt("seq", readUpTo))
    .take(MAX_PENDING + 1);
  const events = await Promise.all(found.slice(0, MAX_PENDING).map(({ eventId }) => ctx.db.get(eventId)));
  return {
    events: events.filter((event) => event !== null),
    cursor: encodeCursor(scopeOf(agentId), [readUpTo]),
    hasMore: found.length > MAX_PENDING,
  };
}

/** The number in a cursor of this inbox; null for the beginning. */
export function readCursor(agentId: Id<"agents">, cursor: string | null): number | null {
  return cursor === null ? null : positionOf(agentId, cursor);
}

function positionOf(agentId: Id<"agents">, cursor: string): number {
  const seq = decodeCursor(scopeOf(agentId), cursor, 1)?.[0];
  if (seq === undefined || !Number.isSafeInteger(seq) || seq < BEFORE_THE_FIRST)
    throw eventErrors.invalidCursor({ field: "cursor" });
  return seq;
}

/** Refuses a cursor after which something is missing by now, and one from the future, which we have not made. */
async function requireKept(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  readUpTo: number,
  next: number | undefined,
): Promise<void> {
  const nextSeq = (await findSequence(ctx, agentId))?.nextSeq ?? 0;
  if (readUpTo >= nextSeq) throw eventErrors.invalidCursor({ field: "cursor" });
  // Who began before anything had happened has missed nothing that it knew of.
  if (readUpTo !== BEFORE_THE_FIRST && (next ?? nextSeq) > readUpTo + 1) throw eventErrors.cursorExpired();
}

const scopeOf = (agentId: Id<"agents">) => `events:${agentId}`;
