import { expect, test } from "vitest";
import { squareIn } from "./squarePicture";

test("a face is the middle of a picture, whichever side is longer", () => {
  expect(squareIn(4000, 3000)).toEqual({ left: 500, top: 0, cut: 3000, side: 512 });
  expect(squareIn(3000, 4001)).toEqual({ left: 0, top: 500, cut: 3000, side: 512 });
});

test("a small picture keeps its size", () => {
  expect(squareIn(100, 80)).toEqual({ left: 10, top: 0, cut: 80, side: 80 });
});
