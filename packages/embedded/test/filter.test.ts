import { expect, test } from "vitest";
import { passes } from "../src/query/filter.ts";
import { int64Json, type Json } from "../src/values/json.ts";

const arithmetic: [operator: string, left: number, right: number, result: number][] = [
  ["$add", 7, 2, 9],
  ["$sub", 7, 2, 5],
  ["$mul", 7, 2, 14],
  ["$mod", 7, 2, 1],
  ["$mod", -7, 2, -1],
];
const literal = (value: Json) => ({ $literal: value });
const equals = (operator: string, operands: Json, result: Json) =>
  passes({ $eq: [{ [operator]: operands }, literal(result)] }, {});

test.each(arithmetic)("FN18: %s of %d and %d is %d in both number types", (operator, left, right, result) => {
  expect(equals(operator, [literal(left), literal(right)], result)).toBe(true);
  const int64 = (value: number) => int64Json(BigInt(value));
  expect(equals(operator, [literal(int64(left)), literal(int64(right))], int64(result))).toBe(true);
});

test("FN18: division keeps fractions of float64 and drops those of int64; negation keeps the type", () => {
  expect(equals("$div", [literal(7), literal(2)], 3.5)).toBe(true);
  expect(equals("$div", [literal(int64Json(7n)), literal(int64Json(2n))], int64Json(3n))).toBe(true);
  expect(equals("$neg", literal(7), -7)).toBe(true);
  expect(equals("$neg", literal(int64Json(7n)), int64Json(-7n))).toBe(true);
  expect(equals("$neg", literal(0), { $float: "AAAAAAAAAIA=" })).toBe(true);
});

test("FN18: int64 wraps at 64 bits, and float64 reaches infinity", () => {
  const most = int64Json(2n ** 63n - 1n);
  expect(equals("$add", [literal(most), literal(int64Json(1n))], int64Json(-(2n ** 63n)))).toBe(true);
  expect(equals("$div", [literal(1), literal(0)], { $float: "AAAAAAAA8H8=" })).toBe(true);
});

test("FN18: number types are not mixed, and unknown operators are refused", () => {
  expect(() => equals("$add", [literal(1), literal(int64Json(1n))], 2)).toThrow(
    "Unsupported operands for $add",
  );
  expect(() => equals("$neg", literal("a"), "a")).toThrow("Unsupported operands for $neg");
  expect(() => equals("$pow", [literal(1), literal(1)], 1)).toThrow("Unknown filter operator $pow");
});
