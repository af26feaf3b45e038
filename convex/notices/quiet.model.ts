import type { Preferences } from "./preferences.model";

/*
 * When a push may go. Clocks of time zones are read with Intl, so this is for actions in Node; a transaction neither
 * needs nor calls it.
 */

const MINUTE = 60_000;
const DAY = 24 * 60;

/**
 * Until when a push has to wait: the end of quiet hours, or the time of the daily digest where that is wanted; null when
 * it may go now. A digest whose time lies in quiet hours goes when they end.
 */
export function heldUntil(
  { timeZone, quiet, digestAt }: Preferences,
  since: number,
  now: number,
): number | null {
  const dueAt = digestAt === null ? now : nextAt(digestAt, timeZone, since);
  const at = Math.max(dueAt, now);
  const end = quiet && quietEnd(quiet, timeZone, at);
  const until = end ?? at;
  return until > now ? until : null;
}

function quietEnd(quiet: NonNullable<Preferences["quiet"]>, timeZone: string, at: number): number | null {
  const [from, until] = [minutesOf(quiet.from), minutesOf(quiet.until)];
  const now = localMinutes(timeZone, at);
  const isQuiet = from < until ? now >= from && now < until : now >= from || now < until;
  return isQuiet ? nextAt(quiet.until, timeZone, at) : null;
}

/** The next moment after `after` at which clocks of the zone show this time; also across a change of summer time. */
function nextAt(time: string, timeZone: string, after: number): number {
  const wanted = minutesOf(time);
  const start = Math.floor(after / MINUTE) * MINUTE;
  const wait = (((wanted - localMinutes(timeZone, start)) % DAY) + DAY) % DAY || DAY;
  const at = start + wait * MINUTE;
  // Between now and then the clocks may have been changed by an hour.
  const off = wanted - localMinutes(timeZone, at);
  return at + (Math.abs(off) <= 120 ? off : 0) * MINUTE;
}

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

function localMinutes(timeZone: string, at: number): number {
  const parts = clockOf(timeZone).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  return read("hour") * 60 + read("minute");
}

function clockOf(timeZone: string): Intl.DateTimeFormat {
  const options = { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } as const;
  try {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone });
  } catch {
    return new Intl.DateTimeFormat("en-GB", { ...options, timeZone: "UTC" });
  }
}
