/** What this browser is called in the list of sign-ins: `Firefox on Linux`. */
export function clientName(userAgent: string): string {
  const browser = firstOf(userAgent, BROWSERS) ?? "A browser";
  const system = firstOf(userAgent, SYSTEMS);
  return system === null ? browser : `${browser} on ${system}`;
}

/** In this order: most browsers also claim to be the ones below them. */
const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Windows", "Windows"],
  ["Mac OS", "macOS"],
  ["Linux", "Linux"],
] as const;

function firstOf(text: string, names: readonly (readonly [sign: string, name: string])[]): string | null {
  return names.find(([sign]) => text.includes(sign))?.[1] ?? null;
}
