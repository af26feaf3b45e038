import { expect, test } from "vitest";
import { holdingWords } from "./holding";

test.each([
  [300_000, "It is waited for, about 5 minutes more."],
  [90_000, "It is waited for, about 2 minutes more."],
  [89_000, "It is waited for, 89 seconds more."],
  [9_400, "It is waited for, 10 seconds more."],
  [800, "It is waited for, 1 second more."],
  [0, "Any second now, or not at all."],
  [-4_000, "Any second now, or not at all."],
])("%d ms left reads as they do", (left, words) => {
  expect(holdingWords(left)).toBe(words);
});
