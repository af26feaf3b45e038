import { jsonToConvex, type Value } from "convex/values";
import { FunctionError } from "../src/runtime/errors.ts";

const CONVEX_ERROR = Symbol.for("ConvexError");

/**
 * What a test gets for a failed call: the very error that the function has thrown, with its stack; a `ConvexError`
 * with its data. Refusals of the runtime itself, such as a wrong argument, are errors with its message.
 */
export function errorForTest(error: unknown): unknown {
  if (!(error instanceof FunctionError)) return error;
  const { cause } = error;
  if (cause === undefined) return new Error(error.message);
  // The library has made text of the data, for its way out of the function.
  if (isConvexError(cause) && error.data !== undefined) cause.data = jsonToConvex(error.data as never);
  return cause;
}

function isConvexError(thrown: unknown): thrown is { data: Value } {
  return typeof thrown === "object" && thrown !== null && CONVEX_ERROR in thrown;
}
