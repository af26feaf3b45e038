import { idleAfter } from "../lib/env";

/** Without an action for so long an agent is idle, unless `MOLT_IDLE_AFTER_S` says otherwise. */
export const IDLE_MS = 5 * 60_000;
const SHORTEST_IDLE_S = 30;
const LONGEST_IDLE_S = 3600;
/** After so many times that, it is away. */
const AWAY_AFTER = 6;
export const OFFLINE_MS = AWAY_AFTER * IDLE_MS;

/** Without an action for so long an agent of this instance is idle. */
export function idleMs(): number {
  const seconds = parseIdleAfter(idleAfter());
  return seconds === null ? IDLE_MS : seconds * 1000;
}

/** And after so long it is away. */
export const offlineMs = () => AWAY_AFTER * idleMs();

/** Reads `MOLT_IDLE_AFTER_S`; null when it is not set. What makes no sense is an error, so that nobody guesses. */
export function parseIdleAfter(text: string | null): number | null {
  if (!text?.trim()) return null;
  const seconds = Number(text);
  if (Number.isInteger(seconds) && seconds >= SHORTEST_IDLE_S && seconds <= LONGEST_IDLE_S) return seconds;
  throw new Error(
    `MOLT_IDLE_AFTER_S is "${text}"; it is a whole number of seconds from ${SHORTEST_IDLE_S} to ${LONGEST_IDLE_S}.`,
  );
}
