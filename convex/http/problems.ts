import { asRefusal, defineErrors, type ErrorCode, type ErrorData, errorCodes } from "../lib/errors";

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
  malformedJson: { code: "malformed_json", message: "The body is not valid JSON in UTF-8." },
  notJson: { code: "unsupported_media_type", message: "Send the body as application/json." },
});

/** What to answer when a handler threw: the refusal it meant, or nothing but "internal". */
export function problemOf(error: unknown, requestId: string): Problem {
  if (error instanceof ProblemError) return error.problem;
  const refusal = asRefusal(error);
  if (refusal) return problemOfRefusal(refusal);
  console.error(`${requestId} failed:`, error);
  return { code: "internal", detail: "This is our fault. The request id helps us to find it." };
}

function problemOfRefusal({ code, message, field, issue, retryAfterMs }: ErrorData): Problem {
  const headers: Record<string, string> = {};
  if (code === "unauthenticated") headers["WWW-Authenticate"] = "Bearer";
  if (code === "unavailable") headers["Retry-After"] = "10";
  if (retryAfterMs !== undefined) headers["Retry-After"] = String(Math.ceil(retryAfterMs / 1000));
  const pointer = field && `#/${snakeCase(field)}`;
  const faults = pointer ? [{ pointer, code: issue ?? code, detail: message }] : undefined;
  return { code, detail: message, faults, headers };
}

const RETRYABLE: ReadonlySet<ErrorCode> = new Set<ErrorCode>(["rate_limited", "unavailable", "internal"]);

/** RFC 9457, with `error` repeating the code for clients of the APIs that this one continues. */
export function problemResponse(problem: Problem, path: string, origin: string, requestId: string): Response {
  const { code, detail, faults, headers } = problem;
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
    retryable: RETRYABLE.has(code),
    ...(faults && { errors: faults }),
  };
  return new Response(JSON.stringify(body), {
    status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
}

function snakeCase(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
