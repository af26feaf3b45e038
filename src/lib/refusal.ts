import { ConvexError } from "convex/values";

/**
 * Why the backend said no, as far as the client can tell. `code` is one of the API's stable error codes, or
 * `unexpected` for everything that is not an expected refusal.
 */
export type Refusal = { code: string; message: string; retryAfterMs: number | null };

const UNEXPECTED: Refusal = {
  code: "unexpected",
  message: "Something went wrong on our side.",
  retryAfterMs: null,
};

/** Reads a thrown error. Unknown shapes become `unexpected`, so that internals never reach the screen. */
export function readRefusal(error: unknown): Refusal {
  if (!(error instanceof ConvexError)) return UNEXPECTED;
  const data: unknown = error.data;
  if (typeof data !== "object" || data === null) return UNEXPECTED;
  const { code, message, retryAfterMs } = data as Record<string, unknown>;
  if (typeof code !== "string") return UNEXPECTED;
  return {
    code,
    message: typeof message === "string" && message !== "" ? message : UNEXPECTED.message,
    retryAfterMs: typeof retryAfterMs === "number" && retryAfterMs > 0 ? retryAfterMs : null,
  };
}
