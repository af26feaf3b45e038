import { expect, test } from "vitest";
import { pieces } from "./highlight";

const marked = (text: string, words: string[]) =>
  pieces(text, words)
    .map(({ text: piece, isFound }) => (isFound ? `[${piece}]` : piece))
    .join("");

test("marks the words that were found, whole and as they stand", () => {
  expect(marked("Ada paints the tides, Tides and tidesong", ["tides", "Ada"])).toBe(
    "[Ada] paints the [tides], Tides and tidesong",
  );
  expect(marked("Café Lisboa", ["Café"])).toBe("[Café] Lisboa");
});

test("leaves a text whole that holds none of them, and takes signs as letters", () => {
  expect(marked("nothing here", ["tides"])).toBe("nothing here");
  expect(marked("nothing", [])).toBe("nothing");
  expect(marked("a.c abc (x)", ["a.c", "(x"])).toBe("[a.c] abc [(x])");
});
