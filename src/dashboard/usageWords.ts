/** Minutes as people say them: `42 min`, `7.5 h`, `120 h`. */
export function hoursOf(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const hours = minutes / 60;
  return `${hours < 10 ? Math.round(hours * 10) / 10 : Math.round(hours)} h`;
}

/** Millionths of a dollar as money, with as many digits as say something. */
export function moneyOf(microUsd: number): string {
  const usd = microUsd / 1_000_000;
  return `$${usd.toFixed(usd !== 0 && usd < 0.1 ? 4 : 2)}`;
}

/** How much of a limit is used, from 0 to 1; null without one. */
export function shareOf(used: number, limit: number | null): number | null {
  if (limit === null) return null;
  return limit === 0 ? 1 : Math.min(1, used / limit);
}

/** Where the month is heading, in a sentence. */
export function forecastOf(projected: number, limit: number | null): string {
  if (limit === null) return `At this pace it will be ${hoursOf(projected)} at the end of the month.`;
  return projected > limit
    ? `At this pace the hours run out before the month does: it would take ${hoursOf(projected)}.`
    : `At this pace it will be ${hoursOf(projected)} of ${hoursOf(limit)} at the end of the month.`;
}
