import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";
import { sendJson, sendProblem } from "./answers.ts";
import type { ClientFiles } from "./clientFiles.ts";
import type { Health } from "./health.ts";
import { refuseUpgrade, type Upstream, type UpstreamProxy } from "./proxy.ts";
import { contentSecurityPolicy, setSecurityHeaders } from "./securityHeaders.ts";

export type FrontServerOptions = {
  host: string;
  port: number;
  proxy: UpstreamProxy;
  health: Health;
  clientFiles: ClientFiles;
  /** Embedded Convex: sync and stored files. */
  convex: Upstream;
  /** Its HTTP actions: the bot API. */
  site: Upstream;
  /** Where addresses of media point to, whichever name of this server a page was opened by. */
  mediaOrigin: string;
  media(req: IncomingMessage, res: ServerResponse, path: string, query: URLSearchParams): Promise<void>;
  cloudflare(req: IncomingMessage, res: ServerResponse, path: string): Promise<void>;
  resend(req: IncomingMessage, res: ServerResponse, path: string): Promise<void>;
  log(line: string): void;
};

const SYNC_PATH = /^\/api\/(?:[A-Za-z0-9._-]{1,40}\/)?sync$/;
/** Uploads and downloads by the addresses that functions hand out. The rest of that port is not for browsers. */
const STORAGE_PATH = /^\/api\/storage\/[0-9a-z-]{1,40}$/;
const CLOUDFLARE_PREFIX = "/local/cloudflare";
const RESEND_PREFIX = "/local/resend";
/**
 * A client that needs longer to send its headers, or a whole request, is holding a socket for its own sake. Uploads
 * have two minutes on Convex, too.
 */
const HEADERS_TIMEOUT_MS = 15_000;
const REQUEST_TIMEOUT_MS = 120_000;
const KEEP_ALIVE_MS = 65_000;

/** The one origin browsers and bots see: client, bot API, sync, media and the Cloudflare stand-in behind one port. */
export class FrontServer {
  readonly #options: FrontServerOptions;
  readonly #server: Server;

  constructor(options: FrontServerOptions) {
    this.#options = options;
    this.#server = createServer(
      {
        headersTimeout: HEADERS_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        keepAliveTimeout: KEEP_ALIVE_MS,
        connectionsCheckingInterval: 5000,
        noDelay: true,
      },
      (req, res) => this.#handle(req, res),
    );
    this.#server.on("upgrade", (req, socket, head) => this.#upgrade(req, socket, head));
    this.#server.on("clientError", (error: NodeJS.ErrnoException, socket) => onClientError(error, socket));
  }

  /** Listens, and answers the port. Rejects when the port is busy. */
  async start(): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(this.#options.port, this.#options.host, () => {
        this.#server.off("error", reject);
        resolve();
      });
    });
    return (this.#server.address() as AddressInfo).port;
  }

  /** Stops listening and closes every connection, open long polls included. */
  async stop(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#options.proxy.stop();
    this.#server.closeAllConnections();
    await closed;
  }

  #handle(req: IncomingMessage, res: ServerResponse): void {
    this.#route(req, res).catch((error: unknown) => {
      this.#options.log(`${req.method} failed: ${error instanceof Error ? error.message : String(error)}`);
      sendProblem(req, res, "unavailable", "Something went wrong on this side. Try again in a moment.");
    });
  }

  async #route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const target = readTarget(req.url);
    if (!target) return sendProblem(req, res, "malformed_request", "The request target is not a plain path.");
    const { path, query } = target;
    const { proxy, convex, site, media, cloudflare, resend } = this.#options;
    if (path === "/health") return await this.#answerHealth(res);
    if (STORAGE_PATH.test(path)) return proxy.web(req, res, convex);
    if (isForBackend(req, path)) return proxy.web(req, res, site);
    if (path.startsWith("/media/")) return await media(req, res, path, new URLSearchParams(query));
    if (path.startsWith(`${CLOUDFLARE_PREFIX}/`)) {
      return await cloudflare(req, res, path.slice(CLOUDFLARE_PREFIX.length));
    }
    if (path.startsWith(`${RESEND_PREFIX}/`)) return await resend(req, res, path.slice(RESEND_PREFIX.length));
    await this.#answerClient(req, res, path);
  }

  async #answerHealth(res: ServerResponse): Promise<void> {
    const report = await this.#options.health.report();
    sendJson(res, report.status === "ok" ? 200 : 503, report);
  }

  async #answerClient(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const { clientFiles, mediaOrigin } = this.#options;
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.setHeader("Allow", "GET, HEAD");
      return sendProblem(req, res, "method_not_allowed", "Pages can only be read.");
    }
    await clientFiles.refresh();
    setSecurityHeaders(res, contentSecurityPolicy(clientFiles.scriptHashes, mediaOrigin));
    if (!clientFiles.send(req, res, path)) sendProblem(req, res, "not_found", "There is no such file.");
  }

  #upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const path = readTarget(req.url)?.path;
    const isWebSocket = req.method === "GET" && req.headers.upgrade?.toLowerCase() === "websocket";
    if (!path || !isWebSocket || !SYNC_PATH.test(path)) {
      refuseUpgrade(socket, 404);
      return;
    }
    this.#options.proxy.upgrade(req, socket, head, this.#options.convex);
  }
}

/** What the backend answers besides `/api`: published paths that have no prefix, and what machines look for. */
const BACKEND_PATHS = new Set(["/openapi.json", "/agents/register", "/agents/me"]);

function isForBackend(req: IncomingMessage, path: string): boolean {
  if (path === "/api" || path.startsWith("/api/") || path.startsWith("/.well-known/")) return true;
  // A problem's address is a page for people and a document for programs.
  if (path === "/problems" || path.startsWith("/problems/"))
    return !req.headers.accept?.includes("text/html");
  return BACKEND_PATHS.has(path.replace(/(?<=.)\/$/, ""));
}

/** A path is taken as it stands or not at all: no absolute form, no authority, no backslash, no control character. */
function readTarget(url: string | undefined): { path: string; query: string } | null {
  if (!url || url.length > 8192 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(url)) return null;
  const at = url.indexOf("?");
  return at < 0 ? { path: url, query: "" } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

function onClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
  const timedOut = error.code === "ERR_HTTP_REQUEST_TIMEOUT";
  const tooLarge = error.code === "HPE_HEADER_OVERFLOW";
  const status = timedOut
    ? "408 Request Timeout"
    : tooLarge
      ? "431 Request Header Fields Too Large"
      : "400 Bad Request";
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}
