import { isIP } from "node:net";
import { plainAddress } from "../front/trustedProxies.ts";
import { AddressList } from "./addressList.ts";

/**
 * Where somebody else's address may lead: the rules of `convex/lib/outbound.rules.ts`, kept here once more because these
 * services know nothing of the backend; `test/outside.test.ts` holds both against each other. Networks that are not for everybody (IANA's special-purpose registries).
 */
const NOT_PUBLIC_V4 = new AddressList([
  ...["0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"],
  ...["192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24"],
  ...["192.168.0.0/16", "192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24"],
  ...["224.0.0.0/4", "240.0.0.0/4"],
]);
/** The only part of the IPv6 space from which addresses are given out today … */
const GLOBAL_UNICAST_V6 = new AddressList(["2000::/3"]);
/** … but for these in it: protocols, tunnels, documentation. */
const NOT_PUBLIC_V6 = new AddressList(["2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20"]);

export function isPublic(address: string): boolean {
  if (isIP(address) === 4) return !NOT_PUBLIC_V4.has(address);
  return GLOBAL_UNICAST_V6.has(address) && !NOT_PUBLIC_V6.has(address);
}

/** HTTPS and its usual second door. On any other port something may listen that was never meant for strangers. */
const PORTS: ReadonlySet<string> = new Set(["", "443", "8443"]);

/** Whether a URL may be called at an address that it leads to. `own` are networks of the operator's that may be. */
export function mayCall(url: URL, given: string, own: AddressList): boolean {
  const address = plainAddress(given);
  if (own.has(address)) return true;
  return isPublic(address) && url.protocol === "https:" && PORTS.has(url.port);
}

const LONGEST_URL = 2048;

/** A text as an address that can be called as far as its letters tell, or null. */
export function readAddress(text: string): URL | null {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === "" && url.password === "";
  return isPlain && /^https?:$/.test(url.protocol) ? url : null;
}

/** The address that a host name is, written out, or null for a name. `localhost` is this machine (RFC 6761). */
export function literalOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (bare === "localhost" || bare.endsWith(".localhost")) return "127.0.0.1";
  return isIP(bare) === 0 ? null : bare;
}
