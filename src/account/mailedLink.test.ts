import { expect, test } from "vitest";
import { readMailedCode } from "./mailedLink";

test("a mailed link brings its code", () => {
  expect(readMailedCode("#code=7KQ2-M9XA-0C4T")).toBe("7KQ2-M9XA-0C4T");
});

test("anything else in its place is no code", () => {
  for (const hash of ["", "#", "#code=", "#code=<b>", "#x=1", `#code=${"A".repeat(33)}`, "#code=A&b=2"]) {
    expect(readMailedCode(hash), hash).toBe("");
  }
});
