import type { IncomingMessage, Server, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream } from "node:stream/web";
import { claimedIdentity } from "../auth/credentials.ts";
import { FunctionError } from "../runtime/errors.ts";
import { newRequestId } from "../runtime/frame.ts";
import { type ApiContext, callerOf } from "./api.ts";
import { sendJson } from "./body.ts";
import { RequestBody } from "./requestBody.ts";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const WITHOUT_BODY = new Set(["GET", "HEAD", "OPTIONS"]);
/** The limit of an HTTP action's request body. */
const BODY_BYTES = 20 << 20;

/** Lets a server answer the app's own HTTP routes ("site"). Bodies are streams in both directions. */
export function serveSite(server: Server, context: ApiContext): void {
  server.on("request", (request, response) => void handle(request, response, context));
}

async function handle(
  incoming: IncomingMessage,
  response: ServerResponse,
  context: ApiContext,
): Promise<void> {
  const requestId = newRequestId();
  const method = incoming.method ?? "GET";
  if (!METHODS.has(method))
    return sendJson(response, 405, { code: "MethodNotAllowed", message: `Method ${method} is not allowed.` });
  const body = WITHOUT_BODY.has(method) ? null : new RequestBody(incoming, BODY_BYTES);
  let request: Request;
  try {
    request = toRequest(incoming, method, body);
  } catch {
    return sendJson(response, 400, {
      code: "BadRequest",
      message: "The request target or a header is malformed.",
    });
  }
  try {
    const { pathname } = new URL(request.url);
    const caller = { ...callerOf(incoming, requestId), ...(await claimedIdentity(incoming, context)) };
    const answer = await context.engine.calls.httpAction(request, pathname, caller);
    const document = typeof answer === "string" ? context.engine.signer.document(pathname) : null;
    if (document !== null && (method === "GET" || method === "HEAD")) {
      response.setHeader("Access-Control-Allow-Origin", "*");
      return sendJson(response, 200, document);
    }
    if (answer === "no router")
      return text(response, 404, "This Convex deployment does not have HTTP actions enabled.");
    if (answer === "no route") return text(response, 404, "No matching routes found");
    await send(answer, method, response);
  } catch (error) {
    if (response.headersSent) return void response.destroy();
    const known = error instanceof FunctionError ? error : new FunctionError((error as Error).message);
    const message = context.messageOf(known, requestId);
    sendJson(response, 500, {
      code: message.split("\n")[0],
      trace: message,
      ...(known.data === undefined ? {} : { data: known.data }),
    });
  } finally {
    body?.discard();
  }
}

function toRequest(incoming: IncomingMessage, method: string, body: RequestBody | null): Request {
  const protocol = String(incoming.headers["x-forwarded-proto"] ?? "http")
    .split(",")[0]!
    .trim();
  const host = incoming.headers.host ?? "localhost";
  // A target of two slashes is a path here, not the start of another host.
  const target = (incoming.url ?? "/").replace(/^\/+/, "/");
  const url = new URL(target, `${protocol}://${host}`);
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2)
    headers.append(incoming.rawHeaders[i]!, incoming.rawHeaders[i + 1]!);
  const init = { method: method === "HEAD" ? "GET" : method, headers, body: body?.stream, duplex: "half" };
  return new Request(url, init as RequestInit);
}

async function send(answer: Response, method: string, response: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of answer.headers) if (name !== "set-cookie") headers[name] = value;
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) headers["set-cookie"] = cookies;
  response.writeHead(answer.status, headers);
  if (!answer.body || method === "HEAD") {
    await answer.body?.cancel();
    response.end();
    return;
  }
  // A client that goes away cancels the stream; there is nobody left to tell.
  await pipeline(Readable.fromWeb(answer.body as ReadableStream), response).catch(() => response.destroy());
}

function text(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "Content-Type": "text/plain" });
  response.end(body);
}
