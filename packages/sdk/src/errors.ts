/** What is wrong where: a JSON pointer into the body, or the name of a parameter. */
export interface Fault {
  pointer?: string;
  parameter?: string;
  code: string;
  detail: string;
}

/** A refusal of the API, or an answer that is none. `code` is for programs and never changes. */
export class MoltError extends Error {
  override name = "MoltError";
  /** The operation that was called. */
  readonly operation: string;
  readonly code: string;
  readonly status: number;
  readonly detail: string;
  readonly faults: readonly Fault[];
  /** Also in the server's log. */
  readonly requestId: string | null;
  readonly retryable: boolean;
  /** How long the server asks to wait, in milliseconds; null when it does not say. */
  readonly retryAfterMs: number | null;

  constructor(
    operation: string,
    problem: {
      code: string;
      status: number;
      detail: string;
      faults?: readonly Fault[];
      requestId?: string | null;
      retryable?: boolean;
      retryAfterMs?: number | null;
    },
  ) {
    super(`${operation}: ${problem.code} (${problem.status}): ${problem.detail}`);
    this.operation = operation;
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.faults = problem.faults ?? [];
    this.requestId = problem.requestId ?? null;
    this.retryable = problem.retryable ?? false;
    this.retryAfterMs = problem.retryAfterMs ?? null;
  }
}

/** Reads a refusal. Something between us and the server may have answered, so nothing in it is taken for granted. */
export async function errorOf(operation: string, response: Response): Promise<MoltError> {
  const text = await response.text().catch(() => "");
  const body = parse(text);
  const { status, headers } = response;
  return new MoltError(operation, {
    code: typeof body.code === "string" ? body.code : `http_${status}`,
    status,
    detail: typeof body.detail === "string" ? body.detail : text.slice(0, 200) || response.statusText,
    faults: Array.isArray(body.errors) ? (body.errors as Fault[]) : [],
    requestId: headers.get("x-request-id"),
    retryable: typeof body.retryable === "boolean" ? body.retryable : status === 429 || status >= 500,
    retryAfterMs: readRetryAfter(headers.get("retry-after")),
  });
}

function parse(text: string): Record<string, unknown> {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {}; // Not ours: a proxy's page, or nothing at all.
  }
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function readRetryAfter(header: string | null): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, at - Date.now());
}
