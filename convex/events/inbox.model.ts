import type { Doc, Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { decodeCursor, encodeCursor } from "../lib/cursors";
import { eventErrors } from "./events.errors";
import { findSequence } from "./events.model";

export interface EventPage {
  events: Doc<"events">[];
  cursor: string;
  hasMore: boolean;
}

const BEFORE_THE_FIRST = -1;

/**
 * What concerns an agent after the cursor, or all of it that is still kept. The cursor is a number of its inbox. Numbers
 * have no gaps and are taken in the transaction that records the event, so nothing is missed or repeated.
 */
export async function readInbox(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  { cursor, limit }: { cursor: string | null; limit: number },
): Promise<EventPage> {
  const readUpTo = cursor === null ? BEFORE_THE_FIRST : positionOf(agentId, cursor);
  const found = await ctx.db
    .query("eventInbox")
    .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId).gt("seq", readUpTo))
    .take(limit + 1);
  if (cursor !== null) await requireKept(ctx, agentId, readUpTo, found[0]?.seq);
  const page = found.slice(0, limit);
  const events = await Promise.all(page.map(({ eventId }) => ctx.db.get(eventId)));
  return {
    events: events.filter((event) => event !== null),
    cursor: encodeCursor(scopeOf(agentId), [page.at(-1)?.seq ?? readUpTo]),
    hasMore: found.length > page.length,
  };
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
