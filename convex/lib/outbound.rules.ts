import ipaddr from "ipaddr.js";
import { outboundAllow } from "./env";
import { defineErrors } from "./errors";

/**
 * Which addresses this instance calls on behalf of others: a webhook, a claim file. People name them, so they may not
 * lead into the network that the instance stands in. A URL is looked at when it is given (`requireOutboundUrl`), and
 * the very address is looked at again whenever it is connected to (`outbound.client.ts`), because names change.
 */
export const outboundErrors = defineErrors({
  forbidden: { code: "url_forbidden", message: "This instance does not call that address." },
});

const LONGEST_URL = 2048;

/** HTTPS and its usual second door. On any other port something may listen that was never meant for strangers. */
const PORTS: ReadonlySet<string> = new Set(["", "8443"]);

/** The only part of the IPv6 space from which addresses are given out today. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR("2000::/3");

type Address = ReturnType<typeof ipaddr.parse>;

/**
 * The URL in its normal form. Throws `url_forbidden` for whatever can be seen without asking the name service: no
 * HTTPS, credentials in it, another port, an address that is not public.
 */
export function requireOutboundUrl(field: string, text: string): string {
  const url = readOutboundUrl(text);
  if (typeof url === "string") throw outboundErrors.forbidden({ field, issue: url });
  return url.href;
}

export type UrlFault = "bad_url" | "credentials_in_url" | "not_https" | "bad_port" | "forbidden_address";

/** A text as a URL that may be called as far as its letters tell, or what is wrong with it. */
export function readOutboundUrl(text: string): URL | UrlFault {
  if (text.length > LONGEST_URL || !URL.canParse(text)) return "bad_url";
  const url = new URL(text);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "not_https";
  if (url.username !== "" || url.password !== "") return "credentials_in_url";
  // It is for the reader of a page and is never sent, so it has no place in an address that is called.
  url.hash = "";
  const literal = literalOf(url.hostname);
  if (literal !== null) return faultOf(url, literal) ?? url;
  // Where a name leads is known when it is called. Without networks of one's own there is nothing to wait for.
  return (ownNetworks().length === 0 && faultOfDoor(url)) || url;
}

/** What is wrong with calling a URL at an address that it leads to; null when nothing is. */
export function faultOf(url: URL, address: string): UrlFault | null {
  if (!ipaddr.isValid(address)) return "forbidden_address";
  const parsed = ipaddr.process(address);
  if (isOwn(parsed)) return null;
  return isPublic(parsed) ? faultOfDoor(url) : "forbidden_address";
}

function faultOfDoor({ protocol, port }: URL): UrlFault | null {
  if (protocol !== "https:") return "not_https";
  return PORTS.has(port) ? null : "bad_port";
}

/**
 * The address that a host name is, written out, or null for a name. `localhost` is this machine, whatever a name
 * service says about it (RFC 6761).
 */
export function literalOf(hostname: string): string | null {
  const bare = hostname.replace(/^\[|\]$/g, "").replace(/\.$/, "");
  if (bare === "localhost" || bare.endsWith(".localhost")) return "127.0.0.1";
  return ipaddr.isValid(bare) ? bare : null;
}

/** Everything that is not plain unicast is something else in disguise: loopback, private, mapped, tunnelled, reserved. */
function isPublic(address: Address): boolean {
  if (address.range() !== "unicast") return false;
  return address.kind() === "ipv4" || address.match(GLOBAL_UNICAST);
}

function isOwn(address: Address): boolean {
  return ownNetworks().some(
    ([network, bits]) => network.kind() === address.kind() && address.match(network, bits),
  );
}

let lastRead: { text: string | null; networks: [Address, number][] } | null = null;

/** The networks of `MOLT_OUTBOUND_ALLOW`: addresses in them may be called though they are not public, and without TLS. */
function ownNetworks(): [Address, number][] {
  const text = outboundAllow();
  if (lastRead?.text !== text) lastRead = { text, networks: parseNetworks(text) };
  return lastRead.networks;
}

/** Reads `127.0.0.1 10.1.0.0/16`. An entry that makes no sense is an error, so that nobody believes it to be there. */
export function parseNetworks(text: string | null): [Address, number][] {
  return (text ?? "")
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry) => {
      if (ipaddr.isValidCIDR(entry)) return ipaddr.parseCIDR(entry);
      if (!ipaddr.IPv4.isValidFourPartDecimal(entry) && !ipaddr.IPv6.isValid(entry)) {
        throw new Error(
          `MOLT_OUTBOUND_ALLOW has "${entry}"; an entry is an address, or a network such as 10.1.0.0/16.`,
        );
      }
      const address = ipaddr.parse(entry);
      return [address, address.kind() === "ipv4" ? 32 : 128];
    });
}
