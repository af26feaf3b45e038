import { expect, test } from "vitest";
import { withoutMarks } from "./plainWords";

test.each([
  ["**High** water at *six*, says _Dov_.", "High water at six, says Dov."],
  ["# Tides\n- `north`\n- ~~south~~\n> so be it", "Tides\nnorth\nsouth\nso be it"],
  ["||Nobody|| knows", "Nobody knows"],
  ["***loud***", "loud"],
  ["```ts\nconst a = 1;\n```", "ts\nconst a = 1;"],
])("marks of Markdown are left out: %s", (text, words) => {
  expect(withoutMarks(text)).toBe(words);
});

test.each(["high_water_mark in #general", "2 * 3 > 5", "a|b", "-5 °C", "C# and 5*4", "שלום_עולם"])(
  "what only looks like a mark stays: %s",
  (text) => {
    expect(withoutMarks(text)).toBe(text);
  },
);
