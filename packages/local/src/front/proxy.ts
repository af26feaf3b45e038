import {
  Agent,
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  request,
  type ServerResponse,
} from "node:http";
import type { Duplex } from "node:stream";
import { pipeline } from "node:stream";
import type { Problems } from "./problems.ts";
import { hasBody } from "./requests.ts";
import { TrustedProxies } from "./trustedProxies.ts";

export type Upstream = { name: string; host: string; port: number };

export type ProxyOptions = {
  problems: Problems;
  /** Who stands in front of this server, if anyone. */
  trusted?: TrustedProxies;
  /** "http" or "https": how browsers reach this server. */
  protocol: string;
  /** An upstream that has not begun its answer by then is given up. Longer than the longest poll of the bot API. */
  answerTimeoutMs?: number;
};

/** Headers about one connection; they end at each hop (RFC 9110, 7.6.1). */
const HOP_BY_HOP = new Set([
  ...["connection", "keep-alive", "proxy-connection", "proxy-authenticate", "proxy-authorization"],
  ...["te", "trailer", "transfer-encoding", "upgrade"],
]);
/** Shorter than the five seconds after which a Node server hangs up: a request must not meet a closing connection. */
const IDLE_CONNECTION_MS = 3000;
/** What a client says about its own address is no evidence; `TrustedProxies` says when it is. */
const CLIENT_CLAIMS = /^(x-forwarded-.*|forwarded|x-real-ip|cf-connecting-ip|true-client-ip)$/;

/**
 * Passes requests and WebSocket upgrades on to services on this machine. Bodies stream in both directions; an upstream
 * that is down is a 503 problem at once; a client that leaves ends the upstream request.
 */
export class UpstreamProxy {
  readonly #agent = new Agent({ keepAlive: true, maxFreeSockets: 64, timeout: IDLE_CONNECTION_MS });
  readonly #options: ProxyOptions;
  readonly #trusted: TrustedProxies;
  readonly #upgraded = new Set<Duplex>();

  constructor(options: ProxyOptions) {
    this.#options = options;
    this.#trusted = options.trusted ?? new TrustedProxies();
  }

  /** The address of whoever sends a request. */
  clientOf(req: IncomingMessage): string {
    return this.#trusted.clientOf(req);
  }

  web(req: IncomingMessage, res: ServerResponse, upstream: Upstream): void {
    const headers = this.#forwardedHeaders(req, upstream);
    // How a body ends is said anew, whatever the client calls a header of its own hop: without its length, a body would
    // be the next request on the kept connection to the upstream.
    const { "content-length": length, "transfer-encoding": coding } = req.headers;
    if (length !== undefined) headers["content-length"] = length;
    if (coding !== undefined) headers["transfer-encoding"] = "chunked";
    const outgoing = this.#request(req, upstream, headers, this.#agent);
    outgoing.once("response", (incoming) => {
      outgoing.setTimeout(0);
      res.writeHead(incoming.statusCode ?? 502, incoming.statusMessage, endToEnd(incoming.headers));
      // An answer that breaks off must not look complete: pipeline destroys the client's connection with it.
      pipeline(incoming, res, () => {
        // Refused before it was read to the end: neither this connection nor the rest of the body is of any more use.
        if (!outgoing.writableFinished) abandon(req, outgoing);
      });
    });
    outgoing.once("error", (error: NodeJS.ErrnoException) => {
      if (res.headersSent || res.destroyed) return;
      // A kept connection may close just as it is used again; asking once more is safe when asking changes nothing.
      const isSafe = !hasBody(req) && (req.method === "GET" || req.method === "HEAD");
      if (isSafe && outgoing.reusedSocket && error.code === "ECONNRESET") {
        this.web(req, res, upstream);
        return;
      }
      this.#options.problems.send(req, res, "unavailable", notAnswering(upstream));
      abandon(req, outgoing);
    });
    res.once("close", () => outgoing.destroy());
    if (hasBody(req)) req.pipe(outgoing);
    else outgoing.end();
  }

