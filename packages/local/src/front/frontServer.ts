import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import { sendContent, sendJson } from "./answers.ts";
import type { ClientFiles } from "./clientFiles.ts";
import type { ConnectionLimit } from "./connectionLimit.ts";
import { domainMark, Faces, hasFace, withHead, withMark } from "./faces.ts";
import type { Health } from "./health.ts";
import type { Origins } from "./origins.ts";
import type { ProblemCode, Problems } from "./problems.ts";
import type { Upstream, UpstreamProxy } from "./proxy.ts";
import { hasBody } from "./requests.ts";
import { contentSecurityPolicy, setFrameableHeaders, setSecurityHeaders } from "./securityHeaders.ts";

export type FrontServerOptions = {
  host: string;
  port: number;
  problems: Problems;
  connections: ConnectionLimit;
  origins: Origins;
  proxy: UpstreamProxy;
  health: Health;
  clientFiles: ClientFiles;
  /** Embedded Convex: sync and stored files. */
  convex: Upstream;
  /** Its HTTP actions: the bot API. */
  site: Upstream;
  /** Where addresses of media point to, whichever name of this server a page was opened by. */
  mediaOrigin: string;
  /** Where Clerk's scripts come from, where people sign in with Clerk. */
  clerkOrigin: string | null;
  media(req: IncomingMessage, res: ServerResponse, path: string, query: URLSearchParams): Promise<void>;
  /** What stands in for outside services, by the name that follows `/local/`. */
  standIns: Readonly<Record<string, StandIn>>;
  log(line: string): void;
  timing?: Partial<FrontTiming>;
};

/** Answers as an outside service does. Its path begins behind `/local/{name}`. Who may ask, it decides itself. */
export type StandIn = (
  req: IncomingMessage,
  res: ServerResponse,
  path: string,
  query: URLSearchParams,
) => Promise<void>;

/** How long a client may take; whoever needs longer holds a connection for its own sake. All in milliseconds. */
export type FrontTiming = {
  /** From the connection, or the first byte on a kept one, to the end of the headers. */
  headersMs: number;
  /** From the headers to the end of the body. Polls that wait have none. */
  bodyMs: number;
  /** The same for uploads of files, which have as long on Convex. */
  uploadMs: number;
  /** A kept connection between two requests: longer than any proxy in front, so that it is the proxy that closes. */
  keepAliveMs: number;
  /** Without a byte either way, as when a client does not read: at least this, at most twice. Upstreams answer sooner. */
  stallMs: number;
  /** How often headers and uploads are looked at. */
  checkMs: number;
};

const USUAL_TIMING: FrontTiming = {
  ...{ headersMs: 10_000, bodyMs: 30_000, uploadMs: 120_000, keepAliveMs: 65_000, stallMs: 75_000 },
  checkMs: 2000,
};
/** All headers together; ours and those of browsers have less than two. */
const MAX_HEADER_BYTES = 16 * 1024;

const SYNC_PATH = /^\/api\/(?:[A-Za-z0-9._-]{1,40}\/)?sync$/;
/** Uploads and downloads by the addresses that functions hand out. The rest of that port is not for browsers. */
const STORAGE_PATH = /^\/api\/storage\/[0-9a-z-]{1,40}$/;
const STAND_IN_PATH = /^\/local\/([a-z]{1,20})(\/.*)$/;
/** A finished video on its way to Cloudflare's stand-in. */
const VIDEO_UPLOAD_PATH = /^\/local\/cloudflare\/client\/v4\/accounts\/[^/]+\/stream$/;

/** The one origin browsers and bots see: client, bot API, sync, media and the stand-ins behind one port. */
export class FrontServer {
  readonly #options: FrontServerOptions;
  readonly #server: Server;

  readonly #timing: FrontTiming;
  readonly #faces: Faces;
  /** Connections beyond what their address may hold: the first request on one is answered with that, and it closes. */
  readonly #surplus = new WeakSet<Socket>();

