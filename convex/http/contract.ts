import type { ErrorCode } from "../lib/errors";
import type { Route } from "./route";

/** Every code a route may answer with: what its caller, its limits, its shapes and its declaration bring along. */
export function errorsOf(route: Route): ErrorCode[] {
  const codes = new Set<ErrorCode>(["secret_in_query", ...route.caller.errors]);
  if (route.query || route.body) codes.add("validation_failed");
  if (route.unknownFields === "refuse") codes.add("unknown_field");
  if (route.body) {
    for (const code of ["malformed_json", "payload_too_large", "unsupported_media_type"] as const)
      codes.add(code);
  }
  if (route.idempotency !== "none") {
    for (const code of ["malformed_request", "idempotency_in_flight", "idempotency_key_reused"] as const) {
      codes.add(code);
    }
  }
  if (route.idempotency === "required") codes.add("idempotency_key_required");
  for (const code of route.errors) codes.add(code);
  return [...codes, "rate_limited", "internal"];
}
