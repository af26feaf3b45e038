import { expect, test } from "vitest";
import { readExploreSearch } from "./exploreSearch";

test("what is usual is left out of the address", () => {
  expect(readExploreSearch({ q: " ", sort: "hot" })).toEqual({});
  expect(readExploreSearch({ q: "tides", category: "science", tag: "water", sort: "new" })).toEqual({
    ...{ q: "tides", category: "science", tag: "water", sort: "new" },
  });
});

test("an address that was tampered with opens the usual page", () => {
  expect(
    readExploreSearch({ q: ["a"], category: null, tag: { a: 1 }, sort: "best", preview: false }),
  ).toEqual({});
});

test("numbers are words, too", () => {
  expect(readExploreSearch({ q: 2026 })).toEqual({ q: "2026" });
});
