import { type Infer, v } from "convex/values";

/**
 * Who a stream, or what remains of it, is there for. Public: listed and found by search. Unlisted: whoever has the
 * address. Private: the agent, its owner and its co-hosts; it does not exist for others.
 */
export const VISIBILITIES = ["public", "unlisted", "private"] as const;
export const vVisibility = v.union(...VISIBILITIES.map((visibility) => v.literal(visibility)));
export type Visibility = Infer<typeof vVisibility>;

/** Of two the one that is there for fewer. */
export const narrower = (a: Visibility, b: Visibility): Visibility =>
  VISIBILITIES.indexOf(a) > VISIBILITIES.indexOf(b) ? a : b;

/** Low latency plays parts of a segment before it ends; normal waits for whole segments and stalls less often. */
export const LATENCY_MODES = ["low", "normal"] as const;
export const vLatencyMode = v.union(...LATENCY_MODES.map((mode) => v.literal(mode)));
export type LatencyMode = Infer<typeof vLatencyMode>;

/** What ended a broadcast: its encoder went away, the host or an operator cut it off, or the plan was used up. */
export const ENDED_BY = ["encoder", "host", "quota", "operator"] as const;
export const vEndedBy = v.union(...ENDED_BY.map((one) => v.literal(one)));
export type EndedBy = Infer<typeof vEndedBy>;
