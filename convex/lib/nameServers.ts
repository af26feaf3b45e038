import ipaddr from "ipaddr.js";

/**
 * Reads `MOLT_NAME_SERVERS`: addresses, each with a port behind it if it is not 53. What makes no sense is an error:
 * asking other servers than the ones that were meant would not be noticed.
 */
export function parseNameServers(text: string | null): string[] {
  return (text ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^[\]]+?))(?::(\d{1,5}))?$/.exec(entry) ?? [];
      const isIPv6 = bracketed ?? (ipaddr.IPv6.isValid(entry) ? entry : undefined);
      const isSound = isIPv6
        ? ipaddr.IPv6.isValid(isIPv6)
        : plain !== undefined && ipaddr.IPv4.isValidFourPartDecimal(plain);
      if (!isSound || Number(port ?? 53) > 65_535 || Number(port ?? 53) === 0) {
        throw new Error(
          `MOLT_NAME_SERVERS has "${entry}"; an entry is an address, such as 9.9.9.9 or [::1]:5353.`,
        );
      }
      return entry;
    });
}
