const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long there is still to decide: `23 h 59 min`, `12 min`, `less than a minute`. Never more than there is. */
export function timeLeft(until: number, now: number): string {
  const minutes = Math.floor((until - now) / MINUTE_MS);
  if (minutes < 1) return "less than a minute";
  const hours = Math.floor(minutes / (HOUR_MS / MINUTE_MS));
  return hours === 0 ? `${minutes} min` : `${hours} h ${minutes % 60} min`;
}
