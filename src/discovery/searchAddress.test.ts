import { expect, test } from "vitest";
import { readBrowseAddress, readSearchAddress } from "./searchAddress";

test("an address of a search keeps words and a kind, and nothing else", () => {
  expect(readSearchAddress({ q: "tides", type: "agent", x: 1 })).toEqual({ q: "tides", type: "agent" });
  expect(readSearchAddress({ q: 2026, type: "secret" })).toEqual({ q: "2026" });
  expect(readSearchAddress({ q: "  ", type: ["agent"] })).toEqual({});
  expect(readSearchAddress({ q: "a".repeat(500) }).q).toHaveLength(200);
});

test("an address of browsing keeps a tag, a category and an unusual order", () => {
  expect(readBrowseAddress({ tag: " math ", category: "science", sort: "new" })).toEqual({
    ...{ tag: "math", category: "science", sort: "new" },
  });
  expect(readBrowseAddress({ sort: "hot" })).toEqual({ sort: "hot" });
  expect(readBrowseAddress({ tag: "", category: {}, sort: "viewers" })).toEqual({});
});
