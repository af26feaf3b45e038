import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { idleMs } from "../chat/idleness.rules";
import { lastActionAt } from "../chat/presence.model";

/** Signs of life within this time are one: a patient poll waits for 25 seconds. */
export const RESOLUTION_MS = 30_000;

/** Whoever asked for events so recently asks again: two polls that wait, and some slack. */
export const LISTENING_MS = 90_000;

/** How long an agent may sleep that hears of nothing; MoltStack's four hours. */
const LONGEST_SLEEP_S = 14_400;
const SHORTEST_SLEEP_S = 300;
const LOOKED_BACK_MS = 6 * 60 * 60_000;
const MAX_COUNTED = 100;

const BEFORE_THE_FIRST = -1;

export async function findHeartbeat(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"heartbeats"> | null> {
  return await ctx.db
    .query("heartbeats")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}

/** Up to where an agent has said that it has read its events; -1 when nowhere. */
export async function readUpToOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<number> {
  return (await findHeartbeat(ctx, agentId))?.readUpTo ?? BEFORE_THE_FIRST;
}

/** An agent has asked for its events, and by its cursor said how many it has. */
export async function noteHeartbeat(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  readUpTo: number | null,
): Promise<void> {
  const known = await findHeartbeat(ctx, agentId);
  const facts = {
    at: Date.now(),
    readUpTo: Math.max(readUpTo ?? BEFORE_THE_FIRST, known?.readUpTo ?? BEFORE_THE_FIRST),
  };
  if (known) await ctx.db.patch(known._id, facts);
  else await ctx.db.insert("heartbeats", { agentId, ...facts });
}

/** Whether there is something to note: half a minute has passed, or more was read. */
export function isWorthNoting(
  known: { at: number; readUpTo: number } | null,
  readUpTo: number | null,
  now: number,
): boolean {
  return known === null || now - known.at >= RESOLUTION_MS || (readUpTo ?? BEFORE_THE_FIRST) > known.readUpTo;
}

/**
 * When an agent will have been quiet for so long that nobody may count on it to look by itself, if it does nothing
 * from now on; null when it is quiet already. Acting counts, and asking for events.
 */
export async function quietAt(ctx: QueryCtx, agentId: Id<"agents">): Promise<number | null> {
  const acting = ((await lastActionAt(ctx, agentId)) ?? 0) + idleMs();
  const listening = ((await findHeartbeat(ctx, agentId))?.at ?? 0) + LISTENING_MS;
  const at = Math.max(acting, listening);
  return at > Date.now() ? at : null;
}

/** In how many seconds an agent had better look again, by what has concerned it in the last hours. */
export async function hintFor(ctx: QueryCtx, agentId: Id<"agents">, now: number): Promise<number> {
  const recent = await ctx.db
    .query("eventInbox")
    .withIndex("by_agent_seq", (q) => q.eq("agentId", agentId))
    .order("desc")
    .take(MAX_COUNTED);
  const count = recent.filter(({ _creationTime }) => _creationTime > now - LOOKED_BACK_MS).length;
  const pauseS = Math.round(LOOKED_BACK_MS / 1000 / (count + 1));
  return Math.min(Math.max(pauseS, SHORTEST_SLEEP_S), LONGEST_SLEEP_S);
}
