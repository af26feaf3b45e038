import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushRequest } from "./deploy/evaluate.ts";
import { Engine } from "./engine.ts";
import { AdminKey } from "./http/access.ts";
import { type ApiContext, createApiServer } from "./http/api.ts";
import { createSiteServer } from "./http/site.ts";
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
  /** A push to put in force before serving; without it the last one is restored. */
  readonly push?: PushRequest;
  readonly projectRoot?: string;
  readonly durability?: Durability;
  /** Keeps messages and logs of failed functions from clients, as Convex does in production. */
  readonly redactErrors?: boolean;
  readonly report?: (line: string) => void;
}

export interface Serving {
  /** The client API and sync WebSocket. */
  readonly url: string;
  /** HTTP actions. */
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
  const report = options.report ?? (() => {});
  const sqlite =
    options.dataDir === null ? Sqlite.memory() : Sqlite.open(options.dataDir, options.durability);
  const adminKey = options.dataDir === null ? AdminKey.of("memory") : AdminKey.load(options.dataDir);
  const servers: Server[] = [];
  // The ports must be known before functions can be told their own addresses.
  const placeholder = {
    cloudUrl: `http://${host}:${options.port}`,
    siteUrl: `http://${host}:${options.sitePort}`,
  };
  const engine = new Engine({
    sqlite,
    projectRoot: options.projectRoot ?? process.cwd(),
    ...placeholder,
    report,
  });
  const messageOf = (error: FunctionError, requestId: string) =>
    `[Request ID: ${requestId}] Server Error${options.redactErrors && error.data === undefined ? "" : `\n${error.message}`}`;
  const context: ApiContext = { engine, adminKey, version: VERSION, ...placeholder, messageOf };
  const sync = new SyncServer(engine, { isAdminKey: adminKey.matches, messageOf });
  const close = async () => {
    sync.close();
    await Promise.all(servers.map(closeServer));
    await engine.close();
  };
  try {
    if (options.push) await engine.deployment.deploy(options.push);
    else await engine.deployment.restore();
    const api = await listen(createApiServer(context, sync), options.port, host, servers);
    const site = await listen(createSiteServer(context), options.sitePort, host, servers);
    await engine.start();
    return {
      url: `http://${host}:${api}`,
      siteUrl: `http://${host}:${site}`,
      adminKey: adminKey.value,
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function listen(server: Server, port: number, host: string, servers: Server[]): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen({ port, host, backlog: 4096 }, () => {
      servers.push(server);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    // Long polls and sockets get a moment to end by themselves.
    setTimeout(() => server.closeAllConnections(), 1_000).unref();
  });
}
