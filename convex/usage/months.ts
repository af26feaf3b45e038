/** Calendar months in UTC, as usage is counted in. */

/** The month of a moment, as `2026-11`. */
export const monthOf = (at: number): string => new Date(at).toISOString().slice(0, 7);

/** When a month begins. */
export const startOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);

/** When the month after it begins, and everything is counted from nothing again. */
export function endOf(month: string): number {
  const start = new Date(startOf(month));
  return Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1);
}
