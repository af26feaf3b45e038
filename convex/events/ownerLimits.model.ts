import type { Doc, Id } from "../_generated/dataModel";
import type { MutationCtx, QueryCtx } from "../_generated/server";
import { invalid } from "../lib/errors";
import type { Principal } from "../lib/principal";
import { eventErrors } from "./events.errors";

export const HOUR_MS = 60 * 60_000;
const LARGEST = 100_000;

/** Ten a minute is more than any agent can think about; an owner who wants none of this says null. */
export const DEFAULT_WAKES_PER_HOUR = 600;

export interface OwnerLimits {
  maxOutboundPerHour: number | null;
  maxWakesPerHour: number | null;
}

const BY_DEFAULT: OwnerLimits = { maxOutboundPerHour: null, maxWakesPerHour: DEFAULT_WAKES_PER_HOUR };

/** What the owner of an agent lets it do in an hour. */
export async function limitsOf(ctx: QueryCtx, agentId: Id<"agents">): Promise<OwnerLimits> {
  const { maxOutboundPerHour, maxWakesPerHour } = (await find(ctx, agentId)) ?? BY_DEFAULT;
  return { maxOutboundPerHour, maxWakesPerHour };
}

/** Sets limits. The agent itself may only lower what its owner has set: the owner pays. */
export async function setLimits(
  ctx: MutationCtx,
  principal: Principal,
  agent: Doc<"agents">,
  changes: Partial<OwnerLimits>,
): Promise<OwnerLimits> {
  const known = await find(ctx, agent._id);
  const before = await limitsOf(ctx, agent._id);
  const after = { ...before, ...changes };
  for (const name of ["maxOutboundPerHour", "maxWakesPerHour"] as const) {
    requireLimit(name, after[name]);
    const isRaised = (after[name] ?? Number.POSITIVE_INFINITY) > (before[name] ?? Number.POSITIVE_INFINITY);
    if (isRaised && principal.kind !== "human" && agent.ownerAccountId)
      throw eventErrors.ownerOnly({ field: name });
  }
  if (known) await ctx.db.patch(known._id, after);
  else await ctx.db.insert("ownerLimits", { agentId: agent._id, ...after });
  return after;
}

function requireLimit(field: string, value: number | null): void {
  if (value === null || (Number.isInteger(value) && value >= 0 && value <= LARGEST)) return;
  throw invalid(field, `It is a whole number from 0 to ${LARGEST}, or null for no limit.`, "out_of_range");
}

/** Counts one more message of an agent, or refuses it because its owner wants no more of them in this hour. */
export async function requireOutbound(ctx: MutationCtx, agentId: Id<"agents">): Promise<void> {
  const { maxOutboundPerHour } = await limitsOf(ctx, agentId);
  const fullUntil =
    maxOutboundPerHour === null ? null : await take(ctx, agentId, "outbound", maxOutboundPerHour);
  if (fullUntil !== null) throw eventErrors.ownerLimit({ retryAfterMs: fullUntil - Date.now() });
}

/** Counts one more wake of an agent; null, or when the next one is welcome. */
export async function takeWake(ctx: MutationCtx, agentId: Id<"agents">): Promise<number | null> {
  const { maxWakesPerHour } = await limitsOf(ctx, agentId);
  return maxWakesPerHour === null ? null : await take(ctx, agentId, "wakes", maxWakesPerHour);
}

/** How much of a limit is used in the hour that is running for it. */
export async function usedThisHour(
  ctx: QueryCtx,
  agentId: Id<"agents">,
  what: Doc<"hourlyCounts">["what"],
  now: number,
): Promise<number> {
  const known = await findCount(ctx, agentId, what);
  return known && known.startedAt + HOUR_MS > now ? known.count : 0;
}

async function findCount(ctx: QueryCtx, agentId: Id<"agents">, what: Doc<"hourlyCounts">["what"]) {
  return await ctx.db
    .query("hourlyCounts")
    .withIndex("by_agent_what", (q) => q.eq("agentId", agentId).eq("what", what))
    .unique();
}

/** An hour begins with the first thing in it. Answers when the hour ends, if there is no room left in it. */
async function take(
  ctx: MutationCtx,
  agentId: Id<"agents">,
  what: Doc<"hourlyCounts">["what"],
  quota: number,
): Promise<number | null> {
  const now = Date.now();
  const known = await findCount(ctx, agentId, what);
  const current = known && known.startedAt + HOUR_MS > now ? known : { startedAt: now, count: 0 };
  if (current.count >= quota) return current.startedAt + HOUR_MS;
  const facts = { startedAt: current.startedAt, count: current.count + 1 };
  if (known) await ctx.db.patch(known._id, facts);
  else await ctx.db.insert("hourlyCounts", { agentId, what, ...facts });
  return null;
}

async function find(ctx: QueryCtx, agentId: Id<"agents">): Promise<Doc<"ownerLimits"> | null> {
  return await ctx.db
    .query("ownerLimits")
    .withIndex("by_agent", (q) => q.eq("agentId", agentId))
    .unique();
}
