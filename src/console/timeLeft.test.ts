import { expect, test } from "vitest";
import { timeLeft } from "./timeLeft.ts";

const MINUTE = 60_000;

test.each([
  [24 * 60 * MINUTE, "24 h 0 min"],
  [24 * 60 * MINUTE - 1, "23 h 59 min"],
  [60 * MINUTE, "1 h 0 min"],
  [60 * MINUTE - 1, "59 min"],
  [MINUTE, "1 min"],
  [MINUTE - 1, "less than a minute"],
  [-5, "less than a minute"],
])("%i ms before the end it is %s", (leftMs, words) => {
  expect(timeLeft(1_000_000_000 + leftMs, 1_000_000_000)).toBe(words);
});
