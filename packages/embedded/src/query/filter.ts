import {
  canonicalText,
  fieldAt,
  floatOf,
  int64Json,
  int64Of,
  type Json,
  type JsonObject,
  kindOf,
} from "../values/json.ts";
import { compareValues } from "../values/keys.ts";

/** A filter expression as the Convex library sends it: one operator per object, e.g. `{$eq: [a, b]}`. */
export type Expression = { [operator: string]: Json };

/** Whether a document passes a filter. Only `true` passes; a result that is no boolean is an error. */
export function passes(filter: Expression, document: JsonObject): boolean {
  const result = evaluate(filter, document);
  if (typeof result !== "boolean")
    throw new Error(`Filter predicates must evaluate to a boolean, found ${kindOf(result)}`);
  return result;
}

function evaluate(expression: Json, document: JsonObject): Json | undefined {
  const [operator, operands] = Object.entries(expression as Expression)[0]!;
  const value = (operand: Json) => evaluate(operand, document);
  switch (operator) {
    case "$field":
      return fieldAt(document, (operands as string).split("."));
    case "$literal":
      return kindOf(operands) === "undefined" ? undefined : operands;
    case "$not":
      return !booleanOf(value(operands), operator);
    case "$neg":
      return arithmetic(operator, 0, value(operands));
    case "$and":
      return (operands as Json[]).every((operand) => booleanOf(value(operand), operator));
    case "$or":
      return (operands as Json[]).some((operand) => booleanOf(value(operand), operator));
  }
  const [left, right] = (operands as [Json, Json]).map(value) as [Json | undefined, Json | undefined];
  switch (operator) {
    case "$eq":
      return compareValues(left, right) === 0;
    case "$neq":
      return compareValues(left, right) !== 0;
    case "$lt":
      return compareValues(left, right) < 0;
    case "$lte":
      return compareValues(left, right) <= 0;
    case "$gt":
      return compareValues(left, right) > 0;
    case "$gte":
      return compareValues(left, right) >= 0;
    default:
      return arithmetic(operator, left, right);
  }
}

function booleanOf(value: Json | undefined, operator: string): boolean {
  if (typeof value === "boolean") return value;
  throw new Error(`Expected a boolean for ${operator}, found ${kindOf(value)}`);
}

function arithmetic(operator: string, left: Json | undefined, right: Json | undefined): Json {
  const kind = kindOf(right);
  if (kind === "int64" && (operator === "$neg" || kindOf(left) === "int64")) {
    const result = onIntegers(
      operator,
      operator === "$neg" ? 0n : int64Of(left as Json),
      int64Of(right as Json),
    );
    return int64Json(BigInt.asIntN(64, result));
  }
  if (kind === "float64" && kindOf(left) === "float64") {
    const result = onFloats(operator, floatOf(left as Json), floatOf(right as Json));
    return Number.isFinite(result) && !Object.is(result, -0) ? result : { $float: floatBase64(result) };
  }
  throw new Error(`Unsupported operands for ${operator}: ${show(left)} and ${show(right)}`);
}

function onIntegers(operator: string, a: bigint, b: bigint): bigint {
  switch (operator) {
    case "$add":
      return a + b;
    case "$sub":
    case "$neg":
      return a - b;
    case "$mul":
      return a * b;
    case "$div":
      return a / b;
    case "$mod":
      return a % b;
    default:
      throw new Error(`Unknown filter operator ${operator}`);
  }
}

function onFloats(operator: string, a: number, b: number): number {
  switch (operator) {
    case "$add":
      return a + b;
    case "$sub":
      return a - b;
    case "$neg":
      return -b;
    case "$mul":
      return a * b;
    case "$div":
      return a / b;
    case "$mod":
      return a % b;
    default:
      throw new Error(`Unknown filter operator ${operator}`);
  }
}

function floatBase64(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes.toString("base64");
}

function show(value: Json | undefined): string {
  return value === undefined ? "undefined" : canonicalText(value);
}
