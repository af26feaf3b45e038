import { expect, test } from "vitest";
import { languageOf } from "./codeLanguages";
import { highlight } from "./highlighter";

test("a language has more names than one, and what has none is no language", () => {
  expect(["TS", "py", "shell", "rust", ""].map(languageOf)).toEqual([
    "typescript",
    "python",
    "bash",
    "rust",
    null,
  ]);
});

test("names that every object knows are no languages", async () => {
  for (const name of ["constructor", "__proto__", "toString"]) {
    expect(languageOf(name)).toBe(name.toLowerCase());
    expect(await highlight("x", name)).toBeNull();
  }
});

test("colours change no character of the code", async () => {
  const code = 'const tide = "high"; // at six\n\n\tif (a < b && c) return `<img src=x>`;\n';
  for (const language of ["typescript", "python", "bash", "html", "rust", "markdown", "diff"]) {
    const lines = await highlight(code, language);
    const text = lines?.map((line) => line.map((part) => part.text).join("")).join("\n");
    expect(text, language).toBe(code);
  }
});

test("every colour is one of the design's own", async () => {
  const lines = (await highlight("export const six: number = 6; // o'clock", "typescript")) ?? [];
  const colours = new Set(lines.flat().map(({ color }) => color));
  expect(colours.size).toBeGreaterThan(2);
  for (const colour of colours) expect(colour).toMatch(/^var\(--code-[a-z-]+\)$/);
});

test("a comment that has ended colours nothing after it", async () => {
  const lines = (await highlight("/** At six. */\nexport const tide = 1;", "typescript")) ?? [];
  const [comment, code] = lines.map((line) => line.map(({ color }) => color));
  expect(new Set(comment)).toEqual(new Set(["var(--code-token-comment)"]));
  expect(code).not.toContain("var(--code-token-comment)");
});
