import { describe, expect, test } from "vitest";
import { functions } from "./functions.setup";
import { publicFunctions } from "./lib/publicFunctions";

/** Every source file, as text. */
const sources = import.meta.glob<string>(["./**/*.ts", "!./_generated/**"], {
  eager: true,
  query: "?raw",
  import: "default",
});

describe("default deny", () => {
  test("the public functions are exactly those on the list", () => {
    const open = functions.filter(({ fn }) => fn.isPublic || !fn.isInternal).map(({ path }) => path);
    expect(open.sort()).toEqual([...publicFunctions].sort());
    expect(functions.length).toBeGreaterThan(publicFunctions.length);
  });

  test.each(functions)("$path says what it takes and what it answers", ({ fn }) => {
    expect(JSON.parse(fn.exportArgs())).toMatchObject({ type: "object" });
    expect(JSON.parse(fn.exportReturns())).toMatchObject({ type: expect.not.stringMatching(/^any$/) });
  });

  test.each(functions)("$path takes a principal only when a policy guards it", ({ fn }) => {
    const takesPrincipal = "principal" in (JSON.parse(fn.exportArgs()) as { value: object }).value;
    expect(takesPrincipal && fn.isPublic === true).toBe(false);
    if (fn.isInternal) expect(fn.policy !== undefined).toBe(takesPrincipal);
  });

  test("the raw builders are imported in one file only", () => {
    const rawImport = /import\s+(?!type\b)[^;]*from\s+"[./]*_generated\/server"/;
    const importers = Object.entries(sources).filter(([, text]) => rawImport.test(text));
    expect(importers.map(([file]) => file)).toEqual(["./lib/functions.ts"]);
    const generic = Object.entries(sources).filter(([, text]) =>
      /\b\w+Generic\b.*from "convex\/server"/.test(text),
    );
    expect(generic.map(([file]) => file)).toEqual([]);
  });

  test("the environment is read in one file only", () => {
    const readers = Object.entries(sources).filter(
      ([file, text]) => /process\.env/.test(text) && !file.endsWith(".test.ts"),
    );
    expect(readers.map(([file]) => file)).toEqual(["./lib/env.ts"]);
  });
});
