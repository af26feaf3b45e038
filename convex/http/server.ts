import { type HttpRouter, httpRouter } from "convex/server";
import type { ActionCtx } from "../_generated/server";
import { publicUrl } from "../lib/env";
import { httpEndpoint } from "../lib/functions";
import { readBody, readQuery } from "./input";
import { httpErrors, ProblemError, problemOf, problemResponse } from "./problems";
import type { ApiRouter, Route } from "./route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Any page may call this API: it knows callers by the header they set, never by cookies that come along. */
const CORS = {
  "Access-Control-Allow-Origin": "*",
  "Access-Control-Expose-Headers": "X-Request-Id, Retry-After, Link, Location",
};
const PREFLIGHT = {
  "Access-Control-Allow-Methods": METHODS.join(", "),
  "Access-Control-Allow-Headers": "Authorization, Content-Type, Idempotency-Key, X-Request-Id",
  "Access-Control-Max-Age": "86400",
};

/** Puts all declared routes behind Convex' router, which knows prefixes but neither parameters nor problems. */
export function serve(api: ApiRouter): HttpRouter {
  const router = httpRouter();
  const handler = httpEndpoint((ctx, request) => answer(api, ctx, request));
  for (const method of METHODS) router.route({ pathPrefix: "/", method, handler });
  return router;
}

async function answer(api: ApiRouter, ctx: ActionCtx, request: Request): Promise<Response> {
  const requestId = requestIdOf(request);
  const url = new URL(request.url);
  const origin = publicUrl() ?? url.origin;
  let response: Response;
  try {
    response = await dispatch(api, ctx, request, url, origin);
  } catch (error) {
    response = problemResponse(problemOf(error, requestId), url.pathname, origin, requestId);
  }
  for (const [name, value] of Object.entries({ ...CORS, "X-Request-Id": requestId })) {
    response.headers.set(name, value);
  }
  return response;
}

async function dispatch(
  api: ApiRouter,
  ctx: ActionCtx,
  request: Request,
  url: URL,
  origin: string,
): Promise<Response> {
  const matches = api.routes.flatMap((route) => {
    const params = matchPath(route.path, url.pathname);
    return params ? [{ route, params }] : [];
  });
  if (matches.length === 0) throw httpErrors.noSuchPath();
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: PREFLIGHT });
  const method = request.method === "HEAD" ? "GET" : request.method;
  const match = matches.find(({ route }) => route.method === method);
  if (!match) throw methodNotAllowed(matches.map(({ route }) => route));

  const { route, params } = match;
  const { spec } = route;
  const principal = await spec.caller.admit(ctx, request, params);
  const query = readQuery(route, url) as Record<string, unknown>;
  const body = (await readBody(route, request)) as Record<string, unknown>;
  const reply = await spec.run(ctx, { principal, params, query, body, request, origin });
  return new Response(JSON.stringify(reply), {
    status: spec.reply.status,
    headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" },
  });
}

/** The parameters of a path that fits the pattern, or null. A parameter is one segment and never empty. */
export function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [i, part] of wanted.entries()) {
    const value = decodeSegment(given[i]!);
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (value === null || (name ? value === "" : value !== part)) return null;
    if (name) params[name] = value;
  }
  return params;
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null; // A broken escape is a path that does not exist.
  }
}

function methodNotAllowed(routes: Route[]): ProblemError {
  const allowed = [...new Set(routes.map((route) => route.method))].join(", ");
  const detail = `This path takes ${allowed}.`;
  return new ProblemError({ code: "method_not_allowed", detail, headers: { Allow: `${allowed}, OPTIONS` } });
}

/** The caller's own id for the request when it is a sensible one, so that both sides' logs can be joined. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  if (given && /^[\w-]{8,64}$/.test(given)) return given;
  return `req_${crypto.randomUUID().replaceAll("-", "")}`;
}