  constructor(options: FrontServerOptions) {
    this.#options = options;
    this.#faces = new Faces(options.site);
    this.#timing = { ...USUAL_TIMING, ...options.timing };
    const { headersMs, uploadMs, keepAliveMs, stallMs, checkMs } = this.#timing;
    this.#server = createServer(
      {
        headersTimeout: headersMs,
        requestTimeout: headersMs + uploadMs,
        keepAliveTimeout: keepAliveMs,
        connectionsCheckingInterval: checkMs,
        maxHeaderSize: MAX_HEADER_BYTES,
        noDelay: true,
      },
      (req, res) => this.#handle(req, res),
    );
    this.#server.setTimeout(stallMs);
    this.#server.on("connection", (socket) => this.#welcome(socket));
    this.#server.on("upgrade", (req, socket, head) => this.#upgrade(req, socket as Socket, head));
    this.#server.on("clientError", (error: NodeJS.ErrnoException, socket) =>
      this.#answerClientError(error, socket),
    );
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

  #welcome(socket: Socket): void {
    const count = this.#options.connections.count(socket);
    if (count === "beyond") this.#surplus.add(socket);
    if (count === "far beyond") socket.destroy();
  }

  #handle(req: IncomingMessage, res: ServerResponse): void {
    const { problems, log } = this.#options;
    if (this.#surplus.has(req.socket)) {
      res.setHeader("Connection", "close");
      return problems.send(req, res, "rate_limited", TOO_MANY_CONNECTIONS);
    }
    if (hasBody(req)) this.#limitBody(req, res);
    this.#route(req, res).catch((error: unknown) => {
      log(`${req.method} failed: ${error instanceof Error ? error.message : String(error)}`);
      problems.send(req, res, "unavailable", "Something went wrong on this side. Try again in a moment.");
    });
  }

  /** Ends a request whose body does not arrive in time, whether or not it has been answered already. */
  #limitBody(req: IncomingMessage, res: ServerResponse): void {
    const { bodyMs, uploadMs } = this.#timing;
    const timer = setTimeout(
      () => {
        if (req.complete || req.destroyed || req.socket.destroyed) return;
        if (res.headersSent) return void req.socket.destroy();
        res.setHeader("Connection", "close");
        this.#options.problems.send(req, res, "timeout", "The body did not arrive in time.");
      },
      isUpload(req) ? uploadMs : bodyMs,
    );
    timer.unref();
    req.once("end", () => clearTimeout(timer));
  }

  async #route(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const { problems, proxy, convex, site, media } = this.#options;
    const target = readTarget(req.url);
    if (!target) return problems.send(req, res, "malformed_request", NOT_A_PATH);
    const { path, query } = target;
    if (path === "/health") return await this.#answerHealth(res);
    if (STORAGE_PATH.test(path)) return proxy.web(req, res, convex);
    if (isForBackend(req, path)) return proxy.web(req, res, site);
    if (path.startsWith("/media/")) return await media(req, res, path, new URLSearchParams(query));
    const standIn = this.#standInOf(req, path);
    if (standIn) return await standIn.answer(req, res, standIn.path, new URLSearchParams(query));
    await this.#answerClient(req, res, path);
  }

  /** What stands in for a service at this path; nothing under a name that somebody has pointed here for a stream. */
  #standInOf(req: IncomingMessage, path: string): { answer: StandIn; path: string } | null {
    const [, name = "", rest = ""] = STAND_IN_PATH.exec(path) ?? [];
    const { standIns, origins } = this.#options;
    if (!Object.hasOwn(standIns, name) || !origins.isOwnHost(req.headers.host)) return null;
    return { answer: standIns[name]!, path: rest };
  }

  async #answerHealth(res: ServerResponse): Promise<void> {
    const report = await this.#options.health.report();
    sendJson(res, report.status === "ok" ? 200 : 503, report);
  }

  async #answerClient(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const { clientFiles, mediaOrigin, clerkOrigin, problems } = this.#options;
    if (req.method !== "GET" && req.method !== "HEAD") {
      res.setHeader("Allow", "GET, HEAD");
      return problems.send(req, res, "method_not_allowed", "Pages can only be read.");
    }
    await clientFiles.refresh();
    if (!this.#options.origins.isOwnHost(req.headers.host) && !/\.[^/]*$/.test(path))
      return await this.#answerDomain(req, res, path);
    if (path.startsWith("/embed/")) return await this.#answerPlayer(req, res, path);
    setSecurityHeaders(res, contentSecurityPolicy(clientFiles.scriptHashes, mediaOrigin, clerkOrigin));
    const face = hasFace(path) ? await this.#faces.of(path, this.#clientOf(req)) : "none";
    if (typeof face === "object" && clientFiles.page !== null) {
      return sendPage(req, res, withHead(clientFiles.page, face.head));
    }
    // The page tells people that it is gone, and its status tells machines.
    if (face === "gone" && clientFiles.page !== null) return sendPage(req, res, clientFiles.page, 410);
    if (!clientFiles.send(req, res, path)) problems.send(req, res, "not_found", "There is no such file.");
  }

  /** A page under a name that is not this instance's: the stream that has shown the name to be its own, or nothing. */
  async #answerDomain(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const { clientFiles, mediaOrigin, problems } = this.#options;
    const under = await this.#faces.streamUnder(hostnameOf(req), this.#clientOf(req));
    if (under === "none" || under === "gone")
      return problems.send(req, res, "not_found", "Nothing is shown under this name.");
    if (under === "unknown" || clientFiles.page === null) {
      return problems.send(req, res, "unavailable", "The backend is not answering. Try again in a moment.");
    }
    setSecurityHeaders(res, contentSecurityPolicy(clientFiles.scriptHashes, mediaOrigin, null));
    const face = path === "/" ? await this.#faces.of(`/${under.slug}`, this.#clientOf(req)) : "none";
    const head =
      typeof face === "object" ? `${face.head}\n${domainMark(under.slug)}` : domainMark(under.slug);
    sendPage(
      req,
      res,
      typeof face === "object" ? withHead(clientFiles.page, head) : withMark(clientFiles.page, head),
    );
  }

  /** A player for frames on other sites. Who may frame it, its agent has said; what is not there, nobody may. */
  async #answerPlayer(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const { clientFiles, mediaOrigin, problems } = this.#options;
    const face = await this.#faces.of(path, this.#clientOf(req));
    if (face === "none" || face === "gone")
      return problems.send(req, res, "not_found", "There is nothing to play here.");
    if (face === "unknown" || clientFiles.page === null) {
      return problems.send(req, res, "unavailable", "The backend is not answering. Try again in a moment.");
    }
    const player = { frameOrigins: face.frame_origins, playsFromAnywhere: face.plays_from_anywhere };
    setFrameableHeaders(res, contentSecurityPolicy(clientFiles.scriptHashes, mediaOrigin, null, player));
    sendPage(req, res, withHead(clientFiles.page, face.head));
  }

  #clientOf(req: IncomingMessage): string {
    return this.#options.proxy.clientOf(req);
  }

  #upgrade(req: IncomingMessage, socket: Socket, head: Buffer): void {
    socket.on("error", () => socket.destroy());
    const { problems, proxy, convex, origins } = this.#options;
    const refuse = (code: ProblemCode, detail: string) => problems.sendRaw(socket, code, detail, req.url);
    if (this.#surplus.has(socket)) return refuse("rate_limited", TOO_MANY_CONNECTIONS);
    const path = readTarget(req.url)?.path;
    const isWebSocket = req.method === "GET" && req.headers.upgrade?.toLowerCase() === "websocket";
    if (!path || !isWebSocket || !SYNC_PATH.test(path)) return refuse("not_found", "Nothing connects here.");
    if (origins.allows(req)) return proxy.upgrade(req, socket, head, convex);
    if (!origins.isSameHost(req)) return refuse("foreign_origin", FOREIGN_ORIGIN);
    // A page under a stream's own domain is ours, too.
    void this.#faces.streamUnder(hostnameOf(req), this.#clientOf(req)).then((under) => {
      if (typeof under === "object") proxy.upgrade(req, socket, head, convex);
      else refuse("foreign_origin", FOREIGN_ORIGIN);
    });
  }

  /** What Node's parser gave up on never becomes a request. */
  #answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
    if (error.code === "ECONNRESET" || !socket.writable) return void socket.destroy();
    const { problems } = this.#options;
    if (error.code === "ERR_HTTP_REQUEST_TIMEOUT") {
      return problems.sendRaw(socket, "timeout", "The request did not arrive in time.");
    }
    if (error.code === "HPE_HEADER_OVERFLOW") {
      const detail = `All headers together may have ${MAX_HEADER_BYTES} bytes.`;
      return problems.sendRaw(socket, "headers_too_large", detail);
    }
    problems.sendRaw(socket, "malformed_request", "This is not HTTP as RFC 9112 writes it.");
  }
}

