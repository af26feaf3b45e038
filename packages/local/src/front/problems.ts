import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Duplex } from "node:stream";

/** Codes, statuses and titles as the API has them: a code means one thing, whoever says it. */
export const problems = {
  malformed_request: [400, "The request could not be understood"],
  unauthenticated: [401, "A valid credential is needed"],
  forbidden: [403, "This credential does not allow that"],
  foreign_origin: [403, "Pages of that origin may not connect"],
  not_found: [404, "There is nothing here"],
  method_not_allowed: [405, "This path does not take that method"],
  timeout: [408, "The request took too long to arrive"],
  rate_limited: [429, "Too many requests"],
  headers_too_large: [431, "The headers are too large"],
  unavailable: [503, "Not available right now"],
} as const;

export type ProblemCode = keyof typeof problems;

/** After so many seconds it is worth trying again. */
const RETRY_AFTER_S: Partial<Record<ProblemCode, number>> = { rate_limited: 10, unavailable: 2 };

const LINGER_MS = 500;

/** Refusals in the form every Molt address uses (RFC 9457), with `type` below the public address of the instance. */
export class Problems {
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Refuses a request. Does nothing when an answer has already begun. */
  send(req: IncomingMessage, res: ServerResponse, code: ProblemCode, detail: string): void {
    if (res.headersSent) return;
    const { status, headers, body } = this.#write(code, detail, req.url);
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value);
    res.writeHead(status);
    res.end(req.method === "HEAD" ? undefined : body);
  }

  /**
   * Refuses on a bare socket what did not become a request, or asked for an upgrade, and closes it. What the client still
   * sends is read for a moment: closing with bytes unread resets the connection, and the answer is lost with it.
   */
  sendRaw(socket: Duplex, code: ProblemCode, detail: string, url?: string): void {
    const { status, headers, body } = this.#write(code, detail, url);
    const lines = Object.entries({ ...headers, Connection: "close" }).map((header) => header.join(": "));
    const head = [`HTTP/1.1 ${status} ${problems[code][1]}`, ...lines].join("\r\n");
    socket.end(Buffer.concat([Buffer.from(`${head}\r\n\r\n`), body]));
    socket.resume();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  }

  #write(code: ProblemCode, detail: string, url = "/") {
    const [status, title] = problems[code];
    const retryAfterS = RETRY_AFTER_S[code];
    const body = Buffer.from(
      JSON.stringify({
        type: `${this.#origin}/problems/${code}`,
        title,
        status,
        detail,
        instance: url.split("?")[0]!.slice(0, 200),
        code,
        error: code,
        request_id: `req_${randomBytes(16).toString("hex")}`,
        retryable: retryAfterS !== undefined,
      }),
    );
    const headers: Record<string, string> = {
      "Content-Type": "application/problem+json",
      "Content-Length": `${body.length}`,
      "Cache-Control": "no-store",
      "Access-Control-Allow-Origin": "*",
      ...(retryAfterS !== undefined && { "Retry-After": `${retryAfterS}` }),
    };
    return { status, headers, body };
  }
}
