import type { Code } from "../modules/code.ts";
import { LIMITS } from "../store/limits.ts";
import { isObject, type Json, sizeOf } from "../values/json.ts";
import { assertValue, type TableOfId, violation } from "../values/validate.ts";
import { FunctionError } from "./errors.ts";
import { callRefusal, type FunctionInfo } from "./functions.ts";

/** The function that a call names, or the refusal that its caller reads. */
export function requireFunction(
  code: Code,
  call: { kind: FunctionInfo["udfType"]; path: string; internal: boolean },
): FunctionInfo {
  const info = code.declarations.functions.get(call.path);
  const refusal = callRefusal(info, call.path, call.kind, call.internal);
  if (refusal) throw new FunctionError(refusal);
  return info as FunctionInfo;
}

export function checkArgs(info: FunctionInfo, args: Json, tableOfId: TableOfId): void {
  if (!isObject(args)) throw new FunctionError("Uncaught Error: Arguments must be an object");
  try {
    assertValue(args);
    const bytes = sizeOf(args);
    if (bytes > LIMITS.functionArgsBytes)
      throw new Error(
        `Arguments for ${info.path} are too large (actual: ${bytes} bytes, limit: ${LIMITS.functionArgsBytes} bytes)`,
      );
  } catch (error) {
    throw new FunctionError((error as Error).message);
  }
  const reason = info.args && violation(info.args, args, tableOfId);
  if (reason) throw new FunctionError(`ArgumentValidationError: ${reason}`);
}

export function checkReturns(info: FunctionInfo, text: string, tableOfId: TableOfId): void {
  if (text.length > LIMITS.functionResultBytes)
    throw new FunctionError(
      `Function ${info.path} return value is too large (actual: ${text.length} bytes, limit: ${LIMITS.functionResultBytes} bytes)`,
    );
  if (!info.returns || info.returns.type === "any") return;
  const reason = violation(info.returns, JSON.parse(text) as Json, tableOfId);
  if (reason) throw new FunctionError(`ReturnsValidationError: ${reason}`);
}
