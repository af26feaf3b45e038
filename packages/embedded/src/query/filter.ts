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
    case "$neg": {
      const operand = value(operands);
      return arithmetic(operator, operand, operand);
    }
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
  const operation = OPERATIONS[operator];
  if (!operation) throw new Error(`Unknown filter operator ${operator}`);
  const kinds = `${kindOf(left)} ${kindOf(right)}`;
  if (kinds === "int64 int64")
    return int64Json(BigInt.asIntN(64, operation(int64Of(left as Json), int64Of(right as Json)) as bigint));
  if (kinds === "float64 float64") {
    const result = operation(floatOf(left as Json), floatOf(right as Json)) as number;
    return Number.isFinite(result) && !Object.is(result, -0) ? result : { $float: floatBase64(result) };
  }
  throw new Error(`Unsupported operands for ${operator}: ${show(left)} and ${show(right)}`);
}

/** Both operands have the same type, which `any` says to the compiler only. */
// biome-ignore lint/suspicious/noExplicitAny: the operators of two bigints and of two numbers are written alike.
const OPERATIONS: Record<string, (a: any, b: any) => bigint | number> = {
  $add: (a, b) => a + b,
  $sub: (a, b) => a - b,
  $mul: (a, b) => a * b,
  $div: (a, b) => a / b,
  $mod: (a, b) => a % b,
  // Negation has no left operand; the right one stands on both sides.
  $neg: (_, b) => -b,
};

function floatBase64(value: number): string {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes.toString("base64");
}

function show(value: Json | undefined): string {
  return value === undefined ? "undefined" : canonicalText(value);
}