const NOT_A_PATH = "The request target is not a plain path.";
const TOO_MANY_CONNECTIONS = "This address holds as many connections as one may. Close some of them.";
const FOREIGN_ORIGIN =
  "Only this instance's own pages open live connections, and those that MOLT_ALLOWED_ORIGINS names.";

/** What the backend answers besides `/api`: published paths that have no prefix, and what machines look for. */
const BACKEND_PATHS = new Set(["/openapi.json", "/agents/register", "/agents/me", "/oembed"]);

function isForBackend(req: IncomingMessage, path: string): boolean {
  if (path === "/api" || path.startsWith("/api/") || path.startsWith("/.well-known/")) return true;
  // `/videos` is the gallery; what is below it are the published paths of single ones.
  if (path.startsWith("/feeds/") || path.startsWith("/webhooks/") || /^\/videos\/[^/]/.test(path))
    return true;
  // A problem's address is a page for people and a document for programs.
  if (path === "/problems" || path.startsWith("/problems/"))
    return !req.headers.accept?.includes("text/html");
  return BACKEND_PATHS.has(path.replace(/(?<=.)\/$/, ""));
}

function isUpload({ url }: IncomingMessage): boolean {
  const path = url?.split("?")[0] ?? "";
  return STORAGE_PATH.test(path) || VIDEO_UPLOAD_PATH.test(path);
}

const hostnameOf = (req: IncomingMessage): string =>
  URL.canParse(`http://${req.headers.host}`) ? new URL(`http://${req.headers.host}`).hostname : "";

/** A page that differs from one address to the next. */
function sendPage(req: IncomingMessage, res: ServerResponse, page: string, status = 200): void {
  sendContent(req, res, {
    ...{ status, bytes: Buffer.from(page), type: "text/html; charset=utf-8", cacheControl: "no-cache" },
  });
}

/** A path is taken as it stands or not at all: no absolute form, no authority, no backslash, no control character. */
function readTarget(url: string | undefined): { path: string; query: string } | null {
  if (!url || url.length > 8192 || !/^\/(?!\/)[\x21-\x5b\x5d-\x7e]*$/.test(url)) return null;
  const at = url.indexOf("?");
  return at < 0 ? { path: url, query: "" } : { path: url.slice(0, at), query: url.slice(at + 1) };
}
