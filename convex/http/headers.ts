import type { Standing } from "./allowance";
import type { Exchange } from "./exchange";
import type { Method } from "./route";

/** What a page may read of an answer besides its body. Bots have no use for the list, so only pages get it. */
const EXPOSED = [
  "X-Request-Id, Retry-After, Link, Location, Idempotency-Replayed, Deprecation, Sunset, Molt-Key-Expires",
  "RateLimit, RateLimit-Policy, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset",
].join(", ");

/** What protects whoever gets an answer: nothing in it is ever a page, a script or a frame. */
const CONTENT_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * The headers of every answer. Any page may call this API: it knows callers by the header they set, never by cookies
 * that come along. Each header costs every hop a little, so there are no more than do something.
 */
export function setCommonHeaders(headers: Headers, { request, origin, requestId }: Exchange): void {
  headers.set("Access-Control-Allow-Origin", "*");
  if (request.headers.has("origin")) headers.set("Access-Control-Expose-Headers", EXPOSED);
  headers.set("Content-Security-Policy", CONTENT_POLICY);
  headers.set("X-Content-Type-Options", "nosniff");
  if (origin.startsWith("https:")) headers.set("Strict-Transport-Security", "max-age=31536000");
  if (!headers.has("Cache-Control")) headers.set("Cache-Control", "no-store");
  headers.set("X-Request-Id", requestId);
}

/** GET answers HEAD as well, and every path answers OPTIONS. */
export function allowOf(methods: readonly Method[]): string {
  const all = methods.flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  return [...new Set(all), "OPTIONS"].join(", ");
}

export function preflight(allow: string): Record<string, string> {
  return {
    Allow: allow,
    "Access-Control-Allow-Methods": allow,
    "Access-Control-Allow-Headers":
      "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, X-Request-Id",
    "Access-Control-Max-Age": "86400",
  };
}

/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers), and the older `X-RateLimit-…` for the
 * limit with the least room, because that is the one to mind.
 */
export function setLimitHeaders(headers: Headers, standings: readonly Standing[]): void {
  if (standings.length === 0) return;
  const seconds = (ms: number) => Math.max(0, Math.ceil(ms / 1000));
  const now = Date.now();
  headers.set(
    "RateLimit-Policy",
    standings.map(({ name, quota, windowMs }) => `"${name}";q=${quota};w=${seconds(windowMs)}`).join(", "),
  );
  headers.set(
    "RateLimit",
    standings
      .map(({ name, remaining, resetsAt }) => `"${name}";r=${remaining};t=${seconds(resetsAt - now)}`)
      .join(", "),
  );
  const tightest = standings.reduce((a, b) => (b.remaining < a.remaining ? b : a));
  headers.set("X-RateLimit-Limit", `${tightest.quota}`);
  headers.set("X-RateLimit-Remaining", `${tightest.remaining}`);
  headers.set("X-RateLimit-Reset", `${Math.ceil(tightest.resetsAt / 1000)}`);
}
