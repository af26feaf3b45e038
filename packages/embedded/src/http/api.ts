import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { requireCredentials } from "../auth/credentials.ts";
import type { Call, CallResult } from "../calls.ts";
import type { Engine } from "../engine.ts";
import { fileRoute, fileRoutes } from "../files/http.ts";
import type { FunctionError } from "../runtime/errors.ts";
import { type Caller, newRequestId } from "../runtime/frame.ts";
import { canonicalPath } from "../runtime/functions.ts";
import { decodeTs, encodeTs } from "../sync/protocol.ts";
import type { SyncServer } from "../sync/server.ts";
import { cleanJson, isObject, type Json, type JsonObject } from "../values/json.ts";
import type { AdminKey } from "./access.ts";
import { adminRoutes, exportRoute } from "./admin.ts";
import { HttpError, readBody, readJson, sendJson, sendJsonText } from "./body.ts";
import { clientAddress } from "./clientAddress.ts";
import { deployRoutes } from "./deploy.ts";
import { operationsRoutes } from "./operations.ts";

/** Everything a route of the client API may use. */
export interface ApiContext {
  readonly engine: Engine;
  readonly adminKey: AdminKey;
  readonly version: string;
  readonly cloudUrl: string;
  readonly siteUrl: string;
  messageOf(error: FunctionError, requestId: string): string;
}

export type Route = (
  request: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
  url: URL,
) => Promise<void> | void;

export const BODY_LIMIT = 32 << 20;

type CallKind = "query" | "mutation" | "action" | "call";

interface CallBody {
  path: string;
  args?: JsonObject | [JsonObject];
  format?: string;
  /** Whose function it is; only administrators may name another component than the app. */
  componentPath?: string;
}

/** The public client API: functions over HTTP, and the few words by which a server introduces itself. */
const publicRoutes: Record<string, Route> = {
  "GET /version": (_, response, { version }) => text(response, version),
  "GET /instance_name": (_, response) => text(response, "embedded"),
  "GET /.well-known/jwks.json": wellKnown,
  "GET /.well-known/openid-configuration": wellKnown,
  "GET /instance_version": (_, response, { version }) => text(response, version),
  "POST /api/query": callRoute("query"),
  "GET /api/query": async (request, response, context, url) => {
    const args = url.searchParams.get("args");
    const body = {
      path: url.searchParams.get("path") ?? "",
      args: args ? (JSON.parse(args) as JsonObject) : {},
      format: url.searchParams.get("format") ?? undefined,
    };
    await answerCall("query", body, request, response, context);
  },
  "POST /api/mutation": callRoute("mutation"),
  "POST /api/action": callRoute("action"),
  "POST /api/function": async (request, response, context) => {
    context.adminKey.require(request);
    await callRoute("call")(request, response, context, new URL("http://localhost"));
  },
  "POST /api/query_ts": async (_, response, { engine }) => {
    const ts = await engine.lane.reading(async () => engine.pastCommits.remember());
    sendJson(response, 200, { ts: encodeTs(ts) });
  },
  "POST /api/query_at_ts": queryAtTs,
  "POST /api/query_batch": async (request, response, context) => {
    const { queries } = await readJson<{ queries: CallBody[] }>(request, BODY_LIMIT);
    const run = (call: Call) => context.engine.calls.query(call);
    const results = await Promise.all(queries.map((query) => runCall(run, query, request, context)));
    sendJsonText(response, 200, `{"results":[${results.join(",")}]}`);
  },
  "POST /api/debug_event": async (request, response) => {
    await readBody(request, BODY_LIMIT);
    sendJson(response, 200, {});
  },
};

const routes: Record<string, Route> = {
  ...publicRoutes,
  ...operationsRoutes,
  ...adminRoutes,
  ...deployRoutes,
  ...fileRoutes,
};

/** By method and path, with the URL as parsed: most requests ask for one of these and nothing else. */
const known = new Map(
  Object.entries(routes).map(([name, route]) => [
    name,
    { route, url: new URL(name.slice(name.indexOf(" ") + 1), "http://localhost") },
  ]),
);

/** Lets a server answer the client API and take sync WebSockets. */
export function serveApi(server: Server, context: ApiContext, sync: SyncServer): void {
  server.on("request", (request, response) => void handle(request, response, context));
  server.on("upgrade", (request, socket, head) => {
    socket.on("error", () => socket.destroy());
    if (!sync.upgrade(request, socket, head))
      socket.end("HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n");
  });
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
): Promise<void> {
  const origin = request.headers.origin;
  response.setHeader("Access-Control-Allow-Origin", origin ?? "*");
  response.setHeader("Vary", "Origin");
  if (origin) response.setHeader("Access-Control-Allow-Credentials", "true");
  if (request.method === "OPTIONS") {
    response.writeHead(204, {
      "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
      "Access-Control-Allow-Headers": request.headers["access-control-request-headers"] ?? "*",
      "Access-Control-Max-Age": "86400",
    });
    response.end();
    return;
  }
  try {
    const { route, url } = known.get(`${request.method} ${request.url}`) ?? findRoute(request);
    await route(request, response, context, url);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    const refusal =
      error instanceof HttpError
        ? error
        : new HttpError(500, "InternalServerError", "Your request couldn't be completed. Try again later.");
    sendJson(response, refusal.status, { code: refusal.code, message: refusal.message });
  }
}

