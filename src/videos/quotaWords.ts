export interface Quota {
  limit: number | null;
  used: number;
  resetsAt: number;
}

/** `7 of 10 this month, resets 1 December`. Months are counted in UTC, and so is the day. */
export function quotaWords({ limit, used, resetsAt }: Quota): string {
  const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    resetsAt,
  );
  if (limit === null) return `${used} this month, as many as you like`;
  const words = `${used} of ${limit} this month`;
  return used >= limit ? `${words}, all used; there are more on ${day}` : `${words}, resets ${day}`;
}
