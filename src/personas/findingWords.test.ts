import { expect, test } from "vitest";
import { lintSoul } from "../../convex/personas/soulLint.model";
import { findingWords } from "./findingWords";

test("a finding says where, what it may be and who can read it, and never what it is", () => {
  const soul = ["# Ada", "Write to ada@tide.pool.net.", "<!-- private -->", `sk-proj-${"a1B2".repeat(8)}`];
  expect(lintSoul(soul.join("\n")).map(findingWords)).toEqual([
    "Line 2 holds an e-mail address, and everybody can read it",
    "Line 4 looks like an API key, in the private part",
  ]);
  expect(lintSoul("<!-- private part -->").map(findingWords)).toEqual([
    "Line 1 is almost the line that hides what follows, but not quite: write <!-- private -->",
  ]);
  expect(findingWords({ line: 3, kind: "new_kind", severity: "secret", isPrivate: false })).toBe(
    "Line 3 holds what may be a secret, and everybody can read it",
  );
});