/** The route of a request whose URL has a query string, an id or a function's name in it. */
function findRoute(request: IncomingMessage): { route: Route; url: URL } {
  const url = new URL(request.url ?? "/", "http://localhost");
  const run = /^\/api\/run\/(.+)\/([^/]+)$/.exec(url.pathname);
  const exported = /^\/api\/export\/zip\/(\d{1,20})$/.exec(url.pathname);
  const route = exported
    ? exportRoute(exported[1]!)
    : run
      ? callByUrl(`${run[1]}:${run[2]}`)
      : (routes[`${request.method} ${url.pathname}`] ?? fileRoute(request.method, url.pathname));
  if (!route) throw new HttpError(404, "NotFound", `There is no ${request.method} ${url.pathname}.`);
  return { route, url };
}

function callRoute(kind: CallKind): Route {
  return async (request, response, context) =>
    answerCall(kind, await readJson<CallBody>(request, BODY_LIMIT), request, response, context);
}

function callByUrl(path: string): Route {
  return async (request, response, context) => {
    const body = await readJson<CallBody>(request, BODY_LIMIT);
    const type =
      context.engine.deployment.codeOf("").declarations.functions.get(canonicalPath(path))?.udfType ??
      "query";
    await answerCall(type, { ...body, path, format: body.format ?? "json" }, request, response, context);
  };
}

async function answerCall(
  kind: CallKind,
  body: CallBody,
  request: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
): Promise<void> {
  const run = (call: Call) => context.engine.calls[kind](call);
  sendJsonText(response, 200, await runCall(run, body, request, context));
}

/** What is not remembered is refused: an answer of another commit would contradict those that came before. */
async function queryAtTs(
  request: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
): Promise<void> {
  const body = await readJson<CallBody & { ts?: unknown }>(request, BODY_LIMIT);
  if (typeof body?.ts !== "string" || !/^[A-Za-z0-9+/]{11}=$/.test(body.ts))
    throw new HttpError(
      400,
      "BadRequest",
      "The body must have a timestamp, ts, that /api/query_ts has given.",
    );
  const ts = decodeTs(body.ts);
  const run = async (call: Call) => {
    const result = await context.engine.calls.queryAt(call, ts);
    if (result) return result;
    throw new HttpError(
      409,
      "TimestampOutOfRetention",
      "This timestamp is no longer remembered. Ask for a new one (with a new ConvexHttpClient) and try again.",
    );
  };
  sendJsonText(response, 200, await runCall(run, body, request, context));
}

async function runCall(
  run: (call: Call) => Promise<CallResult>,
  body: CallBody,
  request: IncomingMessage,
  context: ApiContext,
): Promise<string> {
  const args = Array.isArray(body?.args) ? (body.args[0] ?? {}) : (body?.args ?? {});
  if (typeof body?.path !== "string" || !isObject(args))
    throw new HttpError(400, "BadRequest", "The body must be {path, args} with an object of arguments.");
  const requestId = newRequestId();
  const { identity, authToken, admin: internal } = await requireCredentials(request, context);
  if (body.componentPath && !internal)
    throw new HttpError(403, "Forbidden", "Functions of components are for administrators.");
  const result = await run({
    component: body.componentPath ?? "",
    path: canonicalPath(body.path),
    args,
    caller: { ...callerOf(request, requestId), identity, authToken },
    internal,
  });
  // The Convex client asks for its own encoding; others get what plain JSON can say.
  const format = body.format ?? (request.headers["convex-client"] ? "convex_encoded_json" : "json");
  return answerText(result, format, (error) => context.messageOf(error, requestId));
}

/** The JSON answer to a call. */
export function answerText(
  { text, error, logLines }: CallResult,
  format: string,
  messageOf: (error: FunctionError) => string,
): string {
  const lines = `"logLines":${JSON.stringify(logLines)}`;
  if (error) {
    const data = error.data === undefined ? "" : `"errorData":${JSON.stringify(error.data)},`;
    return `{"status":"error","errorMessage":${JSON.stringify(messageOf(error))},${data}${lines}}`;
  }
  const value =
    format === "convex_encoded_json" ? text : JSON.stringify(cleanJson(JSON.parse(text!) as Json));
  return `{"status":"success","value":${value},${lines}}`;
}

export function callerOf(request: IncomingMessage, requestId: string): Caller {
  return {
    identity: null,
    requestId,
    ip: clientAddress(request),
    userAgent: request.headers["user-agent"] ?? null,
    scheduledFunctionId: null,
  };
}

function wellKnown(
  _: IncomingMessage,
  response: ServerResponse,
  { engine }: ApiContext,
  { pathname }: URL,
): void {
  sendJson(response, 200, engine.signer.document(pathname));
}

function text(response: ServerResponse, body: string): void {
  response.writeHead(200, { "Content-Type": "text/plain" });
  response.end(body);
}
