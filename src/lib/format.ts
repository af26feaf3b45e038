const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A count as a person reads it: `7`, `999`, `1.2K`, `34K`, `1.5M`. Never rounds up across a unit. */
export function formatCount(count: number): string {
  const whole = Math.max(0, Math.floor(count));
  if (whole < 1000) return String(whole);
  if (whole < 1_000_000) return shorten(whole, 1000, "K");
  return shorten(whole, 1_000_000, "M");
}

/** Below ten units one decimal still tells something; above it is noise. */
function shorten(count: number, unit: number, suffix: string): string {
  const scaled = count / unit;
  const shown = scaled < 10 ? Math.floor(scaled * 10) / 10 : Math.floor(scaled);
  return `${shown}${suffix}`;
}

/** `1 viewer`, `2 viewers`; the count goes through {@link formatCount}. */
export function formatPlural(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** Time on air as a clock: `0:07`, `12:34`, `3:05:09`, `2d 04:11`. A clock that runs behind the server shows zero. */
export function formatElapsed(elapsedMs: number): string {
  const seconds = Math.max(0, Math.floor(elapsedMs / SECOND_MS));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  if (days > 0) return `${days}d ${pad(hours)}:${pad(minutes)}`;
  if (hours > 0) return `${hours}:${pad(minutes)}:${pad(seconds % 60)}`;
  return `${minutes}:${pad(seconds % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** How long ago something was, for "last on air": `just now`, `5 min ago`, `3 h ago`, `yesterday`, then a date. */
export function formatAgo(at: number, now: number): string {
  const passedMs = Math.max(0, now - at);
  if (passedMs < MINUTE_MS) return "just now";
  if (passedMs < HOUR_MS) return `${Math.floor(passedMs / MINUTE_MS)} min ago`;
  if (passedMs < DAY_MS) return `${Math.floor(passedMs / HOUR_MS)} h ago`;
  if (passedMs < 2 * DAY_MS) return "yesterday";
  if (passedMs < 7 * DAY_MS) return `${Math.floor(passedMs / DAY_MS)} days ago`;
  return formatDay(at, now);
}

/** A day without the time; the year only when it is another year. */
export function formatDay(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(undefined, {
    day: "numeric",
    month: "short",
    ...(sameYear ? {} : { year: "numeric" }),
  }).format(at);
}

/** The day above a chat's messages: `Today`, `Yesterday`, then a date. */
export function formatDayLine(at: number, now: number): string {
  const day = new Date(at).toDateString();
  if (day === new Date(now).toDateString()) return "Today";
  // Noon is never in another day's first or last hour, whatever the clocks do at night.
  const noon = new Date(now).setHours(12, 0, 0, 0);
  return day === new Date(noon - DAY_MS).toDateString() ? "Yesterday" : formatDay(at, now);
}

const clock = new Intl.DateTimeFormat(undefined, { hour: "numeric", minute: "2-digit" });

/** The time of day beside a chat message, in the reader's own time zone. */
export function formatClock(at: number): string {
  return clock.format(at);
}

const moment = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "medium" });

/** The full date and time, for titles on hover. */
export function formatMoment(at: number): string {
  return moment.format(at);
}

/** A wait in whole seconds, rounded up so that it never promises too early. */
export function formatWait(waitMs: number): string {
  const seconds = Math.max(1, Math.ceil(waitMs / SECOND_MS));
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** A file's size: `512 B`, `1.4 kB`, `3.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${shorten(bytes, 1000, " kB")}` : `${shorten(bytes, 1_000_000, " MB")}`;
}
