import type { IncomingMessage } from "node:http";
import { isIP } from "node:net";

/** Entries of a list of origins that are none, such as an address with a path. */
export function badOrigins(list: readonly string[]): string[] {
  return list.filter((entry) => !/^https?:/.test(entry) || originOf(entry) !== entry);
}

/**
 * The pages that may open a live connection: browsers let any page open a WebSocket anywhere, and only say whose page
 * it is. Programs that are no browsers name no origin and prove who they are by what they send.
 */
export class Origins {
  readonly #allowed: ReadonlySet<string>;

  /** `publicUrl` is where this instance's own pages are; `others` are origins of clients that live elsewhere. */
  constructor(publicUrl: string, others: readonly string[] = []) {
    this.#allowed = new Set([new URL(publicUrl).origin, ...others]);
  }

  /** Whether a host name is one of this instance's own, and not one that somebody has pointed here for a stream. */
  isOwnHost(host: string | undefined): boolean {
    const url = URL.canParse(`http://${host}`) ? new URL(`http://${host}`) : null;
    if (url === null) return true; // HTTP/1.0, which names none.
    const { hostname } = url;
    // Names without a dot are those of machines in one's own network.
    if (isOfThisMachine(hostname) || !hostname.includes(".")) return true;
    return [...this.#allowed].some((origin) => new URL(origin).hostname === hostname);
  }

  /** Whether a page opens a connection to the very host that it comes from. */
  isSameHost({ headers: { origin, host } }: IncomingMessage): boolean {
    return origin !== undefined && URL.canParse(origin) && new URL(origin).host === host;
  }

  allows({ headers: { origin, host } }: IncomingMessage): boolean {
    if (origin === undefined || this.#allowed.has(origin)) return true;
    const url = URL.canParse(origin) ? new URL(origin) : null;
    // This server's page under another of its addresses. Not under any name: whoever owns a name can point it here.
    return url !== null && url.origin === origin && url.host === host && isOfThisMachine(url.hostname);
  }
}

const isOfThisMachine = (hostname: string) =>
  hostname === "localhost" || isIP(hostname.replace(/^\[(.*)\]$/, "$1")) !== 0;

function originOf(text: string): string | null {
  return URL.canParse(text) ? new URL(text).origin : null;
}
