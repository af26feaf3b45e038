import { type HttpRouter, httpRouter } from "convex/server";
import type { ActionCtx } from "../_generated/server";
import { publicUrl } from "../lib/env";
import { errorCodes } from "../lib/errors";
import { httpEndpoint } from "../lib/functions";
import { addressKey } from "./address";
import { answerCall } from "./answer";
import type { Exchange } from "./exchange";
import { allowOf, preflight, setCommonHeaders, setLimitHeaders } from "./headers";
import { logRequest } from "./log";
import { chargeInvalid, requireWelcome } from "./metering";
import { httpErrors, type Problem, ProblemError, problemOf, problemResponse } from "./problems";
import { isCredential, refuseSecrets } from "./querySecrets";
import type { ApiRouter, Method } from "./route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"] as const;

/** Puts all declared routes behind Convex' router, which knows prefixes but neither parameters nor problems. */
export function serve(api: ApiRouter): HttpRouter {
  const router = httpRouter();
  const handler = httpEndpoint((ctx, request) => answer(api, ctx, request));
  for (const method of METHODS) router.route({ pathPrefix: "/", method, handler });
  return router;
}

/** Answers one request, whatever it is: every refusal becomes a problem, and every answer a line in the log. */
export async function answer(api: ApiRouter, ctx: ActionCtx, request: Request): Promise<Response> {
  const startedAt = Date.now();
  const exchange = await openExchange(ctx, request);
  const { url, origin, requestId } = exchange;
  let problem: Problem | null = null;
  let response: Response;
  try {
    response = await dispatch(api, ctx, exchange);
  } catch (error) {
    problem = problemOf(error, requestId);
    await chargeInvalid(ctx, exchange, errorCodes[problem.code].status);
    response = problemResponse(problem, url.pathname, origin, requestId);
  }
  setCommonHeaders(response.headers, exchange);
  for (const [name, value] of Object.entries(exchange.callerHeaders)) response.headers.set(name, value);
  setLimitHeaders(response.headers, exchange.standings);
  // A preflight is half a request; the other half follows.
  if (request.method === "OPTIONS" && !problem) return response;
  logRequest({
    method: request.method,
    route: exchange.route?.path ?? null,
    status: response.status,
    ms: Date.now() - startedAt,
    request_id: requestId,
    principal: exchange.caller,
    ...(problem && { code: problem.code }),
  });
  return response;
}

async function openExchange(ctx: ActionCtx, request: Request): Promise<Exchange> {
  const url = new URL(request.url);
  const { ip } = await ctx.meta.getRequestMetadata();
  return {
    request,
    url,
    requestId: requestIdOf(request),
    origin: publicUrl() ?? url.origin,
    address: addressKey(ip),
    route: null,
    caller: null,
    callerHeaders: {},
    standings: [],
  };
}

async function dispatch(api: ApiRouter, ctx: ActionCtx, exchange: Exchange): Promise<Response> {
  const { request, url } = exchange;
  requireWelcome(exchange);
  refuseSecrets(url.searchParams);
  const matches = api.find(url.pathname);
  if (matches.length === 0) throw noSuchPath(url.pathname);
  const allow = () => allowOf(matches.map(({ value }) => value.method));
  if (request.method === "OPTIONS") return new Response(null, { status: 204, headers: preflight(allow()) });
  const method = (request.method === "HEAD" ? "GET" : request.method) as Method;
  const match = matches.find(({ value }) => value.method === method);
  if (!match) throw methodNotAllowed(allow());
  exchange.route = match.value;
  return await answerCall(ctx, exchange, match.value, match.params);
}

function noSuchPath(path: string): Error {
  return /^\/api\/v(?!1\/)\d+\//.test(path) ? httpErrors.noSuchVersion() : httpErrors.noSuchPath();
}

function methodNotAllowed(allow: string): ProblemError {
  const detail = `This path takes ${allow}.`;
  return new ProblemError({ code: "method_not_allowed", detail, headers: { Allow: allow } });
}

/** The caller's own id for the request when it is a sensible one, so that both sides' logs can be joined. */
function requestIdOf(request: Request): string {
  const given = request.headers.get("x-request-id");
  if (given && /^[\w-]{8,64}$/.test(given) && !isCredential(given)) return given;
  return `req_${crypto.randomUUID().replaceAll("-", "")}`;
}
