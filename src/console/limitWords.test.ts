import { expect, test } from "vitest";
import { capOf, countWords, shareOf } from "./limitWords";

test("a count beyond what is counted says so", () => {
  expect([countWords(0), countWords(999), countWords(1000)]).toEqual(["0", "999", "1,000+"]);
});

test("an hour is full at its limit, and at none of nothing", () => {
  expect([shareOf(3, null), shareOf(3, 6), shareOf(9, 6), shareOf(0, 0)]).toEqual([null, 0.5, 1, 1]);
});

test("an empty limit is none, and what is no number is for the API to refuse", () => {
  expect([capOf(""), capOf(" 1,000 "), capOf("0"), capOf("many")]).toEqual([null, 1000, 0, -1]);
});
