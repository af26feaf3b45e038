import { Resolver } from "node:dns/promises";
import { open, rm } from "node:fs/promises";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AddressList } from "./addressList.ts";
import { literalOf, mayCall, readAddress } from "./rules.ts";

/** Finds the addresses of a name, all of them. A test gives one that lies. */
export type Resolve = (hostname: string) => Promise<string[]>;

export type OutsideOptions = {
  /** How others reach this instance: what lies below `/api/` there is asked for on this machine. */
  publicUrl: string;
  /** The front server's port, once it listens. */
  ownPort(): number;
  /** Networks of the operator's own that may be called, too. */
  allow?: readonly string[];
  nameServers?: readonly string[];
  resolve?: Resolve;
};

/** What became of a call that could not be made. The message is short and safe to show. */
export class OutsideError extends Error {}

const TIMEOUT_MS = 60_000;
const POST_TIMEOUT_MS = 10_000;

type Target = { url: URL; addresses: string[]; isOwn: boolean };

/**
 * Calls addresses that somebody else has named: public ones over HTTPS, networks that the operator allows, and this
 * instance's own `/api/`. The connection goes to the very addresses that were looked at, redirects are not followed.
 */
export class Outside {
  readonly #options: OutsideOptions;
  readonly #allow: AddressList;
  readonly #resolve: Resolve;

  constructor(options: OutsideOptions) {
    this.#options = options;
    this.#allow = new AddressList(options.allow);
    this.#resolve = options.resolve ?? nameService(options.nameServers ?? []);
  }

  /** Brings what is at an address into a file. Nothing is left of what is refused, too large or cut off. */
  async download(
    address: string,
    { file, maxBytes, signal }: { file: string; maxBytes: number; signal: AbortSignal },
  ): Promise<void> {
    const given = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
    try {
      const answer = await this.#open(address, { method: "GET", signal: given });
      if (answer.statusCode !== 200) throw new OutsideError(`its server answered ${answer.statusCode}`);
      if (Number(answer.headers["content-length"] ?? 0) > maxBytes) throw tooLarge(maxBytes);
      // Opened before anything can go wrong with it, so that it is there to be removed.
      const copy = await open(file, "w");
      await pipeline(answer, limited(maxBytes), copy.createWriteStream(), { signal: given });
    } catch (error) {
      await rm(file, { force: true });
      signal.throwIfAborted();
      if (error instanceof OutsideError) throw error;
      throw new OutsideError(given.aborted ? "its server took too long" : "its server cannot be reached");
    }
  }

  /** POSTs JSON; answers the status. */
  async post(address: string, body: string, signal: AbortSignal): Promise<number> {
    const given = AbortSignal.any([signal, AbortSignal.timeout(POST_TIMEOUT_MS)]);
    const answer = await this.#open(address, { method: "POST", body, signal: given });
    answer.destroy();
    return answer.statusCode ?? 0;
  }

  async #open(
    address: string,
    { method, body, signal }: { method: "GET" | "POST"; body?: string; signal: AbortSignal },
  ): Promise<IncomingMessage> {
    const { url, addresses, isOwn } = await this.#target(address);
    const found = addresses.map((one) => ({ address: one, family: isIPv6(one) ? 6 : 4 }));
    return await new Promise((resolve, reject) => {
      const sent = (url.protocol === "https:" ? https : http).request(url, {
        method,
        signal,
        headers: {
          "Accept-Encoding": "identity",
          ...(body !== undefined && { "Content-Type": "application/json" }),
          ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }),
        },
        // A connection of its own: what is kept open was checked for another name at another time.
        agent: false,
        lookup: (_hostname, options, answer) => {
          if (options.all) answer(null, found);
          else answer(null, found[0]!.address, found[0]!.family);
        },
      });
      // Last of all, the address that the system says we are connected to.
      sent.on("socket", (socket) =>
        socket.once("connect", () => {
          if (!isOwn && !mayCall(url, socket.remoteAddress ?? "", this.#allow)) sent.destroy(forbidden());
        }),
      );
      sent.once("error", reject);
      sent.once("response", resolve);
      sent.end(body);
    });
  }

  async #target(text: string): Promise<Target> {
    const url = readAddress(text);
    if (!url) throw new OutsideError("that is no http(s) address");
    const own = this.#own(url);
    if (own) return { url: own, addresses: ["127.0.0.1"], isOwn: true };
    const literal = literalOf(url.hostname);
    const addresses = literal ? [literal] : await this.#resolve(url.hostname).catch(() => []);
    if (addresses.length === 0) throw new OutsideError("its name is not known");
    // One bad address among good ones refuses them all.
    if (!addresses.every((address) => mayCall(url, address, this.#allow))) throw forbidden();
    return { url, addresses, isOwn: false };
  }

  /** What an address of this instance is on this machine. Its API only: the stand-ins are nobody else's business. */
  #own(url: URL): URL | null {
    const port = this.#options.ownPort();
    const here = `http://127.0.0.1:${port}`;
    const origins = [new URL(this.#options.publicUrl).origin, here, `http://localhost:${port}`];
    const isOwn = origins.includes(url.origin) && url.pathname.startsWith("/api/");
    return isOwn ? new URL(`${url.pathname}${url.search}`, here) : null;
  }
}

const forbidden = () => new OutsideError("this instance does not call that address");

const tooLarge = (maxBytes: number) =>
  new OutsideError(`it is larger than ${Math.round(maxBytes / 2 ** 20)} MiB`);

function limited(maxBytes: number): Transform {
  let size = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, pass) {
      size += chunk.length;
      if (size > maxBytes) pass(tooLarge(maxBytes));
      else pass(null, chunk);
    },
  });
}

/** By the name service and nothing else: names from this machine's own files are not for strangers. */
function nameService(servers: readonly string[]): Resolve {
  return async (hostname) => {
    const resolver = new Resolver({ timeout: 5000, tries: 2 });
    if (servers.length > 0) resolver.setServers(servers);
    const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return found.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  };
}