  upgrade(req: IncomingMessage, socket: Duplex, head: Buffer, upstream: Upstream): void {
    const headers = this.#forwardedHeaders(req, upstream);
    headers.connection = "Upgrade";
    headers.upgrade = "websocket";
    const outgoing = this.#request(req, upstream, headers, false);
    socket.once("close", () => outgoing.destroy());
    outgoing.once("upgrade", (answer, upstreamSocket, upstreamHead) => {
      outgoing.setTimeout(0);
      socket.write(rawHead(answer));
      this.#join(socket, upstreamSocket, head, upstreamHead);
    });
    outgoing.once("response", (answer) => {
      answer.resume();
      this.#refuseUpgrade(req, socket, upstream);
    });
    outgoing.once("error", () => this.#refuseUpgrade(req, socket, upstream));
    outgoing.end();
  }

  /** Closes idle upstream connections and every open WebSocket. */
  stop(): void {
    this.#agent.destroy();
    for (const socket of this.#upgraded) socket.destroy();
  }

  #refuseUpgrade(req: IncomingMessage, socket: Duplex, upstream: Upstream): void {
    this.#options.problems.sendRaw(socket, "unavailable", notAnswering(upstream), req.url);
  }

  #request(
    req: IncomingMessage,
    { host, port }: Upstream,
    headers: OutgoingHttpHeaders,
    agent: Agent | false,
  ): ClientRequest {
    const timeout = this.#options.answerTimeoutMs ?? 60_000;
    const outgoing = request({ host, port, method: req.method, path: req.url, headers, agent, timeout });
    outgoing.once("timeout", () => outgoing.destroy(new Error("no answer in time")));
    return outgoing;
  }

  #forwardedHeaders(req: IncomingMessage, upstream: Upstream): OutgoingHttpHeaders {
    const headers = endToEnd(req.headers);
    // "100 Continue" has been said by this server.
    delete headers.expect;
    for (const name of Object.keys(headers)) if (CLIENT_CLAIMS.test(name)) delete headers[name];
    headers["x-forwarded-for"] = this.clientOf(req);
    headers["x-forwarded-proto"] = this.#options.protocol;
    headers["x-forwarded-host"] = req.headers.host ?? "";
    headers.host = `${upstream.host}:${upstream.port}`;
    return headers;
  }

  #join(client: Duplex, upstream: Duplex, clientHead: Buffer, upstreamHead: Buffer): void {
    for (const [socket, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      this.#upgraded.add(socket);
      // Resets are how browsers leave; either side going takes the other along.
      socket.on("error", () => other.destroy());
      socket.once("close", () => {
        this.#upgraded.delete(socket);
        other.destroy();
      });
      if ("setNoDelay" in socket && typeof socket.setNoDelay === "function") socket.setNoDelay(true);
    }
    if (upstreamHead.length > 0) client.write(upstreamHead);
    if (clientHead.length > 0) upstream.write(clientHead);
    client.pipe(upstream).pipe(client);
  }
}

/** Lets go of an upstream request; what the client still sends is read and dropped, so that it sees its answer. */
function abandon(req: IncomingMessage, outgoing: ClientRequest): void {
  req.unpipe(outgoing);
  req.resume();
  outgoing.destroy();
}

function notAnswering({ name }: Upstream): string {
  return `The ${name} is not answering. Try again in a moment.`;
}

function endToEnd(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
  const named = (headers.connection ?? "").split(",").map((name) => name.trim().toLowerCase());
  const kept: OutgoingHttpHeaders = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && !named.includes(name)) kept[name] = value;
  }
  return kept;
}

function rawHead(answer: IncomingMessage): string {
  const lines = [`HTTP/1.1 ${answer.statusCode} ${answer.statusMessage}`];
  for (let at = 0; at + 1 < answer.rawHeaders.length; at += 2) {
    lines.push(`${answer.rawHeaders[at]}: ${answer.rawHeaders[at + 1]}`);
  }
  return `${lines.join("\r\n")}\r\n\r\n`;
}
