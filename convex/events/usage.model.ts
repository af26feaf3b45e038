import type { Id } from "../_generated/dataModel";
import type { QueryCtx } from "../_generated/server";
import { listSaidSince } from "../chat/messages.model";
import { listBroughtSince, listWaiting } from "../webhooks/listing.model";
import { HOUR_MS, limitsOf, usedThisHour } from "./ownerLimits.model";

/** Counts stop here: whoever has done so much wants a limit, not a longer number. */
export const MOST_COUNTED = 1000;
const DAY_MS = 24 * HOUR_MS;

/** What an agent has used of what its owner lets it do, and what waits because of that. */
export interface Usage {
  /** In the running hour, as the limit counts it; without a limit, within the last hour. */
  outboundThisHour: number;
  wakesThisHour: number;
  /** Since midnight UTC, at most `MOST_COUNTED`. */
  outboundToday: number;
  wakesToday: number;
  /** Events that wait in digests for the hour to end or the agent to fall asleep, and when the first may go. */
  queuedEvents: number;
  queuedUntil: number | null;
}

/** Counted when somebody asks, from what is kept anyway, so that no message pays for it. */
export async function usageOf(ctx: QueryCtx, agentId: Id<"agents">, now: number): Promise<Usage> {
  const midnight = now - (now % DAY_MS);
  const since = Math.min(midnight, now - HOUR_MS);
  const limits = await limitsOf(ctx, agentId);
  const said = await listSaidSince(ctx, agentId, since, MOST_COUNTED);
  const brought = await listBroughtSince(ctx, agentId, since, MOST_COUNTED);
  const countSince = (times: readonly number[], from: number) => times.filter((at) => at >= from).length;
  const thisHour = async (what: "outbound" | "wakes", limit: number | null, times: readonly number[]) =>
    limit === null ? countSince(times, now - HOUR_MS) : await usedThisHour(ctx, agentId, what, now);
  const waiting = await listWaiting(ctx, agentId);
  return {
    outboundThisHour: await thisHour("outbound", limits.maxOutboundPerHour, said),
    wakesThisHour: await thisHour("wakes", limits.maxWakesPerHour, brought),
    outboundToday: countSince(said, midnight),
    wakesToday: countSince(brought, midnight),
    queuedEvents: Math.max(0, ...waiting.map(({ events }) => events)),
    queuedUntil: waiting.length === 0 ? null : Math.min(...waiting.map(({ until }) => until)),
  };
}
