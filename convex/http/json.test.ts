import { describe, expect, test } from "vitest";
import { canonicalJson, JsonFault, parseJson } from "./json";

describe("JSON has one meaning or none", () => {
  test.each([
    '{"a":{"b":[1,2.5,-3e2,true,null,"x"]}}',
    '"lonely text"',
    '[{"a":1},{"a":2}]',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"\\u0041":1,"a":[]}',
    '{"__proto__":{"admin":true}}',
    "9007199254740991",
    "1e300",
    '"😀"',
    `${"[".repeat(32)}${"]".repeat(32)}`,
  ])("%s is read as it stands", (text) => {
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  test.each([
    ["a name that comes twice", '{"a":1,"a":2}'],
    ["a name that comes twice, once escaped", '{"a":1,"\\u0061":2}'],
    ["a name that comes twice after an object in between", '{"a":{"b":1},"c":[{"a":1}],"a":2}'],
    ["a whole number that a double rounds", "9007199254740993"],
    ["a number beyond all doubles", '{"a":1e400}'],
    ["half a surrogate pair", '"\\ud83d"'],
    ["half a surrogate pair in a name", '{"\\ude00":1}'],
    ["33 levels", `${"[".repeat(33)}${"]".repeat(33)}`],
    ["30,000 levels", `${"[".repeat(30_000)}${"]".repeat(30_000)}`],
    ["a comma too many", "[1,]"],
    ["two values", "1 2"],
    ["a byte order mark", "\ufeff{}"],
    ["NaN", "NaN"],
    ["nothing", ""],
  ])("%s is refused", (_what, text) => {
    expect(() => parseJson(text)).toThrow(JsonFault);
  });

  test("a thousand wide objects are read in a moment", () => {
    const wide = JSON.stringify(Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`k${i}`, i])));
    const startedAt = performance.now();
    parseJson(wide);
    expect(performance.now() - startedAt).toBeLessThan(200);
  });

  test("canonical text does not depend on the order of names", () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: null })).toBe('{"a":null,"b":[{"c":2,"d":1}]}');
  });
});
