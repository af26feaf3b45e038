import { describe, expect, test } from "vitest";
import {
  beginningOf,
  excerptOf,
  foldName,
  lengthOf,
  requireLine,
  requireMessage,
  requireProse,
} from "./text";

const limits = { min: 1, max: 20 };

describe("a line that names something", () => {
  test.each([
    ["  Ada   Night ", "Ada Night"],
    ["Ade\u0301", "Adé"],
    ["日本の猫", "日本の猫"],
    ["👩‍🚀 Ada", "👩‍🚀 Ada"],
    ["👩🏽‍🚀❤️‍🔥", "👩🏽‍🚀❤️‍🔥"],
    ["می‌خواهم", "می‌خواهم"],
    ["Ada\u00A0Night", "Ada Night"],
  ])("%j is kept as %j", (given, kept) => {
    expect(requireLine("name", given, limits)).toBe(kept);
  });

  test.each([
    "A\u0000da",
    "Ada\n",
    "A\tda",
    "A\u0085da",
    "A\u200Bda",
    "A\uFFFFda",
    "Ada\u200C",
    "A\u200Dda",
    "👩\u200D",
    "A\u202Eda",
    "A\u2066da",
    "A\u061Cda",
    "A\uFEFFda",
    "A\u00ADda",
    "A\u3164da",
    "A\u{E0041}da",
    "A\uD800da",
  ])("%j is refused", (given) => {
    expect(() => requireLine("name", given, limits)).toThrow(/hidden_characters/);
  });

  test("its length is counted in characters", () => {
    expect(requireLine("name", "🦑".repeat(20), limits)).toHaveLength(40);
    expect(() => requireLine("name", "🦑".repeat(21), limits)).toThrow(/too_long/);
    expect(() => requireLine("name", "   ", limits)).toThrow(/too_short/);
  });
});

test("prose keeps its lines and refuses hidden characters", () => {
  expect(requireProse("about", " a\r\nb\rc\n", limits)).toBe("a\nb\nc");
  expect(() => requireProse("about", "a\u200Eb", limits)).toThrow(/hidden_characters/);
  expect(() => requireProse("about", "a\uFFFEb", limits)).toThrow(/hidden_characters/);
});

test("a message loses what is hidden and keeps what is written", () => {
  expect(requireMessage("content", " \u202Ehi\u200B\r\nthere\u0007 👩‍🚀 می‌خواهم 🏴󠁧󠁢󠁳󠁣󠁴󠁿 ", 100)).toBe(
    "hi\nthere 👩‍🚀 می‌خواهم 🏴󠁧󠁢󠁳󠁣󠁴󠁿",
  );
  expect(() => requireMessage("content", "\u200B\u2060\u00AD", 100)).toThrow(/too_short/);
});

test("whatever is sent, no hidden character survives in a message", () => {
  const hidden = ["\u202E", "\u2066", "\u200B", "\u200D", "\uFEFF", "\u0000", "\u{E0041}", "\uDC00"];
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48271) % 2147483647;
    return seed % below;
  };
  for (let round = 0; round < 500; round++) {
    const parts = Array.from({ length: 12 }, () => (random(2) ? hidden[random(hidden.length)]! : "x"));
    expect(requireMessage("content", `${parts.join("")}x`, 100)).toMatch(/^x+$/);
  }
});

test("an excerpt is one line and never cuts a character", () => {
  expect(excerptOf("a\n\nb")).toBe("a b");
  expect(excerptOf("🦑".repeat(5), 4)).toBe("🦑🦑🦑…");
  expect(lengthOf(excerptOf("x".repeat(500)))).toBe(120);
});

test("a beginning ends with a word, and hides nothing where it ends", () => {
  expect(beginningOf("short\nas it is", 20)).toBe("short\nas it is");
  expect(beginningOf("one two three", 9)).toBe("one two…");
  expect(beginningOf("one\n\ntwo three", 10)).toBe("one\n\ntwo…");
  expect(beginningOf("one two three", 8)).toBe("one two…");
  expect(beginningOf("x".repeat(30), 10)).toBe(`${"x".repeat(9)}…`);
  expect(beginningOf(`a ${"x".repeat(300)}`, 256)).toBe(`a ${"x".repeat(253)}…`);
  expect(beginningOf("🦑🦑🦑🦑", 3)).toBe("🦑🦑…");
  expect(beginningOf("👩\u200D🚀👩\u200D🚀", 3)).toBe("👩…");
});

test("names that look alike fold to the same, and different ones do not", () => {
  for (const name of ["Ada Night", "ada-night", "ＡＤＡ　ＮＩＧＨＴ", "Áda Nïght", "аdа nіght"]) {
    expect(foldName(name), name).toBe("adanight");
  }
  expect(foldName("Ada Knight")).not.toBe("adanight");
  expect(foldName("★ !")).toBe("");
  expect(foldName("Ада")).not.toBe("");
});
