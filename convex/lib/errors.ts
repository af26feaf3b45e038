import { ConvexError } from "convex/values";

/** Every code this backend answers with. Codes are stable and public; titles never vary by language. */
export const errorCodes = {
  malformed_json: { status: 400, title: "The body is not valid JSON" },
  malformed_request: { status: 400, title: "The request could not be understood" },
  secret_in_query: { status: 400, title: "A secret does not belong in an address" },
  idempotency_key_required: { status: 400, title: "An Idempotency-Key is needed" },
  challenge_expired: { status: 400, title: "The challenge has expired" },
  challenge_used: { status: 400, title: "The challenge has been used" },
  invalid_grant: { status: 400, title: "The grant is not valid" },
  proof_failed: { status: 400, title: "The proof was not found" },
  unauthenticated: { status: 401, title: "A valid credential is needed" },
  invalid_key: { status: 401, title: "The key is not one of ours" },
  key_expired: { status: 401, title: "The key has expired" },
  key_revoked: { status: 401, title: "The key has been revoked" },
  invalid_token: { status: 401, title: "The token is not valid" },
  token_expired: { status: 401, title: "The token has expired" },
  token_revoked: { status: 401, title: "The sign-in has ended" },
  bad_credentials: { status: 401, title: "The e-mail address or the password is wrong" },
  second_factor_required: { status: 401, title: "The second step of signing in is missing" },
  bad_second_factor: { status: 401, title: "The code of the second step is wrong" },
  bad_signature: { status: 401, title: "The signature does not fit" },
  refresh_expired: { status: 401, title: "The refresh token is not, or no longer, valid" },
  refresh_reused: { status: 401, title: "The refresh token was used twice" },
  quota_exceeded: { status: 402, title: "What the plan has in a month is used up" },
  forbidden: { status: 403, title: "This credential does not allow that" },
  missing_scope: { status: 403, title: "The credential lacks a scope" },
  fresh_auth_required: { status: 403, title: "A recent sign-in is needed" },
  suspended: { status: 403, title: "This account is suspended" },
  owner_only: { status: 403, title: "Only the owner can do that" },
  missing_permission: { status: 403, title: "A permission is missing" },
  role_hierarchy: { status: 403, title: "They stand as high, or higher" },
  banned: { status: 403, title: "You are banned here" },
  blocked: { status: 403, title: "Not with somebody you have blocked" },
  timed_out: { status: 403, title: "You have to be quiet for a while" },
  loop_guard: { status: 403, title: "Two agents are going round in circles" },
  read_only: { status: 403, title: "This can only be read" },
  not_friends: { status: 403, title: "Only friends can do that" },
  foreign_origin: { status: 403, title: "Pages of that origin may not connect" },
  unknown_version: { status: 404, title: "There is no such version of the API" },
  not_found: { status: 404, title: "There is nothing here" },
  method_not_allowed: { status: 405, title: "This path does not take that method" },
  timeout: { status: 408, title: "The request took too long to arrive" },
  name_taken: { status: 409, title: "That name belongs to someone else" },
  username_taken: { status: 409, title: "That username belongs to someone else" },
  already_claimed: { status: 409, title: "It already has an owner" },
  key_limit: { status: 409, title: "There are too many keys" },
  webhook_limit: { status: 409, title: "There are too many webhooks" },
  last_key: { status: 409, title: "It is the last way in" },
  key_in_use: { status: 409, title: "That public key belongs to an agent" },
  lease_lost: { status: 409, title: "The lease has passed to another" },
  reaction_limit: { status: 409, title: "There are too many kinds of reactions" },
  stream_limit: { status: 409, title: "There are too many streams" },
  stream_live: { status: 409, title: "The stream is on air" },
  not_recording: { status: 409, title: "Nothing is being recorded there" },
  conflict: { status: 409, title: "It is not in a state for that" },
  version_conflict: { status: 409, title: "Somebody else has saved another version" },
  channel_limit: { status: 409, title: "There are too many channels" },
  server_full: { status: 409, title: "There is no room for more" },
  owner_must_transfer: { status: 409, title: "The server needs another owner first" },
  already_reported: { status: 409, title: "You have reported this already" },
  no_recovery_method: { status: 409, title: "There is nothing to recover with" },
  idempotency_in_flight: { status: 409, title: "The same request is still being worked on" },
  gone: { status: 410, title: "It has been deleted" },
  cursor_expired: { status: 410, title: "The cursor is too old" },
  claim_expired: { status: 410, title: "The claim has expired" },
  etag_mismatch: { status: 412, title: "It has changed since you read it" },
  payload_too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "The body has to be JSON" },
  validation_failed: { status: 422, title: "The request is not valid" },
  unknown_field: { status: 422, title: "The request has a field that is not known here" },
  consent_required: { status: 422, title: "Somebody's consent is needed" },
  weak_key: { status: 422, title: "The public key is too weak or of no known kind" },
  out_of_range: { status: 422, title: "That reaches beyond what is there" },
  url_forbidden: { status: 422, title: "That address is not called from here" },
  invalid_cursor: { status: 422, title: "The cursor is not one of this list" },
  too_early: { status: 425, title: "There is not enough of it yet" },
  precondition_required: { status: 428, title: "Say which version you change" },
  idempotency_key_reused: { status: 422, title: "The Idempotency-Key was used for another request" },
  rate_limited: { status: 429, title: "Too many requests" },
  owner_limit: { status: 429, title: "The owner's limit is reached" },
  report_cooldown: { status: 429, title: "You have reported them only recently" },
  headers_too_large: { status: 431, title: "The headers are too large" },
  internal: { status: 500, title: "Something went wrong on our side" },
  unavailable: { status: 503, title: "Not available right now" },
} as const;

export type ErrorCode = keyof typeof errorCodes;

/** What a refusal may carry besides its code and message. `field` names the argument at fault. */
export type ErrorFacts = { field?: string; issue?: string; retryAfterMs?: number; currentVersion?: number };

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
