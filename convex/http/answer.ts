import type { ActionCtx } from "../_generated/server";
import { type CursorScope, decodeCursor, encodeCursor } from "./cursors";
import type { Exchange } from "./exchange";
import { readBody, readQuery } from "./input";
import { canonicalJson } from "./json";
import type { PageRequest, Position } from "./listing";
import { meter } from "./metering";
import { once, type Reply, readIdempotencyKey } from "./replay";
import type { Route } from "./route";
import { withTimelyQueries } from "./timely";

/**
 * Answers a call of a route. The order is part of the contract: limits by address, who is calling, limits of the
 * caller, then query and body, then whether all of it was sent before, then the work.
 */
export async function answerCall(
  ctx: ActionCtx,
  exchange: Exchange,
  route: Route,
  params: Record<string, string>,
): Promise<Response> {
  const { request, url, origin, address } = exchange;
  await meter(ctx, exchange, "address", route.limits);
  const principal = await route.caller.admit(ctx, request, params);
  exchange.caller = route.caller.nameOf(principal);
  exchange.callerHeaders = route.caller.headersFor?.(principal) ?? {};
  await meter(ctx, exchange, "caller", route.limits);
  const query = readQuery(route, url);
  const body = await readBody(route, request);
  const idempotencyKey = readIdempotencyKey(request, route.idempotency);

  const headers = new Headers();
  const within = withTimelyQueries(ctx);
  const call = { principal, params, query, body, request, origin, address, idempotencyKey, headers };
  if (route.reply.type !== undefined && route.method === "GET") {
    const body = (await route.run(within, call)) as string | Blob | ReadableStream;
    return respond(route, body, [...headers], exchange);
  }
  const work = async (): Promise<Reply> => {
    const result = route.listing ? await answerPage(within, route, call, url) : await route.run(within, call);
    return { text: textOf(route, result), headers: [...headers] };
  };
  const reply =
    idempotencyKey === null
      ? await work()
      : await once(ctx, intentOf(exchange, route, idempotencyKey, query, body), work);
  return respond(route, reply.text, reply.headers, exchange);
}

function intentOf(exchange: Exchange, route: Route, key: string, query: unknown, body: unknown) {
  const { url, caller, address } = exchange;
  return {
    key,
    scope: [caller ?? address, route.method, route.path],
    request: { path: url.pathname, query, body },
  };
}

type AnyCall = Parameters<Route["run"]>[1];

/** A page of a listing: the position comes out of the cursor, and the next one goes into one. */
async function answerPage(ctx: ActionCtx, route: Route, call: AnyCall, url: URL) {
  const { limit, cursor, ...filters } = call.query as { limit: number; cursor: string | null };
  const scope: CursorScope = canonicalJson([
    route.listing,
    route.caller.nameOf(call.principal),
    call.params,
    filters,
  ]);
  const position = cursor === null ? null : await decodeCursor(ctx, scope, cursor);
  const page: PageRequest = { limit, position };
  const run = route.run as (ctx: ActionCtx, call: AnyCall & { page: PageRequest }) => Promise<unknown>;
  const { items, next } = (await run(ctx, { ...call, query: filters, page })) as {
    items: unknown[];
    next: Position | null;
  };
  const nextCursor = next && (await encodeCursor(ctx, scope, next));
  if (nextCursor !== null) {
    const target = new URL(url.pathname, call.origin);
    for (const [name, value] of url.searchParams) target.searchParams.set(name, value);
    target.searchParams.set("cursor", nextCursor);
    call.headers.append("Link", `<${target}>; rel="next"`);
  }
  return { data: items, next_cursor: nextCursor, has_more: nextCursor !== null };
}

function textOf(route: Route, result: unknown): string {
  if (route.reply.status === 204) return "";
  return route.reply.type === undefined ? JSON.stringify(result) : String(result);
}

function respond(
  route: Route,
  body: string | Blob | ReadableStream,
  headers: Reply["headers"],
  { origin, request }: Exchange,
): Response {
  const { status, type } = route.reply;
  if (route.method === "GET" && isKnown(request, new Headers(headers).get("etag")))
    return new Response(null, { status: 304, headers });
  const response = new Response(status === 204 ? null : body, { status });
  if (status !== 204) response.headers.set("Content-Type", type ?? "application/json; charset=utf-8");
  for (const [name, value] of headers) {
    // A route that answers in more than one form says which.
    if (name === "content-type") response.headers.set(name, value);
    else response.headers.append(name, value);
  }
  if (route.deprecated) {
    const { since, sunset, instead } = route.deprecated;
    response.headers.set("Deprecation", `@${Date.parse(since) / 1000}`);
    response.headers.set("Sunset", new Date(sunset).toUTCString());
    response.headers.append("Link", `<${origin}${instead}>; rel="successor-version"`);
  }
  return response;
}

/** Whether the caller has this very answer already (RFC 9110, 13.1.2). */
function isKnown(request: Request, etag: string | null): boolean {
  const known = request.headers.get("if-none-match");
  if (etag === null || known === null) return false;
  return known.split(",").some((one) => one.trim().replace(/^W\//, "") === etag);
}
