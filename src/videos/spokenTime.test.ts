import { expect, test } from "vitest";
import { spokenSeconds, spokenWords } from "./spokenTime";

test("a script takes as long as its words, and marks are none", () => {
  expect(spokenSeconds("")).toBe(0);
  expect(spokenSeconds("— … !")).toBe(0);
  expect(spokenSeconds("It’s well-known that the tide comes back.")).toBe(3);
  expect(spokenSeconds("word ".repeat(150))).toBe(60);
});

test("an estimate is told no finer than it is", () => {
  expect([0, 1, 12, 60, 64, 118, 130].map(spokenWords)).toEqual([
    "Nothing to say yet",
    "About 1 second",
    "About 12 seconds",
    "About 1 min",
    "About 1 min",
    "About 2 min",
    "About 2 min 10 s",
  ]);
});
