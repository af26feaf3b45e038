import { Buffer } from "node:buffer";
import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isIPv6 } from "node:net";
import { openResolver } from "./nameService.client";
import { faultOf, literalOf, readOutboundUrl, type UrlFault } from "./outbound.rules";

/** A call to an address that somebody outside has named. Only for modules with `"use node"`. */
export interface OutboundCall {
  url: string;
  method: "GET" | "POST";
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** For the whole call: name service, connection, answer. */
  timeoutMs: number;
  /** So much of the answer is read; the rest is not waited for. */
  maxBytes: number;
}

export type OutboundFault = UrlFault | "unresolved" | "unreachable" | "tls" | "timeout" | "broken";

export type OutboundResult =
  | {
      kind: "answered";
      status: number;
      contentType: string | null;
      retryAfter: string | null;
      body: string;
      /** The same as it came, for what is no text. */
      bytes: Uint8Array;
      /** Whether `body` is all of it: it was not too long, too slow or cut off. */
      isWhole: boolean;
      durationMs: number;
    }
  | { kind: "failed"; fault: OutboundFault; durationMs: number };

/** Finds the addresses of a name, all of them. A test gives one that lies. */
export type Resolve = (hostname: string, signal: AbortSignal) => Promise<string[]>;

/**
 * Calls an address that somebody outside has named, and tells what came of it; it never throws for what the other side
 * does. The connection goes to the very addresses that were looked at, so a name that leads elsewhere the next moment
 * changes nothing, and one bad address among good ones refuses them all. Redirects are answers like others and are not
 * followed. An answer counts from its headers on: what is missing of the body shows in `isWhole`.
 */
export async function callOutside(
  call: OutboundCall,
  resolve: Resolve = askNameService,
): Promise<OutboundResult> {
  const startedAt = Date.now();
  const timed = (result: Unmeasured): OutboundResult => ({
    ...result,
    durationMs: Date.now() - startedAt,
  });
  const url = readOutboundUrl(call.url);
  if (typeof url === "string") return timed({ kind: "failed", fault: url });
  const expiry = new AbortController();
  const timer = setTimeout(() => expiry.abort(), call.timeoutMs);
  try {
    const addresses = await addressesOf(url, resolve, expiry.signal);
    return timed(
      typeof addresses === "string"
        ? { kind: "failed", fault: addresses }
        : await request(url, addresses, call, expiry.signal),
    );
  } finally {
    clearTimeout(timer);
  }
}

type WithoutDuration<T> = T extends unknown ? Omit<T, "durationMs"> : never;
type Unmeasured = WithoutDuration<OutboundResult>;

async function addressesOf(
  url: URL,
  resolve: Resolve,
  signal: AbortSignal,
): Promise<string[] | OutboundFault> {
  const literal = literalOf(url.hostname);
  const addresses = literal === null ? await resolve(url.hostname, signal).catch(() => []) : [literal];
  if (signal.aborted) return "timeout";
  if (addresses.length === 0) return "unresolved";
  return addresses.map((address) => faultOf(url, address)).find((fault) => fault !== null) ?? addresses;
}

/** By the name service and nothing else: names from this machine's own files are not for strangers. */
const askNameService: Resolve = async (hostname, signal) => {
  const resolver = openResolver();
  const cancel = () => resolver.cancel();
  signal.addEventListener("abort", cancel, { once: true });
  try {
    const found = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
    return found.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
  } finally {
    signal.removeEventListener("abort", cancel);
  }
};

function request(
  url: URL,
  addresses: readonly string[],
  { method, headers = {}, body, maxBytes }: OutboundCall,
  signal: AbortSignal,
): Promise<Unmeasured> {
  const found = addresses.map((address) => ({ address, family: isIPv6(address) ? 6 : 4 }));
  return new Promise((settle) => {
    const { request: open } = url.protocol === "https:" ? https : http;
    const sent = open(url, {
      method,
      headers: {
        ...headers,
        "Accept-Encoding": "identity",
        ...(body !== undefined && { "Content-Length": Buffer.byteLength(body) }),
      },
      // A connection of its own: what is kept open was checked for another name at another time.
      agent: false,
      lookup: (_hostname, options, answer) => {
        if (options.all) answer(null, found);
        else answer(null, found[0]!.address, found[0]!.family);
      },
    });
    const fail = (fault: OutboundFault) => {
      settle({ kind: "failed", fault });
      sent.destroy();
    };
    let giveUp = () => fail("timeout");
    if (signal.aborted) return giveUp();
    signal.addEventListener("abort", () => giveUp(), { once: true });
    // Last of all, the address that the system says we are connected to.
    sent.on("socket", (socket) =>
      socket.once("connect", () => {
        const fault = faultOf(url, socket.remoteAddress ?? "");
        if (fault) fail(fault);
      }),
    );
    sent.on("error", (error: NodeJS.ErrnoException) => fail(faultOfError(error)));
    sent.on("response", (response) => {
      giveUp = readAnswer(response, maxBytes, (answer) => {
        settle(answer);
        sent.destroy();
      });
    });
    sent.end(body);
  });
}

/** Reads as much of an answer as is wanted, until it ends or is cut off; what it returns ends the reading early. */
function readAnswer(
  response: IncomingMessage,
  maxBytes: number,
  settle: (answer: Unmeasured) => void,
): () => void {
  const chunks: Buffer[] = [];
  let size = 0;
  const end = (isWhole: boolean) => {
    const read = Buffer.concat(chunks).subarray(0, maxBytes);
    settle({
      kind: "answered",
      status: response.statusCode ?? 0,
      contentType: response.headers["content-type"] ?? null,
      retryAfter: response.headers["retry-after"] ?? null,
      body: new TextDecoder().decode(read),
      bytes: read,
      isWhole,
    });
  };
  response.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    size += chunk.length;
    if (size > maxBytes) end(false);
  });
  response.on("end", () => end(response.complete));
  response.on("error", () => end(false));
  return () => end(false);
}

const UNREACHABLE = /^E(CONNREFUSED|HOSTUNREACH|NETUNREACH|HOSTDOWN|ADDRNOTAVAIL)$/;
const TLS = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO|SELF_SIGNED|DEPTH_ZERO|EPROTO)/;

function faultOfError({ code = "" }: NodeJS.ErrnoException): OutboundFault {
  if (code === "ETIMEDOUT") return "timeout";
  if (UNREACHABLE.test(code)) return "unreachable";
  return TLS.test(code) ? "tls" : "broken";
}
