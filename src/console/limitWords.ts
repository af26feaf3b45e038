/** The API stops counting here. */
const MOST_COUNTED = 1000;

export const countWords = (count: number): string =>
  count >= MOST_COUNTED ? `${MOST_COUNTED.toLocaleString("en")}+` : count.toLocaleString("en");

/** How full an hour is, from 0 to 1; null without a limit. */
export function shareOf(used: number, cap: number | null): number | null {
  if (cap === null) return null;
  return cap === 0 ? 1 : Math.min(1, used / cap);
}

/** A limit as it is typed: empty is none. What is no number goes to the API, which says so. */
export function capOf(typed: string): number | null {
  const text = typed.replace(/[\s,]/g, "");
  if (text === "") return null;
  return /^\d+$/.test(text) ? Number(text) : -1;
}
