import { ConvexError } from "convex/values";

/** Every code this backend answers with. Codes are stable and public; titles never vary by language. */
export const errorCodes = {
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  malformed_request: { status: 400, title: "The request could not be understood" },
  secret_in_query: { status: 400, title: "A secret does not belong in an address" },
  idempotency_key_required: { status: 400, title: "An Idempotency-Key is needed" },
  unauthenticated: { status: 401, title: "A valid credential is needed" },
  forbidden: { status: 403, title: "This credential does not allow that" },
  not_found: { status: 404, title: "There is nothing here" },
  method_not_allowed: { status: 405, title: "This path does not take that method" },
  name_taken: { status: 409, title: "That name belongs to someone else" },
  idempotency_in_flight: { status: 409, title: "The same request is still being worked on" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body has to be JSON" },
  validation_failed: { status: 422, title: "The request is not valid" },
  unknown_field: { status: 422, title: "The request has a field that is not known here" },
  invalid_cursor: { status: 422, title: "The cursor is not one of this list" },
  idempotency_key_reused: { status: 422, title: "The Idempotency-Key was used for another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available right now" },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What a refusal may carry besides its code and message. `field` names the argument at fault. */
export type ErrorFacts = { field?: string; issue?: string; retryAfterMs?: number };

export type ErrorData = { code: ErrorCode; message: string } & ErrorFacts;

type Refusal = { code: ErrorCode; message: string };

/**
 * Lists the ways a domain says no: `defineErrors({ notFound: { code: "not_found", message: "…" } })`
 * gives `errors.notFound(facts)`, an error to throw. Codes, messages and facts are safe to show to anyone.
 */
export function defineErrors<Name extends string>(refusals: Record<Name, Refusal>) {
  const entries = Object.entries<Refusal>(refusals).map(([name, refusal]) => [
    name,
    (facts: ErrorFacts = {}) => new ConvexError<ErrorData>({ ...refusal, ...facts }),
  ]);
  return Object.fromEntries(entries) as Record<Name, (facts?: ErrorFacts) => ConvexError<ErrorData>>;
}

/** The one refusal every domain shares: an argument that breaks a written rule. */
export function invalid(field: string, message: string, issue = "invalid"): ConvexError<ErrorData> {
  return new ConvexError<ErrorData>({ code: "validation_failed", message, field, issue });
}

/**
 * The data of an expected refusal, or null for anything else. It looks at the shape and not at the class,
 * because an error that crossed from another function may come from another realm.
 */
export function asRefusal(error: unknown): ErrorData | null {
  if (typeof error !== "object" || error === null || !("data" in error)) return null;
  const data = error.data;
  if (typeof data !== "object" || data === null || !("code" in data) || !("message" in data)) return null;
  return typeof data.code === "string" && data.code in errorCodes ? (data as ErrorData) : null;
}
