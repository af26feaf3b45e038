import type { Json } from "../values/json.ts";

/**
 * A failure of user code, or one that user code may see. `message` is what a developer reads; `data` is the
 * payload of a ConvexError and always reaches the caller.
 */
export class FunctionError extends Error {
  constructor(
    message: string,
    readonly data?: Json,
  ) {
    super(message);
  }
}

/** Whether SQLite or the operating system has failed, and not what a function has asked of them. */
export function isMachineFailure(error: unknown): boolean {
  if (typeof error !== "object" || error === null) return false;
  return (error as { code?: unknown }).code === "ERR_SQLITE_ERROR" || "syscall" in error;
}

const CONVEX_ERROR = Symbol.for("ConvexError");

/**
 * Describes what user code threw. Values come from another V8 context, so nothing here uses `instanceof`.
 * `mapStack` turns the frames of bundled code into those of the author's files.
 */
export function describeThrown(thrown: unknown, mapStack: (stack: string) => string): FunctionError {
  if (thrown instanceof FunctionError) return thrown;
  if (typeof thrown !== "object" || thrown === null || typeof (thrown as Error).message !== "string")
    return new FunctionError(`Uncaught ${String(thrown)}`);
  const error = thrown as Error & { data?: unknown; ConvexErrorSymbol?: symbol };
  const data = parseData(error);
  const text =
    data === undefined ? `${error.name}: ${error.message}` : `ConvexError: ${JSON.stringify(data)}`;
  const frames = typeof error.stack === "string" ? mapStack(error.stack) : "";
  return new FunctionError(`Uncaught ${text}${frames && `\n${frames}`}`, data);
}

function parseData(error: { data?: unknown; ConvexErrorSymbol?: symbol }): Json | undefined {
  if (error.data === undefined) return undefined;
  const isConvexError = CONVEX_ERROR in error || error.ConvexErrorSymbol === CONVEX_ERROR;
  // The library turns the payload of a ConvexError into JSON text before it leaves the function.
  if (isConvexError && typeof error.data === "string") return JSON.parse(error.data) as Json;
  return typeof error.data === "object" ? (error.data as Json) : undefined;
}
