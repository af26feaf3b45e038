import type { PlaylistPosition } from "./timeline.ts";

/** A time as Cloudflare takes it: `90`, `90s`, `1m30s`, `1h`. Null when it is left out. */
export function readSeconds(text: string | null): number | "malformed" | null {
  if (text === null) return null;
  const match = /^(?:(\d{1,3})h)?(?:(\d{1,5})m)?(?:(\d{1,7}(?:\.\d{1,6})?)s?)?$/.exec(text);
  if (!match || text === "") return "malformed";
  const [, hours = 0, minutes = 0, seconds = 0] = match;
  return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
}

/** The blocking reload of low-latency HLS: "answer once segment N, or its part M, is listed". */
export function readPosition(query: URLSearchParams): PlaylistPosition | "malformed" | null {
  const sequence = query.get("_HLS_msn");
  const part = query.get("_HLS_part");
  if (sequence === null) return part === null ? null : "malformed";
  if (!/^\d{1,9}$/.test(sequence) || (part !== null && !/^\d{1,4}$/.test(part))) return "malformed";
  return { sequence: Number(sequence), part: part === null ? null : Number(part) };
}
