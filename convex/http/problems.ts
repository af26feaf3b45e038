import { asRefusal, defineErrors, type ErrorCode, type ErrorData, errorCodes } from "../lib/errors";
import { logFailure } from "./log";

/** One thing wrong with a request: a place in the body, or a query parameter. */
export interface Fault {
  pointer?: string;
  parameter?: string;
  code: string;
  detail: string;
}

/** A refusal on its way out. The cause of an unexpected one stays in the log, under the request id. */
export interface Problem {
  code: ErrorCode;
  detail: string;
  faults?: Fault[];
  /** The names of the limits that are used up. */
  policies?: string[];
  /** Which version stands, where another was to be changed. */
  currentVersion?: number;
  headers?: Record<string, string>;
}

export class ProblemError extends Error {
  override name = "ProblemError";
  constructor(readonly problem: Problem) {
    super(problem.detail);
  }
}

export const httpErrors = defineErrors({
  noSuchPath: { code: "not_found", message: "There is nothing at this path." },
  noSuchVersion: { code: "unknown_version", message: "The one version there is, is /api/v1." },
  notJson: { code: "unsupported_media_type", message: "Send the body as application/json." },
  encoded: { code: "unsupported_media_type", message: "Send the body as it is, without a Content-Encoding." },
});

/** What to answer when a handler threw: the refusal it meant, or nothing but "internal". */
export function problemOf(error: unknown, requestId: string): Problem {
  const expected = expectedProblem(error);
  if (expected) return expected;
  logFailure(requestId, error);
  return { code: "internal", detail: "This is our fault. The request id helps us to find it." };
}

/** The refusal that a thrown error means, or null when nobody foresaw it. */
export function expectedProblem(error: unknown): Problem | null {
  if (error instanceof ProblemError) return error.problem;
  const refusal = asRefusal(error);
  return refusal && problemOfRefusal(refusal);
}

function problemOfRefusal({ code, message, field, issue, retryAfterMs, currentVersion }: ErrorData): Problem {
  const headers: Record<string, string> = {};
  if (errorCodes[code].status === 401) headers["WWW-Authenticate"] = "Bearer";
  if (code === "unavailable") headers["Retry-After"] = "10";
  if (code === "rate_limited") headers["Retry-After"] = "1";
  if (retryAfterMs !== undefined) headers["Retry-After"] = `${Math.max(1, Math.ceil(retryAfterMs / 1000))}`;
  const pointer = field && `#/${snakeCase(field)}`;
  const faults = pointer ? [{ pointer, code: issue ?? code, detail: message }] : undefined;
  return { code, detail: message, faults, currentVersion, headers };
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>([
  ...(["rate_limited", "unavailable", "internal"] as const),
  "idempotency_in_flight",
]);

export function isRetryable(code: ErrorCode): boolean {
  return RETRYABLE.has(code);
}

/** RFC 9457, with `error` repeating the code for clients of the APIs that this one continues. */
export function problemResponse(problem: Problem, path: string, origin: string, requestId: string): Response {
  const { code, detail, faults, policies, currentVersion, headers } = problem;
  const { status, title } = errorCodes[code];
  const body = {
    type: `${origin}/problems/${code}`,
    title,
    status,
    detail,
    instance: path,
    code,
    error: code,
    request_id: requestId,
    retryable: isRetryable(code),
    ...(faults && { errors: faults }),
    ...(policies && { policies }),
    ...(currentVersion !== undefined && { current_version: currentVersion }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", ...headers },
  });
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
