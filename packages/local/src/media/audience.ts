import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { TrustedProxies } from "../front/trustedProxies.ts";

/** A player asks for the playlist every few seconds at least. */
const PRESENT_MS = 15_000;
const MAX_KEPT = 20_000;

/** Who asked for a live playlist lately: players, told apart by address and program. */
export class Audience {
  readonly #trusted: TrustedProxies;
  /** Least recently seen first. */
  readonly #seen = new Map<string, number>();

  constructor(trusted: TrustedProxies) {
    this.#trusted = trusted;
  }

  note(inputUid: string, req: IncomingMessage): void {
    const who = `${this.#trusted.clientOf(req)} ${req.headers["user-agent"] ?? ""}`;
    const name = `${inputUid} ${createHash("sha256").update(who).digest("base64")}`;
    this.#seen.delete(name);
    this.#seen.set(name, Date.now());
    if (this.#seen.size > MAX_KEPT) this.#seen.delete(this.#seen.keys().next().value!);
  }

  count(inputUid: string): number {
    const since = Date.now() - PRESENT_MS;
    for (const [name, atMs] of this.#seen) {
      if (atMs >= since) break;
      this.#seen.delete(name);
    }
    return [...this.#seen.keys()].filter((name) => name.startsWith(`${inputUid} `)).length;
  }
}
