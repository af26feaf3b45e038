import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";
import { AddressList } from "../outside/addressList.ts";

/**
 * The proxies whose word on where a request comes from counts. Nobody is believed unless configured: anyone can
 * send an `X-Forwarded-For`.
 */
export class TrustedProxies {
  readonly #list: AddressList;

  /** Addresses and networks, as `AddressList` takes them. */
  constructor(list: readonly string[] = []) {
    this.#list = new AddressList(list);
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
    return this.#list.has(address);
  }
}

/** A version 4 address that arrived on a version 6 socket, as itself. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
