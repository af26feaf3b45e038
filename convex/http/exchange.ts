import type { Standing } from "./allowance";
import type { Route } from "./route";

/** One request on its way through the kit, and what has been found out about it so far. */
export interface Exchange {
  readonly request: Request;
  readonly url: URL;
  readonly requestId: string;
  /** Where this instance is reached from outside, without a trailing slash. */
  readonly origin: string;
  /** As limits count it: see `addressKey`. */
  readonly address: string;
  route: Route | null;
  /** The name of the caller, once worked out; null when known by address only. */
  caller: string | null;
  /** What this caller should know in every answer, whatever the route: `Molt-Key-Expires`. */
  callerHeaders: Record<string, string>;
  /** How the limits of the route stand after this request. */
  standings: Standing[];
}
