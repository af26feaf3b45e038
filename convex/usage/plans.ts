import { freeHours, freeVideos } from "../lib/env";

/** What a tenant may use in a calendar month (UTC), and how it is told when that is used up. */
export interface Plan {
  /** Minutes on air of all its streams together; null is no limit. */
  ingestMinutes: number | null;
  /** A broadcast that runs when they are used up goes on for so long. */
  graceMinutes: number;
  /** Videos that are ready or being made; null is no limit. */
  videos: number | null;
  /** Streams that one of its agents may have. */
  streams: number;
  /** What is worth a word to the operator before it is a limit; told in `GET /api/v1/usage`, and nothing is refused for it. */
  fairUseMinutes: number | null;
}

const HOURS = 60;

/** Every plan there is. An instance of one's own sets what is free with `MOLT_FREE_HOURS` and `MOLT_FREE_VIDEOS`. */
export const plans = {
  free: { ingestMinutes: 40 * HOURS, graceMinutes: 10, videos: 10, streams: 3, fairUseMinutes: null },
  pro: { ingestMinutes: null, graceMinutes: 0, videos: null, streams: 20, fairUseMinutes: 750 * HOURS },
} as const satisfies Record<string, Plan>;

export type PlanName = keyof typeof plans;

/** At this share of a limit the agent is told that it comes near. */
export const WARNING_SHARE = 0.8;

/** A plan as it holds on this instance. */
export function planOf(name: PlanName): Plan {
  const plan = plans[name];
  if (name !== "free") return plan;
  const [hours, videos] = [freeHours(), freeVideos()];
  return {
    ...plan,
    ...(hours !== undefined && { ingestMinutes: hours === null ? null : hours * HOURS }),
    ...(videos !== undefined && { videos }),
  };
}
