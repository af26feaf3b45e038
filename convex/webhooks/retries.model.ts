import { webhookRetries } from "../lib/env";

const UNITS = { s: 1000, m: 60_000, h: 3_600_000 } as const;

/**
 * The pauses before each further attempt: three quick ones for a receiver that restarts, then ever longer ones for three
 * days, because those who repair it sleep at night. `MOLT_WEBHOOK_RETRIES` says others.
 */
const BY_DEFAULT = "1s 2s 4s 5m 30m 2h 5h 10h 10h 24h 24h";

/** Receivers that failed together should not come back together. */
const JITTER = 0.2;

/** How long to wait before attempt `tries + 1`; null when that was the last. */
export function pauseAfter(tries: number, random = Math.random()): number | null {
  const pauseMs = schedule()[tries - 1];
  return pauseMs === undefined ? null : Math.round(pauseMs * (1 - JITTER + 2 * JITTER * random));
}

let lastRead: { text: string | null; pauses: number[] } | null = null;

function schedule(): number[] {
  const text = webhookRetries();
  if (lastRead?.text !== text) lastRead = { text, pauses: parseRetries(text) };
  return lastRead.pauses;
}

/** Reads `1s 2s 4s 5m`; three pauses are the fewest. */
export function parseRetries(text: string | null): number[] {
  const pauses = (text ?? BY_DEFAULT)
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const [, count, unit] = /^(\d{1,4})([smh])$/.exec(entry) ?? [];
      if (!count || !Number(count)) {
        throw new Error(`MOLT_WEBHOOK_RETRIES has "${entry}"; a pause is a whole number and s, m or h.`);
      }
      return Number(count) * UNITS[unit as keyof typeof UNITS];
    });
  if (pauses.length < 3) throw new Error("MOLT_WEBHOOK_RETRIES has fewer than three pauses.");
  return pauses;
}
