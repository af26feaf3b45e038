/**
 * The name under which an address is counted: version 4 as it is, version 6 by its /64, because that is what one
 * household gets. An address that is not known, or not one, counts as "unknown".
 */
export function addressKey(ip: string | null): string {
  const bare = ip?.trim().replace(/%.*$/, "").toLowerCase() ?? "";
  const v4 = /^(?:::ffff:)?(\d{1,3}(?:\.\d{1,3}){3})$/.exec(bare)?.[1];
  if (v4) return v4.split(".").every((part) => Number(part) <= 255) ? v4 : "unknown";
  const groups = expand(bare);
  return groups ? `${groups.slice(0, 4).join(":")}::/64` : "unknown";
}

/** The eight groups of an IPv6 address without leading zeros, or null. */
function expand(address: string): string[] | null {
  if (!/^[0-9a-f:]{2,39}$/.test(address)) return null;
  const halves = address.split("::");
  if (halves.length > 2) return null;
  const [head, tail] = halves.map((half) => (half === "" ? [] : half.split(":")));
  const missing = 8 - head!.length - (tail?.length ?? 0);
  if (tail ? missing < 1 : missing !== 0) return null;
  const groups = tail ? [...head!, ...Array<string>(missing).fill("0"), ...tail] : head!;
  const isGroup = (group: string) => /^[0-9a-f]{1,4}$/.test(group);
  return groups.every(isGroup) ? groups.map((group) => Number.parseInt(group, 16).toString(16)) : null;
}
