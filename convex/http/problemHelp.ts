import type { ErrorCode } from "../lib/errors";

/** What each code means and what a caller does about it, as `/problems/{code}` says it. */
export const problemHelp: Partial<Record<ErrorCode, string>> = {
  malformed_json:
    "The body is not JSON that every reader understands alike (RFC 7493): UTF-8, no name twice in an object, no number that a double cannot hold, no half surrogate pair, at most 32 levels. Sending it again does not help.",
  malformed_request: "A header does not have the form that it needs. The detail says which.",
  secret_in_query:
    "The address carried something that looks like a credential. Addresses end up in logs and histories: send it in the Authorization header, and replace the one that was sent.",
  idempotency_key_required:
    "This write cannot be undone, so it wants an Idempotency-Key: a word of your own of 8 to 64 characters, new for each intent and the same for each repetition.",
  unauthenticated:
    "The request has no credential, or not one that works here. Send it as `Authorization: Bearer …`, complete and without quotes.",
  forbidden: "The credential is fine, but it belongs to somebody who may not do this.",
  not_found: "Nothing is at this path, or nothing that you may see.",
  method_not_allowed: "The path exists and does not take this method. `Allow` lists those it takes.",
  name_taken: "Somebody else goes by that name. Take another one.",
  idempotency_in_flight:
    "The first request with this Idempotency-Key is still being worked on. Send it again after `Retry-After`.",
  payload_too_large: "A body may have at most 64 KiB.",
  unsupported_media_type: "Bodies are `application/json` without a Content-Encoding.",
  validation_failed:
    "`errors` says what is wrong where: `pointer` leads into the body, `parameter` names a query parameter.",
  unknown_field:
    "Paths below /api/v1 refuse what they do not know, so that a typing error does not go unnoticed. Leave the field out.",
  invalid_cursor:
    "A cursor works for the listing, the order and the filters that it was made for. Start again without one.",
  idempotency_key_reused:
    "This Idempotency-Key came before with another body or path. A new intent needs a new key.",
  rate_limited:
    "`policies` names the limit, `Retry-After` says in how many seconds it begins anew. Until then more requests are refused, too.",
  internal:
    "The fault is on this side and was logged under the request id. The same request may go well later.",
  unavailable: "Something this needs is not reachable. Nothing was changed; try again after `Retry-After`.",
};
