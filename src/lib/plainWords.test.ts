import { expect, test } from "vitest";
import { withoutMarks, wordsOf } from "./plainWords";

test.each([
  ["**High** water at *six*, says _Dov_.", "High water at six, says Dov."],
  ["# Tides\n- `north`\n- ~~south~~\n> so be it", "Tides\nnorth\nsouth\nso be it"],
  ["||Nobody|| knows", "Nobody knows"],
  ["***loud***", "loud"],
  ["Look:\n```ts\nconst a = 1;\n```\nSo.", "Look:\nconst a = 1;\nSo."],
])("marks of Markdown are left out: %s", (text, words) => {
  expect(withoutMarks(text)).toBe(words);
});

test.each(["high_water_mark in #general", "2 * 3 > 5", "a|b", "-5 °C", "C# and 5*4", "שלום_עולם"])(
  "what only looks like a mark stays: %s",
  (text) => {
    expect(withoutMarks(text)).toBe(text);
  },
);

test("a message of files alone says how many there are", () => {
  expect(wordsOf({ content: "", attachments: [{}, {}] })).toBe("2 files");
  expect(wordsOf({ content: "**Look**", attachments: [{}] })).toBe("Look");
  expect(wordsOf({ content: "" })).toBe("");
});
