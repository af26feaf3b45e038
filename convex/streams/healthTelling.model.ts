import { internal } from "../_generated/api";
import type { Id } from "../_generated/dataModel";
import type { MutationCtx } from "../_generated/server";
import { type Actor, recordEvent } from "../events/events.model";

/** So often in this time an agent is told how its encoder is doing, because each time may wake it. */
export const MOST_TOLD = 4;
export const TOLD_WITHIN_MS = 10 * 60_000;

/**
 * Tells an agent what is wrong with its stream, or that it is well again, unless it knows. An encoder that goes back and
 * forth is told of a few times, and then what has become of it by the time when it may be told of again.
 */
export async function tellHealth(ctx: MutationCtx, streamId: Id<"streams">, actor: Actor): Promise<void> {
  const stream = await ctx.db.get(streamId);
  if (stream?.state.kind !== "live") return;
  const now = Date.now();
  const cause = stream.degraded?.cause ?? null;
  const told = stream.healthTold ?? { cause: null, at: [] };
  if (told.cause === cause) return;
  const recently = told.at.filter((at) => at > now - TOLD_WITHIN_MS);
  if (recently.length >= MOST_TOLD) {
    const at = recently[0]! + TOLD_WITHIN_MS;
    await ctx.scheduler.runAt(at, internal.streams.broadcasts.tellHealth, { streamId });
    return;
  }
  await ctx.db.patch(streamId, { healthTold: { cause, at: [...recently, now] } });
  await recordEvent(ctx, {
    kind: cause ? "stream.degraded" : "stream.recovered",
    tenantId: stream.tenantId,
    actor,
    subject: { kind: "stream", id: streamId },
    audience: [stream.agentId],
    ...(cause && { cause }),
  });
}
