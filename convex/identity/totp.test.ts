import { utf8ToBytes } from "@noble/hashes/utils.js";
import { expect, test } from "vitest";
import { codeAt, otpauthUri, stepAt, stepOf, toBase32 } from "./totp.model";

/** The secret of RFC 6238's appendix B, whose eight digits end in these six. */
const SECRET = utf8ToBytes("12345678901234567890");

test.each([
  [59, "287082"],
  [1_111_111_109, "081804"],
  [1_111_111_111, "050471"],
  [1_234_567_890, "005924"],
  [2_000_000_000, "279037"],
  [20_000_000_000, "353130"],
])("at %d seconds the code is the RFC's", (seconds, code) => {
  expect(codeAt(SECRET, stepAt(seconds * 1000))).toBe(code);
});

test("a code is taken half a minute early and late, and told by its step", () => {
  const now = 1_111_111_109_000;
  const present = stepAt(now);
  const answers = [-2, -1, 0, 1, 2].map((ahead) => stepOf(SECRET, codeAt(SECRET, present + ahead), now));
  expect(answers).toEqual([null, present - 1, present, present + 1, null]);
  expect(stepOf(SECRET, "000000", now)).toBeNull();
});

test("a secret is written in base 32, as RFC 4648 does", () => {
  expect(toBase32(SECRET)).toBe("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
  expect(["f", "fo", "foo", "foob", "fooba", "foobar"].map((text) => toBase32(utf8ToBytes(text)))).toEqual([
    "MY",
    "MZXQ",
    "MZXW6",
    "MZXW6YQ",
    "MZXW6YTB",
    "MZXW6YTBOI",
  ]);
});

test("an app reads whose code it is and where", () => {
  const uri = new URL(otpauthUri(SECRET, { host: "molt.example", name: "dov+x@example.org" }));
  expect(decodeURIComponent(uri.pathname)).toContain("Molt (molt.example):dov+x@example.org");
  expect(Object.fromEntries(uri.searchParams)).toEqual({
    secret: toBase32(SECRET),
    issuer: "Molt (molt.example)",
  });
  expect(uri.href).not.toContain("+");
});
