import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushRequest } from "./deploy/pushRequest.ts";
import { Engine } from "./engine.ts";
import { Heartbeat } from "./heartbeat.ts";
import { AdminKey } from "./http/access.ts";
import { type ApiContext, serveApi } from "./http/api.ts";
import { fetchWithin, type Origins } from "./http/origins.ts";
import { serveSite } from "./http/site.ts";
import type { Report } from "./logRecord.ts";
import type { FunctionError } from "./runtime/errors.ts";
import { type Durability, Sqlite } from "./store/sqlite.ts";
import { SyncServer } from "./sync/server.ts";

export interface ServeOptions {
  /** Folder of the database and the admin key; `null` keeps everything in memory. */
  readonly dataDir: string | null;
  /** 0 takes any free port. */
  readonly port: number;
  readonly sitePort: number;
  readonly host?: string;
  /** How clients and functions reach the two ports, when that is not by their own addresses: through a proxy. */
  readonly publicOrigins?: Partial<Origins>;
  /** A push to put in force before serving; without it the last one is restored. */
  readonly push?: PushRequest;
  /** Variables of the deployment, set before the first function runs; those already there stay. */
  readonly environment?: NodeJS.Dict<string>;
  readonly projectRoot?: string;
  readonly durability?: Durability;
  /** How much one upload URL is good for, in all; 1 GiB without it. */
  readonly uploadBytes?: number;
  /** Keeps messages and logs of failed functions from clients, as Convex does in production. */
  readonly redactErrors?: boolean;
  readonly report?: Report;
}

export interface Serving {
  /** Where the client API and sync WebSocket listen. */
  readonly url: string;
  /** Where HTTP actions listen. */
  readonly siteUrl: string;
  readonly adminKey: string;
  close(): Promise<void>;
}

/** The version of the Convex package whose protocol this runtime speaks. */
const VERSION = (
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as {
    dependencies: { convex: string };
  }
).dependencies.convex;

/** Starts a deployment and its two servers; resolves when it serves. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const host = options.host ?? "127.0.0.1";
  const sqlite =
    options.dataDir === null ? Sqlite.memory() : Sqlite.open(options.dataDir, options.durability);
  const servers: Server[] = [];
  let engine: Engine | undefined;
  let sync: SyncServer | undefined;
  const close = async () => {
    sync?.close();
    await Promise.all(servers.map(closeServer));
    await engine?.stop();
    sqlite.close();
  };
  try {
    // Functions are told their own addresses, so the ports are taken before the first function is loaded.
    const api = await listen(options.port, host, servers);
    const site = await listen(options.sitePort, host, servers);
    const here: Origins = { cloudUrl: originOf(api), siteUrl: originOf(site) };
    const origins: Origins = { ...here, ...options.publicOrigins };
    const adminKey = options.dataDir === null ? AdminKey.random() : AdminKey.load(options.dataDir);
    const messageOf = (error: FunctionError, requestId: string) =>
      `[Request ID: ${requestId}] Server Error${options.redactErrors && error.data === undefined ? "" : `\n${error.message}`}`;
    const heartbeat = new Heartbeat();
    engine = new Engine({
      sqlite,
      dataDir: options.dataDir,
      projectRoot: options.projectRoot ?? process.cwd(),
      report: options.report ?? (() => {}),
      redactErrors: options.redactErrors,
      uploadBytes: options.uploadBytes,
      patiently: heartbeat.patiently,
      calls: heartbeat,
      ...origins,
      fetch: fetchWithin(origins, here),
    });
    await engine.updateEnvironment(
      Object.entries(options.environment ?? {}).map(([name, value]) => ({ name, value: value ?? null })),
    );
    if (options.push) await engine.deployment.deploy(options.push);
    else await engine.deployment.restore();
    heartbeat.remember();
    const context: ApiContext = { engine, adminKey, version: VERSION, ...origins, messageOf };
    sync = new SyncServer(engine, { isAdminKey: adminKey.matches, messageOf });
    const { admin } = engine;
    admin.sockets = () => sync?.connected ?? 0;
    for (const server of servers) server.off("request", answerNotReady);
    serveApi(api, context, sync);
    serveSite(site, context);
    await engine.start();
    return { url: here.cloudUrl, siteUrl: here.siteUrl, adminKey: adminKey.value, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(port: number, host: string, servers: Server[]): Promise<Server> {
  const server = createServer(answerNotReady);
  // Longer than the minute that proxies keep an idle connection, so that none is closed as it is used again.
  server.keepAliveTimeout = 65_000;
  // A thread that is ended (`bin/embedded.mjs`) while Node.js parses a request on its own aborts the whole process.
  // With somebody listening to the data, they pass through JavaScript, which simply stops.
  server.on("connection", (socket) => socket.on("data", () => {}));
  servers.push(server);
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new Error(`Port ${port} on ${host} is in use.`) : error),
    );
    server.listen({ port, host, backlog: 4096 }, () => resolve(server));
  });
}

/** Until the functions are loaded: without an answer a client that came early would wait for ever. */
function answerNotReady(_: IncomingMessage, response: ServerResponse): void {
  response.writeHead(503, { "Content-Type": "application/json", "Retry-After": "1", Connection: "close" });
  response.end(JSON.stringify({ code: "ServiceUnavailable", message: "The deployment is starting." }));
}

function originOf(server: Server): string {
  const { address, port, family } = server.address() as AddressInfo;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function closeServer(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Long polls and sockets get a moment to end by themselves.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
