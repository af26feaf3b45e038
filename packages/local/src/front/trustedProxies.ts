import type { IncomingMessage } from "node:http";
import { BlockList, isIP } from "node:net";

/** Entries of a list of proxies that are neither an address nor a network. */
export function badProxies(list: readonly string[]): string[] {
  return list.filter((entry) => !parse(entry));
}

/**
 * The proxies whose word on where a request comes from counts. Nobody is believed unless configured: anyone can
 * send an `X-Forwarded-For`.
 */
export class TrustedProxies {
  readonly #list = new BlockList();

  /** Addresses (`10.0.0.7`, `::1`) and networks (`10.0.0.0/8`). */
  constructor(list: readonly string[] = []) {
    for (const entry of list) {
      const { address, prefix, family } = parse(entry)!;
      this.#list.addSubnet(address, prefix, family);
    }
  }

  /** The client of a request: the nearest address on its way that is not one of the proxies. */
  clientOf(req: IncomingMessage): string {
    const peer = plainAddress(req.socket.remoteAddress ?? "");
    if (!this.trusts(peer)) return peer;
    const said = String(req.headers["x-forwarded-for"] ?? "").split(",");
    let client = peer;
    for (const hop of said.map((entry) => plainAddress(entry.trim())).reverse()) {
      if (isIP(hop) === 0) break;
      client = hop;
      if (!this.trusts(hop)) break;
    }
    return client;
  }

  /** Whether an address is that of one of them. */
  trusts(address: string): boolean {
    const version = isIP(address);
    return version !== 0 && this.#list.check(address, version === 6 ? "ipv6" : "ipv4");
  }
}

/** A version 4 address that arrived on a version 6 socket, as itself. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}

function parse(entry: string): { address: string; prefix: number; family: "ipv4" | "ipv6" } | null {
  const [, address = "", bits] = /^([0-9a-fA-F:.]+)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const version = isIP(address);
  const longest = version === 6 ? 128 : 32;
  const prefix = bits === undefined ? longest : Number(bits);
  if (version === 0 || prefix > longest) return null;
  return { address, prefix, family: version === 6 ? "ipv6" : "ipv4" };
}
