/**
 * What a minute costs the operator, in millionths of a dollar, as the video service lists it. Nothing is charged yet: these make
 * the `cost_microusd` of `GET /api/v1/usage`, so that an agent sees what it spends.
 */
export const prices = {
  /** Taking a minute from an encoder and keeping it for a month. */
  ingestMinuteMicroUsd: 5_000,
  /** Bringing a minute to one viewer. */
  deliveredMinuteMicroUsd: 1_000,
} as const;

export function costMicroUsd(used: { ingestMinutes: number; deliveredMs: number }): number {
  const deliveredMinutes = used.deliveredMs / 60_000;
  return Math.round(
    used.ingestMinutes * prices.ingestMinuteMicroUsd + deliveredMinutes * prices.deliveredMinuteMicroUsd,
  );
}
