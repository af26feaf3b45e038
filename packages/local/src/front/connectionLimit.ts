import { isIP, type Socket } from "node:net";
import { plainAddress, type TrustedProxies } from "./trustedProxies.ts";

/**
 * How many connections each address holds open. Descriptors are what a server runs out of first, and a client that
 * wants many costs itself next to nothing. Version 6 counts by /64, which is what one household gets.
 */
export class ConnectionLimit {
  readonly #limit: number;
  readonly #proxies: TrustedProxies;
  readonly #open = new Map<string, number>();

  constructor(limit: number, proxies: TrustedProxies) {
    this.#limit = limit;
    this.#proxies = proxies;
  }

  /**
   * Counts a new connection until it closes. Beyond the limit it is to be told so, and beyond twice the limit dropped,
   * since telling takes a connection, too. A trusted proxy brings everybody's, and is not counted.
   */
  count(socket: Socket): "within" | "beyond" | "far beyond" {
    const address = plainAddress(socket.remoteAddress ?? "");
    if (this.#proxies.trusts(address)) return "within";
    const key = householdOf(address);
    const open = (this.#open.get(key) ?? 0) + 1;
    this.#open.set(key, open);
    socket.once("close", () => {
      const left = this.#open.get(key)! - 1;
      if (left > 0) this.#open.set(key, left);
      else this.#open.delete(key);
    });
    if (open <= this.#limit) return "within";
    return open <= 2 * this.#limit ? "beyond" : "far beyond";
  }
}

function householdOf(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = [], tail] = address.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = tail ? Array<string>(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...(tail ?? [])].slice(0, 4).join(":");
}
